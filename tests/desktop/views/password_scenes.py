"""Changing one's own password: as one wishes it, with a trouble, at work, and because an administrator gave it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.screens.password import PasswordField, PasswordForm, PasswordTrouble
from desktop.views.password_dialog import PasswordDialog
from tests.desktop.views.other_scenes import settings
from tests.desktop.views.stage import window

TYPED = {PasswordField.OLD: "geheim", PasswordField.NEW: "geheimer", PasswordField.AGAIN: "geheimer"}


def _trouble(key: str, field: PasswordField | None = None, **facts: words.Value) -> PasswordTrouble:
    return PasswordTrouble(words.say(key, **facts), field)


def _wrong() -> PasswordTrouble:
    return _trouble("password-wrong", PasswordField.OLD)


def _short() -> PasswordTrouble:
    return _trouble("password-short", PasswordField.NEW, n=8)


def _no_reply() -> PasswordTrouble:
    return _trouble("password-no-reply")


TROUBLES = {"wrong": _wrong, "short": _short, "no-reply": _no_reply}
STATES = ("plain", "temporary", "busy", "shown", *TROUBLES)


def password(width: int, height: int, state: str) -> QWidget:
    """The dialog over the settings, in one of its states."""
    is_temporary = state == "temporary"
    made = window(width, height) if is_temporary else settings(width, height)
    made.show()
    view = made.settings.password
    view.open_password(PasswordForm(is_temporary, 8))
    dialog = view.dialog
    assert isinstance(dialog, PasswordDialog)
    if state not in {"plain", "temporary"}:
        for place, text in TYPED.items():
            dialog.fields[place].setText(text)
    dialog.shown.setChecked(state == "shown")
    if state == "busy":
        view.show_busy()
    if state in TROUBLES:
        view.show_trouble(TROUBLES[state]())
    return dialog


SCENES = {f"password-{state}": partial(password, state=state) for state in STATES}
