"""The rail: where one can go, and where one is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.screens.actions import Action
from desktop.screens.window import FOOT_PAGES, Page, RailEntry
from desktop.views.buttons import RailButton, icon_button
from desktop.views.labels import frame, text_label
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import RAIL_WIDTH, Space


class Rail(Spoken):
    """Entries from the top, those of the foot at the foot."""

    page_asked = Signal(object)
    """`Page`."""

    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(RAIL_WIDTH)
        ground = frame("rail", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._buttons: dict[Page, RailButton] = {}
        self._page = Page.CUSTOMERS
        brand = text_label("brand")
        self._help = icon_button("help")
        self._help.setIconSize(QSize(17, 17))
        self._help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MEDIUM, 0, 0, 0)
        head.addWidget(brand)
        head.addStretch(1)
        head.addWidget(self._help)
        column = QVBoxLayout(ground)
        column.setContentsMargins(Space.SMALL, 14, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.HAIR)
        column.addLayout(head)
        column.addSpacing(14)
        self._top, self._foot = QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._foot):
            part.setSpacing(Space.HAIR)
        column.addLayout(self._top)
        column.addStretch(1)
        column.addLayout(self._foot)
        self.says(brand.setText, "brand")
        self._help.clicked.connect(lambda: self.help_asked.emit())
        self.say_again()

    def show_entries(self, entries: Sequence[RailEntry]) -> None:
        """Exactly these, with their counts."""
        wanted = {entry.page for entry in entries}
        for page in [page for page in self._buttons if page not in wanted]:
            gone = self._buttons.pop(page)
            gone.hide()
            gone.deleteLater()
        for entry in entries:
            if entry.page in self._buttons:
                self._buttons[entry.page].show_entry(entry)
            else:
                self._add(entry)
        self._sort([entry.page for entry in entries])

    def show_page(self, page: Page) -> None:
        """One is here."""
        self._page = page
        for other, made in self._buttons.items():
            made.setChecked(other is page)

    def say_again(self) -> None:
        """The entries' words."""
        super().say_again()
        for made in self._buttons.values():
            made.show_entry(made.entry)
        self._help.setAccessibleName(tip(Action.HELP))
        self._help.setToolTip(tip(Action.HELP))

    def _add(self, entry: RailEntry) -> None:
        made = RailButton(entry)
        made.setChecked(entry.page is self._page)
        made.clicked.connect(partial(self._ask, entry.page))
        (self._foot if entry.page in FOOT_PAGES else self._top).addWidget(made)
        self._buttons[entry.page] = made

    def _sort(self, pages: Sequence[Page]) -> None:
        """In the order told: a page may come to one's rights after those that stand below it."""
        for part, is_foot in ((self._top, False), (self._foot, True)):
            wanted = [self._buttons[page] for page in pages if (page in FOOT_PAGES) is is_foot]
            if [item.widget() for place in range(part.count()) if (item := part.itemAt(place))] != wanted:
                for made in wanted:
                    part.removeWidget(made)
                    part.addWidget(made)

    def _ask(self, page: Page, _checked: bool = False) -> None:
        self.show_page(page)
        self.page_asked.emit(page)
