"""Dormant customers whose activity is enough: into their pool, with the score and the rules it came to that by."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from domain.customers import Customer, PoolState
from domain.flow_in import Demand, FlowIn, crosses, flowed_in
from domain.identifiers import CustomerId, PoolId
from server.arbitration.outcome import Outcome
from server.flow_in.repository import activities_of

RULE = "demand"


def flow_in_where_due(
    connection: Connection,
    outcome: Outcome,
    customer_ids: Collection[CustomerId],
    rules: FlowIn,
    open_pools: Collection[PoolId],
) -> int:
    """Add to `outcome` whoever of these sleeps and shows demand enough. Returns how many do."""
    now = outcome.ground.now
    asleep = {
        customer_id: customer
        for customer_id in customer_ids
        if (customer := customer_in(outcome, customer_id)).state is PoolState.DORMANT
    }
    if not asleep:
        return 0
    did = activities_of(connection, asleep, now - timedelta(days=rules.window_days))
    number = 0
    for customer_id, activities in sorted(did.items()):
        demand = crosses(activities, rules, now)
        pool_id = _its_pool(asleep[customer_id], rules, open_pools)
        if demand is not None and pool_id is not None:
            outcome.take(None, customer_id, flowed_in(asleep[customer_id], pool_id, now))
            outcome.events[-1] = replace(outcome.events[-1], rule=RULE, numbers=_numbers(demand))
            number += 1
    return number


def customer_in(outcome: Outcome, customer_id: CustomerId) -> Customer:
    """As it stands after what was taken so far."""
    return outcome.after.get(customer_id, outcome.ground.holdings[customer_id]).customer


def _its_pool(customer: Customer, rules: FlowIn, open_pools: Collection[PoolId]) -> PoolId | None:
    """The one it was registered for, else that of the rules; None where neither is open."""
    return next((pool_id for pool_id in (customer.pool_id, rules.pool_id) if pool_id in open_pools), None)


def _numbers(demand: Demand) -> dict[str, int]:
    return {
        "score": demand.score,
        "threshold": demand.threshold,
        "window_days": demand.window_days,
        "flow_in_version": demand.version,
    }
