"""Dresses the application: Fusion, our tokens, our type; follows the system unless the person chose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop import words
from desktop.screens.preferences import Language, Theme
from desktop.views.stylesheet import stylesheet
from desktop.views.tokens import DARK, FAMILIES, LIGHT, Tokens, TypeSize, from_system, wear


class Look(QObject):
    """Keeps the application in the chosen theme. One per application; `choose` takes effect at once.

    `waits`: nothing is worn before the first window is built.
    """

    def __init__(self, application: QApplication, theme: Theme = Theme.SYSTEM, *, waits: bool = False) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._system_palette = QPalette(application.palette())
        self._is_worn = False
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        application.setFont(body_font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        if not waits:
            self._dress()

    @property
    def theme(self) -> Theme:
        """What the person chose."""
        return self._theme

    @contextmanager
    def put_on_at_the_end(self) -> Iterator[None]:
        """Build a window inside: under a stylesheet every step of putting one together is styled anew.

        What is worn already stays on. Taken off while widgets live, it leaves Qt 6.12 with some that it does not
        forget when they go, and at the next change it styles what is no longer there.
        """
        try:
            yield
        finally:
            if not self._is_worn:
                self._dress()

    def choose(self, theme: Theme) -> None:
        """Wear this theme from now on."""
        self._theme = theme
        self._dress()

    def _follow_system(self) -> None:
        self._dress()

    def _tokens(self) -> Tokens:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return from_system(self._system_palette)
        if self._theme is Theme.SYSTEM:
            return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._theme is Theme.DARK else LIGHT

    def _dress(self) -> None:
        self._is_worn = True
        chosen = self._tokens()
        wear(chosen)
        self._application.setPalette(palette(chosen))
        self._application.setStyleSheet(stylesheet(chosen))


def body_font() -> QFont:
    """13 px for the language spoken, digits of one width so that columns of numbers stand still."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(TypeSize.BODY)
    font.setFeature(QFont.Tag("tnum"), 1)
    if words.spoken_language() is Language.ENGLISH:
        # Chinese type gives “ ” and ’ the room of a whole character: the customer’ s.
        font.setFeature(QFont.Tag("pwid"), 1)
    return font


def palette(chosen: Tokens) -> QPalette:
    """The tokens as Qt's palette, for whatever the stylesheet leaves to Fusion."""
    made = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.surface,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.background,
        role.Text: chosen.text,
        role.PlaceholderText: chosen.third,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.Highlight: chosen.primary,
        role.HighlightedText: chosen.on_primary,
        role.Link: chosen.primary,
        role.Accent: chosen.primary,
        role.Light: chosen.faint_line,
        role.Midlight: chosen.faint_line,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
    }
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.third))
    return made
