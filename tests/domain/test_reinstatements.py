"""A customer flowed out although it had been followed up, and comes back (SPEC 2.4, late evidence)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.commands import Command
from domain.court import Case, judge
from domain.customers import Customer, PoolState
from domain.deadlines import OutflowRule
from domain.effects import (
    FollowUpAdded,
    OwnerChanged,
    QuotaMoved,
    ReinstatementAnswered,
    ReinstatementAsked,
    Verb,
    applied,
)
from domain.facts import Facts, Recycled, RequestState
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import millis
from domain.people import Actor, Role
from domain.reasons import Fact, Reason
from domain.turns import judge_each, judge_in_turn
from domain.verdicts import Accepted, Refused, Verdict
from tests.builders import (
    IN_HANDS,
    ME,
    NOW,
    OTHER,
    POOL,
    YESTERDAY,
    a_customer,
    a_decline,
    a_follow_up,
    a_manager,
    a_pool_admin,
    a_recipient,
    a_reinstatement,
    a_ruleset,
    a_system_admin,
    an_actor,
    an_ask,
    days_ago,
    facts,
    held,
    late,
)

RULES = a_ruleset()
CUSTOMER, FOLLOW_UP = CustomerId("customer"), FollowUpId("follow-up")
BACK_IN_POOL = a_customer(ownership_version=2)
TAKEN = held(by=OTHER, since=YESTERDAY, ownership_version=3)


def judged(command: Command, told: Facts) -> Verdict:
    return judge(command, told, RULES, NOW)


def of_a_manager(customer: Customer | None = BACK_IN_POOL, **case: Any) -> Facts:
    """Asked by somebody of the subtree whose customer lies in a pool of the subtree."""
    usual: dict[str, Any] = {
        "actor": a_manager(),
        "is_of_subtree": True,
        "recipient": a_recipient(),
        "late": late(OTHER),
    }
    return facts(customer, **(usual | case))


# late evidence


def test_a_follow_up_that_comes_after_the_recycling_is_kept_and_tells_why_the_customer_left() -> None:
    said = a_follow_up(at=days_ago(3))
    recycled = Recycled(OutflowRule.FOLLOW_UP_GAP, 40, YESTERDAY)
    verdict = judged(said, facts(BACK_IN_POOL, held_when_it_happened=True, recycled=recycled))
    why: dict[str, Fact] = {"rule": "follow_up_gap", "days": 40, "recycled_at": millis(YESTERDAY)}
    assert verdict == Accepted((FollowUpAdded(said, ME, is_counted=False),), Reason.LATE_EVIDENCE, why)


def test_what_its_owner_gave_away_is_no_late_evidence() -> None:
    verdict = judged(a_follow_up(at=days_ago(3)), facts(BACK_IN_POOL, held_when_it_happened=True))
    assert isinstance(verdict, Accepted)
    assert verdict.remark is Reason.NO_LONGER_YOURS


# asking


def test_its_author_asks_for_it_back() -> None:
    verdict = judged(an_ask(), facts(BACK_IN_POOL, late=late(request=None)))
    assert verdict == Accepted((ReinstatementAsked(CUSTOMER, FOLLOW_UP, ME, NOW),))


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (facts(None, late=late(request=None)), Refused(Reason.GONE)),
        (
            facts(BACK_IN_POOL, actor=an_actor(has_departed=True), late=late(request=None)),
            Refused(Reason.NOT_ALLOWED),
        ),
        (facts(held(), late=late(request=None)), Accepted((), remark=Reason.ALREADY_YOURS)),
        (facts(BACK_IN_POOL), Refused(Reason.NO_LATE_EVIDENCE)),
        (facts(BACK_IN_POOL, late=late(OTHER, None)), Refused(Reason.NO_LATE_EVIDENCE)),
        (
            facts(TAKEN, late=late(request=None)),
            Refused(Reason.TAKEN_BY_OTHER, {"owner_id": OTHER, "since": millis(YESTERDAY)}),
        ),
        (
            facts(a_customer(state=PoolState.PENDING), late=late(request=None)),
            Refused(Reason.NOT_IN_POOL, {"state": "pending"}),
        ),
        (facts(BACK_IN_POOL, late=late()), Accepted((), remark=Reason.ALREADY_ASKED)),
        (facts(BACK_IN_POOL, late=late(request=RequestState.GRANTED)), Refused(Reason.REQUEST_GRANTED)),
        (facts(BACK_IN_POOL, late=late(request=RequestState.DECLINED)), Refused(Reason.REQUEST_DECLINED)),
    ],
)
def test_asking_is_answered_at_once_where_nobody_has_to_decide(told: Facts, verdict: Verdict) -> None:
    assert judged(an_ask(), told) == verdict


# granting


def test_a_manager_gives_it_back_as_a_new_acquisition() -> None:
    verdict = judged(a_reinstatement(), of_a_manager())
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.REINSTATE, None, OTHER, IN_HANDS, NOW),
            QuotaMoved(OTHER, holding=1),
            ReinstatementAnswered(CUSTOMER, FOLLOW_UP, is_granted=True, at=NOW),
        )
    )
    assert isinstance(verdict, Accepted)
    after = applied(BACK_IN_POOL, verdict.effects)
    assert (after.owner_id, after.acquired_at) == (OTHER, NOW)


def test_an_admin_of_its_pool_may_grant_too() -> None:
    verdict = judged(a_reinstatement(), of_a_manager(actor=a_pool_admin(), is_of_subtree=False))
    assert isinstance(verdict, Accepted)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (of_a_manager(None), Refused(Reason.GONE)),
        (of_a_manager(late=None), Refused(Reason.NO_SUCH_REQUEST)),
        (of_a_manager(late=late(OTHER, None)), Refused(Reason.NO_SUCH_REQUEST)),
        (of_a_manager(recipient=None), Refused(Reason.NO_SUCH_REQUEST)),
        (of_a_manager(actor=an_actor()), Refused(Reason.NOT_ALLOWED)),
        (
            of_a_manager(recipient=a_recipient(has_departed=True)),
            Refused(Reason.PERSON_DEPARTED, {"person_id": OTHER}),
        ),
        (of_a_manager(pool=replace(POOL, is_open=False)), Refused(Reason.POOL_CLOSED, {"pool_id": POOL.id})),
        (of_a_manager(late=late(OTHER, RequestState.DECLINED)), Refused(Reason.REQUEST_DECLINED)),
        (of_a_manager(late=late(OTHER, RequestState.GRANTED)), Refused(Reason.REQUEST_GRANTED)),
        (
            of_a_manager(held(by=ME, since=YESTERDAY)),
            Refused(Reason.TAKEN_BY_OTHER, {"owner_id": ME, "since": millis(YESTERDAY)}),
        ),
        (of_a_manager(a_customer(ownership_version=4)), Refused(Reason.OWNED_ANEW)),
        (
            of_a_manager(recipient=a_recipient(holding=500)),
            Refused(Reason.PERSON_FULL, {"person_id": OTHER, "cap": 500, "holding": 500}),
        ),
    ],
)
def test_a_grant_meets_what_an_assignment_meets(told: Facts, verdict: Verdict) -> None:
    assert judged(a_reinstatement(), told) == verdict


def test_one_that_is_theirs_already_closes_the_request_and_moves_nothing() -> None:
    answered = ReinstatementAnswered(CUSTOMER, FOLLOW_UP, is_granted=True, at=NOW)
    assert judged(a_reinstatement(), of_a_manager(TAKEN)) == Accepted((answered,), remark=Reason.ALREADY_THEIRS)
    again = of_a_manager(TAKEN, late=late(OTHER, RequestState.GRANTED))
    assert judged(a_reinstatement(), again) == Accepted((), remark=Reason.ALREADY_THEIRS)


# declining


def test_a_manager_declines_and_says_why() -> None:
    verdict = judged(a_decline(note="twice already"), of_a_manager())
    assert verdict == Accepted((ReinstatementAnswered(CUSTOMER, FOLLOW_UP, False, NOW, "twice already"),))


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        (of_a_manager(None), Refused(Reason.GONE)),
        (of_a_manager(late=None), Refused(Reason.NO_SUCH_REQUEST)),
        (of_a_manager(late=late(OTHER, None)), Refused(Reason.NO_SUCH_REQUEST)),
        (of_a_manager(actor=an_actor()), Refused(Reason.NOT_ALLOWED)),
        (of_a_manager(actor=an_actor(), recipient=None), Refused(Reason.NOT_ALLOWED)),
        (of_a_manager(late=late(OTHER, RequestState.GRANTED)), Refused(Reason.REQUEST_GRANTED)),
        (of_a_manager(late=late(OTHER, RequestState.DECLINED)), Accepted((), remark=Reason.REQUEST_DECLINED)),
    ],
)
def test_declining_has_its_own_obstacles(told: Facts, verdict: Verdict) -> None:
    assert judged(a_decline(), told) == verdict


@pytest.mark.parametrize("role", [Role.MANAGER, Role.POOL_ADMIN])
def test_a_manager_answers_their_own_people_wherever_the_customer_went(role: Role) -> None:
    elsewhere = of_a_manager(held(by=ME), actor=an_actor(roles=[role], pools=[]), is_of_subtree=False)
    assert isinstance(judged(a_decline(), elsewhere), Accepted) is (role is Role.MANAGER)


def test_a_manager_of_others_does_not_answer_though_the_customer_lies_in_their_pool() -> None:
    stranger = of_a_manager(recipient=a_recipient(is_of_subtree=False))
    refused = Refused(Reason.NOT_YOUR_TEAM, {"side": "person", "person_id": OTHER})
    assert judged(a_decline(), stranger) == judged(a_reinstatement(), stranger) == refused


@pytest.mark.parametrize("actor", [a_pool_admin(), a_system_admin()])
def test_an_admin_answers_for_anybody(actor: Actor) -> None:
    told = of_a_manager(actor=actor, is_of_subtree=False, recipient=a_recipient(is_of_subtree=False))
    assert isinstance(judged(a_decline(), told), Accepted)


# in one push


def test_what_a_push_has_asked_and_answered_is_not_asked_again() -> None:
    told = of_a_manager(late=late(OTHER))
    cases = [Case(command, told, RULES) for command in (a_decline(), a_reinstatement(), a_decline())]
    declined, too_late, again = judge_in_turn(cases, NOW)
    assert isinstance(declined, Accepted)
    assert too_late == Refused(Reason.REQUEST_DECLINED)
    assert again == Accepted((), remark=Reason.REQUEST_DECLINED)


def test_asking_twice_in_a_push_asks_once_and_a_grant_is_final() -> None:
    mine = facts(BACK_IN_POOL, late=late(request=None))
    first, second = judge_in_turn([Case(an_ask(), mine, RULES)] * 2, NOW)
    assert isinstance(first, Accepted) and first.effects
    assert second == Accepted((), remark=Reason.ALREADY_ASKED)
    both = [Case(command, of_a_manager(), RULES) for command in (a_reinstatement(), a_decline())]
    assert judge_in_turn(both, NOW)[1] == Refused(Reason.REQUEST_GRANTED)


def test_what_may_be_done_is_said_of_each_as_if_it_alone_came_next() -> None:
    """Of two that ask for the last place each may be granted, and only one of them will be."""
    last_place = of_a_manager(recipient=a_recipient(holding=499))
    other = replace(last_place, customer=replace(BACK_IN_POOL, id=CustomerId("other")))
    both = [Case(a_reinstatement(), last_place, RULES), Case(a_reinstatement("other"), other, RULES)]
    assert [isinstance(said, Accepted) for said in judge_each([], both, NOW)] == [True, True]
    assert [isinstance(said, Accepted) for said in judge_in_turn(both, NOW)] == [True, False]
    declined_before = judge_each([Case(a_decline(), last_place, RULES)], both[:1], NOW)
    assert declined_before == [Refused(Reason.REQUEST_DECLINED)]
