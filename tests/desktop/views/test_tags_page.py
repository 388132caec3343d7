"""The page of tags and the picker show what they are told, and wish what was typed, ticked and pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.preferences import Language
from desktop.screens.tag_picker import TagPickerScreen
from desktop.screens.tags import TagsScreen, TagsTab
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from desktop.views.tag_card import TagPickerCard
from desktop.views.tag_dialogs import AskTagDialog, GrantDialog, TagNameDialog
from desktop.views.tags_page import TagsPage
from tests.desktop.views import tag_scenes
from tests.desktop.views.tag_scenes import GROUPS, REQUESTS, TAGS
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def page(stage: Callable[..., QWidget]) -> TagsPage:
    window = stage(tag_scenes.tags)
    page = window.findChild(TagsPage)
    assert page is not None
    return page


@pytest.fixture
def register(stage: Callable[..., QWidget]) -> MainWindow:
    window = stage(tag_scenes.picking)
    assert isinstance(window, MainWindow)
    return window


@pytest.fixture
def card(register: MainWindow) -> TagPickerCard:
    """Open over three customers, some of whom carry HDI."""
    card = register.register.tag_picker.card
    assert card is not None
    card.search.setFocus()
    return card


def focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def click(made: QPushButton) -> None:
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_both_can_be_told_all_that_their_screens_say(page: TagsPage, card: TagPickerCard) -> None:
    screen: TagsScreen = page
    window = card.window()
    assert isinstance(window, MainWindow)
    picker: TagPickerScreen = window.register.tag_picker
    for protocol, obedient in ((TagsScreen, screen), (TagPickerScreen, picker)):
        assert [name for name in told_to(protocol) if not callable(getattr(obedient, name, None))] == []


def test_arrows_go_from_group_to_group(page: TagsPage) -> None:
    told = heard(page.groups.line_asked)
    first, second, *_ = page.groups.buttons
    first.setFocus()
    press(first, "Down")
    assert told == [(GROUPS[1],)] and second.isChecked() and second.hasFocus()
    press(second, "Up")
    assert told[-1] == (GROUPS[0],)


def test_a_tag_is_renamed_and_moved_in_one_question(page: TagsPage) -> None:
    page.tags.act_asked.emit(TAGS[1], page.tags.views[0].line.acts[0])
    dialog = page.question
    assert isinstance(dialog, TagNameDialog)
    assert (dialog.name.text(), dialog.group.text()) == ("HDI", "工艺")
    told = heard(page.tag_named)
    dialog.name.setText("HDI 板")
    dialog.group.choices.actions()[2].trigger()
    click(dialog.confirm)
    assert told == [(TAGS[1], "HDI 板", GROUPS[2])]
    assert page.question is None


def test_a_request_is_granted_only_once_it_is_chosen_with_what(page: TagsPage) -> None:
    page.tabs.tab_asked.emit(TagsTab.REQUESTS.value)
    first = page.requests.views[0]
    click(first.grant)
    dialog = page.question
    assert isinstance(dialog, GrantDialog) and not dialog.confirm.isEnabled()
    dialog.group.choices.actions()[0].trigger()
    assert dialog.confirm.isEnabled()
    dialog.existing.setChecked(True)
    assert not dialog.confirm.isEnabled()
    told = heard(page.granted)
    dialog.tag.choices.actions()[0].trigger()
    click(dialog.confirm)
    ((request, tag),) = told
    assert request == REQUESTS[0] and tag in TAGS
    assert page.requests.views[0].line.answer, "answered, and said by whom"


def test_the_page_speaks_the_language_chosen_now(page: TagsPage) -> None:
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert page.new_group.text() == "New group"
    assert page.tags.rename.text() == "Rename group"


def test_the_picker_is_used_by_keys_alone(card: TagPickerCard) -> None:
    told = heard(card.chosen)
    QTest.keyClicks(card.search, "hd")
    assert [tick.tag.name for tick in card.list.ticks if tick.isVisible()] == ["HDI"]
    press(focus(), "Down")
    tick = focus()
    seen = []
    for _ in range(4):
        press(tick, "Space")
        seen.append(card.changes)
    # Some carried it: now all shall, then none, then as it was, and again all.
    put, taken, unchanged = ((TAGS[1],), ()), ((), (TAGS[1],)), ((), ())
    assert seen == [put, taken, unchanged, put]
    QTest.keyClick(tick, Qt.Key.Key_Return)
    assert told == [((TAGS[1],), ())]


def test_letters_go_on_searching_and_do_nothing_to_customers(register: MainWindow, card: TagPickerCard) -> None:
    acts = heard(register.register.act_asked)
    press(focus(), "Down")
    for letter in "rc":
        QTest.keyClicks(focus(), letter)
    assert card.search.text() == "rc" and acts == []
    assert "rc" in card.list._none.text()


def test_up_from_the_first_goes_back_to_the_search_and_escape_leaves(register: MainWindow, card: TagPickerCard) -> None:
    press(focus(), "Down")
    press(focus(), "Up")
    assert card.search.hasFocus()
    press(card.search, "Esc")
    assert register.register.tag_picker.card is None


def test_it_is_left_when_the_keyboard_goes_elsewhere(register: MainWindow, card: TagPickerCard) -> None:
    register.register.table.setFocus()
    assert register.register.tag_picker.card is None


def test_a_tag_that_is_missed_is_asked_for_by_the_name_that_was_sought(
    register: MainWindow, card: TagPickerCard, qtbot: QtBot
) -> None:
    picker = register.register.tag_picker
    card.search.setText("厚铜板 ")
    click(card.ask)
    dialog = picker.asking
    assert isinstance(dialog, AskTagDialog) and dialog.name.text() == "厚铜板"
    qtbot.waitUntil(dialog.why.hasFocus, timeout=1000)
    told = heard(picker.wanted)
    dialog.why.setText(" 储能 ")
    click(dialog.confirm)
    assert told == [("厚铜板", "储能")]
    assert picker.asking is None, "it was taken"


def test_the_picker_stays_inside_its_window(register: MainWindow) -> None:
    picker = register.register.tag_picker
    picker.ask((register.register.model.id_at(0),), register, QPoint(-500, 5000))
    assert picker.card is not None
    assert register.rect().contains(picker.card.geometry())
