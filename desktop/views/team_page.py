"""The team page: who works where, what they hold, what waits; what an admin changes stands at its side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.screens.cells import Row
from desktop.screens.deeds import Weighed
from desktop.screens.details import Details
from desktop.screens.lists import TEAM_COLUMNS, Listing
from desktop.screens.register import BlankKind
from desktop.screens.team import DepartureQuestion, MoveQuestion, TeamWishes
from desktop.views.labels import elided_label, frame
from desktop.views.list_beside import ListBeside
from desktop.views.spoken import Spoken
from desktop.views.team_dialogs import DepartureDialog, MoveDialog
from desktop.views.tokens import Space

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
        self._list = ListBeside("sync-details-text")
        self.model, self.table = self._list.model, self._list.table
        self.nothing, self.details = self._list.nothing, self._list.details
        self.move_dialog: MoveDialog | None = None
        self._lead = elided_label("second")
        self._lay_out()
        self.setFocusProxy(self.table)
        self.says(self.search.setPlaceholderText, "team-search")
        self.says(self.search.setAccessibleName, "team-search")
        self.says(self.table.setAccessibleName, "table-team")
        self._list.details_asked.connect(self.details_asked)

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
        self._list.show_listing(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Rows that have come."""
        self._list.show_rows(rows)

    def show_nothing(self, title: str, text: str) -> None:
        """In place of the list."""
        self._list.show_nothing(TEAM_COLUMNS, BlankKind.FILTERED_EMPTY, title, text)

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

    def _lay_out(self) -> None:
        bar = frame("bar")
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.search)
        row.addWidget(self._lead, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._list, 1)
