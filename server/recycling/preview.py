"""What a sweep would do now, without doing it: nothing is locked and nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain.customers import PoolState
from domain.deadlines import COUNTED_BY, Outflow
from domain.identifiers import CustomerId, Instant
from server.arbitration.ground import Ground
from server.arbitration.rules import rules_at
from server.customers.holdings import Holding, find_holdings
from server.customers.outflows import names_of
from server.database import Database
from server.organisation.repository import find_people
from server.recycling.anew import held_in, stale_pools
from server.recycling.batches import dues_in, judged
from server.recycling.sweep import due_in


@dataclass(frozen=True, slots=True)
class Going:
    """A customer that would go. `number` is the setting that its rule counts by, `zone` where the company is."""

    customer_id: CustomerId
    name: str
    owner: str
    due: Outflow
    number: int
    zone: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Of one batch: who would go, and how many deadlines would be set right."""

    going: Sequence[Going]
    corrected: int


def preview(database: Database, now: Instant) -> Iterator[Preview]:
    """What a sweep at `now` would come to, a batch after the other. Each batch is of one moment, not all of them.

    First the pools whose rules have changed, by customer; then what is due in the others, in the order of deadlines.
    """
    stale = {pool.pool_id: pool for pool in database.read(lambda connection: stale_pools(connection, now))}

    def is_of_stale(held: Holding) -> bool:
        return held.customer.state is PoolState.ASSIGNED and held.customer.pool_id in stale

    for pool in stale.values():
        for customer_ids in held_in(database, pool):
            ground, names = _seen(database, customer_ids, now, is_of_stale)
            yield Preview(_going(ground, customer_ids, names), len(_wrong(ground)))
    for customer_ids in due_in(database, lambda: now):
        ground, names = _seen(database, customer_ids, now, lambda held: not is_of_stale(held))
        going = _going(ground, customer_ids, names)
        # What goes has its deadline no more, right or wrong.
        yield Preview(going, len(_wrong(ground) - {each.customer_id for each in going}))


def _seen(
    database: Database, customer_ids: Sequence[CustomerId], now: Instant, is_meant: Callable[[Holding], bool]
) -> tuple[Ground, dict[CustomerId, str]]:
    """Those that are meant, with their names."""

    def look(connection: Connection) -> tuple[Ground, dict[CustomerId, str]]:
        found = find_holdings(connection, customer_ids)
        meant = {customer_id: held for customer_id, held in found.items() if is_meant(held)}
        owners = {held.customer.owner_id for held in meant.values() if held.customer.owner_id is not None}
        ground = Ground(now, meant, rules_at(connection, now), find_people(connection, owners), {})
        return ground, names_of(connection, meant)

    return database.read(look)


def _going(ground: Ground, in_order: Sequence[CustomerId], names: dict[CustomerId, str]) -> list[Going]:
    return [
        _told(ground, customer_id, names[customer_id], due)
        for customer_id in in_order
        if customer_id in ground.holdings
        for due in dues_in(judged(ground, customer_id))
    ]


def _told(ground: Ground, customer_id: CustomerId, name: str, due: Outflow) -> Going:
    owner_id = ground.holdings[customer_id].customer.owner_id
    owner = "" if owner_id is None else ground.people[owner_id].name
    rules = ground.rules_of(customer_id)
    return Going(customer_id, name, owner, due, getattr(rules, COUNTED_BY[due.rule]), rules.zone)


def _wrong(ground: Ground) -> set[CustomerId]:
    """Whose stored deadline is not that of the rules in force."""
    return {
        customer_id for customer_id, held in ground.holdings.items() if held.outflow != ground.outflow_of(held.customer)
    }
