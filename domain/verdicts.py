"""The court's answers."""

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


@dataclass(frozen=True, slots=True)
class Granted:
    """Yes, about the company. `changes_nothing` where it stands so already."""

    changes_nothing: bool = False


type Verdict = Accepted | Refused
