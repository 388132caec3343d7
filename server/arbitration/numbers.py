"""The numbers an ownership event was decided by, kept beside it: rules change, and a history is to be understood."""

from collections.abc import Mapping
from typing import Any

from domain.customers import Customer
from domain.deadlines import COUNTED_BY
from domain.effects import OwnerChanged, Verb
from domain.instants import millis, optional_millis
from domain.rulesets import Ruleset


def numbers_of(changed: OwnerChanged, before: Customer, ruleset: Ruleset) -> Mapping[str, Any]:
    """Instants in milliseconds. `due_at` beside the event's own time says how late a recycling was done."""
    if changed.due is None:
        limits = {"daily_claim_limit": ruleset.daily_claim_limit} if changed.verb is Verb.CLAIM else {}
        return limits | {"holding_cap": ruleset.holding_cap, "cool_down_hours": ruleset.cool_down_hours}
    setting = COUNTED_BY[changed.due.rule]
    return {
        "due_at": millis(changed.due.at),
        setting: getattr(ruleset, setting),
        "acquired_at": optional_millis(before.acquired_at),
        "last_follow_up_at": optional_millis(before.last_follow_up_at),
        "last_order_at": optional_millis(before.last_order_at),
        "extended_until": optional_millis(before.extended_until),
        "cool_down_hours": ruleset.cool_down_hours,
    }
