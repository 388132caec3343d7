"""What a licence says is sent in by a rep, judged by their manager, revoked by sales support (H 117, H 118, H 119)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.certification import CURRENCIES
from domain.commands import ApproveCertification, RejectCertification, RevokeCertification, SubmitCertification
from domain.court import judge
from domain.customers import Customer, PoolState, Standing
from domain.effects import CertificationAnswered, CertificationSubmitted, applied
from domain.identifiers import AttachmentId, CertificationId, CustomerId
from domain.people import Actor, Role
from domain.reasons import Reason
from domain.records import CertificationRecord, CertificationState, FollowUpRecord, Origin
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    NOW,
    OTHER,
    a_customer,
    a_follow_up,
    a_manager,
    a_pool_admin,
    a_ruleset,
    a_system_admin,
    an_actor,
    facts,
    held,
    shanghai,
)

RULES = a_ruleset()
CUSTOMER, CERTIFICATION = CustomerId("customer"), CertificationId("certification")
SUPPORT = an_actor(roles=[Role.SALES_SUPPORT], pools=[])

SUBMIT = SubmitCertification(
    CUSTOMER,
    CERTIFICATION,
    company_name="深圳市宏图电路有限公司",
    uscc="91440300708461136T",
    capital="3,000,000",
    currency="CNY",
    founded_on=date(2011, 2, 28),
    address="福田区 1 号",
    licence_id=AttachmentId("licence"),
)
APPROVE = ApproveCertification(CUSTOMER, CERTIFICATION)
REJECT = RejectCertification(CUSTOMER, CERTIFICATION, "执照看不清")
REVOKE = RevokeCertification(CUSTOMER, CERTIFICATION, "执照已注销")


def a_record(
    state: CertificationState = CertificationState.SUBMITTED,
    *,
    origin: Origin = Origin.PROFILE,
    customer: str = CUSTOMER,
    is_of_subtree: bool = True,
) -> CertificationRecord:
    return CertificationRecord(CERTIFICATION, CustomerId(customer), origin, state, is_of_subtree)


def answered(state: CertificationState, standing: Standing, note: str = "") -> Accepted:
    return Accepted((CertificationAnswered(CUSTOMER, CERTIFICATION, state, standing, NOW, note),))


@pytest.mark.parametrize(
    ("actor", "customer", "is_of_subtree"),
    [
        (an_actor(), held(), False),
        (an_actor(), held(pool_id=None, state=PoolState.ORDINARY), False),
        (a_pool_admin(), held(), False),
        (a_manager(), held(), False),
        (a_manager(), held(by=OTHER), True),
    ],
)
def test_whoever_works_on_a_customer_sends_in_what_its_licence_says(
    actor: Actor, customer: Customer, is_of_subtree: bool
) -> None:
    verdict = judge(SUBMIT, facts(customer, actor=actor, is_of_subtree=is_of_subtree), RULES, NOW)
    assert verdict == Accepted((CertificationSubmitted(SUBMIT, ME, NOW),))
    assert isinstance(verdict, Accepted)
    assert applied(customer, verdict.effects) == replace(customer, certification=Standing.SUBMITTED)


@pytest.mark.parametrize(
    ("actor", "customer", "is_of_subtree", "refused"),
    [
        (an_actor(), None, False, Refused(Reason.GONE)),
        (an_actor(), a_customer(), False, Refused(Reason.NOT_YOURS)),
        (an_actor(), held(by=OTHER), False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),  # just lost (issue 5)
        (a_manager(), held(by=OTHER), False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
        (a_manager(), a_customer(state=PoolState.PENDING), True, Refused(Reason.NOT_YOURS)),
        (a_pool_admin(), held(by=OTHER), False, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
        (a_system_admin(), held(by=OTHER), True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
        (SUPPORT, held(by=OTHER), True, Refused(Reason.NOT_YOURS, {"owner_id": OTHER})),
        (an_actor(has_departed=True), held(), False, Refused(Reason.NOT_YOURS, {"owner_id": ME})),
    ],
)
def test_nobody_certifies_what_is_not_theirs(
    actor: Actor, customer: Customer | None, is_of_subtree: bool, refused: Refused
) -> None:
    assert judge(SUBMIT, facts(customer, actor=actor, is_of_subtree=is_of_subtree), RULES, NOW) == refused


@pytest.mark.parametrize(
    ("standing", "refused"),
    [
        (Standing.NONE, None),  # also after a rejection and after a revocation (H 119)
        (Standing.SUBMITTED, Refused(Reason.CERTIFICATION_OPEN)),
        (Standing.PROFILE, Refused(Reason.CERTIFIED, {"origin": "profile"})),
        (Standing.CUSTOMER, Refused(Reason.CERTIFIED, {"origin": "customer"})),  # stands above ours (H 118)
    ],
)
def test_a_customer_has_one_certification_at_a_time(standing: Standing, refused: Refused | None) -> None:
    verdict = judge(SUBMIT, facts(held(certification=standing)), RULES, NOW)
    assert isinstance(verdict, Accepted) if refused is None else verdict == refused


@pytest.mark.parametrize("record", [a_record(), a_record(CertificationState.REJECTED), a_record(customer="another")])
def test_an_id_that_is_taken_certifies_nothing(record: CertificationRecord) -> None:
    assert judge(SUBMIT, facts(held(), record=record), RULES, NOW) == Refused(Reason.ID_REUSED)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"company_name": " "}, Refused(Reason.EMPTY_NAME)),
        ({"company_name": "司" * 200}, None),
        ({"company_name": "司" * 201}, Refused(Reason.NAME_TOO_LONG, {"limit": 200, "length": 201})),
        ({"address": " \u3000"}, Refused(Reason.EMPTY_TEXT)),  # H 117 asks for it
        ({"address": "路" * 400}, None),
        ({"address": "路" * 401}, Refused(Reason.TEXT_TOO_LONG, {"limit": 400, "length": 401})),
        ({"capital": "0"}, Refused(Reason.INVALID_CAPITAL)),
        ({"capital": "三百万"}, Refused(Reason.INVALID_CAPITAL)),
        ({"currency": "RMB"}, Refused(Reason.INVALID_CAPITAL)),
        ({"currency": "cny"}, Refused(Reason.INVALID_CAPITAL)),
        ({"currency": ""}, Refused(Reason.INVALID_CAPITAL)),
        ({"founded_on": date(2026, 3, 10)}, None),  # today
        ({"founded_on": date(2026, 3, 11)}, Refused(Reason.FOUNDED_IN_THE_FUTURE, {"day": "2026-03-11"})),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_sent_in_could_stand_on_a_licence(changed: dict[str, Any], refused: Refused | None) -> None:
    command = replace(SUBMIT, **changed)
    verdict = judge(command, facts(held()), RULES, NOW)
    assert verdict == (refused or Accepted((CertificationSubmitted(command, ME, NOW),)))


def test_a_code_whose_check_digit_is_wrong_is_refused() -> None:
    assert judge(SUBMIT, facts(held(), is_uscc_real=False), RULES, NOW) == Refused(Reason.INVALID_USCC)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_capital_is_told_in_any_of_the_currencies(currency: str) -> None:
    assert isinstance(judge(replace(SUBMIT, currency=currency), facts(held()), RULES, NOW), Accepted)


@pytest.mark.parametrize(
    ("at", "fits"),
    [("2026-03-10 23:59:59", False), ("2026-03-11 00:00", True)],
)
def test_the_day_of_founding_has_come_once_it_has_in_the_companys_zone(at: str, fits: bool) -> None:
    verdict = judge(replace(SUBMIT, founded_on=date(2026, 3, 11)), facts(held()), RULES, shanghai(at))
    assert isinstance(verdict, Accepted) is fits


def test_of_two_reasons_the_earlier_is_said() -> None:
    """Whose it is, what is wrong with the words, then how the customer stands."""
    broken = replace(SUBMIT, company_name="", capital="0")
    taken = facts(held(certification=Standing.PROFILE), record=a_record())
    assert judge(broken, facts(None), RULES, NOW) == Refused(Reason.GONE)
    assert judge(broken, taken, RULES, NOW) == Refused(Reason.EMPTY_NAME)
    assert judge(replace(SUBMIT, capital="0"), replace(taken, is_uscc_real=False), RULES, NOW) == Refused(
        Reason.INVALID_USCC
    )
    assert judge(SUBMIT, taken, RULES, NOW) == Refused(Reason.ID_REUSED)


ANSWERS: list[tuple[Any, Accepted]] = [
    (APPROVE, answered(CertificationState.APPROVED, Standing.PROFILE)),
    (REJECT, answered(CertificationState.REJECTED, Standing.NONE, "执照看不清")),
]


@pytest.mark.parametrize(("command", "accepted"), ANSWERS)
@pytest.mark.parametrize("customer", [held(by=OTHER), held(), a_customer(), None])
def test_the_manager_of_whoever_asked_answers_wherever_the_customer_is_by_now(
    command: Any, accepted: Accepted, customer: Customer | None
) -> None:
    told = facts(customer, actor=a_manager(), record=a_record())
    assert judge(command, told, RULES, NOW) == accepted
    asked = held(by=OTHER, certification=Standing.SUBMITTED)
    standing = Standing.PROFILE if command is APPROVE else Standing.NONE
    assert applied(asked, accepted.effects) == replace(asked, certification=standing)


@pytest.mark.parametrize("command", [APPROVE, REJECT])
@pytest.mark.parametrize(
    ("actor", "is_of_subtree", "reason"),
    [
        (a_manager(), False, Reason.NOT_YOUR_TEAM),
        (an_actor(), True, Reason.NOT_ALLOWED),
        (a_pool_admin(), True, Reason.NOT_ALLOWED),
        (SUPPORT, True, Reason.NOT_ALLOWED),
        (a_system_admin(), True, Reason.NOT_ALLOWED),  # SPEC 2.8 gives it to the manager alone
        (a_manager(has_departed=True), True, Reason.NOT_ALLOWED),
    ],
)
def test_nobody_else_answers(command: Any, actor: Actor, is_of_subtree: bool, reason: Reason) -> None:
    told = facts(held(by=OTHER), actor=actor, record=a_record(is_of_subtree=is_of_subtree))
    assert judge(command, told, RULES, NOW) == Refused(reason)


@pytest.mark.parametrize("command", [APPROVE, REJECT])
@pytest.mark.parametrize("state", [state for state in CertificationState if state is not CertificationState.SUBMITTED])
def test_what_was_answered_or_superseded_is_answered_no_more(command: Any, state: CertificationState) -> None:
    """Two managers deciding at once; one deciding while the customer certified itself (H 118)."""
    told = facts(held(by=OTHER), actor=a_manager(), record=a_record(state))
    assert judge(command, told, RULES, NOW) == Refused(Reason.CERTIFICATION_ANSWERED, {"state": state.value})


A_FOLLOW_UP = FollowUpRecord(a_follow_up().follow_up_id, CUSTOMER, ME, NOW, is_counted=True)


@pytest.mark.parametrize(("command", "actor"), [(APPROVE, a_manager()), (REJECT, a_manager()), (REVOKE, SUPPORT)])
@pytest.mark.parametrize("record", [None, a_record(customer="another"), A_FOLLOW_UP])
def test_what_is_none_of_this_customers_certifications_is_not_answered(command: Any, actor: Actor, record: Any) -> None:
    told = facts(held(by=OTHER), actor=actor, record=record)
    assert judge(command, told, RULES, NOW) == Refused(Reason.NO_SUCH_CERTIFICATION)


@pytest.mark.parametrize(
    ("note", "refused"),
    [
        ("", Refused(Reason.EMPTY_TEXT)),
        (" \n", Refused(Reason.EMPTY_TEXT)),
        ("x" * 1000, None),
        ("x" * 1001, Refused(Reason.TEXT_TOO_LONG, {"limit": 1000, "length": 1001})),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_rejection_and_a_revocation_say_why(note: str, refused: Refused | None) -> None:
    rejected = judge(replace(REJECT, note=note), facts(held(), actor=a_manager(), record=a_record()), RULES, NOW)
    approved = a_record(CertificationState.APPROVED)
    revoked = judge(replace(REVOKE, note=note), facts(held(), actor=SUPPORT, record=approved), RULES, NOW)
    for verdict in (rejected, revoked):
        assert isinstance(verdict, Accepted) if refused is None else verdict == refused


def test_what_is_said_of_a_no_is_kept_without_the_blanks_around_it() -> None:
    verdict = judge(replace(REJECT, note=" 看不清\n"), facts(None, actor=a_manager(), record=a_record()), RULES, NOW)
    assert verdict == answered(CertificationState.REJECTED, Standing.NONE, "看不清")
    approved = a_record(CertificationState.APPROVED)
    revoked = judge(replace(REVOKE, note=" 已注销\n"), facts(None, actor=SUPPORT, record=approved), RULES, NOW)
    assert revoked == answered(CertificationState.REVOKED, Standing.NONE, "已注销")


@pytest.mark.parametrize("actor", [SUPPORT, a_system_admin()])
def test_sales_support_revokes_and_it_can_be_sent_in_again(actor: Actor) -> None:
    """SPEC 2.8, H 119."""
    certified = held(by=OTHER, certification=Standing.PROFILE)
    approved = a_record(CertificationState.APPROVED, is_of_subtree=False)
    verdict = judge(REVOKE, facts(certified, actor=actor, record=approved), RULES, NOW)
    assert verdict == answered(CertificationState.REVOKED, Standing.NONE, "执照已注销")
    assert isinstance(verdict, Accepted)
    free = replace(applied(certified, verdict.effects), owner_id=ME)
    assert isinstance(judge(SUBMIT, facts(free), RULES, NOW), Accepted)


@pytest.mark.parametrize(
    "actor",
    [
        an_actor(),
        a_manager(),
        a_pool_admin(),
        an_actor(roles=[Role.TAG_ADMIN]),
        an_actor(roles=[Role.SALES_SUPPORT], has_departed=True),
    ],
)
def test_nobody_else_revokes(actor: Actor) -> None:
    told = facts(held(), actor=actor, record=a_record(CertificationState.APPROVED))
    assert judge(REVOKE, told, RULES, NOW) == Refused(Reason.NOT_ALLOWED)


@pytest.mark.parametrize("state", [state for state in CertificationState if state is not CertificationState.APPROVED])
def test_only_what_was_approved_is_revoked(state: CertificationState) -> None:
    verdict = judge(REVOKE, facts(held(), actor=SUPPORT, record=a_record(state)), RULES, NOW)
    assert verdict == Refused(Reason.CERTIFICATION_ANSWERED, {"state": state.value})


def test_what_a_customer_certified_itself_is_not_ours_to_revoke() -> None:
    own = a_record(CertificationState.APPROVED, origin=Origin.CUSTOMER)
    verdict = judge(REVOKE, facts(held(), actor=SUPPORT, record=own), RULES, NOW)
    assert verdict == Refused(Reason.CERTIFIED, {"origin": "customer"})
