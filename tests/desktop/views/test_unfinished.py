"""What is half-typed about a customer waits there while another one is looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.screens.customer import ContactField
from desktop.views.customer_panel import CustomerPanelView
from desktop.views.main_window import MainWindow
from desktop.views.unfinished import Unfinished
from sync.protocol.rows import ContactRow
from sync.protocol.scopes import person_scope
from sync.report import Report
from tests.desktop.presenters.desk import WANG, Desk, customer_id
from tests.desktop.views import half_typed
from tests.desktop.views.at_a_customer import Stage, sit_down
from tests.desktop.views.customer_lost_scenes import lose_to_the_pool
from tests.desktop.views.customer_scenes import ONE

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

OTHER = customer_id(3)


@pytest.fixture
def panel(stage: Stage) -> CustomerPanelView:
    window, _ = sit_down(stage)
    return window.register.panel


@pytest.fixture
def at_both(stage: Stage) -> tuple[CustomerPanelView, Desk]:
    window, desk = sit_down(stage)
    return window.register.panel, desk


def unfinished(panel: CustomerPanelView) -> Unfinished:
    tabs = panel.tabs
    return Unfinished(tabs.follow_ups.unfinished, tabs.contacts.unfinished, tabs.describing.unfinished)


def go_to(panel: CustomerPanelView, customer: str, qtbot: QtBot) -> None:
    window = panel.window()
    assert isinstance(window, MainWindow)
    window.register.go_to(customer)
    qtbot.waitUntil(lambda: panel.customer_id == customer, timeout=2000)


@pytest.mark.parametrize("write", half_typed.ALL)
def test_what_is_half_typed_is_there_again_on_coming_back(
    panel: CustomerPanelView, write: Callable[[CustomerPanelView], str], qtbot: QtBot
) -> None:
    words = write(panel)
    before = unfinished(panel)
    assert before.text == words
    go_to(panel, OTHER, qtbot)
    assert unfinished(panel) == Unfinished(), "it belongs to the customer it was typed for"
    go_to(panel, str(ONE), qtbot)
    assert unfinished(panel) == before


def test_all_of_it_waits_and_each_customer_has_its_own(panel: CustomerPanelView, qtbot: QtBot) -> None:
    first = "\n".join(write(panel) for write in (half_typed.other_words, half_typed.a_contact, half_typed.a_note))
    go_to(panel, OTHER, qtbot)
    panel.tabs.describing.note.setPlainText("of the other")
    go_to(panel, str(ONE), qtbot)
    assert unfinished(panel).text == first
    go_to(panel, OTHER, qtbot)
    assert unfinished(panel) == Unfinished(note="of the other")


def test_what_was_given_back_does_not_return(panel: CustomerPanelView, qtbot: QtBot) -> None:
    half_typed.a_contact(panel)
    go_to(panel, OTHER, qtbot)
    go_to(panel, str(ONE), qtbot)
    panel.tabs.contacts.stop_editing()
    go_to(panel, OTHER, qtbot)
    go_to(panel, str(ONE), qtbot)
    assert unfinished(panel) == Unfinished()


def test_a_note_taken_back_to_nothing_waits_too(panel: CustomerPanelView, qtbot: QtBot) -> None:
    panel.tabs.describing.note.setPlainText("")
    go_to(panel, OTHER, qtbot)
    go_to(panel, str(ONE), qtbot)
    assert unfinished(panel) == Unfinished(note="")


def test_new_words_of_an_older_follow_up_wait_until_it_is_shown_again(panel: CustomerPanelView) -> None:
    half_typed.other_words(panel)
    timeline = panel.tabs.follow_ups
    lines, before = timeline._lines, timeline.unfinished
    assert before is not None and before[0] == "f2"
    newest = [line for line in lines if line.id != "f2"]
    timeline.stop_editing()
    timeline.show_lines(newest, len(lines), "")
    timeline.go_on(*before)
    assert (timeline.editor, timeline.unfinished) == (None, before)
    timeline.add_lines(lines)
    assert timeline.editor is not None and timeline.unfinished == before
    timeline.stop_editing()
    assert timeline.unfinished is None


def test_what_was_kept_while_one_had_gone_on_is_not_offered_again(panel: CustomerPanelView, qtbot: QtBot) -> None:
    """A second press would write the contact twice."""
    for write in half_typed.ALL:
        write(panel)
    go_to(panel, OTHER, qtbot)
    half_typed.a_contact(panel)
    panel.contact_saved(str(ONE), "")
    panel.note_saved(str(ONE))
    panel.words_saved("f2")
    assert unfinished(panel).contact is not None, "the one of the other customer is still being written"
    go_to(panel, str(ONE), qtbot)
    assert unfinished(panel) == Unfinished()


def test_what_is_wrong_with_one_contact_is_not_said_at_another(panel: CustomerPanelView, qtbot: QtBot) -> None:
    half_typed.a_contact(panel)
    go_to(panel, OTHER, qtbot)
    half_typed.a_contact(panel)
    panel.show_contact_trouble(str(ONE), "", ContactField.PHONE, "no phone")
    form = panel.tabs.contacts.form
    assert form is not None
    assert not form._troubles[ContactField.PHONE].isVisible()


def test_somebody_removed_meanwhile_would_be_added_anew(at_both: tuple[CustomerPanelView, Desk], qtbot: QtBot) -> None:
    panel, desk = at_both
    panel.tabs.open("contacts")
    contacts = panel.tabs.contacts
    contacts._edit(contacts._contacts[0])
    assert contacts.form is not None
    contacts.form.fields[ContactField.NOTE].setText("prefers mornings")
    gone = contacts.form.contact
    go_to(panel, OTHER, qtbot)
    desk.store(person_scope(WANG), removed=[(ContactRow.kind, gone.id)])
    desk.hear(Report(changed={ContactRow.kind: frozenset({gone.id})}))
    go_to(panel, str(ONE), qtbot)
    left = unfinished(panel).contact
    assert left is not None and (left.id, left.name, left.note) == ("", gone.name, "prefers mornings")


@pytest.mark.parametrize("write", half_typed.ALL)
def test_of_a_customer_lost_meanwhile_it_can_be_read_and_copied(
    at_both: tuple[CustomerPanelView, Desk], write: Callable[[CustomerPanelView], str], qtbot: QtBot
) -> None:
    panel, desk = at_both
    words = write(panel)
    go_to(panel, OTHER, qtbot)
    lose_to_the_pool(desk)
    desk.presenters.customer.show(str(ONE))
    qtbot.waitUntil(lambda: panel.customer_id == str(ONE), timeout=2000)
    assert unfinished(panel) == Unfinished()
    assert panel.tabs.contacts.form is None
    assert panel.head.lost.text.toPlainText() == words
