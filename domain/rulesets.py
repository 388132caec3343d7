"""The numbers of a pool. Each is a setting; the defaults are Huaqiu's."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.identifiers import Instant


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One version of a pool's rules, in force from `effective_from` until the next version's.

    A rule whose number is None is off. Days are 24 hours long from exact instants (SPEC §2.4).
    """

    version: int
    effective_from: Instant
    zone: str = "Asia/Shanghai"
    daily_claim_limit: int = 300
    holding_cap: int = 500
    cool_down_hours: int = 72
    deal_days: int = 180
    no_first_follow_up_days: int | None = 15
    no_deal_days: int | None = 120
    follow_up_gap_days: int | None = 40
    is_lapse_recycled: bool = True
    protection_days: int | None = None
    is_goal_exempt: bool = False
    warning_days: int = 3
    lock_limit: int = 20
    extension_days: int = 30
    extension_times: int = 3
    intent_hours: int = 72
    batch_limit: int = 1000

    @property
    def cool_down(self) -> timedelta:
        return timedelta(hours=self.cool_down_hours)

    @property
    def deal_period(self) -> timedelta:
        return timedelta(days=self.deal_days)


def huaqiu(version: int, effective_from: Instant) -> Ruleset:
    """Four rules, whichever is due first (H 107)."""
    return Ruleset(version=version, effective_from=effective_from)


def fanpu(version: int, effective_from: Instant, protection_days: int = 30) -> Ruleset:
    """One return period, lifted for good by an order (F 6, F 14)."""
    return replace(
        huaqiu(version, effective_from),
        no_first_follow_up_days=None,
        no_deal_days=None,
        follow_up_gap_days=None,
        is_lapse_recycled=False,
        protection_days=protection_days,
        is_goal_exempt=True,
    )


def in_force(rulesets: tuple[Ruleset, ...], now: Instant) -> Ruleset:
    """The newest version already effective at `now`.

    Raises:
        LookupError: none of them is in force yet.
    """
    effective = [ruleset for ruleset in rulesets if ruleset.effective_from <= now]
    if not effective:
        raise LookupError("no ruleset is in force")
    return max(effective, key=lambda ruleset: (ruleset.effective_from, ruleset.version))
