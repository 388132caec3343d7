"""The icon beside the clock: the pill's sentence and colour, three acts, and nothing of any customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Tone
from desktop.screens.preferences import Language
from desktop.screens.window import SyncPill
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from desktop.views.tokens import LIGHT
from desktop.views.tray import SIDES, Tray, TrayMenu, tray_icon
from tests.desktop.views.test_whole import contrast

# Qt's own, where the platform of the tests has no tray and is told that it has one.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")

SYNCED = SyncPill("已同步 14:02", Tone.GOOD, "您的工作都已送达")

type MakeTray = Callable[..., Tray]


@pytest.fixture
def make_tray(qtbot: QtBot) -> Iterator[MakeTray]:
    """A tray on a system that has a place for it, unless told otherwise."""
    made: list[Tray] = []

    def make(*, is_available: bool = True) -> Tray:
        made.append(Tray(lambda: is_available))
        return made[-1]

    yield make
    for tray in made:
        tray.leave()
        tray.deleteLater()


def icon_of(tray: Tray) -> QSystemTrayIcon:
    assert tray.icon is not None
    return tray.icon


def menu_of(tray: Tray) -> TrayMenu:
    assert tray.menu is not None
    return tray.menu


def image(tone: Tone, side: int = 32) -> QImage:
    return tray_icon(tone).pixmap(side, side).toImage()


def test_the_tray_says_what_the_pill_says(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    assert icon_of(tray).isVisible()
    assert icon_of(tray).toolTip() == "公海 · 已同步 14:02"
    assert icon_of(tray).icon().pixmap(32, 32).toImage() == image(Tone.GOOD)
    tray.show_pill(SyncPill("离线 · 3 项待发送", Tone.WARNING))
    assert icon_of(tray).toolTip() == "公海 · 离线 · 3 项待发送"
    assert icon_of(tray).icon().pixmap(32, 32).toImage() == image(Tone.WARNING)


def test_a_system_without_a_tray_is_asked_for_no_icon(make_tray: MakeTray) -> None:
    tray = make_tray(is_available=False)
    tray.show_pill(SYNCED)
    assert tray.icon is None and tray.menu is None
    assert tray.findChildren(QSystemTrayIcon) == []


def test_no_icon_stands_there_before_there_is_something_to_say(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(None)
    assert tray.icon is None


def test_when_nobody_is_in_the_tray_tells_nobody_s_state(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    assert menu_of(tray).sync.isEnabled()
    tray.show_pill(None)
    assert icon_of(tray).toolTip() == words.say("brand")
    assert icon_of(tray).icon().pixmap(32, 32).toImage() == image(Tone.NEUTRAL)
    assert not menu_of(tray).sync.isEnabled(), "there is nothing to sync"
    assert menu_of(tray).open.isEnabled() and menu_of(tray).quit.isEnabled()


def test_a_click_opens_the_window_and_the_right_button_only_the_menu(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    opened: list[bool] = []
    tray.open_asked.connect(lambda: opened.append(True))
    for reason in QSystemTrayIcon.ActivationReason:
        icon_of(tray).activated.emit(reason)
    assert opened == [True]
    assert icon_of(tray).contextMenu() is menu_of(tray)


def test_each_line_of_the_menu_asks_for_what_it_says(make_tray: MakeTray, qtbot: QtBot) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    menu = menu_of(tray)
    wishes = {"打开公海": tray.open_asked, "立即同步": tray.sync_asked, "退出": tray.quit_asked}
    lines = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert lines.keys() == wishes.keys()
    for text, wish in wishes.items():
        with qtbot.waitSignal(wish):
            lines[text].trigger()


def test_the_tray_follows_the_language(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    words.speak(Language.ENGLISH)
    say_everything_again()
    tray.show_pill(SyncPill("Synced 14:02", Tone.GOOD))
    assert [action.text() for action in menu_of(tray).actions()] == ["Open Gonghai", "Sync now", "", "Quit"]
    assert icon_of(tray).toolTip() == "Gonghai · Synced 14:02"
    tray.show_pill(None)
    words.speak(Language.CHINESE)
    say_everything_again()
    assert icon_of(tray).toolTip() == "公海 Gonghai"


def test_the_icon_goes_at_once_when_the_program_ends(make_tray: MakeTray) -> None:
    tray = make_tray()
    tray.show_pill(SYNCED)
    icon = icon_of(tray)
    tray.leave()
    assert not icon.isVisible()
    assert tray.icon is None and tray.menu is None
    tray.leave()


def test_the_window_hands_its_pill_to_whoever_shows_it_elsewhere(make_tray: MakeTray, qtbot: QtBot) -> None:
    tray, window = make_tray(), MainWindow()
    qtbot.addWidget(window)
    window.pill_shown.connect(tray.show_pill)
    window.show_pill(SYNCED)
    assert icon_of(tray).toolTip() == "公海 · 已同步 14:02"
    assert window.top.pill.text() == "已同步 14:02"


@pytest.mark.parametrize("side", SIDES)
def test_an_alarm_is_told_by_its_shape_too(side: int, qapp: object) -> None:
    """For whoever does not see the difference of the colours: how light each pixel is, not its hue."""
    shapes = {tone: tuple(is_light(image(tone, side), x, side // 2) for x in range(side)) for tone in Tone}
    columns = {tone: tuple(is_light(image(tone, side), side // 2, y) for y in range(side)) for tone in Tone}
    assert len({(shapes[tone], columns[tone]) for tone in (Tone.GOOD, Tone.WARNING, Tone.BAD)}) == 3


def is_light(shown: QImage, x: int, y: int) -> bool:
    return shown.pixelColor(x, y).lightness() > 160


@pytest.mark.parametrize("tone", Tone)
def test_the_sign_stands_out_from_its_tile(tone: Tone) -> None:
    assert contrast(LIGHT.tint(tone).ink, LIGHT.surface) >= 4.5
