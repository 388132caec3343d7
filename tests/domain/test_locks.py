"""A few customers that their owner keeps, whatever the rules count (SPEC 2.2, 2.4)."""

from itertools import combinations
from typing import Any

import pytest

from domain.court import Case, judge
from domain.customers import PoolState
from domain.deadlines import outflow
from domain.effects import LockChanged, QuotaMoved, applied
from domain.facts import Facts
from domain.identifiers import CustomerId
from domain.people import Actor
from domain.reasons import Fact, Reason
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    NOW,
    OTHER,
    a_customer,
    a_lock,
    a_manager,
    a_pool_admin,
    a_release,
    a_ruleset,
    a_system_admin,
    an_actor,
    an_unlock,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")

IN_ORDER: list[tuple[Reason, dict[str, Any] | None, dict[str, Fact]]] = [
    (Reason.GONE, None, {}),
    (Reason.NOT_YOURS, {"owner_id": OTHER}, {"owner_id": OTHER}),
    (Reason.NOT_IN_POOL, {"state": PoolState.ORDINARY}, {"state": "ordinary"}),
    (Reason.OWNED_ANEW, {"ownership_version": 3}, {}),
]
"""As of a release: whose it is comes before what it is."""


def told(fields: dict[str, Any] | None, **case: Any) -> Facts:
    return facts(None if fields is None else held(**fields), **case)


@pytest.mark.parametrize("command", [a_lock(), an_unlock()])
@pytest.mark.parametrize(("reason", "fields", "said"), IN_ORDER, ids=lambda value: str(value)[:20])
def test_each_refusal_says_its_reason_with_its_facts(
    reason: Reason, fields: dict[str, Any] | None, said: dict[str, Fact], command: Any
) -> None:
    assert judge(command, told(fields), RULES, NOW) == Refused(reason, said)


@pytest.mark.parametrize("command", [a_lock(), an_unlock()])
@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=lambda obstacle: str(obstacle[0]))
def test_of_two_reasons_the_earlier_is_said(
    earlier: tuple[Reason, dict[str, Any] | None, dict[str, Fact]],
    later: tuple[Reason, dict[str, Any] | None, dict[str, Fact]],
    command: Any,
) -> None:
    reason, fields, said = earlier
    both = None if fields is None else {**(later[1] or {}), **fields}
    assert judge(command, told(both), RULES, NOW) == Refused(reason, said)


@pytest.mark.parametrize("command", [a_lock(), an_unlock()])
@pytest.mark.parametrize("state", [PoolState.UNASSIGNED, PoolState.PENDING])
def test_what_flowed_out_meanwhile_is_no_longer_ones_own(command: Any, state: PoolState) -> None:
    """Locked on a train, recycled at midnight: `not in the pool (unassigned)` would be no answer."""
    assert judge(command, facts(a_customer(state=state)), RULES, NOW) == Refused(Reason.NOT_YOURS)


def test_a_locked_customer_takes_one_of_twenty_places_and_has_no_deadline() -> None:
    verdict = judge(a_lock(), facts(held()), RULES, NOW)
    assert verdict == Accepted((LockChanged(CUSTOMER, True, NOW), QuotaMoved(ME, locked=1)))
    locked = applied(held(), verdict.effects)
    assert locked.is_locked
    assert outflow(locked, RULES, is_owner_key_account=False) is None


def test_an_unlocked_one_gives_its_place_back_and_counts_on_from_its_acquisition() -> None:
    verdict = judge(an_unlock(), facts(held(is_locked=True)), RULES, NOW)
    assert verdict == Accepted((LockChanged(CUSTOMER, False, NOW), QuotaMoved(ME, locked=-1)))
    assert applied(held(is_locked=True), verdict.effects) == held()


def test_locking_what_is_locked_and_unlocking_what_is_not_changes_nothing() -> None:
    assert judge(a_lock(), facts(held(is_locked=True), locked=20), RULES, NOW) == Accepted(())
    assert judge(an_unlock(), facts(held()), RULES, NOW) == Accepted(())


@pytest.mark.parametrize(("locked", "fits"), [(0, True), (19, True), (20, False), (21, False)])
def test_the_twentieth_is_locked_and_the_twenty_first_is_not(locked: int, fits: bool) -> None:
    verdict = judge(a_lock(), facts(held(), locked=locked), RULES, NOW)
    assert isinstance(verdict, Accepted) if fits else verdict == Refused(Reason.LOCK_LIMIT, {"limit": 20})


def in_turn(*cases: tuple[Any, Facts]) -> list[Reason | None]:
    verdicts = judge_in_turn([Case(command, known, RULES) for command, known in cases], NOW)
    return [verdict.reason if isinstance(verdict, Refused) else verdict.remark for verdict in verdicts]


def test_of_two_locks_in_one_push_the_twenty_first_is_refused_until_one_is_undone() -> None:
    a, b = (facts(held(id=CustomerId(name)), locked=19) for name in "ab")
    assert in_turn((a_lock("a"), a), (a_lock("b"), b), (an_unlock("a"), a), (a_lock("b"), b)) == [
        None,
        Reason.LOCK_LIMIT,
        None,
        None,
    ]


def test_a_locked_customer_is_released_only_after_it_is_unlocked() -> None:
    locked = facts(held(is_locked=True), locked=1)
    assert in_turn((a_release(), locked), (an_unlock(), locked), (a_release(), locked), (an_unlock(), locked)) == [
        Reason.LOCKED,
        None,
        None,
        Reason.NOT_YOURS,
    ]


@pytest.mark.parametrize(
    ("actor", "is_of_subtree", "may_unlock"),
    [
        (a_manager(), True, True),  # who could not take it back otherwise
        (a_manager(), False, False),
        (a_manager(has_departed=True), True, False),
        (an_actor(), True, False),
        (a_pool_admin(), False, False),
        (a_system_admin(), True, False),
    ],
)
def test_anothers_lock_is_opened_by_their_manager_alone_and_set_by_nobody(
    actor: Actor, is_of_subtree: bool, may_unlock: bool
) -> None:
    case = facts(held(by=OTHER, is_locked=True), actor=actor, is_of_subtree=is_of_subtree)
    opened = judge(an_unlock(), case, RULES, NOW)
    if may_unlock:
        assert opened == Accepted((LockChanged(CUSTOMER, False, NOW), QuotaMoved(OTHER, locked=-1)))
    else:
        assert opened == Refused(Reason.NOT_YOURS, {"owner_id": OTHER})
    free = facts(held(by=OTHER), actor=actor, is_of_subtree=is_of_subtree)
    assert judge(a_lock(), free, RULES, NOW) == Refused(Reason.NOT_YOURS, {"owner_id": OTHER})
