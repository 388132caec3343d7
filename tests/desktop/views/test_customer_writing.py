"""What is written about a customer in its place: people, the note, one's own words said otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.screens.customer import ContactField
from desktop.views.contact_card import ContactCard
from desktop.views.contact_form import ContactForm
from desktop.views.contact_list import ContactList
from desktop.views.timeline import Timeline
from desktop.views.words_editor import WordsEditor
from sync.cache.answers import FollowUpView
from sync.protocol.rows import ContactRow, CustomerRow
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.desk import WANG, Desk
from tests.desktop.views.at_a_customer import Stage, panel_at
from tests.desktop.views.customer_scenes import ONE
from tests.desktop.views.test_keys import press

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def form_of(contacts: ContactList) -> ContactForm:
    assert contacts.form is not None
    return contacts.form


def editor_of(timeline: Timeline) -> WordsEditor:
    assert timeline.editor is not None
    return timeline.editor


def new_form(stage: Stage) -> tuple[ContactList, Desk]:
    panel, desk = panel_at(stage, "contacts")
    QTest.mouseClick(panel.tabs.contacts.add, Qt.MouseButton.LeftButton)
    return panel.tabs.contacts, desk


def people(desk: Desk) -> list[tuple[str, str]]:
    return [(view.row.name, view.row.phone) for view in desk.cache.contacts.of(ONE)]


def names_shown(contacts: ContactList) -> list[str]:
    return [card.contact.name for card in contacts.findChildren(ContactCard)]


def follow_up(desk: Desk, follow_up_id: str) -> FollowUpView:
    return next(each for each in desk.cache.register.follow_ups(ONE, limit=9) if each.id == follow_up_id)


def hear_of_another_contact(desk: Desk) -> None:
    desk.store(person_scope(WANG), [ContactRow("9" * 32, 1, ONE, "孙姐")])
    desk.hear(Report(changed={CustomerRow.kind: frozenset({str(ONE)}), ContactRow.kind: frozenset({"9" * 32})}))


def test_a_contact_is_written_by_keyboard_alone_and_stands_in_the_list(stage: Stage, qtbot: QtBot) -> None:
    contacts, desk = new_form(stage)
    form = form_of(contacts)
    qtbot.waitUntil(form.fields[ContactField.NAME].hasFocus, timeout=2000)
    QTest.keyClicks(form.fields[ContactField.NAME], "Zhao")
    QTest.keyClicks(form.fields[ContactField.PHONE], "138 0000 1234")
    QTest.keyClick(form.fields[ContactField.PHONE], Qt.Key.Key_Return)
    assert ("Zhao", "138 0000 1234") in people(desk)
    assert contacts.form is None and "Zhao" in names_shown(contacts)
    assert contacts.add.isVisible()


def test_a_contact_without_a_name_cannot_be_kept(stage: Stage) -> None:
    contacts, desk = new_form(stage)
    before = people(desk)
    QTest.keyClicks(form_of(contacts).fields[ContactField.PHONE], "13800001234")
    assert not form_of(contacts).keep.isEnabled()
    press(form_of(contacts).fields[ContactField.PHONE], "Ctrl+Return")
    assert people(desk) == before


def test_what_is_wrong_is_said_at_its_field_and_everything_typed_stays(stage: Stage, qtbot: QtBot) -> None:
    contacts, desk = new_form(stage)
    before, form = people(desk), form_of(contacts)
    QTest.keyClicks(form.fields[ContactField.NAME], "Zhao")
    QTest.keyClicks(form.fields[ContactField.PHONE], "12")
    press(form.fields[ContactField.PHONE], "Ctrl+Return")
    assert form._troubles[ContactField.PHONE].isVisible() and form._troubles[ContactField.PHONE].text()
    assert not form._troubles[ContactField.NAME].isVisible()
    qtbot.waitUntil(form.fields[ContactField.PHONE].hasFocus, timeout=2000)
    assert (form.typed.name, form.typed.phone, people(desk)) == ("Zhao", "12", before)
    QTest.keyClicks(form.fields[ContactField.PHONE], "13800001234")
    assert not form._troubles[ContactField.PHONE].isVisible(), "it is being mended"
    press(form.fields[ContactField.PHONE], "Ctrl+Return")
    assert ("Zhao", "13800001234") in people(desk)


def test_what_is_typed_of_a_contact_stays_whatever_the_server_tells(stage: Stage, qtbot: QtBot) -> None:
    contacts, desk = new_form(stage)
    QTest.keyClicks(form_of(contacts).fields[ContactField.NAME], "half a na")
    hear_of_another_contact(desk)
    assert "孙姐" in names_shown(contacts)
    name = form_of(contacts).fields[ContactField.NAME]
    qtbot.waitUntil(name.hasFocus, timeout=2000)
    QTest.keyClicks(name, "me")
    assert form_of(contacts).typed.name == "half a name"


def test_escape_gives_a_contact_back_as_it_was(stage: Stage, qtbot: QtBot) -> None:
    panel, desk = panel_at(stage, "contacts")
    contacts, before = panel.tabs.contacts, people(desk)
    (edit,) = [made for made in contacts.findChildren(QToolButton) if made.accessibleName() == "修改王工"]
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert form_of(contacts).typed.name == "王工"
    qtbot.waitUntil(form_of(contacts).fields[ContactField.NAME].hasFocus, timeout=2000)
    QTest.keyClicks(form_of(contacts).fields[ContactField.NAME], " the second")
    QTest.keyClick(form_of(contacts).fields[ContactField.NAME], Qt.Key.Key_Escape)
    assert contacts.form is None and people(desk) == before
    assert panel.isVisible() and sorted(names_shown(contacts)) == ["李采购", "王工"]


def test_ctrl_enter_keeps_the_note(stage: Stage) -> None:
    panel, desk = panel_at(stage, "describing")
    describing = panel.tabs.describing
    describing.note.setFocus()
    describing.note.selectAll()
    QTest.keyClicks(describing.note, "quote by Wednesday")
    assert describing.keep.isVisible()
    press(describing.note, "Ctrl+Return")
    view = desk.cache.register.customer(ONE, desk.place.now())
    assert view is not None and view.row.note == "quote by Wednesday"
    assert not describing.keep.isVisible() and describing._label.text() == "待发送"


def test_escape_gives_the_note_back(stage: Stage, qtbot: QtBot) -> None:
    panel, desk = panel_at(stage, "describing")
    describing = panel.tabs.describing
    before = describing.note.toPlainText()
    describing.note.setFocus()
    qtbot.waitUntil(describing.note.hasFocus, timeout=2000)
    QTest.keyClicks(describing.note, "not this")
    QTest.keyClick(describing.note, Qt.Key.Key_Escape)
    assert (describing.note.toPlainText(), describing.keep.isVisible()) == (before, False)
    assert desk.cache.outbox.groups() == []


def test_a_note_being_written_stays_whatever_the_server_tells(stage: Stage) -> None:
    panel, desk = panel_at(stage, "describing")
    describing = panel.tabs.describing
    describing.note.selectAll()
    QTest.keyClicks(describing.note, "half a sen")
    hear_of_another_contact(desk)
    QTest.keyClicks(describing.note, "tence")
    assert describing.note.toPlainText() == "half a sentence"


def test_ones_own_follow_up_is_said_otherwise_in_its_place_and_the_former_words_stay(
    stage: Stage, qtbot: QtBot
) -> None:
    panel, desk = panel_at(stage, "follow-ups")
    timeline = panel.tabs.follow_ups
    pencils = [
        made
        for made in timeline.findChildren(QToolButton)
        if made.accessibleName() == "修改这条跟进" and made.isVisible()
    ]
    assert len(pencils) == 2
    QTest.mouseClick(pencils[1], Qt.MouseButton.LeftButton)
    text = editor_of(timeline).text
    qtbot.waitUntil(text.hasFocus, timeout=2000)
    assert text.toPlainText() == "参观产线。"
    text.selectAll()
    QTest.keyClicks(text, "Saw the line, spoke of terms.")
    press(text, "Ctrl+Return")
    assert timeline.editor is None
    changed = follow_up(desk, "f2")
    assert (changed.text, [former.text for former in changed.former]) == (
        "Saw the line, spoke of terms.",
        ["参观产线。"],
    )


def test_escape_gives_ones_own_words_back(stage: Stage, qtbot: QtBot) -> None:
    panel, desk = panel_at(stage, "follow-ups")
    timeline = panel.tabs.follow_ups
    timeline.edit("f2")
    text = editor_of(timeline).text
    qtbot.waitUntil(text.hasFocus, timeout=2000)
    QTest.keyClicks(text, "no ")
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert timeline.editor is None
    assert (follow_up(desk, "f2").text, desk.cache.outbox.groups()) == ("参观产线。", [])
