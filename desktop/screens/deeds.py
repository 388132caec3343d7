"""What is asked before customers are dealt with, and what the person then chooses beside who."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.screens.actions import Action
from desktop.screens.choice import Choice
from desktop.screens.selection import Selection


@dataclass(frozen=True, slots=True)
class Terms:
    """What was chosen: only what the question asked for counts. `people` in the order in which they are listed."""

    note: str = ""
    days: int = 0
    pool: str = ""
    people: tuple[str, ...] = ()


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be given customers: 保有 431 / 500 · 空 69. A disabled one says why by `figures`.

    `found_by` is what a search looks through.
    """

    key: str
    name: str
    figures: str
    found_by: str = ""
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """The candidates of one team."""

    name: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What would follow, in a sentence, and the confirming button's words; where nothing can be done, it says why."""

    text: str
    confirm: str
    can_confirm: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Before an act: what follows from it, and what is to be chosen. What is not asked for is empty.

    `days` is the most that may be chosen; `chosen` is what stands chosen at first.
    """

    action: Action
    selection: Selection
    title: str
    weighed: Weighed
    reasons: tuple[str, ...] = ()
    has_note: bool = False
    days: int = 0
    pools: tuple[Choice, ...] = ()
    teams: tuple[Team, ...] = ()
    chosen: Terms = NO_TERMS

    @property
    def is_weighed_anew(self) -> bool:
        """Whether another choice has other consequences."""
        return bool(self.days or self.pools or self.teams)
