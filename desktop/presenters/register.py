"""The customer register: which tab, which pool, by which filter, in which order, and what may be done there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.presenters.batches import Batches
from desktop.presenters.blanks import why_blank
from desktop.presenters.customer_list import CustomerList, Listed
from desktop.presenters.filter_values import FilterValues
from desktop.presenters.filters import FACETS, Chosen
from desktop.presenters.scene import Scene, read_counts, read_scene
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.lists import Column, Sort
from desktop.screens.register import Blank, BlankKind, RegisterScreen, RegisterTab
from desktop.screens.selection import NOBODY, AllMatching, Selection
from domain.identifiers import PoolId
from sync.cache.asking import Facet, Shelf, SortKey, Wanted
from sync.report import Report
from sync.state import SyncState

_FIRST_SORTS = {
    RegisterTab.MINE: Sort(Column.OUTFLOW),
    RegisterTab.POOL: Sort(Column.ENTERED_POOL, is_descending=True),
}
_ACTS = {RegisterTab.MINE: Action.RELEASE, RegisterTab.POOL: Action.CLAIM}


@dataclass(frozen=True, slots=True)
class Around:
    """What the register asks of the rest of the window. `counted` takes rows and ticked."""

    show_customer: Callable[[str], None]
    counted: Callable[[int, int], None]
    retry: Callable[[], None]
    clear_search: Callable[[], None]
    keep_panel_width: Callable[[int], None]


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
        self._list = CustomerList(screen, place, self._listed, self._could_not_list)
        self._tab = RegisterTab.MINE
        self._pool: PoolId | None = None
        self._scene: Scene | None = None
        self._counts: Mapping[Shelf, int] = {}
        self._state: SyncState | None = None
        self._chosen = dict.fromkeys(RegisterTab, Chosen())
        self._sorts = dict(_FIRST_SORTS)
        self._values = FilterValues(place)
        self._ticks: Selection = NOBODY
        self._is_whole = False
        self._own: frozenset[str] = frozenset()
        self._then: Callable[[], None] | None = None

    def start(self, then: Callable[[], None] = lambda: None) -> None:
        """Show what is in the cache; `then` when the first list stands, or why there is none."""
        self._then = then
        self._read_scene(self._open)

    # wishes

    def tab_asked(self, tab: RegisterTab) -> None:
        """The same tab again looks anew without losing the place."""
        if tab is self._tab and self._list.ids:
            self._list.reload()
            return
        self._tab = tab
        self._open()

    def pool_asked(self, key: str) -> None:
        self._pool = PoolId(key)
        self._tab = RegisterTab.POOL
        self._read_scene(self._open)

    def filter_added(self, key: str) -> None:
        self._filter(self._chosen[self._tab].added(key))

    def filter_removed(self, key: str) -> None:
        self._filter(self._chosen[self._tab].removed(key))

    def filters_cleared(self) -> None:
        self._chosen = dict.fromkeys(RegisterTab, Chosen())
        self._around.clear_search()
        self._open()

    def filter_choices_asked(self) -> None:
        """Somebody is about to choose: what may be filtered by, as it is now."""
        if (scene := self._scene) is not None:
            shelf = scene.shelf(self._tab)
            self._values.read(shelf, FACETS[self._tab], lambda: self._show_filters(shelf))

    def search_asked(self, text: str) -> None:
        """What is searched for holds in every tab."""
        self._chosen = {tab: chosen.searching(text) for tab, chosen in self._chosen.items()}
        self._open()

    def sort_asked(self, sort: Sort) -> None:
        self._sorts[self._tab] = sort
        self._open()

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        self._list.rows_asked(ids)

    def refresh_asked(self) -> None:
        self._list.reload()

    def blank_act_asked(self, kind: BlankKind) -> None:
        """Filtered-empty takes the filters away, an empty 公海已分配 leads to 公海, every other page tries again."""
        if kind is BlankKind.FILTERED_EMPTY:
            self.filters_cleared()
        elif kind is BlankKind.EMPTY and self._tab is RegisterTab.MINE and self._has_pool:
            self.tab_asked(RegisterTab.POOL)
        else:
            self._around.retry()
            self._list.reload()

    def customer_asked(self, customer_id: str) -> None:
        self._around.show_customer(customer_id)

    def ticks_changed(self, ticks: Selection) -> None:
        self._ticks = ticks
        ids = self._ids_of(ticks)
        self._around.counted(len(self._list.ids), len(ids))
        self._batches.weigh(_ACTS[self._tab], ids, len(self._list.ids))

    def panel_width_changed(self, width: int) -> None:
        self._around.keep_panel_width(width)

    def claim_asked(self, who: Selection) -> None:
        if self._tab is RegisterTab.POOL and (ids := self._ids_of(who)):
            self._batches.claim(ids)

    def release_asked(self, who: Selection) -> None:
        if self._tab is RegisterTab.MINE and (ids := self._ids_of(who)):
            self._batches.ask_release(who, ids)

    def release_confirmed(self, who: Selection, reason: str) -> None:
        self._batches.release(self._ids_of(who), reason)

    # what came about

    def show_similar(self, region: str) -> None:
        """The pool, nothing but this region."""
        self._tab = RegisterTab.POOL
        self._chosen[RegisterTab.POOL] = Chosen().only(Facet.REGION, region) if region else Chosen()
        self._open()

    def acted(self) -> None:
        """The person's own act: the list follows at once, ticks on it are done with."""
        self._ticks = NOBODY
        self._screen.show_ticks(NOBODY)
        self._screen.show_batch(None)
        self._values.outdate()
        self._read_scene(self._list.reload)

    def redraw(self, customer_ids: frozenset[str]) -> None:
        self._list.redraw(customer_ids)

    def say_again(self) -> None:
        """The language changed: everything that was said before is said anew."""
        self._read_scene(self._list.reload if self._list.ids else self._open)
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
        if not (changed or answered or report.is_sweeping or report.dropped_scopes or was_blank):
            return
        self._values.outdate()
        self._read_scene(lambda: None)
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

    @property
    def _has_pool(self) -> bool:
        return self._scene is not None and self._scene.pool_id is not None

    def _filter(self, chosen: Chosen) -> None:
        self._chosen[self._tab] = chosen
        self._open()

    def _open(self) -> None:
        """List what is wanted now, from its first row."""
        scene = self._scene
        if scene is None:
            return
        if not scene.tabs:
            self._screen.show_blank(Blank(BlankKind.NO_PERMISSION))
            self._stands()
            return
        if self._tab not in scene.tabs:
            self._tab = scene.tabs[0]
        self._show_frame(scene)
        sort = self._sorts[self._tab]
        self._list.open(
            Wanted(
                scene.shelf(self._tab),
                self._chosen[self._tab].filter,
                SortKey(sort.column.value),
                sort.is_descending,
            )
        )

    def _show_frame(self, scene: Scene) -> None:
        self._screen.show_tabs(scene.counted(self._counts), self._tab)
        is_pool = self._tab is RegisterTab.POOL
        self._screen.show_pools(scene.pools if is_pool else (), scene.pool_id or "")
        self._show_filters(scene.shelf(self._tab))

    def _show_filters(self, shelf: Shelf) -> None:
        """For the tab that stands; what came for another one stays known until its turn."""
        if self._scene is not None and shelf == self._scene.shelf(self._tab):
            self._screen.show_filters(self._chosen[self._tab].shown(self._tab, self._values.of(shelf)))

    def _read_scene(self, then: Callable[[], None]) -> None:
        pool = self._pool

        def show(scene: Scene) -> None:
            self._scene = scene
            self._place.zone = scene.zone
            self._show_frame(scene)
            then()
            self._place.background.query(lambda: read_counts(self._place, scene), show_counts)

        def show_counts(counts: Mapping[Shelf, int]) -> None:
            self._counts = counts
            if self._scene is not None:
                self._show_frame(self._scene)

        self._place.background.query(lambda: read_scene(self._place, pool), show, self._could_not_list)

    def _ids_of(self, selection: Selection) -> tuple[str, ...]:
        """In the order the person saw; "all that match" means those counted on the screen, and none that came since."""
        if isinstance(selection, AllMatching):
            return tuple(each for each in self._list.ids if each not in selection.except_ids)
        return selection.ids

    def _listed(self, listed: Listed) -> None:
        self._is_whole = listed.is_whole
        if not listed.ids:
            is_filtered = not self._chosen[self._tab].filter.is_empty
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
