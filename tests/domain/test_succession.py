"""What an earlier command of a push made or changed, a later one finds so: records too (SPEC 8)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.commands import (
    ApproveCertification,
    Command,
    EditFollowUp,
    FollowUpKind,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.court import Case
from domain.customers import Customer, PoolState, Standing
from domain.effects import CertificationAnswered, Effect, FollowUpEdited, NoteWritten, TagChanged
from domain.facts import Facts
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, FollowUpId, TagId
from domain.known import Known, Match, MatchedBy
from domain.people import Role
from domain.reasons import Reason
from domain.records import CertificationRecord, CertificationState, Origin, TagRecord
from domain.rulesets import Ruleset
from domain.succession import named_record, record_after
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused, Verdict
from tests.builders import (
    ME,
    NOW,
    OTHER,
    POOL,
    a_claim,
    a_customer,
    a_follow_up,
    a_lock,
    a_manager,
    a_recipient,
    a_release,
    a_ruleset,
    an_actor,
    an_ask,
    an_assignment,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER, NEW = CustomerId("customer"), CustomerId("new")
SAVE = SaveContact(CUSTOMER, ContactId("contact"), "李工")
REMOVE = RemoveContact(CUSTOMER, ContactId("contact"))
SUBMIT = SubmitCertification(
    CUSTOMER,
    CertificationId("certification"),
    "深圳市宏图电路有限公司",
    "91440300708461136T",
    "3,000,000",
    "CNY",
    date(2011, 2, 28),
    "福田区",
    AttachmentId("licence"),
)
AGAIN = replace(SUBMIT, certification_id=CertificationId("second"))
APPROVE = ApproveCertification(CUSTOMER, SUBMIT.certification_id)
REJECT = RejectCertification(CUSTOMER, SUBMIT.certification_id, "看不清")
REVOKE = RevokeCertification(CUSTOMER, SUBMIT.certification_id, "注销")
EDIT = EditFollowUp(CUSTOMER, FollowUpId("follow-up"), FollowUpKind.VISIT, "said otherwise")
REGISTER = RegisterCustomer(NEW, POOL.id, "深圳市宏图电路有限公司")
PUT = PutTag(CUSTOMER, TagId("tag"))


def in_turn(*cases: tuple[Command, Facts], rules: Ruleset = RULES) -> list[Verdict]:
    return judge_in_turn([Case(command, known, rules) for command, known in cases], NOW)


def reasons(verdicts: list[Verdict]) -> list[Reason | None]:
    return [verdict.reason if isinstance(verdict, Refused) else verdict.remark for verdict in verdicts]


@pytest.mark.parametrize(
    ("command", "record_id"),
    [
        (a_follow_up(), "follow-up"),
        (EDIT, "follow-up"),
        (SAVE, "contact"),
        (REMOVE, "contact"),
        (PUT, "tag"),
        (TakeTag(CUSTOMER, TagId("tag")), "tag"),
        (SUBMIT, "certification"),
        (APPROVE, "certification"),
        (REJECT, "certification"),
        (REVOKE, "certification"),
        (a_claim(), None),
        (WriteNote(CUSTOMER, "月结"), None),
        (REGISTER, None),
        (an_ask(), None),  # rests on a late follow-up, which is told by itself
    ],
)
def test_a_command_names_one_record_or_none(command: Command, record_id: str | None) -> None:
    assert named_record(command) == record_id


@pytest.mark.parametrize(
    "effect",
    [NoteWritten(CUSTOMER, "月结"), TagChanged(CUSTOMER, TagId("tag"), is_put=True), FollowUpEdited(EDIT, True, NOW)],
)
def test_what_makes_no_record_leaves_all_as_they_are(effect: Effect) -> None:
    assert record_after(effect, facts(held())) is None


def test_a_follow_up_is_changed_in_the_push_that_brings_it() -> None:
    brought = a_follow_up(at=NOW + timedelta(minutes=3))  # a clock a little ahead: kept as of the receipt
    added, edited = in_turn((brought, facts(held())), (EDIT, facts(held())))
    assert isinstance(added, Accepted)
    assert edited == Accepted((FollowUpEdited(EDIT, is_latest=True, at=NOW),))


def test_one_that_was_refused_is_not_there_to_be_changed() -> None:
    case = facts(held(by=OTHER))
    assert reasons(in_turn((a_follow_up(), case), (EDIT, case))) == [Reason.NOT_YOURS, Reason.NO_SUCH_FOLLOW_UP]


def test_a_change_of_what_was_said_before_the_customer_went_and_came_back_moves_no_plan() -> None:
    known = facts(held(), is_of_subtree=True, actor=a_manager(), recipient=a_recipient(ME))
    added, released, assigned, edited = in_turn(
        (a_follow_up(), known), (a_release(), known), (an_assignment(to=ME, ownership_version=2), known), (EDIT, known)
    )
    assert reasons([added, released, assigned]) == [None, None, None]
    assert edited == Accepted((FollowUpEdited(EDIT, is_latest=False, at=NOW),))


def test_a_contact_is_saved_and_removed_and_there_no_more() -> None:
    case = facts(held())
    saved, removed, gone, anew = in_turn((SAVE, case), (REMOVE, case), (REMOVE, case), (SAVE, case))
    assert all(isinstance(verdict, Accepted) and verdict.effects for verdict in (saved, removed, anew))
    assert gone == Accepted(())


def test_a_contact_of_one_customer_is_not_another_ones_in_the_same_push() -> None:
    other = replace(SAVE, customer_id=CustomerId("b"))
    verdicts = in_turn((SAVE, facts(held())), (other, facts(held(id=CustomerId("b")))))
    assert reasons(verdicts) == [None, Reason.ID_REUSED]


def certified(state: CertificationState, *, is_of_subtree: bool = True) -> CertificationRecord:
    return CertificationRecord(SUBMIT.certification_id, CUSTOMER, Origin.PROFILE, state, is_of_subtree)


def test_of_two_submissions_in_one_push_the_second_finds_the_first() -> None:
    case = facts(held())
    assert reasons(in_turn((SUBMIT, case), (AGAIN, case))) == [None, Reason.CERTIFICATION_OPEN]
    assert reasons(in_turn((SUBMIT, case), (SUBMIT, case))) == [None, Reason.ID_REUSED]


def test_a_manager_answers_what_they_asked_themselves_and_then_it_is_answered() -> None:
    case = facts(held(), actor=a_manager())
    verdicts = in_turn((SUBMIT, case), (APPROVE, case), (APPROVE, case), (AGAIN, case))
    assert reasons(verdicts) == [None, None, Reason.CERTIFICATION_ANSWERED, Reason.CERTIFIED]
    assert verdicts[2] == Refused(Reason.CERTIFICATION_ANSWERED, {"state": "approved"})


def test_a_rep_does_not_answer_what_they_asked() -> None:
    case = facts(held())
    assert reasons(in_turn((SUBMIT, case), (APPROVE, case))) == [None, Reason.NOT_ALLOWED]


def test_after_a_rejection_it_is_sent_in_again() -> None:
    case = facts(held(), actor=a_manager())
    verdicts = in_turn((SUBMIT, case), (REJECT, case), (AGAIN, case), (APPROVE, case))
    assert reasons(verdicts) == [None, None, None, Reason.CERTIFICATION_ANSWERED]


def test_who_answers_for_a_team_answers_for_it_the_second_time_too() -> None:
    """Another team's stays another team's after it was revoked by whoever may."""
    both = an_actor(roles=[Role.MANAGER, Role.SALES_SUPPORT])
    case = facts(
        held(by=OTHER, certification=Standing.PROFILE),
        actor=both,
        record=certified(CertificationState.APPROVED, is_of_subtree=False),
    )
    verdicts = in_turn((REVOKE, case), (REVOKE, case), (APPROVE, case))
    assert reasons(verdicts) == [None, Reason.CERTIFICATION_ANSWERED, Reason.NOT_YOUR_TEAM]
    own = replace(case, record=certified(CertificationState.APPROVED))
    assert reasons(in_turn((REVOKE, own), (APPROVE, own))) == [None, Reason.CERTIFICATION_ANSWERED]


def test_an_answer_for_a_customer_one_may_not_see_counts_in_the_same_push() -> None:
    case = facts(None, actor=a_manager(), record=certified(CertificationState.SUBMITTED))
    approved, again = in_turn((APPROVE, case), (REJECT, case))
    assert approved == Accepted(
        (CertificationAnswered(CUSTOMER, SUBMIT.certification_id, CertificationState.APPROVED, Standing.PROFILE, NOW),)
    )
    assert again == Refused(Reason.CERTIFICATION_ANSWERED, {"state": "approved"})


def test_what_was_released_in_the_push_is_described_no_more() -> None:
    case = facts(held(), record=TagRecord(TagId("tag"), is_retired=False))
    verdicts = in_turn((PUT, case), (a_release(), case), (PUT, case), (SUBMIT, replace(case, record=None)))
    assert reasons(verdicts) == [None, None, Reason.NOT_YOURS, Reason.NOT_YOURS]


def new_one(**case: Any) -> tuple[Command, Facts]:
    return REGISTER, facts(None, **case)


def on_the_new(command: Any, **case: Any) -> tuple[Command, Facts]:
    """What is told of the new customer before the push: nothing, for it was not there."""
    return replace(command, customer_id=NEW), facts(None, pool=None, **case)


def test_a_new_customer_is_worked_on_in_the_push_that_registers_it() -> None:
    verdicts = in_turn(
        new_one(),
        on_the_new(a_follow_up()),
        on_the_new(SAVE),
        on_the_new(WriteNote(CUSTOMER, "月结")),
        on_the_new(SUBMIT),
        on_the_new(a_lock()),
        on_the_new(a_claim()),
    )
    assert reasons(verdicts) == [None, None, None, None, None, None, Reason.ALREADY_YOURS]


def test_a_new_customer_is_given_back_into_the_pool_it_was_registered_in() -> None:
    verdicts = in_turn(new_one(), on_the_new(a_release()), on_the_new(a_claim()))
    assert reasons(verdicts) == [None, None, Reason.COOLING_DOWN]


def test_new_customers_take_places_one_after_the_other() -> None:
    second = replace(REGISTER, customer_id=CustomerId("b"), name="另一家")
    verdicts = in_turn(new_one(holding=499), (second, facts(None, holding=499)))
    assert verdicts[1] == Refused(Reason.CAP_REACHED, {"cap": 500, "holding": 500})
    room = in_turn(new_one(holding=499), on_the_new(a_release(), holding=499), (second, facts(None, holding=499)))
    assert reasons(room) == [None, None, None]


def test_of_two_under_one_id_the_second_finds_it_taken() -> None:
    other = replace(REGISTER, name="另一家")
    assert reasons(in_turn(new_one(), (other, facts(None)))) == [None, Reason.ID_REUSED]


def test_what_was_refused_leaves_no_customer_behind() -> None:
    known = Match(Known.IN_POOL, MatchedBy.NAME, CUSTOMER, pool_id=POOL.id)
    verdicts = in_turn(new_one(match=known), on_the_new(a_follow_up()), on_the_new(SAVE))
    assert reasons(verdicts) == [Reason.ALREADY_KNOWN, Reason.GONE, Reason.GONE]


def test_a_manager_gives_a_new_customer_of_theirs_to_a_rep_in_the_same_push() -> None:
    actor = a_manager()
    given, extra = in_turn(
        new_one(actor=actor),
        on_the_new(an_assignment(), actor=actor, recipient=a_recipient()),
    )
    assert reasons([given, extra]) == [None, None]


def test_what_lies_in_the_pool_is_claimed_and_described_in_one_push() -> None:
    free: Customer = a_customer(state=PoolState.UNASSIGNED)
    verdicts = in_turn((a_claim(), facts(free)), (SAVE, facts(free)), (SUBMIT, facts(free)))
    assert reasons(verdicts) == [None, None, None]
