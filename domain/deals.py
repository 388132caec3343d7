"""Whether a customer buys: derived from its last order whenever it is read, never stored (H 116)."""

from enum import StrEnum

from domain.customers import Customer
from domain.identifiers import Instant
from domain.rulesets import Ruleset


class DealStatus(StrEnum):
    DEAL = "deal"
    LAPSED = "lapsed"
    NONE = "none"


def deal_since(ruleset: Ruleset, now: Instant) -> Instant:
    """The earliest last order that still makes a deal at `now`; lists and counts filter by it."""
    return now - ruleset.deal_period


def deal_status(last_order_at: Instant | None, ruleset: Ruleset, now: Instant) -> DealStatus:
    """`deal` up to and including the last day of the deal period, `lapsed` after it, `none` without an order."""
    if last_order_at is None:
        return DealStatus.NONE
    return DealStatus.DEAL if last_order_at >= deal_since(ruleset, now) else DealStatus.LAPSED


def lapses_at(last_order_at: Instant, ruleset: Ruleset) -> Instant:
    """The last instant at which this order still makes a deal."""
    return last_order_at + ruleset.deal_period


def was_deal_with_owner(customer: Customer, ruleset: Ruleset) -> bool:
    """Whether the customer was in deal when its owner got it, or at any time since."""
    if customer.last_order_at is None or customer.acquired_at is None:
        return False
    return lapses_at(customer.last_order_at, ruleset) >= customer.acquired_at


def has_reached_goal(customer: Customer) -> bool:
    """Whether it ordered since its owner got it (F 6, 公海目标)."""
    if customer.last_order_at is None or customer.acquired_at is None:
        return False
    return customer.last_order_at >= customer.acquired_at


def counts_toward_cap(customer: Customer, ruleset: Ruleset, now: Instant) -> bool:
    """Customers in deal take no place (H 106)."""
    return deal_status(customer.last_order_at, ruleset, now) is not DealStatus.DEAL
