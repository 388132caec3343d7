"""A strip above the list: it has changed meanwhile; whoever reads it decides when to see that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.screens.cells import Tone
from desktop.views.buttons import button
from desktop.views.icons import icon
from desktop.views.labels import frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class ChangedStrip(Spoken):
    """有 12 位变动 · 刷新."""

    refresh_asked = Signal()

    def __init__(self, key: str = "changed-text") -> None:
        """`key`: the message that tells of so many."""
        super().__init__()
        self._key = key
        ground = frame("strip", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._text, self._refresh = text_label("second"), button("link")
        self._refresh.setIcon(icon("refresh", Tone.PRIMARY))
        self._refresh.setIconSize(QSize(13, 13))
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.LARGE, Space.TINY, Space.LARGE, Space.TINY)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._text)
        row.addWidget(self._refresh)
        row.addStretch(1)
        self.says(self._refresh.setText, "changed-refresh")
        self._refresh.clicked.connect(self.refresh_asked)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many; 0 takes the strip away."""
        self.setVisible(count > 0)
        self.says(self._text.setText, self._key, n=count)
