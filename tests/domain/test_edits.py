"""A follow-up is said otherwise by its author alone, and carries up to nine attachments (SPEC 5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.commands import EditFollowUp, FollowUpKind
from domain.court import judge
from domain.customers import Customer, PoolState
from domain.effects import FollowUpAdded, FollowUpEdited, applied
from domain.identifiers import AttachmentId, ContactId, CustomerId, FollowUpId, PersonId
from domain.people import Actor, Role
from domain.reasons import Reason
from domain.records import ContactRecord, FollowUpRecord, Record
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    NOW,
    OTHER,
    YESTERDAY,
    a_customer,
    a_follow_up,
    a_manager,
    a_ruleset,
    a_system_admin,
    an_actor,
    days_ago,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER, FOLLOW_UP = CustomerId("customer"), FollowUpId("follow-up")
EDIT = EditFollowUp(CUSTOMER, FOLLOW_UP, FollowUpKind.EMAIL, "offered 2,800", date(2026, 3, 20), "Wang")
LAST = held(last_follow_up_at=NOW)


def said(by: PersonId = ME, *, is_counted: bool = True, customer: str = CUSTOMER) -> FollowUpRecord:
    return FollowUpRecord(FOLLOW_UP, CustomerId(customer), by, NOW, is_counted)


@pytest.mark.parametrize(
    ("customer", "record", "is_latest"),
    [
        (LAST, said(), True),
        (held(pool_id=None, state=PoolState.ORDINARY, last_follow_up_at=NOW), said(), True),
        (held(last_follow_up_at=NOW.replace(minute=31)), said(), False),  # something was said since
        (LAST, said(is_counted=False), False),  # written before the present ownership
        (held(since=YESTERDAY), said(), False),  # released and claimed again: the word is of an earlier time
        (held(by=OTHER, last_follow_up_at=NOW), said(), False),  # another's plan is not the author's to move
        (a_customer(), said(), False),
        (None, said(), False),  # not to be seen any more: it is still their word
    ],
)
def test_an_author_says_it_otherwise_also_after_the_customer_has_gone(
    customer: Customer | None, record: FollowUpRecord, is_latest: bool
) -> None:
    assert judge(EDIT, facts(customer, record=record), RULES, NOW) == Accepted((FollowUpEdited(EDIT, is_latest, NOW),))


def test_saying_it_otherwise_moves_no_deadline() -> None:
    assert applied(LAST, (FollowUpEdited(EDIT, is_latest=True, at=NOW),)) == LAST


@pytest.mark.parametrize(
    "actor",
    [
        an_actor(has_departed=True),  # what they wrote before may still arrive (SPEC 2.6)
        an_actor(roles=[Role.SALES_SUPPORT]),  # has another role by now
    ],
)
def test_a_word_stays_its_authors_whatever_became_of_them(actor: Actor) -> None:
    assert isinstance(judge(EDIT, facts(None, actor=actor, record=said()), RULES, NOW), Accepted)


@pytest.mark.parametrize("actor", [an_actor(), a_manager(), a_system_admin()])
@pytest.mark.parametrize("customer", [held(), held(by=OTHER), None])
def test_nobody_else_may(actor: Actor, customer: Customer | None) -> None:
    """Neither the present owner nor a manager: a past word is its author's."""
    told = facts(customer, actor=actor, is_of_subtree=True, record=said(by=OTHER))
    assert judge(EDIT, told, RULES, NOW) == Refused(Reason.NOT_THE_AUTHOR, {"author_id": OTHER})


@pytest.mark.parametrize("record", [None, said(customer="another"), ContactRecord(ContactId(FOLLOW_UP), CUSTOMER)])
def test_what_nobody_wrote_here_cannot_be_changed(record: Record | None) -> None:
    assert judge(EDIT, facts(held(), record=record), RULES, NOW) == Refused(Reason.NO_SUCH_FOLLOW_UP)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", Refused(Reason.EMPTY_TEXT)),
        (" \n\u3000", Refused(Reason.EMPTY_TEXT)),
        ("谈" * 4000, None),
        ("谈" * 4001, Refused(Reason.TEXT_TOO_LONG, {"limit": 4000, "length": 4001})),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_new_words_are_as_long_as_the_first_might_be(text: str, refused: Refused | None) -> None:
    verdict = judge(replace(EDIT, text=text), facts(LAST, record=said()), RULES, NOW)
    assert isinstance(verdict, Accepted) if refused is None else verdict == refused


def test_what_is_wrong_with_the_words_is_said_before_whose_they_are() -> None:
    assert judge(replace(EDIT, text=""), facts(None), RULES, NOW) == Refused(Reason.EMPTY_TEXT)


def with_attachments(number: int, **changed: Any) -> Any:
    attached = tuple(AttachmentId(f"a{index}") for index in range(number))
    return replace(a_follow_up(), attachments=attached, **changed)


@pytest.mark.parametrize(("number", "fits"), [(0, True), (1, True), (9, True), (10, False), (1000, False)])
def test_nine_attachments_fit_and_a_tenth_does_not(number: int, fits: bool) -> None:
    command = with_attachments(number)
    too_many = Refused(Reason.TOO_MANY_ATTACHMENTS, {"limit": 9, "size": number})
    accepted = Accepted((FollowUpAdded(command, ME, is_counted=True),))
    assert judge(command, facts(held()), RULES, NOW) == (accepted if fits else too_many)


def test_too_many_attachments_are_said_after_the_words_and_before_the_time() -> None:
    silent = judge(with_attachments(10, text=" "), facts(held()), RULES, NOW)
    early = judge(with_attachments(10, happened_at=days_ago(-1)), facts(held()), RULES, NOW)
    assert isinstance(silent, Refused) and isinstance(early, Refused)
    assert (silent.reason, early.reason) == (Reason.EMPTY_TEXT, Reason.TOO_MANY_ATTACHMENTS)
