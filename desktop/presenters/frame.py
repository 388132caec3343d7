"""What stands around the register's list: tabs with counts, pools, whose customers, filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.presenters.filter_values import FilterValues
from desktop.presenters.filters import FACETS, Chosen
from desktop.presenters.offers import bar_actions, tags_offered
from desktop.presenters.scene import Scene, read_counts, read_scene
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.register import RegisterScreen, RegisterTab
from domain.identifiers import PoolId
from sync.cache.asking import Shelf, Wanted


class Frame:
    """Holds what is chosen for the session; `scene` is what the cache says of it, None until it was first read."""

    def __init__(self, screen: RegisterScreen, place: Workplace, on_trouble: Callable[[Exception], None]) -> None:
        self._screen = screen
        self._place = place
        self._on_trouble = on_trouble
        self._counts: Mapping[Wanted, int] = {}
        self._values = FilterValues(place)
        self.scene: Scene | None = None
        self.tab = RegisterTab.ASSIGNED
        self.pool: PoolId | None = None
        self.whose = ""
        self.chosen = dict.fromkeys(RegisterTab, Chosen())

    def read(self, then: Callable[[], None]) -> None:
        """Everything as the cache has it now; `then` before anything is counted through."""
        pool, whose = self.pool, self.whose

        def show(scene: Scene) -> None:
            self.scene = scene
            self._place.zone = scene.zone
            self.show()
            then()
            self._place.background.query(lambda: read_counts(self._place, scene), show_counts)

        def show_counts(counts: Mapping[Wanted, int]) -> None:
            self._counts = counts
            self.show()

        self._place.background.query(lambda: read_scene(self._place, pool, whose), show, self._on_trouble)

    def show(self) -> None:
        """All of it, for the tab that stands."""
        scene = self.scene
        if scene is None:
            return
        self._screen.show_tabs(scene.counted(self._counts), self.tab)
        is_pool = self.tab is RegisterTab.UNASSIGNED
        self._screen.show_pools(scene.pools if is_pool else (), scene.pool_id or "")
        self._screen.show_whose(() if is_pool else scene.choices, scene.whose)
        self._show_filters(scene.shelf(self.tab))

    def read_values(self) -> None:
        """Somebody is about to choose: what may be filtered by, as it is now."""
        if self.scene is not None:
            shelf = self.scene.shelf(self.tab)
            self._values.read(shelf, FACETS[self.tab], lambda: self._show_filters(shelf))

    def outdate_values(self) -> None:
        """Rows changed."""
        self._values.outdate()

    def call_tags_anew(self) -> None:
        """A tag may be called otherwise now."""
        self._values.call_anew(self.show)

    @property
    def has_pool(self) -> bool:
        """Whether the person sees a pool."""
        return self.scene is not None and self.scene.pool_id is not None

    @property
    def offered(self) -> tuple[Action, ...]:
        """What may be asked for in this tab, the weightiest last."""
        scene = self.scene
        if scene is None:
            return ()
        is_others = scene.is_others(self.tab)
        return bar_actions(self.tab, is_others=is_others, may_own=scene.may_own, directs=scene.directs)

    @property
    def can_be_tagged(self) -> bool:
        """Whether what is ticked in this tab may be given tags."""
        scene = self.scene
        if scene is None:
            return False
        is_others = scene.is_others(self.tab)
        return tags_offered(self.tab, is_others=is_others, may_own=scene.may_own, directs=scene.directs)

    def _show_filters(self, shelf: Shelf) -> None:
        """For the tab that stands; what came for another one stays known until its turn."""
        if self.scene is not None and shelf == self.scene.shelf(self.tab):
            self._screen.show_filters(self.chosen[self.tab].shown(self.tab, self._values.of(shelf), self._values.names))
