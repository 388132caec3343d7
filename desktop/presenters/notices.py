"""What a presenter may have said at the foot of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.screens.cells import Tone


@dataclass(frozen=True, slots=True)
class More:
    """The notice's other button."""

    word: str
    act: Callable[[], None]


class Notices(Protocol):
    def tell(
        self, text: str, tone: Tone = Tone.NEUTRAL, *, undo: tuple[str, ...] = (), more: More | None = None
    ) -> None:
        """Say it in place of what was said last. `undo`: commands that can be taken back while they are unsent."""
        ...
