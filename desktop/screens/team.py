"""The team page: who works where, what they hold, what waits; and what a system admin changes about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.screens.deeds import Weighed
from desktop.screens.details import Details
from desktop.screens.lists import ListScreen

ROOT = ""
"""The key of no parent: a team that stands under none."""


@dataclass(frozen=True, slots=True)
class DepartureQuestion:
    """Somebody is to leave; `consequences` are what follows from it."""

    person_id: str
    title: str
    consequences: tuple[str, ...]
    confirm: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A team that another could be put under; `depth` is how many stand above it."""

    key: str
    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class MoveQuestion:
    """Under which team this one is to stand; `chosen` is where it stands."""

    team_id: str
    title: str
    parents: tuple[Parent, ...]
    chosen: str
    weighed: Weighed


class TeamScreen(ListScreen, Protocol):
    """What may be told to the team page. Its rows have the cells of `TEAM_COLUMNS`."""

    def show_lead(self, text: str) -> None:
        """The line beside the search."""

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list, until `show_listing`."""

    def show_details(self, details: Details | None) -> None: ...

    def ask_departure(self, question: DepartureQuestion) -> None: ...

    def ask_move(self, question: MoveQuestion) -> None: ...

    def show_weighed(self, weighed: Weighed) -> None:
        """What would follow from the parent chosen last, in the question that stands open."""


class TeamWishes(Protocol):
    """What the team page asks for."""

    def search_asked(self, text: str) -> None: ...

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        """Answer with `show_rows`."""

    def details_asked(self, line_id: str) -> None:
        """This team or person is the current one; answer with `show_details`. Empty id: none is."""

    def open_asked(self, line_id: str) -> None:
        """Its customers."""

    def step_asked(self, line_id: str, key: str) -> None:
        """The next step with this key (an `Act`'s of the list or a `Choice`'s of the details)."""

    def departure_confirmed(self, person_id: str) -> None: ...

    def parent_chosen(self, team_id: str, parent: str) -> None:
        """Answer with `show_weighed`."""

    def move_confirmed(self, team_id: str, parent: str) -> None: ...
