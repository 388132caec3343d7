"""The icon beside the system's clock: how things stand while the window is behind others or minimised."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.screens.cells import Tone
from desktop.screens.window import SyncPill
from desktop.views.icons import paint_icon
from desktop.views.spoken import Speaking
from desktop.views.tokens import LIGHT

SIDES = (16, 20, 24, 32, 48, 64)
"""What taskbars ask for at 100 to 400 %; drawn for each, as one scaled down is a blur."""


class Tray(QObject):
    """Shows a `SyncPill` and nothing else: no customer stands where whoever looks over a shoulder can read it.

    The icon comes with the first state, where `is_available` says that the system has a place for it.
    """

    open_asked = Signal()
    sync_asked = Signal()
    quit_asked = Signal()

    def __init__(self, is_available: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_available = is_available
        self.menu: TrayMenu | None = None
        self.icon: QSystemTrayIcon | None = None

    def show_pill(self, pill: SyncPill | None) -> None:
        """How things stand; None: nobody is in."""
        if self.icon is None or self.menu is None:
            if pill is None or not self._is_available():
                return
            self.menu = TrayMenu(self)
            self.icon = self._made(self.menu)
        self.icon.setIcon(tray_icon(Tone.NEUTRAL if pill is None else pill.tone))
        if pill is None:
            self.menu.says(self.icon.setToolTip, "brand")
        else:
            self.menu.says(self.icon.setToolTip, "tray-tip", state=pill.text)
        self.menu.sync.setEnabled(pill is not None)
        self.icon.show()

    def leave(self) -> None:
        """Take the icon away: one without a program stays in the tray until somebody points at it."""
        if self.icon is not None and self.menu is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.menu.deleteLater()
        self.icon = self.menu = None

    def _made(self, menu: TrayMenu) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(menu)
        icon.activated.connect(self._activated)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A double click is told as a click first; what the right button asks for is the menu.
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()


class TrayMenu(Speaking, QMenu):
    """A window of its own, so it hears of a new language."""

    def __init__(self, tray: Tray) -> None:
        super().__init__()
        self.open, self.sync = self.addAction(""), self.addAction("")
        self.addSeparator()
        self.quit = self.addAction("")
        self.setDefaultAction(self.open)
        for action, key, wish in (
            (self.open, "tray-open", tray.open_asked),
            (self.sync, "action-sync", tray.sync_asked),
            (self.quit, "tray-quit", tray.quit_asked),
        ):
            self.says(action.setText, key)
            action.triggered.connect(wish)


def tray_icon(tone: Tone) -> QIcon:
    """Our sign on a tile of the tone's colour. State is never told by colour alone.

    A warning is a hollow tile, and what is bad is an exclamation mark.
    """
    made = QIcon()
    for side in SIDES:
        made.addPixmap(_tile(tone, side))
    return made


def _tile(tone: Tone, side: int) -> QPixmap:
    """Light tokens always: the taskbar does not wear our look, and the tile brings its own ground."""
    ink, paper = LIGHT.tint(tone).ink, LIGHT.surface
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole, rim = QRectF(0, 0, side, side), side / 10
    inside = whole.adjusted(rim, rim, -rim, -rim)
    _paint_rounded(painter, whole, side / 5, ink)
    if tone is Tone.BAD:
        _paint_rounded(painter, QRectF(side * 0.42, side * 0.16, side * 0.16, side * 0.42), side * 0.08, paper)
        _paint_rounded(painter, QRectF(side * 0.41, side * 0.66, side * 0.18, side * 0.18), side * 0.09, paper)
    elif tone is Tone.WARNING:
        _paint_rounded(painter, inside, side / 5 - rim, paper)
        paint_icon(painter, "logo", inside, ink)
    else:
        paint_icon(painter, "logo", whole, paper)
    painter.end()
    return pixmap


def _paint_rounded(painter: QPainter, place: QRectF, radius: float, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(place, radius, radius)
