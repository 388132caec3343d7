"""What holds for every screen in every state, in both languages: names for all, nothing cut, contrast enough."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtTimeout
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.preferences import Language
from desktop.screens.sign_in import Credentials
from desktop.views.inline_link import InlineLink
from desktop.views.labels import ElidedLabel
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from desktop.views.tokens import DARK, LIGHT, Tokens
from tests.desktop.views import scenes
from tests.desktop.views.invented import told

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QScrollArea)


def of_qt_itself(widget: QWidget) -> bool:
    """A part that Qt makes inside a bigger one (a combo box's list, a spin box's line, a table's head)."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QCalendarWidget | QAbstractItemView | QLineEdit):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", list(scenes.SCENES))
def test_every_control_has_a_name_and_no_text_is_cut(
    name: str, language: Language, stage: Callable[..., QWidget], qtbot: QtBot
) -> None:
    words.speak(language)
    shown = stage(scenes.SCENES[name], 1280, 720)
    whole = shown.window()
    unnamed = [
        f"{widget!r} in {widget.parent()!r}"
        for widget in whole.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, INTERACTIVE) and not of_qt_itself(widget) and not name_of(widget)
    ]
    assert unnamed == []
    # What wraps is as high as it needs a few turns after it is first seen.
    with suppress(QtTimeout):
        qtbot.waitUntil(lambda: not all_cut(whole), timeout=2000)
    assert all_cut(whole) == []


def all_cut(whole: QWidget) -> list[str]:
    return [
        f"{widget.metaObject().className()} {words_of(widget)!r} {widget.size().toTuple()}"
        for widget in whole.findChildren(QWidget)
        if widget.isVisible() and is_cut(widget)
    ]


def words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def is_cut(widget: QWidget) -> bool:
    """Whether the text needs more room than the widget has."""
    if isinstance(widget, ElidedLabel | InlineLink) or not words_of(widget):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    needed = widget.sizeHint()
    return needed.width() > widget.width() + 1 or needed.height() > widget.height() + 1


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_contrast_enough_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    pairs = [(tokens.on_primary, tokens.primary), (tokens.on_badge, tokens.badge), (tokens.third, tokens.faint_line)]
    grounds = (tokens.surface, tokens.background, tokens.raised, tokens.selected_row, tokens.hover)
    pairs += [(ink, ground) for ink in (tokens.text, tokens.second, tokens.third) for ground in grounds]
    pairs += [(tokens.tint(tone).ink, tokens.tint(tone).ground) for tone in Tone]
    pairs += [(tokens.tint(tone).ink, tokens.raised) for tone in Tone]
    weak = {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5}
    assert weak == {}


def test_the_language_changes_at_once_in_windows_that_are_open(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    window.register.panel.entry.text.setPlainText("not to be lost")
    words.speak(Language.ENGLISH)
    say_everything_again()
    chinese = [
        words_of(widget)
        for widget in window.findChildren(QWidget)
        if words_of(widget) in FIXED_CHINESE and not isinstance(widget, QAbstractSlider | QProgressBar)
    ]
    assert chinese == []
    assert window.top.title.text() == "Customer register"
    assert window.register.panel.entry.text.toPlainText() == "not to be lost"


def _fixed_chinese() -> set[str]:
    keys = [
        "title-customers",
        "page-customers",
        "page-settings",
        "tab-assigned",
        "tab-unassigned",
        "filter-add",
        "filter-clear",
    ]
    keys += ["entry-happened-now", "entry-next-none", "panel-tab-profile", "settings-sign-out", "sync-retry"]
    words.speak(Language.CHINESE)
    return {words.say(key) for key in keys}


FIXED_CHINESE = _fixed_chinese()


def test_the_window_tells_once_that_it_is_painted(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    told: list[bool] = []
    window.painted.connect(lambda: told.append(window.isVisible()))
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    assert told == [True]


def test_a_password_never_shows_in_a_repr() -> None:
    assert "geheim" not in repr(Credentials("https://crm.example.com", "wangfang", "geheim"))


def test_a_hidden_scroll_area_takes_the_keyboard_only_by_tab(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    areas = [
        area for area in window.findChildren(QAbstractScrollArea) if area.focusPolicy() is Qt.FocusPolicy.WheelFocus
    ]
    assert [area for area in areas if isinstance(area, QScrollArea)] == []


def test_the_scenes_speak_the_language_chosen() -> None:
    said = []
    for language in Language:
        words.speak(language)
        said.append(told("中", "en"))
    assert said == ["中", "en"]


def test_windows_know_a_language_event_from_others(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    window.top.title.setText("kept")
    window.changeEvent(QEvent(QEvent.Type.StyleChange))
    assert window.top.title.text() == "kept"
