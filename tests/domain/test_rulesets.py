"""The numbers of both houses, and which version of them holds when (SPEC 2.4)."""

from datetime import timedelta

import pytest

from domain.rulesets import Ruleset, fanpu, huaqiu, in_force
from tests.builders import NOW, a_ruleset

SECOND = timedelta(seconds=1)


def test_huaqius_numbers_are_the_defaults() -> None:
    rules = huaqiu(3, NOW)
    assert (rules.version, rules.effective_from, rules.zone) == (3, NOW, "Asia/Shanghai")
    assert (rules.daily_claim_limit, rules.holding_cap) == (300, 500)  # H 106, H 108
    assert (rules.cool_down, rules.cool_down_hours) == (timedelta(days=3), 72)  # H 108
    assert (rules.no_first_follow_up_days, rules.no_deal_days, rules.follow_up_gap_days) == (15, 120, 40)  # H 107
    assert (rules.is_lapse_recycled, rules.deal_period) == (True, timedelta(days=180))  # H 107, H 116
    assert (rules.protection_days, rules.is_goal_exempt) == (None, False)  # SPEC 2.4: Fanpu's, off
    assert rules.warning_days == 3  # H 107, H 114
    assert (rules.extension_times, rules.extension_days) == (3, 30)  # SPEC 2.4
    assert (rules.lock_limit, rules.intent_hours, rules.batch_limit) == (20, 72, 1000)  # SPEC 2.2, 8, 2.3


def test_fanpus_one_period_with_a_goal_leaves_the_limits_alone() -> None:
    rules = fanpu(2, NOW, protection_days=10)
    assert (rules.protection_days, rules.is_goal_exempt) == (10, True)  # F 6, F 14
    assert (rules.no_first_follow_up_days, rules.no_deal_days, rules.follow_up_gap_days) == (None, None, None)
    assert not rules.is_lapse_recycled
    assert (rules.version, rules.daily_claim_limit, rules.holding_cap, rules.cool_down_hours) == (2, 300, 500, 72)


@pytest.mark.parametrize(
    ("after_start", "version"),
    [(-SECOND, 1), (-timedelta(milliseconds=1), 1), (timedelta(), 2), (SECOND, 2)],
)
def test_a_new_version_holds_from_its_first_instant(after_start: timedelta, version: int) -> None:
    rulesets = (a_ruleset(version=2, effective_from=NOW), a_ruleset(version=1))
    assert in_force(rulesets, NOW + after_start).version == version


def test_of_two_versions_from_one_instant_the_newer_holds() -> None:
    rulesets = (a_ruleset(version=3), a_ruleset(version=2))
    assert in_force(rulesets, NOW).version == 3
    assert in_force(rulesets[::-1], NOW).version == 3


def test_a_version_that_starts_later_holds_even_if_it_was_written_earlier() -> None:
    rulesets = (a_ruleset(version=9), a_ruleset(version=8, effective_from=NOW))
    assert in_force(rulesets, NOW).version == 8


@pytest.mark.parametrize("rulesets", [(), (a_ruleset(effective_from=NOW + SECOND),)])
def test_without_a_ruleset_in_force_nothing_can_be_judged(rulesets: tuple[Ruleset, ...]) -> None:
    with pytest.raises(LookupError):
        in_force(rulesets, NOW)
