"""Tags from their making to their retirement, and requests for them, through real pushes on both databases (H 120)."""

from collections.abc import Sequence

import pytest

from domain.facts import RequestState
from domain.identifiers import PersonId, TagGroupId, TagId, TagRequestId
from domain.instants import millis
from domain.people import Role
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup
from sync.protocol.acts import Act
from sync.protocol.messages import Receipt
from sync.protocol.rows import TagGroupRow, TagRequestRow, TagRow
from sync.protocol.scopes import REFERENCE
from tests.server.company import NOW, Company
from tests.server.reader import Reader

YES = (True, None)


@pytest.fixture
def admin(company: Company) -> PersonId:
    return company.person("标签管理员", company.head, Role.TAG_ADMIN)


@pytest.fixture
def group(company: Company, admin: PersonId) -> TagGroupId:
    group = TagGroupId(company.ids.new())
    company.ask(admin, SaveTagGroup(group, " 工艺 "))
    return group


@pytest.fixture
def tag(company: Company, admin: PersonId, group: TagGroupId) -> TagId:
    tag = TagId(company.ids.new())
    company.ask(admin, SaveTag(tag, group, "多层板"))
    return tag


def told(receipts: Sequence[Receipt]) -> list[tuple[bool, str | None]]:
    return [(receipt.is_accepted, receipt.reason) for receipt in receipts]


def test_everybody_reads_what_a_tag_admin_made_renamed_moved_and_retired(
    company: Company, admin: PersonId, group: TagGroupId, tag: TagId
) -> None:
    rep, other = company.person("林晓", company.south), TagGroupId(company.ids.new())
    reader = Reader(company.database, rep).read()
    assert reader.of(REFERENCE, TagGroupRow) == {group: TagGroupRow(group, 1, "工艺")}
    assert reader.of(REFERENCE, TagRow) == {tag: TagRow(tag, 1, "多层板", group)}

    changed: list[Act] = [
        SaveTagGroup(other, "产品"),
        SaveTag(tag, other, "多层线路板"),
        RetireTag(tag),
        SaveTagGroup(group, "工序"),
    ]
    assert told(company.ask(admin, *changed, RetireTag(tag))) == [YES] * 5
    reader.read()
    assert reader.of(REFERENCE, TagGroupRow)[group].name == "工序"
    assert reader.of(REFERENCE, TagRow) == {tag: TagRow(tag, 3, "多层线路板", other, is_retired=True)}
    assert told(company.ask(admin, ReviveTag(tag))) == [YES]
    assert reader.read().of(REFERENCE, TagRow)[tag].is_retired is False


def test_two_living_tags_never_have_one_name(company: Company, admin: PersonId, group: TagGroupId, tag: TagId) -> None:
    second = TagId(company.ids.new())
    taken, free = company.ask(admin, SaveTag(second, group, "多层板"), SaveTag(second, group, "HDI"))
    assert (taken.reason, dict(taken.facts)) == ("name_taken", {"tag_id": tag})
    assert free.is_accepted
    assert told(company.ask(admin, RetireTag(tag), SaveTag(second, group, "多层板"), ReviveTag(tag))) == [
        YES,
        YES,
        (False, "name_taken"),
    ]


def test_a_request_is_answered_once_with_a_tag_or_a_word(
    company: Company, admin: PersonId, group: TagGroupId, tag: TagId
) -> None:
    rep = company.person("林晓", company.south)
    wanted, refused = TagRequestId(company.ids.new()), TagRequestId(company.ids.new())
    asked = [RequestTag(wanted, " 陶瓷板 ", "功率模块"), RequestTag(refused, "好客户"), RequestTag(refused, "好客户")]
    assert told(company.ask(rep, *asked)) == [YES] * 3
    again = company.ask(rep, RequestTag(TagRequestId(company.ids.new()), "多层板"))
    assert told(again) == [(False, "name_taken")], "there is one of that name"

    made = TagId(company.ids.new())
    answers: list[Act] = [SaveTag(made, group, "陶瓷板"), GrantTag(wanted, made), DeclineTag(refused, "用客户等级")]
    assert told(company.ask(admin, *answers)) == [YES] * 3
    late = company.ask(admin, GrantTag(wanted, tag), DeclineTag(wanted), GrantTag(refused, tag))
    assert told(late) == [(False, "tag_request_granted")] * 2 + [(False, "tag_request_declined")]
    rows = Reader(company.database, rep).read().of(REFERENCE, TagRequestRow)
    at = millis(NOW)
    assert rows[wanted] == TagRequestRow(
        wanted, 2, "陶瓷板", rep, at, "功率模块", RequestState.GRANTED, made, admin, at
    )
    assert (rows[refused].state, rows[refused].note) == (RequestState.DECLINED, "用客户等级")


@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.POOL_ADMIN, Role.SALES_SUPPORT])
def test_nobody_else_makes_tags(company: Company, group: TagGroupId, role: Role) -> None:
    person = company.person("某人", company.south, role)
    assert told(company.ask(person, SaveTag(TagId(company.ids.new()), group, "x"))) == [(False, "not_allowed")]


def test_what_no_database_keeps_is_said_alike_by_both(company: Company, admin: PersonId, group: TagGroupId) -> None:
    rep = company.person("林晓", company.south)
    odd = company.ask(
        admin, SaveTag(TagId(company.ids.new()), group, "a\x00b"), DeclineTag(TagRequestId("f" * 32), "\x00")
    )
    assert told(odd) == [(False, "unprocessable")] * 2
    (why,) = company.ask(rep, RequestTag(TagRequestId(company.ids.new()), "好", "\x00"))
    assert why.reason == "unprocessable"
    nameless = company.ask(admin, SaveTag(TagId("x"), group, "a"), GrantTag(TagRequestId("f" * 32), TagId("?")))
    assert told(nameless) == [(False, "unknown_command")] * 2
