"""Several acts in one push: what one moved, the next stands on (SPEC 2.3, 8)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.commands import Command
from domain.court import Case
from domain.customers import Customer, PoolState
from domain.effects import FollowUpAdded, OwnerChanged, QuotaMoved, applied
from domain.facts import Facts, Recipient
from domain.identifiers import CustomerId, PersonId, PoolId, TeamId
from domain.people import Pool, Role
from domain.reasons import Reason
from domain.rulesets import Ruleset
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
    an_assignment,
    an_extension,
    an_unlock,
    facts,
    held,
    to_ordinary,
    to_pool,
)

RULES = a_ruleset()
NARROW = a_ruleset(holding_cap=1, daily_claim_limit=1)
THIRD = PersonId("third")
ELSEWHERE = Pool(PoolId("elsewhere"), "Ningbo")


def told(customer: Customer | None, recipient: Recipient | None = None, **case: Any) -> Facts:
    ordinary: dict[str, Any] = {"actor": a_manager(), "is_of_subtree": True, "recipient": recipient}
    return facts(customer, **(ordinary | case))


def in_turn(*cases: tuple[Command, Facts], rules: Sequence[Ruleset] = (RULES,)) -> list[Verdict]:
    each = [*rules, *[rules[-1]] * len(cases)]
    return judge_in_turn([Case(command, known, each[n]) for n, (command, known) in enumerate(cases)], NOW)


def reasons(verdicts: list[Verdict]) -> list[Reason | None]:
    return [verdict.reason if isinstance(verdict, Refused) else verdict.remark for verdict in verdicts]


def in_the_pool(name: str) -> Customer:
    return a_customer(id=CustomerId(name), ownership_version=1)


def test_of_two_assignments_to_a_rep_with_one_place_left_the_second_finds_them_full() -> None:
    almost = a_recipient(holding=499)
    verdicts = in_turn(*((an_assignment(name), told(in_the_pool(name), almost)) for name in "ab"))
    assert reasons(verdicts) == [None, Reason.PERSON_FULL]
    assert verdicts[1] == Refused(Reason.PERSON_FULL, {"person_id": OTHER, "cap": 500, "holding": 500})


def test_what_is_taken_from_somebody_makes_room_for_what_they_are_given() -> None:
    full = a_recipient(holding=500)
    verdicts = in_turn(
        (an_assignment("a"), told(in_the_pool("a"), full)),
        (a_release("b"), told(held(by=OTHER, id=CustomerId("b")))),
        (an_assignment("a"), told(in_the_pool("a"), full)),
    )
    assert reasons(verdicts) == [Reason.PERSON_FULL, None, None]


def test_room_that_was_made_before_anybody_told_of_its_person_counts_too() -> None:
    full = a_recipient(holding=500)
    verdicts = in_turn(
        (a_release("b"), told(held(by=OTHER, id=CustomerId("b")))),
        (an_assignment("a"), told(in_the_pool("a"), full)),
        (an_assignment("c"), told(in_the_pool("c"), full)),
    )
    assert reasons(verdicts) == [None, None, Reason.PERSON_FULL]


def test_what_is_given_to_oneself_and_what_one_claims_share_one_cap() -> None:
    me = a_recipient(ME, holding=499)
    verdicts = in_turn(
        (an_assignment("a", to=ME), told(in_the_pool("a"), me, holding=499)),
        (a_claim("b"), told(in_the_pool("b"), holding=499)),
        (an_assignment("c", to=ME), told(in_the_pool("c"), me, holding=499)),
    )
    assert reasons(verdicts) == [None, Reason.CAP_REACHED, Reason.PERSON_FULL]


def test_the_same_customer_given_twice_is_the_seconds_only_if_they_saw_the_first() -> None:
    first, second = told(in_the_pool("a"), a_recipient()), told(in_the_pool("a"), a_recipient("third"))
    stale = in_turn((an_assignment("a"), first), (an_assignment("a", to="third"), second))
    assert reasons(stale) == [None, Reason.OWNED_ANEW]
    aware = in_turn((an_assignment("a"), first), (an_assignment("a", to="third", ownership_version=2), second))
    assert reasons(aware) == [None, None]
    assert isinstance(aware[1], Accepted)
    assert QuotaMoved(OTHER, holding=-1) in aware[1].effects
    again = in_turn((an_assignment("a"), first), (an_assignment("a"), first))
    assert reasons(again) == [None, Reason.ALREADY_THEIRS]


def test_what_waits_is_given_and_then_put_under_a_pool_and_keeps_its_new_owner() -> None:
    """Nobody held it when it was told: whoever got it between does not lose it to the pool."""
    waiting = a_customer(state=PoolState.PENDING, pool_id=None, team_id=TeamId("team"), ownership_version=1)
    given, converted = in_turn(
        (an_assignment(), told(waiting, a_recipient(holding=499))),
        (to_pool(ownership_version=2), told(waiting)),
    )
    assert isinstance(given, Accepted) and isinstance(converted, Accepted)
    assert converted.effects[-1] == QuotaMoved(OTHER, holding=1)
    after = applied(applied(waiting, given.effects), converted.effects)
    assert (after.owner_id, after.state, after.acquired_at) == (OTHER, PoolState.ASSIGNED, NOW)


def test_the_cap_that_counts_for_a_conversion_is_of_whoever_holds_it_by_then() -> None:
    ordinary = held(by=OTHER, pool_id=None, state=PoolState.ORDINARY)
    verdicts = in_turn(
        (an_assignment(to="third"), told(ordinary, a_recipient("third", holding=500), pool=None)),
        (to_pool(ownership_version=2), told(ordinary, a_recipient(OTHER, holding=0))),
    )
    assert verdicts[1] == Refused(Reason.PERSON_FULL, {"person_id": "third", "cap": 500, "holding": 500})


def test_what_one_claims_converts_and_converts_back_stays_ones_own() -> None:
    lying = in_the_pool("a")
    verdicts = in_turn(
        (a_claim("a"), told(lying)),
        (to_ordinary("a", ownership_version=2), told(lying)),
        (to_pool("a", ownership_version=3), told(lying)),
    )
    assert reasons(verdicts) == [None, None, None]
    last = verdicts[-1]
    assert isinstance(last, Accepted)
    changed = last.effects[0]
    assert isinstance(changed, OwnerChanged) and (changed.from_owner_id, changed.to_owner_id) == (ME, ME)


@pytest.mark.parametrize(
    ("then", "reason"), [(a_claim(), Reason.CAP_REACHED), (an_assignment(ownership_version=2), Reason.PERSON_FULL)]
)
def test_what_came_into_a_pool_is_judged_by_that_pools_numbers(then: Command, reason: Reason) -> None:
    """It was told as a customer of no pool, by nobody's numbers."""
    waiting = a_customer(state=PoolState.PENDING, pool_id=None, team_id=TeamId("team"), ownership_version=1)
    case = told(waiting, a_recipient(holding=1), pool=None, holding=1)
    first = (to_pool(), replace(case, pool=POOL, recipient=None))
    assert reasons(in_turn(first, (then, case), rules=[NARROW, RULES])) == [None, reason]
    assert reasons(in_turn(first, (then, case), rules=[RULES, NARROW])) == [None, None]


def test_what_left_its_pool_is_not_barred_by_it() -> None:
    """A closed pool's customer made ordinary is given on as any other."""
    closed = replace(POOL, is_open=False)
    case = told(held(by=OTHER), a_recipient("third"), pool=closed)
    verdicts = in_turn((to_ordinary(), case), (an_assignment(to="third", ownership_version=2), case))
    assert reasons(verdicts) == [None, None]


def test_the_pool_named_by_a_second_conversion_is_its_own() -> None:
    """A conversion is told of the pool that it names, whatever came before."""
    waiting = a_customer(state=PoolState.PENDING, pool_id=None, ownership_version=1)
    second = (to_pool(pool=ELSEWHERE.id, ownership_version=2), told(waiting, pool=replace(ELSEWHERE, is_open=False)))
    verdicts = in_turn((to_pool(), told(waiting)), second)
    assert verdicts[1] == Refused(Reason.POOL_CLOSED, {"pool_id": ELSEWHERE.id})


@pytest.mark.parametrize("is_key_account", [True, False])
def test_whether_a_deadline_runs_is_a_matter_of_the_new_owner(is_key_account: bool) -> None:
    """H 107: the former one's exemption is not theirs."""
    case = told(held(by=THIRD), a_recipient(is_key_account=is_key_account), is_owner_key_account=not is_key_account)
    verdicts = in_turn((an_assignment(), case), (an_extension(ownership_version=2), case))
    assert reasons(verdicts) == [None, Reason.NO_DEADLINE if is_key_account else None]


def test_what_a_key_account_rep_claims_has_no_deadline_to_extend() -> None:
    actor = replace(a_manager(is_key_account=True))
    lying = told(in_the_pool("a"), actor=actor)
    verdicts = in_turn((a_claim("a"), lying), (an_extension("a", ownership_version=2), lying))
    assert reasons(verdicts) == [None, Reason.NO_DEADLINE]


def test_what_was_given_beyond_ones_people_is_theirs_to_follow_up_no_more() -> None:
    """An admin of the pool and manager: the one right gave it away, and the other ended with it."""
    actor = an_actor(roles=[Role.MANAGER], administers=[POOL.id])
    case = told(held(by=THIRD), a_recipient(is_of_subtree=False), actor=actor)
    verdicts = in_turn((a_follow_up(), case), (an_assignment(), case), (a_follow_up(), case))
    assert reasons(verdicts) == [None, None, Reason.NOT_YOURS]


def test_what_was_given_to_ones_people_is_theirs_to_follow_up_at_once() -> None:
    """Still of nobody's when it was told."""
    case = told(in_the_pool("a"), a_recipient(), is_of_subtree=False)
    given, followed = in_turn((an_assignment("a"), case), (a_follow_up("a"), case))
    assert isinstance(given, Accepted) and isinstance(followed, Accepted)
    assert followed.effects == (FollowUpAdded(a_follow_up("a"), ME, is_counted=False),)


def test_unlocked_by_a_manager_it_is_taken_back_in_the_same_breath_and_given_to_another() -> None:
    locked = told(held(by=THIRD, is_locked=True), a_recipient())
    verdicts = in_turn(
        (a_release(), locked),
        (an_unlock(), locked),
        (a_release(), locked),
        (an_assignment(ownership_version=2), locked),
    )
    assert reasons(verdicts) == [Reason.LOCKED, None, None, None]


def test_a_locked_one_made_ordinary_gives_its_lock_back() -> None:
    mine = [told(held(id=CustomerId(name), is_locked=name == "a"), a_recipient(ME), locked=20) for name in "ab"]
    verdicts = in_turn((a_lock("b"), mine[1]), (to_ordinary("a"), mine[0]), (a_lock("b"), mine[1]))
    assert reasons(verdicts) == [Reason.LOCK_LIMIT, None, None]


def test_another_whose_cool_down_begins_does_not_make_the_asker_wait() -> None:
    long_over = NOW - timedelta(hours=1)
    case = told(held(by=OTHER), claimable_from=long_over)
    assert reasons(in_turn((a_release(), case), (a_claim(), case))) == [None, None]


@pytest.mark.parametrize(("is_theirs", "answers"), [(True, [None, None]), (False, [None, Reason.NOT_YOUR_TEAM])])
def test_what_a_manager_took_back_into_a_pool_is_theirs_to_give_where_the_pool_is(
    is_theirs: bool, answers: list[Reason | None]
) -> None:
    """They belong to no pool themselves; whose it was does not count any more."""
    actor = an_actor(roles=[Role.MANAGER], pools=[])
    case = replace(told(held(by=THIRD), a_recipient(), actor=actor), is_pool_of_subtree=is_theirs)
    assert reasons(in_turn((a_release(), case), (an_assignment(ownership_version=2), case))) == answers


@pytest.mark.parametrize(("is_theirs", "answers"), [(True, [None, None]), (False, [None, Reason.NOT_YOUR_TEAM])])
def test_what_waited_for_a_manager_is_theirs_to_give_where_the_pool_is_to_which_they_sent_it(
    is_theirs: bool, answers: list[Reason | None]
) -> None:
    actor = an_actor(roles=[Role.MANAGER], pools=[])
    waiting = a_customer(state=PoolState.PENDING, pool_id=None, ownership_version=1)
    sent = replace(told(waiting, actor=actor), is_pool_of_subtree=is_theirs)
    given = told(waiting, a_recipient(), actor=actor, pool=None)
    assert reasons(in_turn((to_pool(), sent), (an_assignment(ownership_version=2), given))) == answers
