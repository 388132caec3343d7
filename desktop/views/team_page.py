"""The team page: who works where, what they hold, what waits; what an admin changes stands at its side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Row
from desktop.screens.deeds import Weighed
from desktop.screens.details import Details
from desktop.screens.lists import TEAM_COLUMNS, Listing
from desktop.screens.register import BlankKind
from desktop.screens.team import DepartureQuestion, MoveQuestion, TeamWishes
from desktop.views.blank import BlankPage
from desktop.views.details import DetailsView
from desktop.views.labels import elided_label, frame
from desktop.views.spoken import Spoken
from desktop.views.table import IdTable
from desktop.views.team_dialogs import DepartureDialog, MoveDialog
from desktop.views.tokens import PANEL_WIDTH, Space

SEARCH_WIDTH = 260


class TeamPage(Spoken):
    """Shows what it is told, emits what is wished; see `TeamScreen` and `TeamWishes`."""

    details_asked = Signal(str)
    departure_confirmed = Signal(str)
    parent_chosen = Signal(str, str)
    move_confirmed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.model = IdTableModel(self)
        self.table = IdTable(self.model)
        self.nothing = BlankPage()
        self.details = DetailsView("sync-details-text")
        self.move_dialog: MoveDialog | None = None
        self._lead = elided_label("second")
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.search.setPlaceholderText, "team-search")
        self.says(self.search.setAccessibleName, "team-search")
        self.says(self.table.setAccessibleName, "table-team")
        self.table.current_changed.connect(self.details_asked)
        # The row may be the current one already, its details closed.
        self.table.clicked.connect(lambda index: self.details_asked.emit(self.model.id_at(index.row())))
        self.details.closed.connect(self._close_details)

    def serve(self, wishes: TeamWishes) -> None:
        """Bring every wish to this presenter."""
        self.search.textChanged.connect(wishes.search_asked)
        self.model.rows_asked.connect(wishes.rows_asked)
        self.details_asked.connect(wishes.details_asked)
        self.table.open_asked.connect(wishes.open_asked)
        self.table.act_asked.connect(wishes.step_asked)
        self.details.step_asked.connect(wishes.step_asked)
        self.departure_confirmed.connect(wishes.departure_confirmed)
        self.parent_chosen.connect(wishes.parent_chosen)
        self.move_confirmed.connect(wishes.move_confirmed)

    def show_lead(self, text: str) -> None:
        """The line beside the search."""
        self._lead.setText(text)

    def show_listing(self, listing: Listing) -> None:
        """The list as it stands now."""
        self._body.setCurrentWidget(self.table)
        self.table.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self.model.show_rows(rows)

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list."""
        self.table.show_listing(Listing(TEAM_COLUMNS, ()))
        self.nothing.show_words(BlankKind.FILTERED_EMPTY, title, text)
        self._body.setCurrentWidget(self.nothing)

    def show_details(self, details: Details | None) -> None:
        """One team or person in full."""
        self.details.show_details(details)

    def ask_departure(self, question: DepartureQuestion) -> None:
        """What follows, before it is done."""
        dialog = DepartureDialog(question, self)
        dialog.accepted.connect(lambda: self.departure_confirmed.emit(question.person_id))
        dialog.open()

    def ask_move(self, question: MoveQuestion) -> None:
        """Where to."""
        dialog = self.move_dialog = MoveDialog(question, self)
        dialog.parent_chosen.connect(lambda parent: self.parent_chosen.emit(question.team_id, parent))
        dialog.accepted.connect(lambda: self.move_confirmed.emit(question.team_id, dialog.chosen))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def show_weighed(self, weighed: Weighed) -> None:
        """What would follow from the team chosen last."""
        if self.move_dialog is not None:
            self.move_dialog.show_weighed(weighed)

    def _forget_dialog(self) -> None:
        self.move_dialog = None

    def _close_details(self) -> None:
        self.details.show_details(None)
        self.table.setFocus()

    def _lay_out(self) -> None:
        bar = frame("bar")
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.search)
        row.addWidget(self._lead, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._body)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([2 * PANEL_WIDTH, PANEL_WIDTH])
        self.details.setMinimumWidth(300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(splitter, 1)
