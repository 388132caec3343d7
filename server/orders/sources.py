"""How orders travel: with their customer, to whoever sees it whole, and to their rep wherever it is by now (H 110)."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, or_, select

from server.feed.sources import Source
from server.orders.repository import STAGES, WIRE_COLUMNS
from server.orders.tables import customer_order
from sync.protocol.rows import OrderRow


def orders_of_person(person_id: str, customer_ids: Select[str]) -> Source:
    return _source(or_(customer_order.c.rep_id == person_id, customer_order.c.customer_id.in_(customer_ids)))


def orders_of_team(customer_ids: Select[str]) -> Source:
    return _source(customer_order.c.customer_id.in_(customer_ids))


def _source(are_theirs: ColumnElement[bool]) -> Source:
    rows = select(*WIRE_COLUMNS).where(are_theirs)
    return Source(OrderRow.kind, rows, customer_order.c.id, _with_stages)


def _with_stages(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so it is passed on unread.
    return (*row[:STAGES], msgspec.Raw(row[STAGES].encode()), *row[STAGES + 1 :])
