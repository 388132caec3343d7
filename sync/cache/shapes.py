"""How the wire's rows lie in tables, and back. Only kinds that lists ask for have a table of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import Table

from sync.cache.tables import customer, follow_up, ownership_event
from sync.protocol.rows import CustomerRow, FollowUpRow, OwnershipEventRow, Row

_TAGS = CustomerRow.__struct_fields__.index("tags")
_TAG_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind with its own table. `values` makes what `upsert` takes of `scope_no`, `walk` and rows."""

    kind: str
    table: Table
    decode: Callable[[bytes | msgspec.Raw], Sequence[Row]]
    values: Callable[[int, int, Sequence[Row]], list[tuple[Any, ...]]]
    upsert: str


def _upsert(table: Table, row: type[Row]) -> str:
    columns = ["scope_no", "walk", *row.__struct_fields__]
    marks = ", ".join("?" * len(columns))
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in {"id", "scope_no"})
    names = ", ".join(columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks}) ON CONFLICT (id, scope_no) DO UPDATE SET {updates}"


def _customer_values(scope_no: int, walk: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    before, after, joined = slice(None, _TAGS), slice(_TAGS + 1, None), _TAG_SEPARATOR.join
    return [(scope_no, walk, *values[before], joined(values[_TAGS]), *values[after]) for values in map(astuple, rows)]


def _plain_values(scope_no: int, walk: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [(scope_no, walk, *astuple(row)) for row in rows]


def _event_values(scope_no: int, walk: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [(scope_no, walk, *values[:-1], _json(values[-1])) for values in map(astuple, rows)]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


CUSTOMERS = Shape(
    "customer",
    customer,
    msgspec.json.Decoder(list[CustomerRow]).decode,
    _customer_values,
    _upsert(customer, CustomerRow),
)
FOLLOW_UPS = Shape(
    "follow_up",
    follow_up,
    msgspec.json.Decoder(list[FollowUpRow]).decode,
    _plain_values,
    _upsert(follow_up, FollowUpRow),
)
HISTORY = Shape(
    "ownership_event",
    ownership_event,
    msgspec.json.Decoder(list[OwnershipEventRow]).decode,
    _event_values,
    _upsert(ownership_event, OwnershipEventRow),
)
SHAPES = {shape.kind: shape for shape in (CUSTOMERS, FOLLOW_UPS, HISTORY)}

CUSTOMER_COLUMNS = tuple(customer.c[name] for name in CustomerRow.__struct_fields__)
FOLLOW_UP_COLUMNS = tuple(follow_up.c[name] for name in FollowUpRow.__struct_fields__)


HISTORY_COLUMNS = tuple(ownership_event.c[name] for name in OwnershipEventRow.__struct_fields__)


def event_row(values: Sequence[Any]) -> OwnershipEventRow:
    """A row from `HISTORY_COLUMNS`."""
    fields = list(values)
    fields[-1] = msgspec.json.decode(fields[-1])
    return OwnershipEventRow(*fields)


def customer_row(values: Sequence[Any]) -> CustomerRow:
    """A row from `CUSTOMER_COLUMNS`."""
    fields = list(values)
    fields[_TAGS] = tuple(fields[_TAGS].split(_TAG_SEPARATOR)) if fields[_TAGS] else ()
    return CustomerRow(*fields)
