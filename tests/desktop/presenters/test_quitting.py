"""Whoever ends the program hears what is not sent; with a network it is sent first, and then the program ends."""

from pathlib import Path

import pytest

from desktop.screens.window import QuitQuestion
from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from sync.cache.answers import OutboxCounts
from sync.cache.errors import Damaged
from sync.cache.outbox import Outbox
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.desk import Desk, customer_id, mine, open_desk

SENDING, UNSENT = QuitQuestion(1, is_sending=True), QuitQuestion(1, is_sending=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = open_desk(tmp_path, [mine(1)])
    made.presenters.start()
    made.go_online()
    return made


def write(desk: Desk) -> str:
    """A follow-up that waits; returns its id in the outbox."""
    now = desk.place.now()
    said = AddFollowUp(CustomerId(customer_id(1)), FollowUpId("f" * 32), FollowUpKind.PHONE, "rang them up", now)
    (written,) = desk.cache.outbox.submit([said], now, is_online=True).accepted
    return written


def close(desk: Desk) -> None:
    desk.presenters.window.close_asked()


def test_where_nothing_waits_the_program_ends_unasked(desk: Desk) -> None:
    asked = desk.background.syncs_asked
    close(desk)
    assert (desk.window.quit, len(desk.ended), desk.background.syncs_asked) == (None, 1, asked)


def test_a_cache_that_cannot_be_read_keeps_nobody_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Outbox) -> OutboxCounts:
        raise Damaged(Path("me.db"))

    write(desk)
    monkeypatch.setattr(Outbox, "counts", broken)
    close(desk)
    assert (desk.window.quit, len(desk.ended)) == (None, 1)


def test_with_a_network_what_waits_is_sent_and_then_the_program_ends(desk: Desk) -> None:
    written = write(desk)
    asked = desk.background.syncs_asked
    close(desk)
    assert (desk.window.quit, desk.background.syncs_asked, desk.ended) == (SENDING, asked + 1, [])
    desk.cache.outbox.withdraw([written])  # gone from what waits, as when the server has answered
    desk.hear(Report())
    assert (desk.window.quit, len(desk.ended)) == (None, 1)


def test_a_round_that_was_under_way_before_is_waited_for_and_another_one_begun(desk: Desk) -> None:
    write(desk)
    close(desk)
    asked = desk.background.syncs_asked
    desk.hear(Report())
    assert (desk.window.quit, desk.background.syncs_asked, desk.ended) == (SENDING, asked + 1, [])
    desk.hear(Report())
    assert (desk.window.quit, desk.ended) == (UNSENT, []), "the server has had its chance"


def test_without_a_network_one_is_asked_and_the_program_ends_as_one_answers(desk: Desk) -> None:
    write(desk)
    desk.go_offline()
    close(desk)
    assert (desk.window.quit, desk.ended) == (UNSENT, [])
    desk.presenters.window.quit_chosen(leaves=True)
    assert (desk.window.quit, len(desk.ended)) == (None, 1)
    assert desk.cache.outbox.counts().waiting == 1, "and what waits is kept"


def test_a_line_that_breaks_meanwhile_is_told(desk: Desk) -> None:
    write(desk)
    close(desk)
    desk.go_offline()
    assert (desk.window.quit, desk.ended) == (UNSENT, [])


def test_when_the_system_goes_down_the_program_ends_unasked(desk: Desk) -> None:
    write(desk)
    desk.background.hold()
    close(desk)
    desk.presenters.window.quit_chosen(leaves=True)
    desk.background.let_go()
    assert (desk.window.quit, len(desk.ended)) == (None, 1)


@pytest.mark.parametrize("contact", [Contact.GOOD, Contact.UNREACHABLE])
def test_whoever_stays_is_asked_nothing_more(desk: Desk, contact: Contact) -> None:
    write(desk)
    close(desk)
    desk.presenters.window.quit_chosen(leaves=False)
    desk.hear(Report(), is_online=contact is Contact.GOOD)
    assert (desk.window.quit, desk.ended) == (None, [])
