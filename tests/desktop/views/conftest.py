"""The application dressed as the product is, and the language put back after every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.preferences import Language, Theme
from desktop.views.look import Look

type Scene = Callable[[int, int], QWidget]


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """Light, whatever the machine prefers."""
    return Look(qapp, Theme.LIGHT)


@pytest.fixture(autouse=True)
def dressed(look: Look) -> Iterator[None]:
    """Chinese unless a test speaks otherwise; light unless it chose otherwise."""
    words.speak(Language.CHINESE)
    yield
    words.speak(Language.CHINESE)
    look.choose(Theme.LIGHT)


@pytest.fixture
def stage(qtbot: QtBot) -> Callable[..., QWidget]:
    """Put a scene on: shown, active, closed after the test."""

    def put_on(scene: Scene, width: int = 1440, height: int = 900) -> QWidget:
        shown = scene(width, height)
        top = shown
        while (parent := top.parentWidget()) is not None:
            top = parent.window()
        qtbot.addWidget(top)
        with qtbot.waitExposed(shown.window()):
            shown.window().show()
        shown.window().activateWindow()
        qtbot.waitUntil(shown.window().isActiveWindow, timeout=2000)
        return shown

    return put_on
