"""Whose files are whose: who may deliver one, who may see one, and with whom it travels."""

import pytest

from domain.commands import AddFollowUp, FollowUpKind, SubmitCertification
from domain.identifiers import AttachmentId, CertificationId, CustomerId, FollowUpId, PersonId
from domain.people import Role
from sync.protocol.attachments import AttachmentState, PutChunk
from sync.protocol.rows import AttachmentRow
from sync.protocol.scopes import person_scope, team_scope
from tests.server.attachments.conftest import Desk
from tests.server.attachments.files import PDF, deliver, photo
from tests.server.company import NOW
from tests.server.reader import Reader


def follow_up(desk: Desk, person_id: PersonId, *attachment_ids: str, customer_id: CustomerId | None = None) -> bool:
    command = AddFollowUp(
        customer_id or desk.customer_id,
        FollowUpId(desk.company.ids.new()),
        FollowUpKind.VISIT,
        "看了样板",
        NOW,
        attachments=tuple(map(AttachmentId, attachment_ids)),
    )
    return desk.company.ask(person_id, command)[0].is_accepted


def held(desk: Desk, person_id: PersonId, scope: str) -> dict[str, AttachmentRow]:
    reader = Reader(desk.company.database, person_id).read()
    assert reader.resets == 0 and reader.checksums_met
    return reader.of(scope, AttachmentRow)


def test_a_file_travels_with_its_customer_once_a_follow_up_names_it(desk: Desk) -> None:
    reader = Reader(desk.company.database, desk.rep).read()
    said, _ = desk.attach(photo(), "image/jpeg")
    assert reader.read().of(person_scope(desk.rep), AttachmentRow) == {}
    assert follow_up(desk, desk.rep, said.id)
    (row,) = reader.read().of(person_scope(desk.rep), AttachmentRow).values()
    assert (row.id, row.customer_id, row.author_id, row.name) == (said.id, desk.customer_id, desk.rep, "照片.jpg")
    assert (row.media_type, row.width, row.height) == ("image/jpeg", 480, 640)
    assert reader.resets == 0


def test_a_text_that_is_there_before_its_file_waits_for_nothing(desk: Desk) -> None:
    said = desk.say(PDF, "application/pdf")
    reader = Reader(desk.company.database, desk.rep).read()
    assert follow_up(desk, desk.rep, said.id)
    assert reader.read().of(person_scope(desk.rep), AttachmentRow) == {}
    assert deliver(desk.intake, desk.rep, said, PDF).state == AttachmentState.THERE
    assert set(reader.read().of(person_scope(desk.rep), AttachmentRow)) == {said.id}


def test_a_follow_up_goes_through_though_its_file_was_refused(desk: Desk) -> None:
    said, standing = desk.attach(b"MZ" + bytes(100), "application/pdf")
    assert standing.state == AttachmentState.REFUSED
    assert follow_up(desk, desk.rep, said.id)
    assert held(desk, desk.rep, person_scope(desk.rep)) == {}


def test_it_goes_where_its_customer_goes(desk: Desk) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    follow_up(desk, desk.rep, said.id)
    other = desk.company.person("陈", desk.company.north)
    manager = desk.company.person("吴", desk.company.south, Role.MANAGER)
    mine, theirs = Reader(desk.company.database, desk.rep).read(), Reader(desk.company.database, other).read()
    team = Reader(desk.company.database, manager).read()
    assert set(team.of(team_scope(desk.company.south), AttachmentRow)) == {said.id}
    desk.company.release(desk.rep, desk.customer_id)
    assert mine.read().of(person_scope(desk.rep), AttachmentRow) == {}
    assert team.read().of(team_scope(desk.company.south), AttachmentRow) == {}
    desk.company.claim(other, desk.customer_id)
    assert set(theirs.read().of(person_scope(other), AttachmentRow)) == {said.id}
    assert desk.fetch(other, said.id).content == PDF


def test_only_who_sees_the_customer_whole_may_fetch_it_and_its_author(desk: Desk) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    manager = desk.company.person("吴", desk.company.south, Role.MANAGER)
    assert desk.fetch(manager, said.id).reason == "gone"  # nobody has said that it belongs to the customer
    follow_up(desk, desk.rep, said.id)
    stranger = desk.company.person("陈", desk.company.south)
    elsewhere = desk.company.person("周", desk.company.north, Role.MANAGER)
    admin = desk.company.person("管", desk.company.head, Role.SYSTEM_ADMIN)
    above = desk.company.person("郑", desk.company.head, Role.MANAGER)
    seen = {each: desk.fetch(each, said.id).reason is None for each in (manager, above, admin, stranger, elsewhere)}
    assert seen == {manager: True, above: True, admin: True, stranger: False, elsewhere: False}
    desk.company.release(desk.rep, desk.customer_id)
    assert [desk.fetch(each, said.id).reason for each in (manager, desk.rep)] == ["gone", None]


def test_whoever_reviews_a_certification_sees_its_licence_wherever_the_customer_went(desk: Desk) -> None:
    said, _ = desk.attach(photo(), "image/jpeg", "licence")
    command = SubmitCertification(
        desk.customer_id,
        CertificationId(desk.company.ids.new()),
        "深圳第一电子有限公司",
        "91440300708461136T",
        "5000000",
        "CNY",
        NOW.date().replace(year=2012),
        "深圳市福田区",
        AttachmentId(said.id),
    )
    receipt = desk.company.ask(desk.rep, command)[0]
    assert receipt.is_accepted, receipt
    manager = desk.company.person("吴", desk.company.south, Role.MANAGER)
    elsewhere = desk.company.person("周", desk.company.north, Role.MANAGER)
    assert set(held(desk, manager, team_scope(desk.company.south))) == {said.id}
    desk.company.release(desk.rep, desk.customer_id)
    assert [desk.fetch(each, said.id).reason for each in (manager, elsewhere)] == [None, "gone"]


def test_nobody_names_the_file_of_another_or_of_another_customer(desk: Desk) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    second = desk.held_by(desk.rep)
    assert follow_up(desk, desk.rep, said.id, customer_id=second)
    manager = desk.company.person("吴", desk.company.south, Role.MANAGER)
    assert follow_up(desk, manager, said.id)
    assert held(desk, desk.rep, person_scope(desk.rep)) == {}
    assert desk.fetch(manager, said.id).reason == "gone"


def test_one_delivers_for_customers_that_one_may_know_of_or_held_once(desk: Desk) -> None:
    stranger = desk.company.person("陈", desk.company.north)
    (ordinary,) = desk.company.customers(
        1, pool_id=None, pool_state="ordinary", owner_id=desk.rep, team_id=desk.company.south, pooled_at=None
    )
    said = desk.say(PDF, "application/pdf", customer_id=ordinary)
    refused = desk.intake.declare(stranger, said)
    assert (refused.state, refused.reason) == (AttachmentState.REFUSED, "gone")
    assert desk.intake.declare(desk.rep, said).state == AttachmentState.RECEIVING
    assert desk.intake.take(stranger, PutChunk(said.id, 0, PDF)).reason == "gone"
    desk.company.release(desk.rep, desk.customer_id)
    late = desk.say(PDF, "application/pdf")
    assert deliver(desk.intake, desk.rep, late, PDF).state == AttachmentState.THERE
    unknown = desk.say(PDF, "application/pdf", customer_id=desk.company.ids.new())
    assert desk.intake.declare(desk.rep, unknown).reason == "gone"


def test_a_stranger_is_told_the_same_of_a_file_that_is_not_theirs_and_of_none(desk: Desk) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    stranger = desk.company.person("陈", desk.company.north)
    theirs, none = desk.fetch(stranger, said.id), desk.fetch(stranger, "0" * 32)
    assert (theirs.reason, theirs.name, theirs.size) == (none.reason, none.name, none.size) == ("gone", "", 0)


@pytest.mark.parametrize("part", ["content", "thumbnail", "exif"])
def test_a_document_has_no_small_image_and_nothing_has_other_parts(desk: Desk, part: str) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    assert (desk.fetch(desk.rep, said.id, part).reason is None) is (part == "content")
