"""Every row of a batch gets its own answer, and what one took the next no longer has (SPEC 2.3)."""

from datetime import timedelta
from typing import Any

import pytest

from domain.commands import Command
from domain.court import Case, judge, refuse_oversized
from domain.customers import PoolState
from domain.effects import CoolDownStarted, FollowUpAdded, OwnerChanged, QuotaMoved, applied
from domain.facts import Facts, Quota
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused, Verdict
from tests.builders import (
    IN_HANDS,
    IN_POOL,
    ME,
    NOW,
    OTHER,
    a_claim,
    a_customer,
    a_follow_up,
    a_release,
    a_ruleset,
    days_ago,
    facts,
    held,
    shanghai,
)

RULES = a_ruleset()
COOLED_AT = NOW + timedelta(hours=72)


def claims(*told: Facts, rules: Ruleset = RULES) -> list[Case]:
    return [Case(a_claim(case.customer.id if case.customer else "?"), case, rules) for case in told]


def in_pool(number: int, *, claimed_today: int = 0, holding: int = 0, last_order_at: Instant | None = None) -> Facts:
    customer = a_customer(id=CustomerId(f"customer {number}"), last_order_at=last_order_at)
    return facts(customer, claimed_today=claimed_today, holding=holding)


def reasons(verdicts: list[Verdict]) -> list[Reason | None]:
    return [verdict.reason if isinstance(verdict, Refused) else verdict.remark for verdict in verdicts]


def test_of_301_claims_the_last_meets_the_daily_limit() -> None:
    verdicts = judge_in_turn(claims(*(in_pool(number) for number in range(301))), NOW)
    assert reasons(verdicts[:300]) == [None] * 300
    resets_at = millis(shanghai("2026-03-11 00:00"))
    assert verdicts[300] == Refused(Reason.DAILY_LIMIT, {"limit": 300, "resets_at": resets_at})


def test_a_batch_of_1000_does_what_fits_and_says_of_the_rest_why_not() -> None:
    verdicts = judge_in_turn(claims(*(in_pool(number, holding=431) for number in range(1000))), NOW)
    assert reasons(verdicts) == [None] * 69 + [Reason.CAP_REACHED] * 931
    assert verdicts[-1] == Refused(Reason.CAP_REACHED, {"cap": 500, "holding": 500})


def test_a_full_rep_still_gets_every_customer_in_deal_of_a_batch() -> None:
    """H 106: the 500th place, and deals among the claims around it."""
    none, deal = None, days_ago(10)
    batch = [in_pool(n, holding=498, last_order_at=at) for n, at in enumerate([deal, none, deal, none, none, deal])]
    assert reasons(judge_in_turn(claims(*batch), NOW)) == [None, None, None, None, Reason.CAP_REACHED, None]


def test_a_refused_claim_burns_no_quota_and_a_bad_row_fails_no_other() -> None:
    cooling = facts(a_customer(id=CustomerId("cooling")), claimed_today=299, claimable_from=COOLED_AT)
    taken = facts(held(by=OTHER, id=CustomerId("taken")), claimed_today=299)
    mine = facts(held(id=CustomerId("mine")), claimed_today=299)
    batch = claims(cooling, facts(None, claimed_today=299), taken, mine, in_pool(1, claimed_today=299), in_pool(2))
    assert reasons(judge_in_turn(batch, NOW)) == [
        Reason.COOLING_DOWN,
        Reason.GONE,
        Reason.TAKEN_BY_OTHER,
        Reason.ALREADY_YOURS,
        None,
        Reason.DAILY_LIMIT,
    ]


def test_the_order_of_the_verdicts_is_the_order_that_the_user_saw() -> None:
    batch = [in_pool(number, claimed_today=298) for number in (7, 3, 9)]
    verdicts = judge_in_turn(claims(*batch), NOW)
    won = [effect.customer_id for verdict in verdicts if isinstance(verdict, Accepted)
           for effect in verdict.effects if isinstance(effect, OwnerChanged)]  # fmt: skip
    assert won == ["customer 7", "customer 3"]


def in_turn(customer: Facts, *commands: Command) -> list[Verdict]:
    return judge_in_turn([Case(command, customer, RULES) for command in commands], NOW)


def test_the_same_customer_twice_in_a_batch_is_claimed_once() -> None:
    first, second = in_turn(in_pool(1), a_claim("customer 1"), a_claim("customer 1"))
    assert isinstance(first, Accepted) and first.effects
    assert second == Accepted((), remark=Reason.ALREADY_YOURS)


def test_a_customer_released_earlier_in_the_batch_cools_down_for_its_claim() -> None:
    released, again = in_turn(facts(held()), a_release(), a_claim())
    assert isinstance(released, Accepted)
    assert again == Refused(Reason.COOLING_DOWN, {"claimable_from": millis(COOLED_AT)})


def test_a_cool_down_of_before_is_not_forgotten_for_want_of_a_new_one() -> None:
    """A follow-up carries the customer forward; the cool-down that was known still stands for the claim after it."""
    known = facts(a_customer(), claimable_from=COOLED_AT, held_when_it_happened=True)
    followed, claimed = in_turn(known, a_follow_up(at=days_ago(1)), a_claim())
    assert isinstance(followed, Accepted)
    assert claimed == Refused(Reason.COOLING_DOWN, {"claimable_from": millis(COOLED_AT)})


def test_what_was_claimed_may_be_followed_up_and_released_in_the_same_breath() -> None:
    verdicts = in_turn(in_pool(1), a_claim("customer 1"), a_follow_up("customer 1"), a_release("customer 1"))
    assert reasons(verdicts) == [None, None, None]
    follow_up = verdicts[1]
    assert isinstance(follow_up, Accepted)
    assert follow_up.effects == (FollowUpAdded(a_follow_up("customer 1"), ME, is_counted=True),)


def test_a_second_release_of_one_customer_finds_it_gone_back() -> None:
    assert reasons(in_turn(facts(held()), a_release(), a_release())) == [None, Reason.NOT_YOURS]


def test_a_release_makes_room_for_the_claim_after_it_and_gives_no_claim_of_the_day_back() -> None:
    full = facts(held(), holding=500, claimed_today=299)
    batch = [Case(a_release(), full, RULES), *claims(in_pool(1), in_pool(2))]
    assert reasons(judge_in_turn(batch, NOW)) == [None, None, Reason.DAILY_LIMIT]


def test_each_case_is_judged_by_the_rules_of_its_own_pool() -> None:
    strict, wide = a_ruleset(daily_claim_limit=1), a_ruleset(daily_claim_limit=9)
    batch = [*claims(in_pool(1), in_pool(2), rules=strict), *claims(in_pool(3), rules=wide)]
    assert reasons(judge_in_turn(batch, NOW)) == [None, Reason.DAILY_LIMIT, None]


def test_an_empty_batch_has_no_verdicts() -> None:
    assert judge_in_turn([], NOW) == []


@pytest.mark.parametrize(("size", "fits"), [(0, True), (1, True), (1000, True), (1001, False)])
def test_a_batch_beyond_1000_is_refused_whole(size: int, fits: bool) -> None:
    expected = None if fits else Refused(Reason.BATCH_TOO_LARGE, {"limit": 1000, "size": size})
    assert refuse_oversized(size, RULES) == expected


def test_figures_move_by_what_happened_to_their_person_alone() -> None:
    quota = Quota(ME, claimed_today=3, holding=9)
    moved = (QuotaMoved(ME, claims=1, holding=1), QuotaMoved(OTHER, claims=5, holding=5), QuotaMoved(ME, 0, -2))
    assert quota.after(moved) == Quota(ME, claimed_today=4, holding=8)
    assert quota.after(()) == quota


def test_new_hands_start_every_clock_anew() -> None:
    worn = held(last_follow_up_at=NOW, is_locked=True, extended_until=NOW, last_order_at=days_ago(9))
    taken = worn.moved(PersonId("wang"), IN_HANDS, NOW)
    assert (taken.owner_id, taken.acquired_at, taken.state) == ("wang", NOW, PoolState.ASSIGNED)
    assert (taken.last_follow_up_at, taken.is_locked, taken.extended_until) == (None, False, None)
    assert (taken.ownership_version, taken.last_order_at) == (2, days_ago(9))


def test_back_in_the_pool_nothing_of_the_owner_is_left() -> None:
    worn = held(last_follow_up_at=NOW, is_locked=True, extended_until=NOW, last_order_at=days_ago(9))
    assert worn.moved(None, IN_POOL, NOW) == a_customer(ownership_version=2, last_order_at=days_ago(9))


def test_a_cool_down_and_figures_are_no_part_of_the_customer() -> None:
    effects = (CoolDownStarted(CustomerId("customer"), ME, COOLED_AT), QuotaMoved(ME, 0, 0))
    assert applied(held(), effects) == held()


def test_a_late_follow_up_on_a_customer_no_longer_to_be_seen_carries_nothing_forward() -> None:
    lost = facts(None, held_when_it_happened=True)
    kept, claimed = in_turn(lost, a_follow_up(at=days_ago(1)), a_claim())
    assert isinstance(kept, Accepted) and kept.remark is Reason.NO_LONGER_YOURS
    assert claimed == Refused(Reason.GONE)


def test_a_command_the_court_does_not_know_is_a_bug_and_not_a_verdict() -> None:
    unknown: Any = "please"
    with pytest.raises(AssertionError):
        judge(unknown, facts(held()), RULES, NOW)
