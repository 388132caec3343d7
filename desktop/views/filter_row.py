"""The row under the tabs: pool, filters in force, + 筛选; at its end 导入."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.choice import Choice
from desktop.screens.register import FilterChoice, Filters, FilterWishes
from desktop.views.buttons import button
from desktop.views.icons import icon
from desktop.views.labels import frame
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space
from desktop.views.whose_pick import WhosePick


class FilterRow(Spoken):
    """Chips that go away with a click, a menu that adds them, a chooser where there are several pools."""

    choices_asked = Signal()
    """The menu opens: what may be chosen should stand in it soon."""

    pool_asked = Signal(str)
    whose_asked = Signal(str)
    filter_added = Signal(str)
    filter_removed = Signal(str)
    filters_cleared = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground = frame("bar", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.setFixedHeight(46)
        self._filters = Filters()
        self._chips: list[QPushButton] = []
        self._pool = button("pick")
        self._pool.setIcon(icon("chevron-down"))
        self._pool.setIconSize(QSize(12, 12))
        self._pool.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._pools = QMenu(self)
        self._pool.setMenu(self._pools)
        self._pool.hide()
        self.whose = WhosePick()
        self.whose.whose_asked.connect(self.whose_asked)
        self._add = button("add")
        self._add.setIcon(icon("plus"))
        self._add.setIconSize(QSize(12, 12))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.choices_asked)
        self._add.setMenu(self._menu)
        self._clear = button("link")
        self._row = QHBoxLayout(ground)
        self._row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        self._row.setSpacing(Space.SMALL)
        for widget in (self._pool, self.whose, self._add, self._clear):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.bring_in = button()
        self.bring_in.hide()
        self._row.addWidget(self.bring_in)
        self.says(self.bring_in.setText, "import-open")
        self.says(self.bring_in.setToolTip, "import-open-tip")
        self.bring_in.clicked.connect(lambda: self.import_asked.emit())
        self.says(self._add.setText, "filter-add")
        self.says(self._add.setToolTip, "filter-add-tip")
        self.says(self._clear.setText, "filter-clear")
        self._clear.clicked.connect(self.filters_cleared)
        self.show_filters(Filters())

    def serve(self, wishes: FilterWishes) -> None:
        """Bring every wish about filters to this presenter; whoever shows choosers of pool or person connects those."""
        self.choices_asked.connect(wishes.filter_choices_asked)
        self.filter_added.connect(wishes.filter_added)
        self.filter_removed.connect(wishes.filter_removed)
        self.filters_cleared.connect(wishes.filters_cleared)

    def show_pools(self, pools: Sequence[Choice], current: str) -> None:
        """The pool chooser, where there is something to choose."""
        self._pool.setVisible(len(pools) > 1)
        self._pools.clear()
        for pool in pools:
            action = self._pools.addAction(pool.text)
            action.setCheckable(True)
            action.setChecked(pool.key == current)
            action.triggered.connect(partial(self._ask_pool, pool.key))
            if pool.key == current:
                self.says(self._pool.setText, "pool-chooser", name=pool.text)

    def show_filters(self, filters: Filters) -> None:
        """Chips and menu."""
        self._fill_menu(filters.choices)
        self._filters = filters
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(choice) for choice in filters.chips]
        for place, chip in enumerate(self._chips):
            self._row.insertWidget(2 + place, chip)
        self._clear.setVisible(len(filters.chips) > 1)
        self._add.setVisible(bool(filters.choices))

    def _fill_menu(self, choices: tuple[FilterChoice, ...]) -> None:
        """What stands there already stays as it is: somebody may be pointing at it."""
        stand = self._filters.choices
        if choices[: len(stand)] != stand:
            self._menu.clear()
            stand = ()
        last = stand[-1].group if stand else ""
        for group, more in groupby(choices[len(stand) :], key=lambda choice: choice.group):
            if group and group != last:
                self._menu.addSection(group)
            for choice in more:
                self._add_choice(choice)
        if self._menu.isVisible() and choices != stand:
            # An open menu grows downwards only; opened anew in its place it finds its room on the screen.
            self._menu.popup(self._menu.pos())

    def _add_choice(self, choice: FilterChoice) -> None:
        action = self._menu.addAction(choice.text)
        action.setCheckable(True)
        action.setChecked(choice.is_on)
        action.triggered.connect(partial(self._turn, choice))

    def _chip(self, choice: Choice) -> QPushButton:
        chip = button("chip", choice.text)
        chip.setIcon(icon("close", Tone.PRIMARY))
        chip.setIconSize(QSize(11, 11))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(words.say("filter-remove", name=choice.text))
        chip.setToolTip(words.say("filter-remove", name=choice.text))
        chip.clicked.connect(partial(self._remove, choice.key))
        return chip

    def _turn(self, choice: FilterChoice) -> None:
        (self.filter_removed if choice.is_on else self.filter_added).emit(choice.key)

    def _remove(self, key: str, _checked: bool = False) -> None:
        self.filter_removed.emit(key)

    def _ask_pool(self, key: str, _checked: bool = False) -> None:
        self.pool_asked.emit(key)
