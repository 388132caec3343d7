"""One certification under a manager's eyes: the licence beside what was written down from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.certification import Licence
from desktop.screens.choice import Choice


@dataclass(frozen=True, slots=True)
class Compared:
    """A field as it was sent in; `differs` says how the customer's profile has it, where it has it otherwise."""

    name: str
    value: str
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """`place`: 2 / 7 of the list that is gone through. `acts` are the keys and words of what can be done with it."""

    id: str
    title: str
    label: Label
    text: str
    fields: tuple[Compared, ...]
    place: str = ""
    has_previous: bool = False
    has_next: bool = False
    acts: tuple[Choice, ...] = ()


class ExaminationScreen(Protocol):
    """What may be told to it."""

    def show_examination(self, examination: Examination | None) -> None:
        """In place of the list; None: the list again. The same one once more leaves the image as it is turned."""

    def show_examined_licence(self, certification_id: str, licence: Licence | None) -> None:
        """Passed over where another one is shown by now."""


class ExaminationWishes(Protocol):
    """What it asks for."""

    def examination_moved(self, steps: int) -> None:
        """To one further down the list, or up."""

    def examination_left(self) -> None:
        """Back to the list."""

    def examined_licence_save_asked(self, certification_id: str) -> None: ...
