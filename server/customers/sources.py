"""How customers travel: whole to their owner, masked to whoever may see them in a pool. Masking happens here only."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, literal, select

from domain.customers import PoolState
from domain.masking import Reach, masked
from server.customers.ownerships import EVENT_VERSION
from server.customers.repository import TAGS, WIRE_COLUMNS
from server.customers.tables import cool_down, customer, ownership_event, quota
from server.feed.sources import Source
from sync.protocol.rows import CoolDownRow, CustomerRow, OwnershipEventRow, QuotaRow

_FIELDS = CustomerRow.__struct_fields__
_REACH = _FIELDS.index("contact_name")
_AFTER_REACH = _REACH + len(Reach._fields)
_NOTHING_KNOWN = Reach()
_EVENT_COLUMNS = (
    ownership_event.c.id,
    # Nothing in the history is ever changed.
    literal(EVENT_VERSION),
    *(ownership_event.c[name] for name in OwnershipEventRow.__struct_fields__[2:]),
)


def unassigned_customers(pool_id: str, part: int) -> Source:
    """The customers of a part of a pool that nobody holds."""
    is_here = (
        customer.c.pool_id == pool_id,
        customer.c.part == part,
        customer.c.pool_state == PoolState.UNASSIGNED.value,
    )
    return Source(CustomerRow.kind, select(*WIRE_COLUMNS).where(*is_here), customer.c.id, _as_outsider)


def assigned_customers(pool_id: str, part: int) -> Source:
    """The customers of a part of a pool that somebody holds, as whoever does not hold them sees them."""
    is_here = (
        customer.c.pool_id == pool_id,
        customer.c.part == part,
        customer.c.pool_state == PoolState.ASSIGNED.value,
    )
    return Source(CustomerRow.kind, select(*WIRE_COLUMNS).where(*is_here), customer.c.id, _as_outsider)


def customers_of_team(team_id: str) -> Source:
    """What its people hold, and what waits in it."""
    rows = select(*WIRE_COLUMNS).where(customer.c.team_id == team_id)
    return Source(CustomerRow.kind, rows, customer.c.id, _as_owner)


def own_customers(person_id: str) -> Source:
    rows = select(*WIRE_COLUMNS).where(customer.c.owner_id == person_id)
    return Source(CustomerRow.kind, rows, customer.c.id, _as_owner)


def ids_of_owner(person_id: str) -> Select[str]:
    """For other features' rows that travel with their customer."""
    return select(customer.c.id).where(customer.c.owner_id == person_id)


def ids_of_team(team_id: str) -> Select[str]:
    """For other features' rows that travel with their customer."""
    return select(customer.c.id).where(customer.c.team_id == team_id)


def history_of(customer_ids: Select[str]) -> Source:
    """Every ownership event of these customers."""
    rows = select(*_EVENT_COLUMNS).where(ownership_event.c.customer_id.in_(customer_ids))
    return Source(OwnershipEventRow.kind, rows, ownership_event.c.id, _with_numbers)


def own_cool_downs(person_id: str) -> Source:
    rows = select(cool_down.c.customer_id, cool_down.c.version, cool_down.c.claimable_from)
    return Source(CoolDownRow.kind, rows.where(cool_down.c.person_id == person_id), cool_down.c.customer_id)


def own_quota(person_id: str) -> Source:
    rows = select(quota.c.person_id, quota.c.version, quota.c.day, quota.c.claimed)
    # Version 0 is a row that only serves as a lock.
    return Source(QuotaRow.kind, rows.where(quota.c.person_id == person_id, quota.c.version > 0), quota.c.person_id)


def _with_numbers(row: Sequence[Any]) -> Sequence[Any]:
    return (*row[:-1], msgspec.Raw(row[-1].encode()))


def _as_owner(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so it is passed on unread.
    return (*row[:TAGS], msgspec.Raw(row[TAGS].encode()), *row[TAGS + 1 :])


def _as_outsider(row: Sequence[Any]) -> Sequence[Any]:
    reach = row[_REACH:_AFTER_REACH]
    if reach != _NOTHING_KNOWN:
        reach = masked(Reach(*reach))
    return (*row[:TAGS], msgspec.Raw(row[TAGS].encode()), *reach, *row[_AFTER_REACH:])


if (TAGS + 1, _FIELDS[_REACH:_AFTER_REACH]) != (_REACH, Reach._fields):
    raise RuntimeError("the wire's CustomerRow has been rearranged: what is masked here would be something else")
