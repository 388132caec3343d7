"""The pages beside the register: each looks after itself, and hears when something may have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.presenters.notices import Notices
from desktop.presenters.reasons import Step
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page, RailEntry
from sync.cache.answers import Item


class Room(Protocol):
    """The presenter of one page."""

    @property
    def page(self) -> Page: ...

    def refresh(self) -> None:
        """Show what is so now, in the language spoken now: something came or was asked, or the page was opened."""


@dataclass(frozen=True, slots=True)
class RoomWays:
    """What a room may ask of the house.

    A page stands in the rail from the first `show_entry` until `hide_entry`: only what its person may use.
    `show_whose`: a tab of the register with the customers of this person or team, where one sees them.
    `is_open`: the person is on this page now; what costs much to read waits until they are.
    `acted`: something was written to the outbox; all is drawn anew and sent. `save_file` returns where it lies.
    `lead`: of what is refused, this step in the sync centre leads to the room.
    """

    notices: Notices
    show_entry: Callable[[RailEntry], None]
    hide_entry: Callable[[Page], None]
    open_page: Callable[[Page], None]
    show_customer: Callable[[str], None]
    show_whose: Callable[[str, RegisterTab], None]
    acted: Callable[[], None]
    save_file: Callable[[str, bytes], str]
    is_open: Callable[[Page], bool] = lambda _page: True
    lead: Callable[[Step, Callable[[Item], None]], None] = lambda _step, _to: None
