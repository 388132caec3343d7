"""The court's two answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.effects import Effect
from domain.reasons import Fact, Reason


@dataclass(frozen=True, slots=True)
class Accepted:
    """Yes, and this follows. `remark` is a reason where a yes deserves a word, such as `already_yours`, with its
    facts."""

    effects: tuple[Effect, ...]
    remark: Reason | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and why. Final: asking again with the same facts gives the same answer."""

    reason: Reason
    facts: Mapping[str, Fact] = field(default_factory=dict)


type Verdict = Accepted | Refused
