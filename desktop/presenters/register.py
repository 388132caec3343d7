"""The customer register: which tab, which pool, by which filter, in which order, and what may be done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.presenters.batches import Batches
from desktop.presenters.blanks import why_blank
from desktop.presenters.customer_list import ListedCustomers, Look
from desktop.presenters.filters import Chosen
from desktop.presenters.frame import Frame
from desktop.presenters.row_list import Listed, RowList
from desktop.presenters.rows import columns_of
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.deeds import Terms
from desktop.screens.lists import Column, Sort
from desktop.screens.register import Blank, BlankKind, RegisterScreen, RegisterTab
from desktop.screens.selection import NOBODY, AllMatching, Selection
from domain.identifiers import PoolId
from sync.cache.asking import Facet, SortKey
from sync.report import Report
from sync.state import SyncState

_FIRST_SORTS = {
    RegisterTab.ASSIGNED: Sort(Column.OUTFLOW),
    RegisterTab.UNASSIGNED: Sort(Column.ENTERED_POOL, is_descending=True),
    RegisterTab.FLOWING: Sort(Column.OUTFLOW),
    RegisterTab.ORDINARY: Sort(Column.NAME),
    RegisterTab.PENDING: Sort(Column.NAME),
    RegisterTab.ALL: Sort(Column.NAME),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What the register asks of the rest of the window. `counted` takes rows and ticked."""

    show_customer: Callable[[str], None]
    counted: Callable[[int, int], None]
    retry: Callable[[], None]
    clear_search: Callable[[], None]
    keep_panel_width: Callable[[int], None]


_OF_THE_COMPANY = frozenset({"person", "team", "pool", "pool_member", "ruleset"})
"""Kinds of rows that say which tabs, pools and people there are to choose from."""


class Register:
    """Obeys `RegisterWishes` and the window's search. Everything it shows has been read in the background."""

    def __init__(
        self,
        screen: RegisterScreen,
        place: Workplace,
        batches: Batches,
        around: Around,
    ) -> None:
        self._screen = screen
        self._place = place
        self._batches = batches
        self._around = around
        self._list = RowList(screen, place, ListedCustomers(place), self._listed, self._could_not_list)
        self._frame = Frame(screen, place, self._could_not_list)
        self._state: SyncState | None = None
        self._sorts = dict(_FIRST_SORTS)
        self._ticks: Selection = NOBODY
        self._is_whole = False
        self._own: frozenset[str] = frozenset()
        self._then: Callable[[], None] | None = None

    def start(self, then: Callable[[], None] = lambda: None) -> None:
        """Show what is in the cache; `then` when the first list stands, or why there is none."""
        self._then = then
        self._frame.read(self._open)

    # wishes

    def tab_asked(self, tab: RegisterTab) -> None:
        """The same tab again looks anew without losing the place."""
        if tab is self._frame.tab and self._list.ids:
            self._list.reload()
            return
        self._frame.tab = tab
        self._open()

    def pool_asked(self, key: str) -> None:
        self._frame.pool = PoolId(key)
        self._frame.tab = RegisterTab.UNASSIGNED
        self._frame.read(self._open)

    def whose_asked(self, key: str) -> None:
        """Remembered for the session, in every tab."""
        self._frame.whose = key
        self._ticks = NOBODY
        self._screen.show_ticks(NOBODY)
        self._screen.show_batch(None)
        self._frame.read(self._open)

    def filter_added(self, key: str) -> None:
        self._filter(self._frame.chosen[self._frame.tab].added(key))

    def filter_removed(self, key: str) -> None:
        self._filter(self._frame.chosen[self._frame.tab].removed(key))

    def filters_cleared(self) -> None:
        self._frame.chosen = dict.fromkeys(RegisterTab, Chosen())
        self._around.clear_search()
        self._open()

    def filter_choices_asked(self) -> None:
        self._frame.read_values()

    def search_asked(self, text: str) -> None:
        """What is searched for holds in every tab."""
        self._frame.chosen = {tab: chosen.searching(text) for tab, chosen in self._frame.chosen.items()}
        self._open()

    def sort_asked(self, sort: Sort) -> None:
        self._sorts[self._frame.tab] = sort
        self._open()

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        self._list.rows_asked(ids)

    def refresh_asked(self) -> None:
        self._list.reload()

    def blank_act_asked(self, kind: BlankKind) -> None:
        """Filtered-empty takes the filters away, an empty 公海已分配 leads to 公海, every other page tries again."""
        if kind is BlankKind.FILTERED_EMPTY:
            self.filters_cleared()
        elif kind is BlankKind.EMPTY and self._frame.tab is RegisterTab.ASSIGNED and self._frame.has_pool:
            self.tab_asked(RegisterTab.UNASSIGNED)
        else:
            self._around.retry()
            self._list.reload()

    def customer_asked(self, customer_id: str) -> None:
        self._around.show_customer(customer_id)

    def ticks_changed(self, ticks: Selection) -> None:
        self._ticks = ticks
        ids = self._ids_of(ticks)
        self._around.counted(len(self._list.ids), len(ids))
        self._batches.weigh(self._frame.offered, ids, len(self._list.ids), can_be_tagged=self._frame.can_be_tagged)

    def panel_width_changed(self, width: int) -> None:
        self._around.keep_panel_width(width)

    def act_asked(self, action: Action, who: Selection) -> None:
        if (ids := self._ids_of(who)) and action in self._frame.offered:
            self._batches.ask(action, who, ids)

    def terms_changed(self, action: Action, who: Selection, terms: Terms) -> None:
        self._batches.weigh_anew(action, self._ids_of(who), terms)

    def act_confirmed(self, action: Action, who: Selection, terms: Terms) -> None:
        self._batches.do(action, self._ids_of(who), terms)

    # what came about

    def show_similar(self, region: str) -> None:
        """The pool, nothing but this region."""
        self._frame.tab = RegisterTab.UNASSIGNED
        self._frame.chosen[RegisterTab.UNASSIGNED] = Chosen().only(Facet.REGION, region) if region else Chosen()
        self._open()

    def show_whose(self, key: str, tab: RegisterTab) -> None:
        """Of this person or team, by no filter."""
        self._frame.tab = tab
        self._frame.chosen = dict.fromkeys(RegisterTab, Chosen())
        self.whose_asked(key)

    def acted(self) -> None:
        """The person's own act: the list follows at once, ticks on it are done with."""
        self._ticks = NOBODY
        self._screen.show_ticks(NOBODY)
        self._screen.show_batch(None)
        self._frame.outdate_values()
        self._frame.read(self._list.reload)

    def redraw(self, customer_ids: frozenset[str]) -> None:
        self._list.redraw(customer_ids)

    def say_again(self) -> None:
        """The language changed: everything that was said before is said anew."""
        self._frame.read(self._list.reload if self._list.ids else self._open)
        self.ticks_changed(self._ticks)

    def heard(self, report: Report, state: SyncState) -> None:
        """A report changed rows in place; who came or went is told in a strip, unless it was this person's doing."""
        self._state = state
        # A blank page may have another reason now; a list that is about to come brings its own.
        is_awaited = self._list.is_awaited
        was_blank = not self._list.ids and not is_awaited
        changed = report.changed.get("customer", frozenset()) | report.removed.get("customer", frozenset())
        answered = frozenset(answer.customer_id for answer in report.answers)
        # The answer comes with one exchange, the rows that follow from it with a later one.
        self._own |= answered
        if "tag" in report.changed:
            self._frame.call_tags_anew()
            self._list.redraw_all()
        if not (changed or answered or report.is_sweeping or report.dropped_scopes or was_blank):
            if _OF_THE_COMPANY & {*report.changed, *report.removed}:
                self._frame.read(self._follow)  # a pool was opened, or somebody let into one: other tabs
            return
        self._frame.outdate_values()
        self._frame.read(self._follow)
        if was_blank or is_awaited or not self._is_whole:
            self._list.reload()
            return
        if report.is_sweeping:
            self._list.redraw_all()
        else:
            self._list.redraw(changed | answered)
        self._list.compare(self._moved)

    def _moved(self, moved: frozenset[str]) -> None:
        if moved and moved <= self._own:
            self._own -= moved
            self._list.reload()
        else:
            self._screen.show_changed(len(moved))

    def _follow(self) -> None:
        """The same list goes on, unless something else stands behind the tab now: rights came or went."""
        scene, tab, look = self._frame.scene, self._frame.tab, self._list.look
        if scene is not None and look is not None and (tab not in scene.tabs or scene.shelf(tab) != look.wanted.shelf):
            self._open()

    def _filter(self, chosen: Chosen) -> None:
        self._frame.chosen[self._frame.tab] = chosen
        self._open()

    def _open(self) -> None:
        """List what is wanted now, from its first row."""
        scene = self._frame.scene
        if scene is None:
            return
        if not scene.tabs:
            self._screen.show_blank(Blank(BlankKind.NO_PERMISSION))
            self._stands()
            return
        if self._frame.tab not in scene.tabs:
            self._frame.tab = scene.tabs[0]
        self._frame.show()
        tab, is_others = self._frame.tab, scene.is_others(self._frame.tab)
        sort = self._sorts[tab]
        if sort.column not in columns_of(tab, is_others=is_others):
            sort = _FIRST_SORTS[tab]
        asked = scene.wanted(tab, self._frame.chosen[tab].filter)
        wanted = replace(asked, sort=SortKey(sort.column.value), is_descending=sort.is_descending)
        self._list.open(Look(wanted, tab, is_others))

    def _ids_of(self, selection: Selection) -> tuple[str, ...]:
        """In the order the person saw; "all that match" means those counted on the screen, and none that came since."""
        if isinstance(selection, AllMatching):
            return tuple(each for each in self._list.ids if each not in selection.except_ids)
        return selection.ids

    def _listed(self, listed: Listed) -> None:
        self._is_whole = listed.is_whole
        if not listed.ids:
            is_filtered = not self._frame.chosen[self._frame.tab].filter.is_empty
            self._screen.show_blank(why_blank(self._place, self._state, listed.data_as_of, is_filtered=is_filtered))
        if listed.is_whole and self._ticks != NOBODY:
            self.ticks_changed(self._ticks)
        else:
            self._around.counted(len(listed.ids), len(self._ids_of(self._ticks)))
        self._stands()

    def _could_not_list(self, error: Exception) -> None:
        self._screen.show_blank(Blank(BlankKind.ERROR, str(error)))
        self._stands()

    def _stands(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
