"""What is known of a customer is written by whoever works on it: contacts, the note, tags (H 120, H 121, SPEC 2.8)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.commands import PutTag, RemoveContact, SaveContact, TakeTag, WriteNote
from domain.court import judge
from domain.customers import Customer, PoolState
from domain.effects import ContactRemoved, ContactSaved, NoteWritten, TagChanged, applied
from domain.identifiers import ContactId, CustomerId, TagId
from domain.people import Actor, Role
from domain.reasons import Reason
from domain.records import ContactRecord, Record, TagRecord
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    NOW,
    OTHER,
    a_customer,
    a_manager,
    a_pool_admin,
    a_ruleset,
    a_system_admin,
    an_actor,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER, CONTACT, TAG = CustomerId("customer"), ContactId("contact"), TagId("tag")
THERE, ELSEWHERE = ContactRecord(CONTACT, CUSTOMER), ContactRecord(CONTACT, CustomerId("another"))
IN_USE, RETIRED = TagRecord(TAG, is_retired=False), TagRecord(TAG, is_retired=True)

SAVE = SaveContact(CUSTOMER, CONTACT, "李工", "采购", "0755-2660 1234", "li@example.cn", "wxid_li", "下午在")
REMOVE, NOTE = RemoveContact(CUSTOMER, CONTACT), WriteNote(CUSTOMER, "月结 30 天")
PUT, TAKE = PutTag(CUSTOMER, TAG), TakeTag(CUSTOMER, TAG)
DESCRIBING: list[tuple[Any, Record | None]] = [(SAVE, None), (SAVE, THERE), (REMOVE, THERE), (NOTE, None)]
TAGGING: list[tuple[Any, Record | None]] = [(PUT, IN_USE), (TAKE, None)]

MINE, THEIRS = held(), held(by=OTHER)
ORDINARY = held(pool_id=None, state=PoolState.ORDINARY)
FREE = a_customer()
WAITING = a_customer(state=PoolState.PENDING, pool_id=None)
A_NEIGHBOUR = a_pool_admin("elsewhere")


@pytest.mark.parametrize(
    ("command", "record", "effect"),
    [
        (SAVE, None, ContactSaved(SAVE)),
        (SAVE, THERE, ContactSaved(SAVE)),  # of two words the later one
        (REMOVE, THERE, ContactRemoved(CUSTOMER, CONTACT)),
        (REMOVE, None, None),  # gone already
        (REMOVE, ELSEWHERE, None),  # of another customer: none of this one has that id
        (NOTE, None, NoteWritten(CUSTOMER, "月结 30 天")),
        (replace(NOTE, note=""), None, NoteWritten(CUSTOMER, "")),  # a note is also taken away
        (PUT, IN_USE, TagChanged(CUSTOMER, TAG, is_put=True)),
        (TAKE, IN_USE, TagChanged(CUSTOMER, TAG, is_put=False)),
        (TAKE, RETIRED, TagChanged(CUSTOMER, TAG, is_put=False)),  # a retired tag stays until it is taken off
        (TAKE, None, TagChanged(CUSTOMER, TAG, is_put=False)),  # a bare text that an import brought
    ],
)
def test_the_owner_writes_down_what_a_customer_is_like(command: Any, record: Record | None, effect: Any) -> None:
    verdict = judge(command, facts(MINE, record=record), RULES, NOW)
    assert verdict == Accepted(() if effect is None else (effect,))


@pytest.mark.parametrize(("command", "record"), [*DESCRIBING, *TAGGING])
def test_what_is_written_down_moves_no_owner_and_no_deadline(command: Any, record: Record | None) -> None:
    verdict = judge(command, facts(MINE, record=record), RULES, NOW)
    assert isinstance(verdict, Accepted)
    assert applied(MINE, verdict.effects) == MINE


@pytest.mark.parametrize(("command", "record"), [*DESCRIBING, *TAGGING])
@pytest.mark.parametrize(
    ("actor", "customer", "is_of_subtree"),
    [
        (an_actor(), MINE, False),
        (an_actor(), ORDINARY, False),
        (a_pool_admin(), MINE, False),
        (a_manager(), MINE, False),
        (a_manager(), THEIRS, True),  # SPEC 2.8: a subordinate's
    ],
)
def test_whoever_works_on_a_customer_describes_and_tags_it(
    command: Any, record: Record | None, actor: Actor, customer: Customer, is_of_subtree: bool
) -> None:
    told = facts(customer, actor=actor, is_of_subtree=is_of_subtree, record=record)
    assert isinstance(judge(command, told, RULES, NOW), Accepted)


BARRED: list[tuple[Actor, Customer | None, bool, Refused]] = [
    (an_actor(), None, False, Refused(Reason.GONE)),
    (an_actor(), THEIRS, False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (an_actor(), FREE, False, Refused(Reason.NOT_YOURS)),
    (an_actor(), WAITING, True, Refused(Reason.NOT_YOURS)),
    (an_actor(has_departed=True), MINE, False, Refused(Reason.NOT_YOURS, {"owner_id": ME})),
    (an_actor(roles=[Role.TAG_ADMIN]), MINE, False, Refused(Reason.NOT_YOURS, {"owner_id": ME})),  # holds no more
    (a_manager(), THEIRS, False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (a_manager(has_departed=True), THEIRS, True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (a_manager(), WAITING, True, Refused(Reason.NOT_YOURS)),  # assigned first, described then
    (a_manager(), FREE, True, Refused(Reason.NOT_YOURS)),
    (A_NEIGHBOUR, THEIRS, False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (a_system_admin(), THEIRS, True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (an_actor(roles=[Role.SALES_SUPPORT]), THEIRS, True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
    (an_actor(roles=[Role.TAG_ADMIN]), THEIRS, True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
]


@pytest.mark.parametrize(("command", "record"), [*DESCRIBING, *TAGGING])
@pytest.mark.parametrize(("actor", "customer", "is_of_subtree", "refused"), BARRED)
def test_nobody_else_does(
    command: Any, record: Record | None, actor: Actor, customer: Customer | None, is_of_subtree: bool, refused: Refused
) -> None:
    told = facts(customer, actor=actor, is_of_subtree=is_of_subtree, record=record)
    assert judge(command, told, RULES, NOW) == refused


@pytest.mark.parametrize("customer", [THEIRS, FREE])
def test_an_admin_of_the_pool_sorts_what_lies_there_by_tags_and_describes_nothing(customer: Customer) -> None:
    """SPEC 6: good customers are found by their tags, also those that nobody holds."""
    for command, record in TAGGING:
        assert isinstance(judge(command, facts(customer, actor=a_pool_admin(), record=record), RULES, NOW), Accepted)
    for command, record in DESCRIBING:
        verdict = judge(command, facts(customer, actor=a_pool_admin(), record=record), RULES, NOW)
        assert isinstance(verdict, Refused) and verdict.reason is Reason.NOT_YOURS


@pytest.mark.parametrize(("command", "record"), TAGGING)
def test_what_has_not_flowed_in_yet_is_in_no_list_and_has_no_tags(command: Any, record: Record | None) -> None:
    dormant = a_customer(state=PoolState.DORMANT)  # H 109
    assert judge(command, facts(dormant, actor=a_pool_admin(), record=record), RULES, NOW) == Refused(Reason.GONE)


@pytest.mark.parametrize(
    ("record", "refused"),
    [
        (None, Refused(Reason.NO_SUCH_TAG)),  # H 120: only tag admins make them
        (THERE, Refused(Reason.NO_SUCH_TAG)),
        (RETIRED, Refused(Reason.TAG_RETIRED, {"tag_id": TAG})),
    ],
)
def test_only_tags_that_are_in_use_are_put_on(record: Record | None, refused: Refused) -> None:
    assert judge(PUT, facts(MINE, record=record), RULES, NOW) == refused


def test_the_id_of_another_customers_contact_is_nobodys_to_take() -> None:
    assert judge(SAVE, facts(MINE, record=ELSEWHERE), RULES, NOW) == Refused(Reason.ID_REUSED)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"name": ""}, Refused(Reason.EMPTY_NAME)),
        ({"name": " \t\u3000"}, Refused(Reason.EMPTY_NAME)),
        ({"name": "李" * 80}, None),
        ({"name": "李" * 81}, Refused(Reason.NAME_TOO_LONG, {"limit": 80, "length": 81})),
        ({"position": "x" * 80}, None),
        ({"position": "x" * 81}, Refused(Reason.NAME_TOO_LONG, {"limit": 80, "length": 81})),
        ({"wechat": "x" * 81}, Refused(Reason.NAME_TOO_LONG, {"limit": 80, "length": 81})),
        ({"phone": "1" + " " * 80}, Refused(Reason.NAME_TOO_LONG, {"limit": 80, "length": 81})),
        ({"email": f"{'x' * 70}@example.cn"}, Refused(Reason.NAME_TOO_LONG, {"limit": 80, "length": 81})),
        ({"note": "x" * 4000}, None),
        ({"note": "x" * 4001}, Refused(Reason.TEXT_TOO_LONG, {"limit": 4000, "length": 4001})),
        ({"phone": ""}, None),  # not known
        ({"phone": "  "}, None),
        ({"phone": "138 1234"}, None),
        ({"phone": "N/A"}, Refused(Reason.INVALID_PHONE)),
        ({"phone": "1234"}, Refused(Reason.INVALID_PHONE)),
        ({"email": " "}, None),
        ({"email": " li@example.cn "}, None),
        ({"email": "li.gong+pcb@mail.example.com.cn"}, None),
        ({"email": "李工@例子.公司"}, None),
        ({"email": "li"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@example"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "@example.cn"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@.cn"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@example."}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@example..cn"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li@wang@example.cn"}, Refused(Reason.INVALID_EMAIL)),
        ({"email": "li gong@example.cn"}, Refused(Reason.INVALID_EMAIL)),
        ({"phone": "N/A", "email": "li"}, Refused(Reason.INVALID_PHONE)),
        ({"name": "", "phone": "N/A"}, Refused(Reason.EMPTY_NAME)),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_contact_has_a_name_and_can_be_reached_where_a_way_is_told(
    changed: dict[str, Any], refused: Refused | None
) -> None:
    command = replace(SAVE, **changed)
    assert judge(command, facts(MINE), RULES, NOW) == (refused or Accepted((ContactSaved(command),)))


@pytest.mark.parametrize(("length", "fits"), [(4000, True), (4001, False)])
def test_a_note_is_no_book(length: int, fits: bool) -> None:
    verdict = judge(WriteNote(CUSTOMER, "记" * length), facts(MINE), RULES, NOW)
    too_long = Refused(Reason.TEXT_TOO_LONG, {"limit": 4000, "length": length})
    assert isinstance(verdict, Accepted) if fits else verdict == too_long


@pytest.mark.parametrize("command", [replace(SAVE, name=""), WriteNote(CUSTOMER, "记" * 4001)])
def test_what_is_wrong_with_the_words_is_said_before_whose_customer_it_is(command: Any) -> None:
    verdict = judge(command, facts(None), RULES, NOW)
    assert isinstance(verdict, Refused) and verdict.reason is not Reason.GONE
