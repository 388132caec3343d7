"""The page 审核: what others ask for, each in full beside the list, or a certification in place of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Row
from desktop.screens.certification import Licence
from desktop.screens.details import Details
from desktop.screens.examination import Examination, ExaminationWishes
from desktop.screens.lists import REVIEW_COLUMNS, Listing
from desktop.screens.register import BlankKind
from desktop.screens.review import DeclineQuestion, ReviewAct, ReviewCount, ReviewKind, ReviewTab, ReviewWishes
from desktop.views.buttons import button
from desktop.views.decline_dialog import DeclineDialog
from desktop.views.examination_view import ExaminationView
from desktop.views.labels import frame
from desktop.views.list_beside import ListBeside
from desktop.views.shortcuts import bind
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import Space

_KEYS = {Action.GRANT: ReviewAct.GRANT, Action.DECLINE: ReviewAct.DECLINE}


class ReviewPage(Spoken):
    """Shows what it is told, emits what is wished; see `ReviewScreen` and `ReviewWishes`."""

    details_asked = Signal(str)
    act_asked = Signal(str, str)
    declined = Signal(str, str)
    kind_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("review-tab-", has_keys=True)
        self._list = ListBeside("review-text")
        self.model, self.table = self._list.model, self._list.table
        self.nothing, self.details = self._list.nothing, self._list.details
        self.examination = ExaminationView()
        self._kinds_bar, self._kinds = frame("bar"), QHBoxLayout()
        self._listed = QWidget()
        self._stack = QStackedWidget()
        self.asking: DeclineDialog | None = None
        """The dialog that stands open."""
        self._typed: dict[str, str] = {}
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.table.setAccessibleName, "table-review")
        self._list.details_asked.connect(self.details_asked)
        self.table.open_asked.connect(self._open)
        self.table.act_asked.connect(self.act_asked)
        self.details.step_asked.connect(self.act_asked)
        self.examination.act_asked.connect(self.act_asked)
        for action, act in _KEYS.items():
            bind(action, self, partial(self._by_key, act))

    def serve(self, wishes: ReviewWishes, examining: ExaminationWishes) -> None:
        """Bring every wish to these presenters."""
        self.examination.serve(examining)
        self.kind_asked.connect(wishes.review_kind_asked)
        self.model.rows_asked.connect(wishes.review_rows_asked)
        self.tabs.tab_asked.connect(lambda key: wishes.review_tab_asked(ReviewTab(key)))
        self.details_asked.connect(wishes.review_details_asked)
        self.act_asked.connect(lambda request_id, key: wishes.review_act_asked(request_id, ReviewAct(key)))
        self.declined.connect(wishes.declined)

    def show_tabs(self, tabs: Sequence[ReviewCount], current: ReviewTab) -> None:
        """Tabs with their counts."""
        shown = [Tab(tab.tab.value, tab.count, needs_you=tab.needs_you) for tab in tabs]
        self.tabs.show_tabs(shown, current.value)

    def show_kinds(self, kinds: Sequence[ReviewKind], current: ReviewKind | None) -> None:
        """A button for each, and one for all."""
        self._kinds_bar.setVisible(bool(kinds))
        while (item := self._kinds.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        group = QButtonGroup(self._kinds_bar)
        for kind in (None, *kinds):
            made = button("segment", words.say("request-all" if kind is None else f"request-{kind.value}"))
            made.setCheckable(True)
            made.setChecked(kind is current)
            group.addButton(made)
            made.clicked.connect(partial(self._ask_kind, kind))
            self._kinds.addWidget(made)
        self._kinds.addStretch(1)

    def show_examination(self, examination: Examination | None) -> None:
        """In place of the list, or the list again."""
        was_open = self._stack.currentWidget() is self.examination
        self.examination.show_examination(examination)
        self._stack.setCurrentWidget(self._listed if examination is None else self.examination)
        if examination is None and was_open:
            self.table.setFocus()
        elif examination is not None and not was_open:
            self.examination.setFocus()

    def show_examined_licence(self, certification_id: str, licence: Licence | None) -> None:
        """The image beside the fields."""
        self.examination.show_examined_licence(certification_id, licence)

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

    def _ask_kind(self, kind: ReviewKind | None, _checked: bool = False) -> None:
        self.kind_asked.emit(kind)

    def _open(self, request_id: str) -> None:
        """Enter on a line, or a double click: what is looked at closely opens, anything else is told beside it."""
        if self.table.can(request_id, ReviewAct.EXAMINE.value):
            self.act_asked.emit(request_id, ReviewAct.EXAMINE.value)
        else:
            self.details_asked.emit(request_id)

    def _by_key(self, act: ReviewAct) -> None:
        if self._stack.currentWidget() is self.examination:
            if self.examination.can(act):
                self.act_asked.emit(self.examination.current_id, act.value)
            return
        current = self.table.current_id
        if self.table.can(current, act.value):
            self.act_asked.emit(current, act.value)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._kinds_bar)
        column.addWidget(self._list, 1)
        self._kinds_bar.setLayout(self._kinds)
        self._kinds.setContentsMargins(Space.LARGE, Space.TINY, Space.LARGE, Space.TINY)
        self._kinds.setSpacing(Space.TINY)
        self._kinds_bar.hide()
        self._stack.addWidget(self._listed)
        self._stack.addWidget(self.examination)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
