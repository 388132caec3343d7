"""Which pages stand beside the register, the sync centre and the settings, and who looks after each. Wiring only."""

from __future__ import annotations

from desktop.presenters.rooms import Room, RoomWays
from desktop.presenters.workplace import Workplace
from desktop.views.main_window import MainWindow


def furnish(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    """Make each page and its presenter, once somebody is in: no start waits for them."""
    return []
