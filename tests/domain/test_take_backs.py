"""Who directs a customer takes it back from whoever holds it (收回; SPEC 2.2, 2.8)."""

import pytest

from domain.court import Case, judge
from domain.effects import CoolDownStarted, OwnerChanged, QuotaMoved, Verb
from domain.facts import Facts
from domain.identifiers import CustomerId
from domain.people import Actor
from domain.reasons import Reason
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused
from tests.builders import (
    IN_POOL,
    NOW,
    OTHER,
    a_claim,
    a_manager,
    a_pool_admin,
    a_release,
    a_ruleset,
    a_system_admin,
    an_actor,
    facts,
    held,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")


@pytest.mark.parametrize(
    ("actor", "is_of_subtree", "may"),
    [
        (a_manager(), True, True),
        (a_manager(), False, False),
        (a_manager(has_departed=True), True, False),
        (a_pool_admin(), False, True),
        (a_pool_admin("another"), False, False),
        (a_pool_admin(has_departed=True), False, False),
        (a_system_admin(), False, True),
        (an_actor(), True, False),
    ],
)
def test_whoever_directs_it_takes_it_back_and_its_owner_waits(actor: Actor, is_of_subtree: bool, may: bool) -> None:
    case = facts(held(by=OTHER), actor=actor, is_of_subtree=is_of_subtree)
    verdict = judge(a_release(note="nothing happened"), case, RULES, NOW)
    if not may:
        assert verdict == Refused(Reason.NOT_YOURS, {"owner_id": OTHER})
        return
    assert verdict == Accepted(
        (
            OwnerChanged(CUSTOMER, Verb.RELEASE, OTHER, None, IN_POOL, NOW, note="nothing happened"),
            CoolDownStarted(CUSTOMER, OTHER, until=NOW + RULES.cool_down),
            QuotaMoved(OTHER, holding=-1),
        )
    )


def told(**fields: bool | int) -> Facts:
    return facts(held(by=OTHER, **fields), actor=a_manager(), is_of_subtree=True)  # type: ignore[arg-type]


def test_what_its_owner_locked_or_another_got_since_is_not_taken_back() -> None:
    assert judge(a_release(), told(is_locked=True), RULES, NOW) == Refused(Reason.LOCKED)
    assert judge(a_release(), told(ownership_version=3), RULES, NOW) == Refused(Reason.OWNED_ANEW)


def test_who_took_it_back_may_claim_it_at_once() -> None:
    """The cool-down is its owner's, not theirs."""
    cases = [Case(a_release(), told(), RULES), Case(a_claim(), told(), RULES)]
    taken, claimed = judge_in_turn(cases, NOW)
    assert isinstance(taken, Accepted) and isinstance(claimed, Accepted) and claimed.effects
