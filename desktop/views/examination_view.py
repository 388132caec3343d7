"""One certification in full: the licence large, beside it what was written down from it, below the answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.certification import Licence
from desktop.screens.examination import Compared, Examination, ExaminationWishes
from desktop.screens.review import ReviewAct
from desktop.views.buttons import button, icon_button
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.picture_pane import PicturePane
from desktop.views.shortcuts import bind, shown_key, tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import PANEL_WIDTH, Space

_KEYS = {ReviewAct.GRANT: Action.GRANT, ReviewAct.DECLINE: Action.DECLINE}


class ExaminationView(Spoken):
    """See `ExaminationScreen` and `ExaminationWishes`. Gone through by keys of the registry; Esc goes back."""

    act_asked = Signal(str, str)
    moved = Signal(int)
    left = Signal()
    save_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.examination: Examination | None = None
        self.back, self.place = button("link"), text_label("quiet")
        self.previous, self.next = icon_button("chevron-left"), icon_button("chevron-right")
        self.title, self.state = text_label("name", wraps=True), StateLabel()
        self.text = text_label("second", wraps=True)
        self.picture = PicturePane(has_keys=True)
        self._fields_place, self._fields = QVBoxLayout(), QWidget()
        self._acts = QHBoxLayout()
        self.buttons: dict[ReviewAct, QPushButton] = {}
        self._lay_out()
        self.says(self.back.setText, "examination-back")
        self.back.clicked.connect(self.left)
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.picture.save_asked.connect(lambda _: self.save_asked.emit(self.current_id))
        self._bind_keys()
        self.say_again()

    def say_again(self) -> None:
        """The buttons that go on name their keys."""
        super().say_again()
        for made, action in ((self.previous, Action.PREVIOUS_REQUEST), (self.next, Action.NEXT_REQUEST)):
            made.setAccessibleName(words.say(f"action-{action.value}"))
            made.setToolTip(tip(action))

    def serve(self, wishes: ExaminationWishes) -> None:
        """Bring every wish to this presenter."""
        self.moved.connect(wishes.examination_moved)
        self.left.connect(wishes.examination_left)
        self.save_asked.connect(wishes.examined_licence_save_asked)

    @property
    def current_id(self) -> str:
        """Which is looked at; empty for none."""
        return "" if self.examination is None else self.examination.id

    def show_examination(self, examination: Examination | None) -> None:
        """Show this one; the list around it is shown by whoever holds both."""
        is_other = examination is None or examination.id != self.current_id
        self.examination = examination
        if is_other:
            self.picture.show_licence(None)
        if examination is None:
            return
        self.title.setText(examination.title)
        self.state.show_label(examination.label)
        self.text.setText(examination.text)
        self.place.setText(examination.place)
        self.previous.setEnabled(examination.has_previous)
        self.next.setEnabled(examination.has_next)
        for each in (self.previous, self.next):
            each.setVisible(bool(examination.place))
        old, self._fields = self._fields, _compared(examination.fields)
        self._fields_place.replaceWidget(old, self._fields)
        old.deleteLater()
        self._show_acts(examination)

    def show_examined_licence(self, certification_id: str, licence: Licence | None) -> None:
        """Its licence, or why there is none to see."""
        if certification_id == self.current_id:
            self.picture.show_licence(licence)

    def can(self, act: ReviewAct) -> bool:
        """Whether this can be done with what is looked at."""
        return self.examination is not None and act in self.buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _bind_keys(self) -> None:
        image = self.picture.view
        keys: dict[Action, Callable[[], object]] = {
            Action.NEXT_REQUEST: partial(self.moved.emit, 1),
            Action.PREVIOUS_REQUEST: partial(self.moved.emit, -1),
            Action.PICTURE_LARGER: image.larger,
            Action.PICTURE_SMALLER: image.smaller,
            Action.PICTURE_WHOLE: image.fit,
            Action.PICTURE_TURN: image.turn,
        }
        for action, do in keys.items():
            bind(action, self, do)

    def _show_acts(self, examination: Examination) -> None:
        while (item := self._acts.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.buttons = {}
        for place, choice in enumerate(examination.acts):
            act = ReviewAct(choice.key)
            made = button("primary" if place == 0 and act is ReviewAct.GRANT else "", choice.text)
            if act in _KEYS:
                made.setToolTip(words.say("tip-with-key", word=choice.text, key=shown_key(_KEYS[act])))
            made.clicked.connect(partial(self._ask, act))
            self.buttons[act] = made
            self._acts.addWidget(made)
        self._acts.addStretch(1)

    def _ask(self, act: ReviewAct, _checked: bool = False) -> None:
        self.act_asked.emit(self.current_id, act.value)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.place)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        beside = QWidget()
        beside.setProperty("kind", "scrolled")
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self._fields_place.addWidget(self._fields)
        column.addLayout(self._fields_place)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(beside)
        self.says(area.setAccessibleName, "panel-tab-certification")
        right = QVBoxLayout()
        right.addWidget(area, 1)
        right.addWidget(frame("line"))
        right.addSpacing(Space.TINY)
        self._acts.setSpacing(Space.SMALL)
        right.addLayout(self._acts)
        holder = QWidget()
        holder.setFixedWidth(PANEL_WIDTH)
        right.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(right)
        body = QHBoxLayout()
        body.setSpacing(Space.LARGE)
        body.addWidget(self.picture, 1)
        body.addWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.LARGE)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(head)
        whole.addLayout(body, 1)


def _compared(fields: tuple[Compared, ...]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, Space.SMALL, 0, 0)
    column.setSpacing(Space.HAIR)
    for each in fields:
        value = text_label("strong", each.value or "–", wraps=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text_label("second", each.name))
        column.addWidget(value)
        if each.differs:
            differs = text_label("differs", each.differs, wraps=True)
            column.addWidget(differs)
        column.addSpacing(Space.SMALL)
    return made
