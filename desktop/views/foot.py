"""The foot of the window: what just happened, and where one stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.window import Notice, StatusLine
from desktop.views.buttons import button, icon_button
from desktop.views.labels import IconView, elided_label, frame, text_label
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class NoticeLine(Spoken):
    """已释放 40 位，联网后生效 · 撤销 · ✕. It takes no focus and stops nobody."""

    undo_asked = Signal(str)
    more_asked = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._notice: Notice | None = None
        ground = frame("notice", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._mark = IconView("tick", 14)
        self._text = elided_label()
        self._undo, self._more = button("link"), button("link")
        self._close = icon_button("close")
        self._close.setIconSize(QSize(14, 14))
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.LARGE, Space.TINY, Space.MEDIUM, Space.TINY)
        row.setSpacing(Space.SMALL)
        for widget in (self._mark, self._text, self._undo, self._more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.says(self._undo.setText, "notice-undo")
        self.says(self._close.setAccessibleName, "notice-close")
        self.says(self._close.setToolTip, "notice-close")
        self._undo.clicked.connect(self.undo)
        self._more.clicked.connect(self._ask_more)
        self._close.clicked.connect(self._close_it)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Say this in place of the last one."""
        self._notice = notice
        self.setVisible(notice is not None)
        if notice is not None:
            name = "error" if notice.tone in (Tone.BAD, Tone.WARNING) else "tick"
            self._mark.show_icon(name, notice.tone)
            self._text.setText(notice.text)
            self._text.updateGeometry()
            self._undo.setVisible(bool(notice.undo_key))
            self._undo.setToolTip(tip(Action.UNDO))
            self._more.setVisible(bool(notice.more_key))
            self._more.setText(notice.more_word)

    def undo(self) -> None:
        """Wish to undo, while that is offered."""
        if self._notice is not None and self._notice.undo_key:
            self.undo_asked.emit(self._notice.undo_key)

    def _ask_more(self) -> None:
        if self._notice is not None:
            self.more_asked.emit(self._notice.more_key)

    def _close_it(self) -> None:
        self.show_notice(None)
        self.closed.emit()


class StatusBar(Spoken):
    """431 条 · 选中 3 … 服务器时间 14:02:11."""

    def __init__(self) -> None:
        super().__init__()
        ground = frame("foot", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.setFixedHeight(28)
        self._rows, self._selected, self._right = text_label("quiet"), text_label("quiet"), text_label("quiet")
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.setSpacing(Space.LARGE)
        row.addWidget(self._rows)
        row.addWidget(self._selected)
        row.addStretch(1)
        row.addWidget(self._right)

    def show_status(self, status: StatusLine) -> None:
        """Say where one stands."""
        self._rows.setText(status.rows)
        self._selected.setText(status.selected)
        self._right.setText(status.right)
