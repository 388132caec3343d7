"""Looking a company up and entering a new one: by keyboard, in both languages, with nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.known import KnownScreen, KnownState
from desktop.screens.new_customer import EntryField, EntryScreen
from desktop.screens.preferences import Language
from desktop.views.known import EntryView, KnownView
from desktop.views.known_dialog import KnownDialog
from desktop.views.main_window import MainWindow
from desktop.views.new_customer_dialog import NewCustomerDialog
from desktop.views.spoken import say_everything_again
from tests.desktop.views import known_scenes, scenes
from tests.desktop.views.test_keys import heard

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

type Stage = Callable[..., QWidget]


@pytest.fixture
def window(stage: Stage) -> MainWindow:
    shown = stage(scenes.mine)
    assert isinstance(shown, MainWindow)
    return shown


@pytest.fixture
def known(window: MainWindow) -> Iterator[KnownView]:
    made = KnownView(window.top.known, window)
    yield made
    made.close_known()


@pytest.fixture
def entry(window: MainWindow) -> Iterator[EntryView]:
    made = EntryView(window)
    yield made
    made.close_entry()


type LookUp = Callable[[KnownState], KnownDialog]
type Form = Callable[[], NewCustomerDialog]


@pytest.fixture
def looked_up(known: KnownView, qtbot: QtBot) -> LookUp:
    """Its window, in front of everything, with this state."""

    def look_up(state: KnownState) -> KnownDialog:
        known.open_known(KnownState())
        dialog = known.opened
        assert dialog is not None
        qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
        dialog.field.setText(state.typed)
        dialog._pause.stop()
        known.show_known(state)
        return dialog

    return look_up


@pytest.fixture
def form(entry: EntryView, qtbot: QtBot) -> Form:
    """The form, in front of everything."""

    def open_form() -> NewCustomerDialog:
        entry.open_entry(known_scenes.form(), known_scenes.right())
        dialog = entry.opened
        assert dialog is not None
        qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
        return dialog

    return open_form


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_both_can_be_told_all_that_their_protocols_say(known: KnownView, entry: EntryView) -> None:
    for view, protocol in ((known, KnownScreen), (entry, EntryScreen)):
        told = [name for name in vars(protocol) if not name.startswith("_")]
        assert told and [name for name in told if not callable(getattr(view, name, None))] == []


def test_the_button_beside_the_search_and_its_key_lead_there(known: KnownView, window: MainWindow) -> None:
    asked = heard(known.asked)
    click(window.top.known)
    window.register.table.setFocus()
    QTest.keyClick(window.register.table, Qt.Key.Key_N)
    assert asked == [(), ()] and "N" in window.top.known.toolTip()


def test_what_is_typed_is_told_after_a_rest_and_at_once_by_enter(known: KnownView, qtbot: QtBot) -> None:
    known.open_known(KnownState())
    dialog = known.opened
    assert dialog is not None
    typed = heard(known.typed)
    QTest.keyClicks(dialog.field, "abc")
    assert typed == []
    qtbot.waitUntil(lambda: typed == [("abc",)], timeout=2000)
    QTest.keyClicks(dialog.field, "d")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert typed == [("abc",), ("abcd",)]


def test_enter_takes_the_first_step_once_the_answer_stands(known: KnownView, looked_up: LookUp) -> None:
    dialog = looked_up(known_scenes.free())
    asked = heard(known.step_asked)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    click(dialog.cards[0].steps[1])
    assert asked == [("claim:1",), ("open:1",)]


@pytest.mark.parametrize("language", list(Language))
def test_every_step_of_every_card_wishes_something(known: KnownView, language: Language, looked_up: LookUp) -> None:
    words.speak(language)
    asked = heard(known.step_asked)
    for state in (known_scenes.unfinished(), known_scenes.near()):
        dialog = looked_up(state)
        cards = [card for card in (state.draft, state.answer, *state.near) if card is not None]
        assert [view.name.text() for view in dialog.cards] == [card.name for card in cards]
        asked.clear()
        for view in dialog.cards:
            for button in view.steps:
                button.click()
        assert asked == [(step.key,) for card in cards for step in card.steps]


def test_whose_word_it_is_stands_there_and_can_be_asked_for_again(known: KnownView, looked_up: LookUp) -> None:
    dialog = looked_up(known_scenes.offline())
    retried = heard(known.retry_asked)
    assert "不能确定" in dialog.source.text() and dialog.source.property("tone") == "warning"
    click(dialog.retry)
    assert retried == [()]
    known.show_known(known_scenes.found())
    assert not dialog.retry.isVisible()


def test_esc_closes_it_and_says_so_once(known: KnownView, looked_up: LookUp) -> None:
    dialog = looked_up(known_scenes.found())
    closed = heard(known.closed)
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert closed == [()] and known.opened is None
    known.open_known(KnownState())
    known.close_known()
    assert closed == [()], "who is sent away has not left"


def test_the_form_holds_what_is_known_and_the_keyboard_goes_to_the_first_gap(entry: EntryView, form: Form) -> None:
    dialog = form()
    filled = {field: text for field, text in dialog.values().items() if text}
    assert filled == known_scenes.form().typed
    assert dialog.fields[EntryField.SOURCE].hasFocus()
    region = dialog.fields[EntryField.REGION]
    assert isinstance(region, QLineEdit) and region.completer() is not None


def test_tab_goes_through_the_form_in_its_order(entry: EntryView, form: Form) -> None:
    dialog = form()
    dialog.fields[EntryField.NAME].setFocus()
    order = []
    for _ in EntryField:
        order.append(next(field for field, editor in dialog.fields.items() if editor.hasFocus()))
        QTest.keyClick(dialog.fields[order[-1]], Qt.Key.Key_Tab)
    assert order == list(dialog.fields)


def test_what_is_typed_is_told_after_a_rest_and_cannot_be_confirmed_unchecked(
    entry: EntryView, qtbot: QtBot, form: Form
) -> None:
    dialog = form()
    typed, confirmed = heard(entry.typed), heard(entry.confirmed)
    QTest.keyClicks(dialog.fields[EntryField.SOURCE], "fair")
    assert not dialog.confirm.isEnabled()
    qtbot.waitUntil(lambda: len(typed) == 1, timeout=2000)
    assert typed[0] == (dialog.values(), "1")
    entry.show_checks(known_scenes.right())
    click(dialog.confirm)
    assert confirmed == [(dialog.values(), "1")] and dialog.values()[EntryField.SOURCE] == "fair"
    assert not dialog.confirm.isEnabled(), "asked for once"


def test_ctrl_enter_confirms_from_the_note(entry: EntryView, form: Form) -> None:
    dialog = form()
    confirmed = heard(entry.confirmed)
    dialog.fields[EntryField.NOTE].setFocus()
    QTest.keyClick(dialog.fields[EntryField.NOTE], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(confirmed) == 1


def test_another_pool_is_told_at_once(entry: EntryView, form: Form) -> None:
    dialog = form()
    typed = heard(entry.typed)
    dialog.pool.choices.actions()[1].trigger()
    assert [pool for _, pool in typed] == ["2"] and dialog.pool.text() == "华东公海"


def test_a_trouble_stands_at_its_field_and_what_is_typed_stays(entry: EntryView, form: Form) -> None:
    dialog = form()
    before = dialog.values()
    entry.show_checks(known_scenes.wrong())
    assert "陈晓" in dialog.troubles[EntryField.PHONE].text() and not dialog.confirm.isEnabled()
    assert dialog.fields[EntryField.PHONE].accessibleDescription() == dialog.troubles[EntryField.PHONE].text()
    entry.show_checks(known_scenes.full())
    assert not dialog.troubles[EntryField.PHONE].isVisible() and "500" in dialog.trouble.text()
    assert dialog.values() == before


def test_a_form_that_is_closed_or_replaced_tells_what_stood_in_it(entry: EntryView, form: Form) -> None:
    dialog = form()
    closed = heard(entry.closed)
    click(dialog.later)
    assert closed == [(known_scenes_values(), "1")]
    form()
    form()
    assert len(closed) == 2
    entry.close_entry()
    assert len(closed) == 2, "what was taken is kept elsewhere"


def test_another_language_leaves_what_is_typed(entry: EntryView, form: Form) -> None:
    dialog = form()
    before = dialog.values()
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert dialog.title.text() == "New customer" and dialog.values() == before


def known_scenes_values() -> dict[EntryField, str]:
    """Every field, the empty ones too."""
    return {field: known_scenes.form().typed.get(field, "") for field in EntryField}


@pytest.mark.parametrize("language", list(Language))
def test_in_the_narrowest_window_the_word_makes_room_and_nothing_is_cut(
    window: MainWindow, language: Language, qtbot: QtBot
) -> None:
    words.speak(language)
    say_everything_again()
    assert window.top.known.text() == words.say("known-open")
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.top.known.text() == "", timeout=2000)
    assert window.top.known.accessibleName() == words.say("known-open")
    qtbot.waitUntil(lambda: window.top.minimumSizeHint().width() <= window.top.width(), timeout=2000)
