"""What the application wears, whatever the system would have it wear."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QStatusBar, QTableView, QWidget

from desktop.screens.preferences import Theme
from desktop.views.look import FAMILIES, TYPED_BY_SYSTEM, Look, body_font
from desktop.views.tokens import TypeSize


@pytest.fixture
def windows_type(qapp: QApplication) -> Iterator[None]:
    """As Windows has it at the start: type of its own for some kinds of widgets."""
    _give(qapp, QFont("Serif", 9))
    yield
    _give(qapp, body_font())


@pytest.mark.usefixtures("windows_type")
def test_no_type_of_the_system_goes_before_ours(look: Look) -> None:
    assert _type_of(QTableView()) == (["Serif"], -1)
    look.choose(Theme.DARK)
    for widget in (QTableView(), QMenu(), QStatusBar()):
        assert _type_of(widget) == (FAMILIES, TypeSize.BODY)


def _give(application: QApplication, font: QFont) -> None:
    for kind in TYPED_BY_SYSTEM:
        application.setFont(font, kind)  # type: ignore[arg-type] # its stub is wrong: text it must be


def _type_of(widget: QWidget) -> tuple[list[str], int]:
    widget.ensurePolished()
    return widget.font().families(), widget.font().pixelSize()
