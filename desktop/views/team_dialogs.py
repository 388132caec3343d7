"""Before somebody leaves, and before a team is moved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.deeds import Weighed
from desktop.screens.team import DepartureQuestion, MoveQuestion, Parent
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import kinded, text_label
from desktop.views.tokens import Space

SHOWN_HEIGHT = 260
SEARCHED_FROM = 8
"""Fewer teams than this are seen at a glance."""

_INDENT = 20


class DepartureDialog(PlainDialog):
    """Names who leaves and what follows; accepted when that is wished."""

    def __init__(self, question: DepartureQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title)
        for consequence in question.consequences:
            self.body.addWidget(text_label("", consequence, wraps=True))
        self.add_cancel().setFocus()
        self.confirm = self.add_button(question.confirm, is_weightiest=True)
        # Enter answers the button that has the keyboard: nobody is sent away by a key struck too often.
        self.confirm.setDefault(False)
        self.confirm.clicked.connect(self.accept)


class MoveDialog(PlainDialog):
    """Teams as they stand in the tree, one of them chosen; what cannot be is said, and the choice stays."""

    parent_chosen = Signal(str)

    def __init__(self, question: MoveQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent, question.title)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(words.say("move-search"))
        self.search.setAccessibleName(words.say("move-search"))
        self.search.setClearButtonEnabled(True)
        self.search.setVisible(len(question.parents) >= SEARCHED_FROM)
        self.search.textChanged.connect(self._narrow)
        self.weighed = text_label("second", wraps=True)
        self._teams = QButtonGroup(self)
        self._none = text_label("quiet", words.say("move-no-teams"))
        self.body.addWidget(self.search)
        self.body.addWidget(self._list(question), 1)
        self.body.addWidget(self.weighed)
        self.add_cancel()
        self.confirm = self.add_button("", is_weightiest=True)
        self.confirm.clicked.connect(self.accept)
        self.show_weighed(question.weighed)
        self._narrow("")
        chosen = self._teams.checkedButton()
        if len(question.parents) >= SEARCHED_FROM or chosen is None:
            self.search.setFocus()
        else:
            chosen.setFocus()

    @property
    def chosen(self) -> str:
        """The key of the team chosen now."""
        made = self._teams.checkedButton()
        return "" if made is None else str(made.property("key"))

    def choose(self, key: str) -> None:
        """As if this team were clicked."""
        for made in self._teams.buttons():
            if made.property("key") == key:
                made.click()

    def show_weighed(self, weighed: Weighed) -> None:
        """What follows from what is chosen."""
        self.weighed.setText(weighed.text)
        kinded(self.weighed, "kind", "second" if weighed.can_confirm else "trouble")
        self.confirm.setText(weighed.confirm)
        self.confirm.setEnabled(weighed.can_confirm)
        self.confirm.setToolTip("" if weighed.can_confirm else weighed.text)

    def _list(self, question: MoveQuestion) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        lines.setSpacing(Space.SMALL)
        for parent in question.parents:
            lines.addLayout(self._line(parent, is_chosen=parent.key == question.chosen))
        lines.addWidget(self._none)
        lines.addStretch(1)
        # Only by hand: what stands chosen at first has been weighed.
        self._teams.buttonClicked.connect(self._tell)
        area = QScrollArea()
        area.setProperty("kind", "listed")
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(SHOWN_HEIGHT, 30 * len(question.parents) + 2 * Space.MEDIUM))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(words.say("move-teams"))
        area.setWidget(inner)
        return area

    def _line(self, parent: Parent, *, is_chosen: bool) -> QHBoxLayout:
        made = QRadioButton(parent.name)
        made.setProperty("key", parent.key)
        made.setChecked(is_chosen)
        self._teams.addButton(made)
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT * parent.depth, 0, 0, 0)
        line.addWidget(made)
        return line

    def _narrow(self, text: str) -> None:
        """Only teams whose name holds this; the chosen one stays in sight."""
        sought = text.strip().casefold()
        for made in self._teams.buttons():
            made.setVisible(sought in made.text().casefold() or made.isChecked())
        self._none.setVisible(all(made.isHidden() for made in self._teams.buttons()))

    def _tell(self) -> None:
        # Until the answer has come nobody knows whether this can be done.
        self.confirm.setEnabled(False)
        self.parent_chosen.emit(self.chosen)
