"""When a customer flows out of its owner's hands, and by which rule (H 107, H 114, F 11, F 14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.customers import Customer, PoolState
from domain.days import rounded_up_to_midnight
from domain.deals import has_reached_goal, lapses_at, was_deal_with_owner
from domain.identifiers import Instant
from domain.rulesets import Ruleset


class OutflowRule(StrEnum):
    """Which rule takes a customer back. The order decides between rules due at the same instant."""

    NO_FIRST_FOLLOW_UP = "no_first_follow_up"
    NO_DEAL = "no_deal"
    FOLLOW_UP_GAP = "follow_up_gap"
    LAPSED = "lapsed"
    PROTECTION = "protection"


class Exemption(StrEnum):
    """Why a customer that is held does not flow out."""

    ORDINARY = "ordinary"
    KEY_ACCOUNT = "key_account"
    LOCKED = "locked"
    GOAL_REACHED = "goal_reached"


class Mover(StrEnum):
    """What moves a deadline later (SPEC 2.5)."""

    FOLLOW_UP = "follow_up"
    ORDER = "order"
    EXTENSION = "extension"


COUNTED_BY = {
    OutflowRule.NO_FIRST_FOLLOW_UP: "no_first_follow_up_days",
    OutflowRule.NO_DEAL: "no_deal_days",
    OutflowRule.FOLLOW_UP_GAP: "follow_up_gap_days",
    OutflowRule.LAPSED: "deal_days",
    OutflowRule.PROTECTION: "protection_days",
}
"""Which number of a ruleset each rule counts by, by its name: events keep it, and people are told it."""


@dataclass(frozen=True, slots=True)
class Outflow:
    """`at` is a company midnight; the first sweep at or after it takes the customer back."""

    at: Instant
    rule: OutflowRule


_MOVERS = {
    OutflowRule.NO_FIRST_FOLLOW_UP: Mover.FOLLOW_UP,
    OutflowRule.NO_DEAL: Mover.ORDER,
    OutflowRule.FOLLOW_UP_GAP: Mover.FOLLOW_UP,
    OutflowRule.LAPSED: Mover.ORDER,
    OutflowRule.PROTECTION: Mover.ORDER,
}


def exemption(customer: Customer, ruleset: Ruleset, *, is_owner_key_account: bool) -> Exemption | None:
    """The first reason for which a held customer stays, or None."""
    if customer.state is PoolState.ORDINARY:
        return Exemption.ORDINARY
    if is_owner_key_account:
        return Exemption.KEY_ACCOUNT
    if customer.is_locked:
        return Exemption.LOCKED
    if ruleset.is_goal_exempt and has_reached_goal(customer):
        return Exemption.GOAL_REACHED
    return None


def outflow(customer: Customer, ruleset: Ruleset, *, is_owner_key_account: bool) -> Outflow | None:
    """The earliest deadline of a held customer, never before a granted extension ends; None where none runs."""
    if customer.state is not PoolState.ASSIGNED or customer.acquired_at is None:
        return None
    if exemption(customer, ruleset, is_owner_key_account=is_owner_key_account) is not None:
        return None
    earliest = min(_deadlines(customer, customer.acquired_at, ruleset), key=lambda due: due.at, default=None)
    if earliest is None or customer.extended_until is None:
        return earliest
    return Outflow(max(earliest.at, customer.extended_until), earliest.rule)


def mover(rule: OutflowRule, ruleset: Ruleset) -> Mover:
    """What its owner can do about a deadline of this rule, or must ask for."""
    if rule is OutflowRule.PROTECTION and not ruleset.is_goal_exempt:
        return Mover.EXTENSION
    return _MOVERS[rule]


def days_left(outflow_at: Instant, now: Instant) -> int:
    """Whole days until `outflow_at`: 0 on its last day, never negative."""
    return max(0, (outflow_at - now) // timedelta(days=1))


def is_about_to_flow_out(outflow_at: Instant | None, ruleset: Ruleset, now: Instant) -> bool:
    """Whether the list 即将流出 shows it (H 114)."""
    return outflow_at is not None and outflow_at - now <= timedelta(days=ruleset.warning_days)


def _deadlines(customer: Customer, acquired_at: Instant, ruleset: Ruleset) -> Iterator[Outflow]:
    def due(start: Instant, days: int, rule: OutflowRule) -> Outflow:
        return Outflow(rounded_up_to_midnight(start + timedelta(days=days), ruleset.zone), rule)

    if ruleset.no_first_follow_up_days is not None and customer.last_follow_up_at is None:
        yield due(acquired_at, ruleset.no_first_follow_up_days, OutflowRule.NO_FIRST_FOLLOW_UP)
    if ruleset.no_deal_days is not None and not was_deal_with_owner(customer, ruleset):
        yield due(acquired_at, ruleset.no_deal_days, OutflowRule.NO_DEAL)
    if ruleset.follow_up_gap_days is not None and customer.last_follow_up_at is not None:
        yield due(customer.last_follow_up_at, ruleset.follow_up_gap_days, OutflowRule.FOLLOW_UP_GAP)
    # A customer that had lapsed before it was claimed is not recycled for it: only a lapse under this owner counts.
    if ruleset.is_lapse_recycled and customer.last_order_at is not None and was_deal_with_owner(customer, ruleset):
        lapse = lapses_at(customer.last_order_at, ruleset)
        yield Outflow(rounded_up_to_midnight(lapse, ruleset.zone), OutflowRule.LAPSED)
    if ruleset.protection_days is not None:
        yield due(acquired_at, ruleset.protection_days, OutflowRule.PROTECTION)
