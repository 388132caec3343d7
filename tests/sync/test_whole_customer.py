"""What lies with a customer: people and wordings as the server tells them, and as the person has written them since."""

from dataclasses import replace
from datetime import date

import pytest

from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    Command,
    EditFollowUp,
    FollowUpKind,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
)
from domain.customers import Standing
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, FollowUpId
from domain.instants import millis
from sync.cache.answers import CommandState, DraftFollowUp, FollowUpView, Wording
from sync.cache.pending import Asked
from sync.cache.writing import written
from sync.protocol.rows import ContactRow, FollowUpRow, RevisionRow, Row
from sync.protocol.scopes import person_scope, pool_scope
from tests.builders import days_ago
from tests.fakes.server import POOL_ID, FakeServer, held_by
from tests.sync.client import Client

M1, P1 = CustomerId("m1"), CustomerId("p1")
LICENCE = CertificationId("c1")
CALL = AddFollowUp(M1, FollowUpId("f1"), FollowUpKind.PHONE, "聊了打样", days_ago(1))


@pytest.fixture
def held(server: FakeServer, client: Client) -> Client:
    server.add(held_by("me", "m1"))
    client.sync()
    return client


def tell(server: FakeServer, client: Client, *rows: Row) -> None:
    server.feed.commit([(person_scope("me"), row) for row in rows])
    client.sync()


def ask(client: Client, *commands: SaveContact | RemoveContact | AddFollowUp | EditFollowUp) -> None:
    submitted = client.cache.outbox.submit(list(commands), client.now, is_online=False)
    assert len(submitted.accepted) == len(commands), submitted.refused


def edited(client: Client, text: str, kind: FollowUpKind = FollowUpKind.PHONE) -> FollowUpView:
    ask(client, EditFollowUp(M1, CALL.follow_up_id, kind, text))
    (view,) = client.cache.register.follow_ups("m1")
    return view


def test_contacts_stand_by_name_with_what_was_written_and_taken_away_since(server: FakeServer, held: Client) -> None:
    tell(server, held, ContactRow("c2", 1, "m1", "Wu"), ContactRow("c1", 1, "m1", "An", "采购"))
    ask(
        held,
        RemoveContact(M1, ContactId("c2")),
        SaveContact(M1, ContactId("c3"), " Bo ", phone="13800005678"),
        SaveContact(M1, ContactId("c1"), "An", "总监"),
    )
    seen = [(view.row.name, view.row.position, view.row.phone, view.state) for view in held.cache.contacts.of("m1")]
    waiting = CommandState.QUEUED
    assert seen == [("An", "总监", "", waiting), ("Bo", "", "13800005678", waiting)]


def test_a_pool_customer_shows_no_contacts_whatever_lies_here(server: FakeServer, client: Client) -> None:
    server.in_pool(1)
    client.sync()
    (customer_id,) = client.ids()
    server.feed.commit([(pool_scope(POOL_ID), ContactRow("c1", 1, customer_id, "An"))])
    client.sync()
    assert client.cache.contacts.of(customer_id) == []


def test_an_edit_is_shown_at_once_and_keeps_what_was_said_before(server: FakeServer, held: Client) -> None:
    tell(server, held, FollowUpRow("f1", 1, "m1", "me", "phone", "聊了打样", millis(days_ago(1)), millis(days_ago(1))))
    view = edited(held, "聊了打样，下周报价", FollowUpKind.VISIT)
    assert (view.kind, view.text, view.state) == ("visit", "聊了打样，下周报价", CommandState.QUEUED)
    assert view.former == (Wording("phone", "聊了打样"),)
    assert view.happened_at == days_ago(1)


def test_an_edit_that_the_server_tells_stands_once_with_its_former_wordings(server: FakeServer, held: Client) -> None:
    then = millis(days_ago(1))
    row = FollowUpRow("f1", 2, "m1", "me", "phone", "新的", then, then, "2026-09-30", "李工", True, ("a1",), then + 9)
    said = RevisionRow("r1", 1, "m1", "f1", then + 5, "visit", "最早的", "2026-09-18")
    later = RevisionRow("r2", 1, "m1", "f1", then + 9, "phone", "后来的", None, "李工")
    tell(server, held, row, said, later)
    (view,) = held.cache.register.follow_ups("m1")
    assert (view.attachments, view.contact, view.state) == (("a1",), "李工", None)
    assert [(former.kind, former.text, former.next_on) for former in view.former] == [
        ("phone", "后来的", None),
        ("visit", "最早的", date(2026, 9, 18)),
    ]
    same = replace(CALL, text="新的")
    ask(held, EditFollowUp(M1, same.follow_up_id, same.kind, same.text, date(2026, 9, 30), "李工"))
    assert held.cache.register.follow_ups("m1") == [view]


def test_a_follow_up_edited_before_it_was_sent_is_one_line(held: Client) -> None:
    ask(held, replace(CALL, attachments=(AttachmentId("a1"),), contact="李工"))
    view = edited(held, "改过的")
    assert (view.text, view.attachments, view.state) == ("改过的", ("a1",), CommandState.QUEUED)
    assert [former.text for former in view.former] == ["聊了打样"]


def test_a_draft_keeps_whom_it_is_about_and_what_is_attached(held: Client) -> None:
    typed = DraftFollowUp("visit", "周五给 Gerber", days_ago(1), date(2026, 9, 18), "李工", ("a1", "a2"))
    held.cache.drafts.keep("m1", typed)
    held.restart()
    assert held.cache.drafts.load("m1") == typed


@pytest.mark.parametrize(
    ("before", "answer", "after"),
    [
        (Standing.SUBMITTED, ApproveCertification(M1, LICENCE), Standing.PROFILE),
        (Standing.SUBMITTED, RejectCertification(M1, LICENCE, "执照看不清"), Standing.NONE),
        (Standing.PROFILE, RevokeCertification(M1, LICENCE, "公司已改名"), Standing.NONE),
    ],
)
def test_an_answer_about_a_certification_shows_at_once(before: Standing, answer: Command, after: Standing) -> None:
    row = held_by("me", M1, certification=before.value)
    asked = Asked(1, "a1", answer, CommandState.QUEUED, days_ago(0), is_intent=False)
    assert written(row, [asked]).certification == after.value
    assert written(row, [replace(asked, state=CommandState.REFUSED)]).certification == before.value
