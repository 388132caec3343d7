"""What the second part did, read from the server's tables past every screen, and held against the rules."""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, select

from domain.customers import PoolState
from domain.effects import Verb
from domain.instants import millis
from server.customers.tables import customer, ownership, ownership_event
from server.database import open_database
from server.organisation.tables import person
from server.pools.repository import all_pools, rulesets_of_pools
from sync.clock import SystemClock
from tests.tour.album import Album

USED = frozenset(
    {
        Verb.IMPORT,
        Verb.CLAIM,
        Verb.RELEASE,
        Verb.ASSIGN,
        Verb.RECYCLE,
        Verb.CONVERT_TO_POOL,
        Verb.CONVERT_TO_ORDINARY,
        Verb.EXTEND,
        Verb.LOCK,
        Verb.UNLOCK,
        Verb.DEPART,
        Verb.REINSTATE,
    }
)
"""Every verb that somebody can use by now; `register` and `flow_in` come with the feed."""

_MOST_CLAIMS, _MOST_HELD, _MOST_EXTENSIONS, _MOST_LOCKS = 300, 500, 3, 20


def check_register(database_url: str, since: datetime, album: Album) -> None:
    """
    Raises:
        Mishap: the tables say otherwise than the rules.
    """
    store = open_database(database_url)
    try:
        store.read(lambda connection: _check(connection, since, album))
    finally:
        store.close()


def _check(connection: Connection, since: datetime, album: Album) -> None:
    customers = connection.execute(select(customer)).all()
    names = {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}
    standing: dict[str, list[str]] = {}
    for row in connection.execute(select(ownership).where(ownership.c.until.is_(None))):
        standing.setdefault(row.customer_id, []).append(row.person_id)
    owned = {row.id: [row.owner_id] for row in customers if row.owner_id is not None}
    album.check("every customer has one owner or none, and its ownership says the same", standing == owned)
    free = {PoolState.UNASSIGNED, PoolState.PENDING, "dormant"}
    album.check(
        "who is in a pool or waits is nobody's",
        all((row.owner_id is None) == (row.pool_state in free) for row in customers),
    )
    closed = {pool.id for pool in all_pools(connection) if not pool.is_open}
    album.check(
        "no closed pool holds anybody",
        not any(row.pool_id in closed for row in customers if row.pool_state != "dormant"),
    )
    gone = {row.id for row in connection.execute(select(person.c.id).where(person.c.has_departed))}
    album.check("nobody who left holds anything", not gone & {row.owner_id for row in customers})
    events = connection.execute(select(ownership_event).where(ownership_event.c.at >= millis(since))).all()
    verbs = Counter(row.verb for row in events)
    album.check("an event stands for every verb that can be used", set(verbs) >= USED)
    album.check(
        "each names the version of the rules it was judged by", all(row.ruleset_version for row in events if row.rule)
    )
    held = Counter(row.owner_id for row in customers if row.pool_state == PoolState.ASSIGNED)
    locked = Counter(row.owner_id for row in customers if row.is_locked)
    claims = Counter(row.actor_id for row in events if row.verb == Verb.CLAIM)
    within = [(held, _MOST_HELD), (locked, _MOST_LOCKS), (claims, _MOST_CLAIMS)]
    album.check(
        "nobody is above a limit", all(number <= most for counted, most in within for number in counted.values())
    )
    album.check("no deadline was extended too often", all(row.extensions <= _MOST_EXTENSIONS for row in customers))
    told = ", ".join(f"{verb} {number}" for verb, number in sorted(verbs.items()))
    holders = ", ".join(f"{names[owner]} {number}" for owner, number in sorted(held.items()) if owner)
    album.say(f"the server's events since the day began: {told}; held from pools: {holders or 'nobody holds any'}")
    overdue = [row for row in customers if row.outflow_at is not None and row.outflow_at <= millis(SystemClock().now())]
    album.check(
        "nothing that is due is held, and every pool has its rules", not overdue and bool(rulesets_of_pools(connection))
    )
