"""The bar at the foot of the list, while something is ticked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from desktop.screens.actions import Action
from desktop.screens.register import BatchAct, BatchBar
from desktop.views.buttons import button, icon_button
from desktop.views.icons import icon
from desktop.views.labels import frame, text_label
from desktop.views.shortcuts import tip
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

BUTTONS = 2
"""So many acts stand side by side; the others are in a menu before them."""


class BatchBarView(Spoken):
    """Count, all that match, the pre-flight sentence, the acts with the weightiest last and filled."""

    act_asked = Signal(object)
    """`Action`."""

    tags_asked = Signal()
    all_asked = Signal()
    none_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._acts: list[QPushButton] = []
        self._card = frame("floating", self)
        shadow = QGraphicsDropShadowEffect(self._card)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 38))
        self._card.setGraphicsEffect(shadow)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(Space.LARGE, Space.TINY, Space.LARGE, 14)
        outer.addWidget(self._card)
        self._count = text_label("strong")
        self._all = button("link")
        self._preflight = text_label("second", wraps=True)
        self._preflight.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._none = icon_button("close")
        self.tags = button()
        self.more = button("pick")
        self.more.setIcon(icon("chevron-down"))
        self.more.setIconSize(QSize(12, 12))
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.more.setMenu(self.menu)
        self._row = QHBoxLayout(self._card)
        self._row.setContentsMargins(16, 11, Space.MEDIUM, 11)
        self._row.setSpacing(Space.SMALL)
        self._row.addWidget(self._count)
        self._row.addWidget(self._all)
        self._row.addSpacing(Space.TINY)
        self._row.addWidget(self._preflight, 1)
        self._row.addWidget(self.tags)
        self._row.addWidget(self.more)
        self._row.addWidget(self._none)
        self.says(self._none.setAccessibleName, "batch-none")
        self.says(self._none.setToolTip, "batch-none")
        self.says(self.more.setText, "batch-more")
        self.says(self.tags.setText, "action-tag")
        self.tags.clicked.connect(lambda: self.tags_asked.emit())
        self._all.clicked.connect(self.all_asked)
        self._none.clicked.connect(self.none_asked)
        self.hide()

    def show_batch(self, bar: BatchBar | None) -> None:
        """Show the bar, or take it away."""
        self.setVisible(bar is not None)
        if bar is None:
            return
        self._count.setText(bar.count)
        self._all.setText(bar.all_matching)
        self._all.setVisible(bool(bar.all_matching))
        self._preflight.setText(bar.preflight)
        self.tags.setVisible(bar.can_be_tagged)
        self.tags.setToolTip(tip(Action.TAG))
        for made in self._acts:
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        acts = sorted(bar.acts, key=lambda act: act.is_weightiest)
        in_menu = acts[: max(0, len(acts) - BUTTONS)]
        self._acts = [self._button(act) for act in acts[len(in_menu) :]]
        for made in self._acts:
            self._row.insertWidget(self._row.count() - 1, made)
        self.more.setVisible(bool(in_menu))
        self.menu.clear()
        for act in in_menu:
            line = self.menu.addAction(act.word)
            line.setEnabled(act.is_enabled)
            line.setToolTip(act.tooltip or tip(act.action, act.word))
            line.triggered.connect(partial(self._ask, act.action))

    def _button(self, act: BatchAct) -> QPushButton:
        made = button("primary" if act.is_weightiest else "", act.word)
        made.setEnabled(act.is_enabled)
        made.setToolTip(act.tooltip or tip(act.action, act.word))
        made.clicked.connect(partial(self._ask, act.action))
        return made

    def _ask(self, action: Action, _checked: bool = False) -> None:
        self.act_asked.emit(action)
