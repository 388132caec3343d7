"""The main window around the pages: rail, top bar, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Tone
from desktop.screens.preferences import Density


class Page(StrEnum):
    """The pages of the rail in their order; the word is the message `page-<value>`, over the page `title-<value>`."""

    TODAY = "today"
    CUSTOMERS = "customers"
    ORDERS = "orders"
    REVIEW = "review"
    TEAM = "team"
    POOLS = "pools"
    TAGS = "tags"
    SYNC_CENTRE = "sync-centre"
    SETTINGS = "settings"


FOOT_PAGES = frozenset({Page.SYNC_CENTRE, Page.SETTINGS})
"""The pages that stand at the foot of the rail."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page one may use. A red count means "needs you", a grey one "how many"; none at 0."""

    page: Page
    count: int = 0
    needs_you: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a limit is used; `limit` None where none applies."""

    used: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class Quotas:
    """Today's claims and the places held; deals do not count towards the cap and are told apart."""

    claims: Quota
    holding: Quota
    deals_not_counted: int = 0


@dataclass(frozen=True, slots=True)
class SyncPill:
    """The one sentence on the state of things with the server: 已同步 14:02."""

    text: str
    tone: Tone
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The line at the bottom: 431 条 · 选中 3 … 服务器时间 14:02:11."""

    rows: str = ""
    selected: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What just happened, at the foot. `undo_key` set: 撤销 is offered and comes back with this key."""

    text: str
    undo_key: str = ""
    tone: Tone = Tone.NEUTRAL
    more_key: str = ""
    more_word: str = ""


@dataclass(frozen=True, slots=True)
class QuitQuestion:
    """The program is to end, and so many acts are not sent. `is_sending`: they are being sent, and then it ends."""

    waiting: int
    is_sending: bool


class QuitScreen(Protocol):
    """Where it is asked."""

    def show_quit(self, question: QuitQuestion | None) -> None:
        """In place of the last question; None: nothing is asked any more."""


class WindowScreen(QuitScreen, Protocol):
    """What may be told to the main window."""

    def show_rail(self, entries: Sequence[RailEntry]) -> None: ...

    def open_page(self, page: Page) -> None: ...

    def show_quotas(self, quotas: Quotas | None) -> None:
        """None where the person claims nothing."""

    def show_pill(self, pill: SyncPill) -> None: ...

    def show_status(self, status: StatusLine) -> None: ...

    def show_notice(self, notice: Notice | None) -> None:
        """A line at the foot, in place of the last one; None takes it away."""

    def clear_search(self) -> None:
        """Empty the search box without a wish (after `filters_cleared`)."""

    def set_density(self, density: Density) -> None:
        """The height of rows, in every table."""

    def show_title(self, title: str) -> None:
        """The window's title for the taskbar: 公海 · 王芳."""


class WindowWishes(Protocol):
    """What the main window asks for."""

    def page_asked(self, page: Page) -> None:
        """The person went to this page (the window has opened it already)."""

    def search_asked(self, text: str) -> None:
        """The search text stands so since a moment; empty when cleared."""

    def sync_asked(self) -> None:
        """F5."""

    def undo_asked(self, key: str) -> None: ...

    def more_asked(self, key: str) -> None:
        """The notice's other button, for example 看结果."""

    def notice_closed(self) -> None: ...

    def close_asked(self) -> None:
        """The program is to end; everything typed has been told as drafts before."""

    def quit_chosen(self, leaves: bool) -> None:
        """The answer to `QuitQuestion`."""
