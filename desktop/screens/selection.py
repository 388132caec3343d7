"""Which customers are ticked, as a value: a million ticks cost no more than one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class These:
    """Exactly these, in the order in which the person saw them."""

    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllMatching:
    """Every one that meets the present filter, loaded or not, without the exceptions."""

    except_ids: frozenset[str] = field(default_factory=frozenset)


type Selection = These | AllMatching

NOBODY = These()
