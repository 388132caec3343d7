"""Bringing a file of customers into a pool: a small window beside the work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label, Row, Tone
from desktop.screens.choice import Choice
from desktop.screens.lists import Column

COLUMNS = (Column.LINE, Column.RESULT, Column.OBJECT, Column.EXPLANATION)


class ImportStep(StrEnum):
    """Where it stands."""

    CHOOSE = "choose"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"


RUNNING = frozenset({ImportStep.CHECKING, ImportStep.IMPORTING})


@dataclass(frozen=True, slots=True)
class Moving:
    """How far it is, in words and of a hundred; None where nobody knows."""

    text: str
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class ImportState:
    """All that stands in the window now.

    `file` and `pool` are what was chosen. `said` is the one sentence, in its tone; `beside` a quieter one. `rows` have
    the cells of `COLUMNS` under `rows_title`. `confirm` is the word of the weightiest button; empty: there is none.
    """

    step: ImportStep
    pools: tuple[Choice, ...] = ()
    pool: str = ""
    file: str = ""
    said: str = ""
    tone: Tone = Tone.NEUTRAL
    beside: str = ""
    moving: Moving | None = None
    counts: tuple[Label, ...] = ()
    rows_title: str = ""
    rows: tuple[Row, ...] = ()
    confirm: str = ""
    can_confirm: bool = False
    can_stop: bool = False
    has_result: bool = False


class ImportScreen(Protocol):
    """What may be told of imports."""

    def show_way_in(self, *, is_shown: bool) -> None:
        """The button over the register, where its person may import."""

    def open_import(self, state: ImportState) -> None:
        """Open the window, or bring it to the front."""

    def show_import(self, state: ImportState) -> None:
        """In the window, where it is open."""

    def close_import(self) -> None:
        """Its person has left: the window goes without a wish."""


class ImportWishes(Protocol):
    """What is asked of imports."""

    def import_asked(self) -> None:
        """Answer with `open_import`."""

    def file_chosen(self, path: str) -> None: ...

    def import_pool_chosen(self, key: str) -> None: ...

    def template_asked(self) -> None: ...

    def result_asked(self) -> None: ...

    def import_confirmed(self) -> None:
        """The weightiest button: check, bring in, or begin anew, as the step says."""

    def stop_asked(self) -> None: ...

    def import_closed(self) -> None:
        """The window is gone. What is being brought in goes on."""
