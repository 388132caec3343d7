"""A company in which a day's work soon meets its limits, so that kills and limits meet too."""

import random
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from domain.deals import deal_since
from domain.identifiers import Instant, PoolId
from domain.instants import millis
from domain.rulesets import Ruleset, huaqiu, settings_of
from server.customers.figures import count_places
from server.database import open_database
from server.demo.store import found
from server.feed.log import record
from server.identity.passwords import Passwords
from server.organisation.repository import all_people
from server.pools.repository import all_pools, insert_rulesets
from server.upgrade import upgrade
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import RulesetRow

CUSTOMERS = 400


@dataclass(frozen=True, slots=True)
class Limits:
    """What a seed makes scarce: places beyond those the fullest holds, claims of a day, hours before claiming again."""

    free_places: int
    daily_claims: int
    cool_down_hours: int


def drawn_limits(chance: random.Random) -> Limits:
    return Limits(chance.choice((3, 15, 300)), chance.choice((40, 150, 1000)), chance.choice((0, 0, 72)))


def founded(url: str, seed: int, limits: Limits) -> Instant:
    """Make the company in an empty database; returns when its trial begins."""
    upgrade(url)
    database, ids = open_database(url, writer="inline"), RandomIdentity()
    try:
        now = SystemClock().now()
        found(database, Passwords(), CUSTOMERS, seed, now)

        def tighten(connection: Connection) -> None:
            (pool,) = all_pools(connection)
            since = {pool.id: deal_since(huaqiu(1, now), now)}
            fullest = max(count_places(connection, [person.id for person in all_people(connection)], since).values())
            rules = replace(
                huaqiu(2, now),
                holding_cap=fullest + limits.free_places,
                daily_claim_limit=limits.daily_claims,
                cool_down_hours=limits.cool_down_hours,
            )
            row = _row(ids.new(), pool.id, rules)
            record(connection, insert_rulesets(connection, [row]), now, ids.new)

        database.write(tighten)
        return now
    finally:
        database.close()


def _row(ruleset_id: str, pool_id: PoolId, rules: Ruleset) -> RulesetRow:
    return RulesetRow(ruleset_id, 1, pool_id, rules.version, millis(rules.effective_from), settings_of(rules))
