"""The customer register: tabs, filters, the list, the bar over ticked rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.actions import Action
from desktop.screens.lists import ListScreen, ListWishes
from desktop.screens.selection import Selection


class RegisterTab(StrEnum):
    """公海已分配 and 公海; the word is the message `tab-<value>`."""

    MINE = "mine"
    POOL = "pool"


@dataclass(frozen=True, slots=True)
class TabCount:
    """A tab one may use and how many stand in it; None while not known yet."""

    tab: RegisterTab
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; `key` comes back with the wish."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A line of the + 筛选 menu; lines of one group stand together under its name."""

    key: str
    text: str
    group: str = ""
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in force as removable chips, and what may be added."""

    chips: tuple[Choice, ...] = ()
    choices: tuple[FilterChoice, ...] = ()


class BlankKind(StrEnum):
    """Why there is no list; words and the one act are the messages `blank-<tab>-<value>-…` or `blank-<value>-…`."""

    EMPTY = "empty"
    FILTERED_EMPTY = "filtered-empty"
    OFFLINE = "offline"
    NEVER_SYNCED = "never-synced"
    NO_PERMISSION = "no-permission"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the first sync is; `total` None while not known."""

    done: int
    total: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """No list, but a reason. `detail` adds what is known (数据截至 13:21; the cause of an error)."""

    kind: BlankKind
    detail: str = ""
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class BatchAct:
    """A button of the batch bar: `Action.CLAIM` or `Action.RELEASE`; a disabled one says why in its tooltip."""

    action: Action
    word: str
    is_weightiest: bool = False
    is_enabled: bool = True
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class BatchBar:
    """What ticked rows allow: 已选 3 位 · 或选择全部符合条件的 431 位 · 3 位可释放；… · [批量释放]."""

    count: str
    all_matching: str = ""
    preflight: str = ""
    acts: tuple[BatchAct, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseQuestion:
    """Before a release: how many, and what follows. Reasons are offered, none is needed."""

    selection: Selection
    title: str
    consequence: str
    reasons: tuple[str, ...] = ()
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of a batch that was not done, and why."""

    id: str
    name: str
    reason: str
    what_now: str = ""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch, row by row."""

    title: str
    done: str
    others: tuple[ResultRow, ...] = ()


class RegisterScreen(ListScreen, Protocol):
    """What may be told to the register."""

    def show_tabs(self, tabs: Sequence[TabCount], current: RegisterTab) -> None: ...

    def show_pools(self, pools: Sequence[Choice], current: str) -> None:
        """The pool chooser; hidden with fewer than two."""

    def show_filters(self, filters: Filters) -> None: ...

    def show_blank(self, blank: Blank) -> None:
        """In place of the list, until `show_listing`."""

    def show_changed(self, count: int) -> None:
        """So many came or went while one looks; 0 hides the strip."""

    def show_ticks(self, ticks: Selection) -> None: ...

    def show_batch(self, bar: BatchBar | None) -> None: ...

    def go_to(self, customer_id: str) -> None:
        """Select this customer's row, if it is listed."""

    def ask_release(self, question: ReleaseQuestion) -> None: ...

    def show_result(self, result: BatchResult) -> None: ...

    def show_panel_width(self, width: int) -> None:
        """As wide as the person left it, in device-independent pixels."""


class RegisterWishes(ListWishes, Protocol):
    """What the register asks for."""

    def tab_asked(self, tab: RegisterTab) -> None: ...

    def pool_asked(self, key: str) -> None: ...

    def filter_choices_asked(self) -> None:
        """The + 筛选 menu opens; answer with `show_filters` once what may be chosen is known."""

    def filter_added(self, key: str) -> None: ...

    def filter_removed(self, key: str) -> None: ...

    def filters_cleared(self) -> None:
        """Take away every filter and the search text."""

    def blank_act_asked(self, kind: BlankKind) -> None:
        """The one act of a blank page."""

    def refresh_asked(self) -> None:
        """Show the changed list now; answer with `show_listing`."""

    def ticks_changed(self, ticks: Selection) -> None:
        """Answer with `show_batch`. The screen shows the ticks already."""

    def claim_asked(self, who: Selection) -> None: ...

    def release_asked(self, who: Selection) -> None:
        """Answer with `ask_release`, or do it at once where it can be undone."""

    def release_confirmed(self, who: Selection, reason: str) -> None: ...

    def customer_asked(self, customer_id: str) -> None:
        """This row is the current one; answer with the panel's `show_customer`. Empty id: none is."""

    def panel_width_changed(self, width: int) -> None:
        """Remember it."""
