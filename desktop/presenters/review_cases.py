"""What stands on the page 审核, whatever kind it is: how it is listed, told and answered. Reads the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desktop import words
from desktop.presenters.reasons import who
from desktop.presenters.review_rows import details_of, question_of, row_of
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Row
from desktop.screens.details import Details
from desktop.screens.review import DeclineQuestion, ReviewKind
from domain.commands import Command
from domain.facts import RequestState

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.requests import RequestView

KIND_PLACE = 1
"""Where in a row its kind stands."""


class Case(Protocol):
    """Something that somebody asks for. `awaits_me`: red, until it is answered."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> ReviewKind: ...

    @property
    def customer_id(self) -> str: ...

    @property
    def asked_at(self) -> int: ...

    @property
    def awaits_me(self) -> bool: ...

    def row(self, place: Workplace) -> Row: ...

    def details(self, place: Workplace) -> Details: ...

    def question(self, place: Workplace) -> DeclineQuestion:
        """Before it is declined, or undone."""

    def yes(self, place: Workplace) -> Sequence[Command]: ...

    def no(self, place: Workplace, note: str) -> Sequence[Command]: ...

    def said(self, place: Workplace, *, is_yes: bool, is_online: bool) -> str:
        """What is told once it has been answered."""


@dataclass(frozen=True, slots=True)
class ReinstatementCase:
    """Somebody asks for a customer back."""

    view: RequestView

    @property
    def id(self) -> str:
        return self.view.row.id

    @property
    def kind(self) -> ReviewKind:
        return ReviewKind.REINSTATEMENT

    @property
    def customer_id(self) -> str:
        return self.view.row.customer_id

    @property
    def asked_at(self) -> int:
        return self.view.row.asked_at

    @property
    def is_open(self) -> bool:
        return self.view.state is RequestState.OPEN

    @property
    def awaits_me(self) -> bool:
        return self.view.awaits_me and self.view.on_its_way is None

    def row(self, place: Workplace) -> Row:
        made = row_of(place, self.view)
        kind = Label(words.say("request-reinstatement"))
        return replace(made, cells=(*made.cells[:KIND_PLACE], kind, *made.cells[KIND_PLACE + 1 :]))

    def details(self, place: Workplace) -> Details:
        return details_of(place, self.view)

    def question(self, place: Workplace) -> DeclineQuestion:
        return question_of(place, self.view)

    def yes(self, place: Workplace) -> Sequence[Command]:
        return place.cache.bench.reinstates([self.view.row])

    def no(self, place: Workplace, note: str) -> Sequence[Command]:
        return place.cache.bench.declines([self.view.row], note)

    def said(self, place: Workplace, *, is_yes: bool, is_online: bool) -> str:
        key = f"{'granted' if is_yes else 'declined'}-one{'' if is_online else '-offline'}"
        asker = who(self.view.row.person_id, place.cache.directory)
        return words.say(key, name=self.view.row.customer_name, who=asker)
