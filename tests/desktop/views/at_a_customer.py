"""Wang's window at a customer of his own, for tests: the real presenters on a real cache."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.views.customer_panel import CustomerPanelView
from desktop.views.main_window import MainWindow
from tests.desktop.presenters.desk import Desk
from tests.desktop.views.customer_scenes import at_the_customer

type Stage = Callable[..., QWidget]


def sit_down(stage: Stage, width: int = 1440, height: int = 900) -> tuple[MainWindow, Desk]:
    """Shown, active, and the desk behind it."""
    desks: list[Desk] = []

    def scene(wide: int, high: int) -> QWidget:
        window, desk = at_the_customer(wide, high)
        desks.append(desk)
        return window

    shown = stage(scene, width, height)
    assert isinstance(shown, MainWindow)
    return shown, desks[0]


def panel_at(stage: Stage, tab: str) -> tuple[CustomerPanelView, Desk]:
    """The panel beside the list, with this tab open."""
    window, desk = sit_down(stage)
    window.register.panel.tabs.open(tab)
    return window.register.panel, desk
