"""What the server's own tables tell of a trial: who held what at every instant, and by which command.

The tables are read as they lie there, and judged by sums that owe nothing to how they came about.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.customers import Customer, PoolState
from domain.days import company_day
from domain.deals import counts_toward_cap
from domain.identifiers import CustomerId, Instant, PoolId
from domain.instants import instant, millis, optional_instant
from domain.rulesets import Ruleset, in_force
from server.arbitration.tables import receipt
from server.customers.tables import customer, ownership, ownership_event, quota
from server.database import open_database
from server.follow_ups.tables import follow_up
from server.pools.repository import rulesets_of_pools

type Rows = tuple[Row[Any], ...]


@dataclass(frozen=True)
class Ledger:
    """Everything at one moment after the trial; `since` is when the trial began."""

    since: Instant
    customers: Rows
    ownerships: Rows
    events: Rows
    receipts: Rows
    follow_ups: Rows
    quotas: Rows
    rules: dict[PoolId, tuple[Ruleset, ...]]

    def rules_at(self, pool_id: str, at: Instant) -> Ruleset:
        return in_force(self.rules[PoolId(pool_id)], at)

    def of_trial(self) -> list[Row[Any]]:
        """Its events, in the order in which the server took them: their ids are drawn behind the person's lock."""
        return sorted((event for event in self.events if event.command_id is not None), key=lambda event: event.id)


def read_ledger(url: str, since: Instant) -> Ledger:
    return _asked(url, lambda connection: _read(connection, since))


def _asked[T](url: str, question: Callable[[Connection], T]) -> T:
    database = open_database(url, writer="inline")
    try:
        return database.read(question)
    finally:
        database.close()


def _read(connection: Connection, since: Instant) -> Ledger:
    customers, ownerships, events, receipts, follow_ups, quotas = (
        tuple(connection.execute(select(table)))
        for table in (customer, ownership, ownership_event, receipt, follow_up, quota)
    )
    rules = rulesets_of_pools(connection)
    return Ledger(since, customers, ownerships, events, receipts, follow_ups, quotas, rules)


def follow_ups_at(database_url: str) -> list[str]:
    """Every follow-up's id, straight from the server's table."""
    return _asked(database_url, lambda connection: list(connection.scalars(select(follow_up.c.id))))


def faults_in(ledger: Ledger) -> list[str]:
    """What should not be so; empty where everything adds up."""
    checks = (_owners, _history, _receipts, _follow_ups, _daily_limits, _caps, _cool_downs)
    return [fault for check in checks for fault in check(ledger)]


def _owners(ledger: Ledger) -> Iterator[str]:
    """One owner at every instant: spans that follow each other, the last one open exactly where somebody holds it."""
    spans: dict[str, list[Row[Any]]] = defaultdict(list)
    for span in sorted(ledger.ownerships, key=lambda span: span.ownership_version):
        spans[span.customer_id].append(span)
        if span.until is not None and span.until < span.since:
            yield f"customer {span.customer_id} was held until before it was held"
    for customer_id, each in spans.items():
        for earlier, later in pairwise(each):
            if earlier.until is None or earlier.until > later.since:
                over = "…" if earlier.until is None else earlier.until - later.since
                yield f"customer {customer_id} had two owners at once, for {over} ms from {later.since}"
    for row in ledger.customers:
        last = spans[row.id][-1] if spans[row.id] else None
        holder = last.person_id if last is not None and last.until is None else None
        if holder != row.owner_id:
            yield f"customer {row.id} belongs to {row.owner_id}, its last span says {holder}"


def _history(ledger: Ledger) -> Iterator[str]:
    """Every event takes the customer from where the last one left it, and each command made one at most."""
    told: dict[str, list[Row[Any]]] = defaultdict(list)
    for event in sorted(ledger.events, key=lambda event: event.id):
        told[event.customer_id].append(event)
    for row in ledger.customers:
        owner = None
        for event in told[row.id]:
            if event.from_owner_id != owner:
                yield f"event {event.id} takes customer {row.id} from {event.from_owner_id}, it was with {owner}"
            owner = event.to_owner_id
        if (owner, len(told[row.id])) != (row.owner_id, row.ownership_version):
            yield f"customer {row.id} stands at {row.ownership_version}, its history has {len(told[row.id])} events"
    for command_id, times in Counter(event.command_id for event in ledger.of_trial()).items():
        if times > 1:
            yield f"command {command_id} changed an owner {times} times"


def _receipts(ledger: Ledger) -> Iterator[str]:
    """No effect without a receipt that says yes."""
    accepted = {row.command_id for row in ledger.receipts if row.is_accepted}
    for event in ledger.of_trial():
        if event.command_id not in accepted:
            yield f"event {event.id} came of command {event.command_id}, which has no receipt that says yes"


def _follow_ups(ledger: Ledger) -> Iterator[str]:
    mine = [row for row in ledger.follow_ups if row.received_at >= millis(ledger.since)]
    for text, times in Counter(row.text for row in mine).items():
        if times > 1:
            yield f"follow-up “{text}” is there {times} times"
    counted = Counter(row.customer_id for row in ledger.follow_ups)
    for row in ledger.customers:
        if row.follow_up_count != counted[row.id]:
            yield f"customer {row.id} counts {row.follow_up_count} follow-ups, there are {counted[row.id]}"


def _daily_limits(ledger: Ledger) -> Iterator[str]:
    pools = {row.id: row.pool_id for row in ledger.customers}
    claimed: Counter[tuple[str, str]] = Counter()
    limits: dict[tuple[str, str], int] = {}
    for event in ledger.events:
        if event.verb == "claim":
            at = instant(event.at)
            rules = ledger.rules_at(pools[event.customer_id], at)
            day = event.to_owner_id, company_day(at, rules.zone).isoformat()
            claimed[day] += 1
            limits[day] = rules.daily_claim_limit
    for day, number in claimed.items():
        if number > limits[day]:
            yield f"{day[0]} claimed {number} on {day[1]}, allowed are {limits[day]}"
    for row in ledger.quotas:
        number = claimed[row.person_id, row.day]
        if row.claimed != number:
            yield f"{row.person_id} is said to have claimed {row.claimed} on {row.day}, there are {number}"


def _caps(ledger: Ledger) -> Iterator[str]:
    """After each claim of the trial, the claimer's places, counted up from those held when it began."""
    known = {row.id: row for row in ledger.customers}
    since = millis(ledger.since)
    places: Counter[str] = Counter()
    for span in ledger.ownerships:
        if span.since < since and (span.until is None or span.until >= since):
            places[span.person_id] += _takes_place(ledger, known[span.customer_id], ledger.since)
    for event in ledger.of_trial():
        row, at = known[event.customer_id], instant(event.at)
        place = _takes_place(ledger, row, at)
        if event.from_owner_id is not None:
            places[event.from_owner_id] -= place
        if event.to_owner_id is not None:
            places[event.to_owner_id] += place
            cap = ledger.rules_at(row.pool_id, at).holding_cap
            if place and places[event.to_owner_id] > cap:
                yield f"{event.to_owner_id} held {places[event.to_owner_id]} after event {event.id}, allowed are {cap}"


def _takes_place(ledger: Ledger, row: Row[Any], at: Instant) -> int:
    last_order_at = optional_instant(row.last_order_at)
    judged = Customer(CustomerId(row.id), row.pool_id, PoolState.ASSIGNED, last_order_at=last_order_at)
    return int(counts_toward_cap(judged, ledger.rules_at(row.pool_id, at), at))


def _cool_downs(ledger: Ledger) -> Iterator[str]:
    """Nobody claims what they gave up, or lost, a moment ago."""
    pools = {row.id: row.pool_id for row in ledger.customers}
    gone: dict[tuple[str, str], Instant] = {}
    for event in sorted(ledger.events, key=lambda event: event.id):
        at = instant(event.at)
        if event.verb == "claim" and event.command_id is not None:
            left = gone.get((event.to_owner_id, event.customer_id))
            if left is not None and at < left:
                yield f"event {event.id}: {event.to_owner_id} claimed what they may not before {left}"
        elif event.from_owner_id is not None:
            hours = ledger.rules_at(pools[event.customer_id], at).cool_down_hours
            gone[event.from_owner_id, event.customer_id] = at + timedelta(hours=hours)
