"""Is this company known (查客户)? One field, an answer, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.screens.cells import Label, Tone
from desktop.screens.choice import Choice


@dataclass(frozen=True, slots=True)
class KnownCard:
    """One customer, or that there is none: who it is, how it stands, what can be done, the most useful first."""

    name: str
    label: Label
    text: str = ""
    steps: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownState:
    """All that is shown below the field. `source` says whose word it is, in `tone` where that is not sure; `near` are
    others with names like it; `draft` tells of a form that was not finished, with its steps."""

    typed: str = ""
    source: str = ""
    tone: Tone = Tone.NEUTRAL
    answer: KnownCard | None = None
    near: tuple[KnownCard, ...] = ()
    draft: KnownCard | None = None
    retry: str = ""


class KnownScreen(Protocol):
    """What may be told."""

    def open_known(self, state: KnownState) -> None:
        """Open the window, or bring it to the front."""

    def show_known(self, state: KnownState) -> None:
        """In the window, where it is open."""

    def close_known(self) -> None:
        """Without a wish."""


class KnownWishes(Protocol):
    """What is asked."""

    def known_asked(self) -> None:
        """Answer with `open_known`."""

    def known_typed(self, text: str) -> None:
        """Somebody typed, and rests."""

    def known_step_asked(self, key: str) -> None:
        """One of a card's steps."""

    def known_retry_asked(self) -> None:
        """Ask the server once more."""

    def known_closed(self) -> None: ...
