"""What the application wears, whatever the system would have it wear."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QStatusBar, QTableView, QWidget

from desktop.screens.preferences import Theme
from desktop.views.look import Look, body_font
from desktop.views.main_window import MainWindow
from desktop.views.tokens import FAMILIES, TypeSize

TYPED_BY_WINDOWS = ("QAbstractItemView", "QMenu", "QMenuBar", "QMessageBox", "QStatusBar", "QTipLabel")


@pytest.fixture
def windows_type(qapp: QApplication) -> Iterator[None]:
    """As Windows has it at the start: type of its own for some kinds of widgets."""
    _give(qapp, QFont("Serif", 9))
    yield
    _give(qapp, body_font())


def test_a_window_that_is_dressed_at_the_end_looks_as_one_built_in_its_clothes() -> None:
    """In a program of its own: this one is dressed already."""
    done = subprocess.run([sys.executable, "-m", "tests.desktop.views.twice_dressed"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "the same\n"), done.stderr


def test_windows_come_and_go_under_one_theme_after_the_other(look: Look, qapp: QApplication) -> None:
    for theme in (Theme.DARK, Theme.LIGHT) * 3:
        with look.put_on_at_the_end():
            window = MainWindow()
        look.choose(theme)
        window.deleteLater()
        del window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        look.choose(Theme.LIGHT if theme is Theme.DARK else Theme.DARK)
    assert qapp.styleSheet()


@pytest.mark.usefixtures("windows_type")
def test_no_type_of_the_system_goes_before_ours() -> None:
    table = QTableView()
    for widget in (table, table.horizontalHeader(), QMenu(), QStatusBar()):
        assert _type_of(widget) == (list(FAMILIES), TypeSize.BODY)


def _give(application: QApplication, font: QFont) -> None:
    for kind in TYPED_BY_WINDOWS:
        application.setFont(font, kind)  # type: ignore[arg-type] # its stub is wrong: text it must be


def _type_of(widget: QWidget) -> tuple[list[str], int]:
    widget.ensurePolished()
    return widget.font().families(), widget.font().pixelSize()
