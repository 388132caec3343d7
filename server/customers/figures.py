"""A person's figures and cool-downs: what the court asks besides the customer itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.customers import PoolState
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.instants import instant, millis
from server.bulk import among, among_pairs, insert_rows, update_rows
from server.customers.tables import cool_down, customer, quota
from server.feed.log import Entry
from sync.protocol.rows import CoolDownRow, QuotaRow
from sync.protocol.scopes import person_scope


@dataclass(frozen=True, slots=True)
class StoredQuota:
    """Claims accepted on `day`, a company day. Version 0 stands for a row that nobody has been told of."""

    person_id: str
    version: int
    day: str
    claimed: int


@dataclass(frozen=True, slots=True)
class CoolDown:
    person_id: str
    customer_id: str
    version: int
    claimable_from: Instant


type CoolingPair = tuple[PersonId, CustomerId]

_LOCKED_QUOTA = select(quota).where(quota.c.person_id == bindparam("person")).with_for_update()
_LOCKS = select(func.count()).where(customer.c.owner_id == bindparam("person"), customer.c.is_locked)
_COOL_DOWNS = select(cool_down).where(among_pairs(cool_down.c.person_id, cool_down.c.customer_id, "pairs"))


def lock_quota(connection: Connection, person_id: str) -> StoredQuota:
    """The person's figures, locked: two requests of one person are decided one after the other."""
    row = connection.execute(_LOCKED_QUOTA, {"person": person_id}).first()
    if row is None:
        # Two firsts at once are possible: whoever comes second waits here for the other's row.
        new = {"person_id": person_id, "version": 0, "day": "", "claimed": 0}
        to_insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(to_insert(quota).values(new).on_conflict_do_nothing())
        row = connection.execute(_LOCKED_QUOTA, {"person": person_id}).one()
    return StoredQuota(row.person_id, row.version, row.day, row.claimed)


def store_quota(connection: Connection, seen: StoredQuota, day: str, claimed: int) -> Entry:
    """Write figures that were locked. Returns what the feed is to tell."""
    update_rows(
        connection,
        quota,
        ("person_id", "version"),
        [{"person_id": seen.person_id, "version": seen.version, "day": day, "claimed": claimed}],
    )
    return _quota_entry(seen.person_id, seen.version or None, seen.version + 1)


def insert_quotas(connection: Connection, quotas: Sequence[QuotaRow]) -> list[Entry]:
    """Figures of people who have none yet. Returns what the feed is to tell."""
    rows = [{"person_id": row.id, "version": row.version, "day": row.day, "claimed": row.claimed} for row in quotas]
    insert_rows(connection, quota, rows)
    return [_quota_entry(row.id, None, row.version) for row in quotas]


def lock_quotas(connection: Connection, person_ids: Collection[PersonId]) -> dict[PersonId, StoredQuota]:
    """The figures of these people, locked in the order of their ids, so that nobody waits in a circle."""
    return {person_id: lock_quota(connection, person_id) for person_id in sorted(person_ids)}


def count_places(
    connection: Connection, person_ids: Collection[PersonId], deal_since: Mapping[PoolId, Instant]
) -> dict[PersonId, int]:
    """How many places of the cap people have taken: pool customers held whose last order makes no deal.

    `deal_since` tells for each pool which last orders still make one. Whoever has taken none is absent.
    """
    takes_place = [
        and_(customer.c.pool_id == pool_id, customer.c.last_order_at < millis(since))
        for pool_id, since in deal_since.items()
    ]
    taken = (
        select(customer.c.owner_id, func.count().label("places"))
        .where(
            among(customer.c.owner_id, "people"),
            customer.c.pool_state == PoolState.ASSIGNED.value,
            or_(customer.c.last_order_at.is_(None), *takes_place),
        )
        .group_by(customer.c.owner_id)
    )
    return {PersonId(row.owner_id): row.places for row in connection.execute(taken, {"people": person_ids})}


def count_locks(connection: Connection, person_id: str) -> int:
    """How many customers a person has locked."""
    locked: int = connection.execute(_LOCKS, {"person": person_id}).scalar_one()
    return locked


def cool_downs_of(connection: Connection, pairs: Collection[CoolingPair]) -> dict[CoolingPair, CoolDown]:
    """The cool-downs of these people, each for a customer, past ones too."""
    return {
        (PersonId(row.person_id), CustomerId(row.customer_id)): CoolDown(
            row.person_id, row.customer_id, row.version, instant(row.claimable_from)
        )
        for row in connection.execute(_COOL_DOWNS, {"pairs": pairs})
    }


def insert_cool_downs(connection: Connection, cool_downs: Sequence[CoolDown]) -> list[Entry]:
    """First cool-downs of a person for a customer. Returns what the feed is to tell."""
    insert_rows(connection, cool_down, [_cool_down_values(new) for new in cool_downs])
    return [_cool_down_entry(new, None, new.version) for new in cool_downs]


def store_cool_downs(
    connection: Connection, until: Mapping[CoolingPair, Instant], known: Mapping[CoolingPair, CoolDown]
) -> list[Entry]:
    """Begin cool-downs or begin them anew; `known` are those there were. Returns what the feed is to tell."""
    renewed = [CoolDown(*pair, known[pair].version, moment) for pair, moment in until.items() if pair in known]
    fresh = [CoolDown(*pair, 1, moment) for pair, moment in until.items() if pair not in known]
    keys = ("person_id", "customer_id", "version")
    update_rows(connection, cool_down, keys, [_cool_down_values(again) for again in renewed])
    return [
        *insert_cool_downs(connection, fresh),
        *(_cool_down_entry(again, again.version, again.version + 1) for again in renewed),
    ]


def _quota_entry(person_id: str, before: int | None, after: int) -> Entry:
    return Entry(person_scope(person_id), QuotaRow.kind, person_id, before, after)


def _cool_down_entry(changed: CoolDown, before: int | None, after: int) -> Entry:
    return Entry(person_scope(changed.person_id), CoolDownRow.kind, changed.customer_id, before, after)


def _cool_down_values(changed: CoolDown) -> dict[str, str | int]:
    return {
        "person_id": changed.person_id,
        "customer_id": changed.customer_id,
        "version": changed.version,
        "claimable_from": millis(changed.claimable_from),
    }
