"""Today: what is to be done, what is about to be lost, and what others have done meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label


class TodayPart(StrEnum):
    """The parts of the page in their order; the title is the message `today-<value>`."""

    PLANNED = "planned"
    FLOWING = "flowing"
    CHANGES = "changes"
    REQUESTS = "requests"


TO_DO = frozenset({TodayPart.PLANNED, TodayPart.FLOWING})
"""What waits for the person stands on the left; what has happened, on the right."""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One line: a label, who it is about, what is said of them, when.

    `is_open` None: it holds no lines of its own, else whether those after it with `depth` 1 are shown.
    """

    id: str
    text: str
    detail: str = ""
    when: str = ""
    label: Label | None = None
    can_open: bool = True
    is_open: bool | None = None
    depth: int = 0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class TodayBlock:
    """A part of the page. `nothing` stands in place of its lines, `more` is the word of the button below them."""

    part: TodayPart
    lines: tuple[TodayLine, ...] = ()
    count: int = 0
    nothing: str = ""
    more: str = ""


class TodayScreen(Protocol):
    """What may be told to the page."""

    def show_blocks(self, blocks: Sequence[TodayBlock]) -> None: ...

    def show_nothing(self, title: str, text: str) -> None:
        """In place of all parts, until `show_blocks`."""


class TodayWishes(Protocol):
    """What the page asks for."""

    def page_shown(self) -> None:
        """The person has it before their eyes: what is new on it is seen."""

    def page_left(self) -> None: ...

    def line_asked(self, part: TodayPart, line_id: str) -> None:
        """Open whom the line is about, or the lines under it."""

    def more_asked(self, part: TodayPart) -> None:
        """The button below the lines of this part."""
