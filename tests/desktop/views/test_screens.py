"""The widgets are the screens that presenters know: checked by types, and once at run time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from desktop.screens.customer import CustomerScreen
from desktop.screens.diagnosis import DiagnosisScreen
from desktop.screens.password import PasswordScreen
from desktop.screens.register import RegisterScreen
from desktop.screens.settings import SettingsScreen
from desktop.screens.sign_in import SignInScreen
from desktop.screens.sync_centre import SyncCentreScreen
from desktop.screens.window import WindowScreen
from desktop.views.main_window import MainWindow
from desktop.views.sign_in_window import SignInWindow
from tests.desktop.views import other_scenes, scenes

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def told_to(screen: type) -> set[str]:
    """What can be called; a property is a screen of its own."""
    said = {name: value for part in screen.__mro__ for name, value in vars(part).items() if not name.startswith("_")}
    return {name for name, value in said.items() if not isinstance(value, property)}


def test_every_screen_can_be_told_all_that_its_protocol_says(stage: Callable[..., QWidget]) -> None:
    window, sign_in = stage(scenes.mine), stage(other_scenes.sign_in)
    assert isinstance(window, MainWindow)
    assert isinstance(sign_in, SignInWindow)
    main: WindowScreen = window
    register: RegisterScreen = window.register
    customer: CustomerScreen = window.register.panel
    sync_centre: SyncCentreScreen = window.sync_centre
    settings: SettingsScreen = window.settings
    first: SignInScreen = sign_in
    password: PasswordScreen = settings.password
    diagnoses: tuple[DiagnosisScreen, ...] = settings.diagnosis, first.diagnosis
    for screen, protocol in (
        (main, WindowScreen),
        (register, RegisterScreen),
        (customer, CustomerScreen),
        (sync_centre, SyncCentreScreen),
        (settings, SettingsScreen),
        (password, PasswordScreen),
        (first, SignInScreen),
        *((diagnosis, DiagnosisScreen) for diagnosis in diagnoses),
    ):
        assert [name for name in told_to(protocol) if not callable(getattr(screen, name, None))] == []
