"""The judge's own idea of a customer and of its deadline: plain milliseconds, in a zone that has no summer time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.customers import Customer, PoolState
from domain.deadlines import outflow
from domain.identifiers import CustomerId, PersonId, PoolId, TeamId
from domain.instants import instant, millis, optional_instant
from domain.rulesets import Ruleset

DAY = 86_400_000
HOUR = 3_600_000
_EAST_OF_GREENWICH = 8 * HOUR

type Due = tuple[int, str]
"""When it flows out, and by which rule."""


@dataclass(frozen=True)
class Kept:
    """A customer as the tables keep it, in milliseconds."""

    id: str
    pool_id: str | None
    state: str
    owner_id: str | None
    acquired_at: int | None
    ownership_version: int
    last_order_at: int | None
    last_follow_up_at: int | None
    is_locked: int
    extended_until: int | None
    extensions: int
    team_id: str | None
    pooled_at: int | None
    outflow_reason: str


def unborn(customer_id: str) -> Kept:
    """One that is about to be registered."""
    return Kept(customer_id, None, "dormant", None, None, 0, None, None, 0, None, 0, None, None, "")


@dataclass(frozen=True)
class Rules:
    """One version of a pool's numbers, by name."""

    pool_id: str
    version: int
    effective_from: int
    numbers: Mapping[str, Any]

    def __getitem__(self, setting: str) -> Any:
        return self.numbers[setting]


def midnight_from(at: int) -> int:
    """`at` itself where it is a midnight in Shanghai, else the next one."""
    return -(-(at + _EAST_OF_GREENWICH) // DAY) * DAY - _EAST_OF_GREENWICH


def day_of(at: int) -> int:
    return (at + _EAST_OF_GREENWICH) // DAY


def is_deal(kept: Kept, rules: Rules, at: int) -> bool:
    return kept.last_order_at is not None and at <= kept.last_order_at + rules["deal_days"] * DAY


def due(kept: Kept, rules: Rules, *, is_key_account: bool) -> Due | None:
    """When the rules take it from its owner (SPEC 2.4), told as shortly as it can be."""
    since, last = kept.acquired_at, kept.last_order_at
    if kept.state != "assigned" or since is None or is_key_account or kept.is_locked:
        return None
    if rules["is_goal_exempt"] and last is not None and last >= since:
        return None
    was_deal = is_deal(kept, rules, since)
    starts = {
        "no_first_follow_up": since if kept.last_follow_up_at is None else None,
        "no_deal": None if was_deal else since,
        "follow_up_gap": kept.last_follow_up_at,
        "lapsed": last if was_deal and rules["is_lapse_recycled"] else None,
        "protection": since,
    }
    ends = []
    for rule, start in starts.items():
        days = rules["deal_days" if rule == "lapsed" else f"{rule}_days"]
        if start is not None and days is not None:
            ends.append((midnight_from(start + days * DAY), rule))
    if not ends:
        return None
    at, rule = min(ends, key=lambda end: end[0])
    return max(at, kept.extended_until or at), rule


def due_by_the_domain(kept: Kept, rules: Rules, *, is_key_account: bool) -> Due | None:
    """The same, asked of the product's own function."""
    known = Customer(
        id=CustomerId(kept.id),
        pool_id=None if kept.pool_id is None else PoolId(kept.pool_id),
        state=PoolState(kept.state),
        owner_id=None if kept.owner_id is None else PersonId(kept.owner_id),
        acquired_at=optional_instant(kept.acquired_at),
        ownership_version=kept.ownership_version,
        last_order_at=optional_instant(kept.last_order_at),
        last_follow_up_at=optional_instant(kept.last_follow_up_at),
        is_locked=bool(kept.is_locked),
        extended_until=optional_instant(kept.extended_until),
        extensions=kept.extensions,
        team_id=None if kept.team_id is None else TeamId(kept.team_id),
    )
    numbers = Ruleset(rules.version, instant(rules.effective_from), **rules.numbers)
    found = outflow(known, numbers, is_owner_key_account=is_key_account)
    return None if found is None else (millis(found.at), found.rule.value)
