"""The page 审核: what others ask for, each in full beside the list, and the two answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens.actions import Action
from desktop.screens.cells import Row
from desktop.screens.details import Details
from desktop.screens.lists import REVIEW_COLUMNS, Listing
from desktop.screens.register import BlankKind
from desktop.screens.review import DeclineQuestion, ReviewAct, ReviewCount, ReviewTab, ReviewWishes
from desktop.views.decline_dialog import DeclineDialog
from desktop.views.list_beside import ListBeside
from desktop.views.shortcuts import bind
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip

_KEYS = {Action.GRANT: ReviewAct.GRANT, Action.DECLINE: ReviewAct.DECLINE}


class ReviewPage(Spoken):
    """Shows what it is told, emits what is wished; see `ReviewScreen` and `ReviewWishes`."""

    details_asked = Signal(str)
    act_asked = Signal(str, str)
    declined = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("review-tab-", has_keys=True)
        self._list = ListBeside("review-text")
        self.model, self.table = self._list.model, self._list.table
        self.nothing, self.details = self._list.nothing, self._list.details
        self.asking: DeclineDialog | None = None
        """The dialog that stands open."""
        self._typed: dict[str, str] = {}
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.table.setAccessibleName, "table-review")
        self._list.details_asked.connect(self.details_asked)
        self.table.open_asked.connect(self.details_asked)
        self.table.act_asked.connect(self.act_asked)
        self.details.step_asked.connect(self.act_asked)
        for action, act in _KEYS.items():
            bind(action, self, partial(self._by_key, act))

    def serve(self, wishes: ReviewWishes) -> None:
        """Bring every wish to this presenter."""
        self.model.rows_asked.connect(wishes.review_rows_asked)
        self.tabs.tab_asked.connect(lambda key: wishes.review_tab_asked(ReviewTab(key)))
        self.details_asked.connect(wishes.review_details_asked)
        self.act_asked.connect(lambda request_id, key: wishes.review_act_asked(request_id, ReviewAct(key)))
        self.declined.connect(wishes.declined)

    def show_tabs(self, tabs: Sequence[ReviewCount], current: ReviewTab) -> None:
        """Tabs with their counts."""
        shown = [Tab(tab.tab.value, tab.count, needs_you=tab.needs_you) for tab in tabs]
        self.tabs.show_tabs(shown, current.value)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._list.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self._list.show_rows(rows)

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list."""
        self._list.show_nothing(REVIEW_COLUMNS, BlankKind.EMPTY, title, text)
        self.details.show_details(None)

    def show_details(self, details: Details | None) -> None:
        """One request in full."""
        self.details.show_details(details)

    def ask_why(self, question: DeclineQuestion) -> None:
        """One question at a time."""
        dialog = DeclineDialog(question, self._typed.get(question.id, ""), self)
        dialog.declined.connect(self.declined)
        dialog.finished.connect(lambda _: self._closed(question.id, dialog))
        self.asking = dialog
        dialog.open()

    def show_why_trouble(self, text: str) -> None:
        """What comes after the question was closed is told elsewhere."""
        if self.asking is not None:
            self.asking.show_trouble(text)

    def why_taken(self, request_id: str) -> None:
        """Close the question."""
        if self.asking is not None:
            self.asking.accept()
        self._typed.pop(request_id, None)

    def _closed(self, request_id: str, dialog: DeclineDialog) -> None:
        self._typed[request_id] = dialog.note.text()
        self.asking = None

    def _by_key(self, act: ReviewAct) -> None:
        current = self.table.current_id
        if self.table.can(current, act.value):
            self.act_asked.emit(current, act.value)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._list, 1)
