"""The card on which tags are ticked, found by a few letters, and what would change; by keyboard alone if one likes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import words
from desktop.screens.tag_picker import TagPick
from desktop.views.buttons import button, icon_button
from desktop.views.labels import elided_label, frame, text_label
from desktop.views.tag_ticks import TagTicks
from desktop.views.tokens import Space

WIDTH = 320


class TagPickerCard(QFrame):
    """One choice; gone when it is made or left.

    It lies in its window, not over it: an input method would not follow the keyboard into a popup.
    """

    chosen = Signal(object, object)
    """Which tags to put, which to take: tuples of ids."""

    left = Signal()
    ask_asked = Signal(str)
    """A tag is missed; what was typed to find it."""

    def __init__(self, pick: TagPick, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "floating")
        self.setFixedWidth(WIDTH)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        head = QHBoxLayout()
        head.addWidget(elided_label("strong", pick.title), 1)
        self.leave = icon_button("close")
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leave.setAccessibleName(words.say("dialog-close"))
        self.leave.setToolTip(words.say("dialog-close"))
        self.leave.clicked.connect(self.close)
        head.addWidget(self.leave)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(words.say("tag-pick-search"))
        self.search.setAccessibleName(words.say("tag-pick-search"))
        self.list = TagTicks()
        self.list.show_tags(pick.tags)
        self.said = elided_label("quiet")
        self.apply = button("primary", words.say("tag-pick-apply"))
        self.ask = button("link", words.say("tag-pick-ask"))
        self.ask.setVisible(pick.may_ask)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        for widget in (self.search, self.list):
            column.addWidget(widget)
        column.addLayout(foot)
        column.addWidget(frame("line"))
        for text in pick.asked:
            column.addWidget(text_label("quiet", text, wraps=True))
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.search.textChanged.connect(self.list.narrow)
        self.list.changed.connect(self._count)
        self.apply.clicked.connect(self._choose)
        self.ask.clicked.connect(lambda: self.ask_asked.emit(self.search.text().strip()))
        for watched in (self.search, *self.list.ticks):
            watched.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk, Enter applies, letters go on searching wherever the keyboard is."""
        if not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if event.type() is QEvent.Type.ShortcutOverride:
            # The page's single letters sleep while somebody chooses.
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if key is Qt.Key.Key_Escape:
            self.close()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if key is Qt.Key.Key_Up and (self.list.is_at_first or watched is self.search):
                self.search.setFocus()
            else:
                self.list.step(1 if key is Qt.Key.Key_Down else -1)
            return True
        is_letter = bool(event.text().strip()) and event.text().isprintable()
        if watched is not self.search and (is_letter or key is Qt.Key.Key_Backspace):
            self.search.setFocus()
            if is_letter:
                self.search.insert(event.text())
            else:
                self.search.backspace()
            return True
        return False

    def open_over(self, anchor: QWidget, place: QPoint) -> None:
        """With its lower left corner there, or as near as the window allows."""
        self.adjustSize()
        window = anchor.window()
        corner = window.mapFromGlobal(anchor.mapToGlobal(place)) - QPoint(0, self.height())
        left = min(corner.x(), window.width() - self.width() - Space.SMALL)
        top = min(corner.y(), window.height() - self.height() - Space.SMALL)
        self.move(max(left, Space.SMALL), max(top, Space.SMALL))
        self.show()
        self.raise_()
        self.search.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Told before it is gone: what follows may open another."""
        super().closeEvent(event)
        self.left.emit()

    @property
    def changes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Which to put, which to take."""
        put = tuple(tick.tag.id for tick in self.list.ticks if tick.is_put)
        return put, tuple(tick.tag.id for tick in self.list.ticks if tick.is_taken)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went elsewhere in the window: nobody chooses any more."""
        # One that was closed lives on for a moment, and hears of the next one's keyboard too.
        if now is None or not self.isVisible() or now is self or self.isAncestorOf(now):
            return
        if now.window() is self.window():
            self.close()

    def _count(self) -> None:
        put, take = self.changes
        is_changed = bool(put or take)
        key = "tag-pick-changes" if is_changed else "tag-pick-hint"
        self.said.setText(words.say(key, put=len(put), take=len(take)))
        self.apply.setEnabled(is_changed)

    def _choose(self) -> None:
        self.chosen.emit(*self.changes)
