"""The sync centre: what was asked, what became of it, why, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.details import Details
from desktop.screens.lists import ListScreen


class SyncTab(StrEnum):
    """The word is the message `sync-tab-<value>`."""

    ALL = "all"
    WAITING = "waiting"
    CHECKING = "checking"
    REFUSED = "refused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SyncCount:
    """A tab with its count; None shows none. A red one needs the person."""

    tab: SyncTab
    count: int | None = None
    needs_you: bool = False


class SyncCentreScreen(ListScreen, Protocol):
    """What may be told to the sync centre.

    Its rows have the cells of `SYNC_COLUMNS`: `Label`, `Text`, `Named` (with `is_open` for a batch, `depth` 1 for
    a batch's rows), `Text`, `Act | Nothing`.
    """

    def show_tabs(self, tabs: Sequence[SyncCount], current: SyncTab) -> None: ...

    def show_lead(self, text: str) -> None:
        """The sentence above the list: 您的工作都已保存在本机。…"""

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list, until `show_listing`."""

    def show_details(self, details: Details | None) -> None: ...


class SyncCentreWishes(Protocol):
    """What the sync centre asks for."""

    def sync_rows_asked(self, ids: tuple[str, ...]) -> None:
        """Answer with `show_rows`."""

    def sync_tab_asked(self, tab: SyncTab) -> None: ...

    def open_asked(self, item_id: str) -> None:
        """Open or close a batch; answer with `show_listing` that holds its rows after it."""

    def details_asked(self, item_id: str) -> None:
        """This item is the current one; answer with `show_details`. Empty id: none is."""

    def step_asked(self, item_id: str, key: str) -> None:
        """The next step with this key (an `Act`'s of the list or a `Choice`'s of the details)."""

    def export_asked(self) -> None: ...

    def retry_asked(self) -> None: ...
