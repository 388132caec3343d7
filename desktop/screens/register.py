"""The customer register: tabs, filters, the list, the bar over ticked rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.actions import Action
from desktop.screens.choice import Choice
from desktop.screens.deeds import Question, Terms, Weighed
from desktop.screens.lists import ListScreen, ListWishes
from desktop.screens.selection import Selection


class RegisterTab(StrEnum):
    """In the order shown; the word is the message `tab-<value>`."""

    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    FLOWING = "flowing"
    ORDINARY = "ordinary"
    PENDING = "pending"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TabCount:
    """A tab one may use and how many stand in it; None while not known yet. A red count needs somebody."""

    tab: RegisterTab
    count: int | None = None
    needs_you: bool = False


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose customers may be listed; those of one group stand together under its name. Empty group: at the top."""

    key: str
    text: str
    group: str = ""


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
    """A button of the batch bar: one of `DEEDS`; a disabled one says why in its tooltip."""

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
    can_be_tagged: bool = False


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

    def show_whose(self, choices: Sequence[Whose], current: str) -> None:
        """The chooser of whose customers are listed; hidden where there is nothing to choose."""

    def show_filters(self, filters: Filters) -> None: ...

    def show_blank(self, blank: Blank) -> None:
        """In place of the list, until `show_listing`."""

    def show_changed(self, count: int) -> None:
        """So many came or went while one looks; 0 hides the strip."""

    def show_ticks(self, ticks: Selection) -> None: ...

    def show_batch(self, bar: BatchBar | None) -> None: ...

    def go_to(self, customer_id: str) -> None:
        """Select this customer's row, if it is listed."""

    def ask(self, question: Question) -> None: ...

    def show_weighed(self, weighed: Weighed) -> None:
        """What would follow from what is chosen now, in the question that stands open."""

    def show_result(self, result: BatchResult) -> None: ...

    def show_panel_width(self, width: int) -> None:
        """As wide as the person left it, in device-independent pixels."""


class FilterWishes(Protocol):
    """What the row of filters above a list asks for."""

    def filter_choices_asked(self) -> None:
        """The + 筛选 menu opens; answer with `show_filters` once what may be chosen is known."""

    def filter_added(self, key: str) -> None: ...

    def filter_removed(self, key: str) -> None: ...

    def filters_cleared(self) -> None:
        """Take away every filter and the search text."""


class RegisterWishes(ListWishes, FilterWishes, Protocol):
    """What the register asks for."""

    def tab_asked(self, tab: RegisterTab) -> None: ...

    def pool_asked(self, key: str) -> None: ...

    def whose_asked(self, key: str) -> None: ...

    def blank_act_asked(self, kind: BlankKind) -> None:
        """The one act of a blank page."""

    def refresh_asked(self) -> None:
        """Show the changed list now; answer with `show_listing`."""

    def ticks_changed(self, ticks: Selection) -> None:
        """Answer with `show_batch`. The screen shows the ticks already."""

    def act_asked(self, action: Action, who: Selection) -> None:
        """Answer with `ask` where something is to be chosen or said first, else do it."""

    def terms_changed(self, action: Action, who: Selection, terms: Terms) -> None:
        """This is chosen in the open question now; answer with `show_weighed`."""

    def act_confirmed(self, action: Action, who: Selection, terms: Terms) -> None: ...

    def customer_asked(self, customer_id: str) -> None:
        """This row is the current one; answer with the panel's `show_customer`. Empty id: none is."""

    def panel_width_changed(self, width: int) -> None:
        """Remember it."""
