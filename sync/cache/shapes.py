"""How the wire's rows lie in tables, and back. Only kinds that are asked for by something have a table of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import ColumnElement, Table

from sync.cache.tables import (
    attachment,
    certification,
    contact,
    customer,
    customer_order,
    follow_up,
    ownership_event,
    revision,
)
from sync.protocol.rows import (
    AttachmentRow,
    CertificationRow,
    ContactRow,
    CustomerRow,
    FollowUpRow,
    OrderRow,
    OwnershipEventRow,
    RevisionRow,
    Row,
)

_TAG_SEPARATOR = "\n"
_SCALARS = (str, int, bool, str | None, int | None, bool | None)


@dataclass(frozen=True, slots=True)
class Shape[R: Row]:
    """A kind with its own table. `values` makes what `upsert` takes of `scope_no`, `walk` and rows; `row` makes a row
    again from what `columns` select."""

    row_type: type[R]
    table: Table
    decode: Callable[[bytes | msgspec.Raw], Sequence[R]]
    upsert: str
    columns: tuple[ColumnElement[Any], ...]
    _packed: tuple[tuple[int, Callable[[Any], str], Callable[[str], Any]], ...]
    """Fields that are no single value: their place, and how each lies in a text."""

    @property
    def kind(self) -> str:
        return self.row_type.kind

    def values(self, scope_no: int, walk: int, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        if not self._packed:
            return [(scope_no, walk, *astuple(row)) for row in rows]
        packed = []
        for row in rows:
            fields = [scope_no, walk, *astuple(row)]
            for place, pack, _ in self._packed:
                fields[place + 2] = pack(fields[place + 2])
            packed.append(tuple(fields))
        return packed

    def row(self, values: Sequence[Any]) -> R:
        if not self._packed:
            return self.row_type(*values)
        fields = list(values)
        for place, _, unpack in self._packed:
            fields[place] = unpack(fields[place])
        return self.row_type(*fields)


def _shape[R: Row](row: type[R], table: Table) -> Shape[R]:
    columns = ["scope_no", "walk", *row.__struct_fields__]
    marks = ", ".join("?" * len(columns))
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in {"id", "scope_no"})
    names = ", ".join(columns)
    upsert = f"INSERT INTO {table.name} ({names}) VALUES ({marks}) ON CONFLICT (id, scope_no) DO UPDATE SET {updates}"
    packed = tuple(
        (place, *_packing(row, field))
        for place, field in enumerate(msgspec.structs.fields(row))
        if field.type not in _SCALARS
    )
    selected = tuple(table.c[name] for name in row.__struct_fields__)
    return Shape(row, table, msgspec.json.Decoder(list[row]).decode, upsert, selected, packed)  # type: ignore[valid-type]


def _packing(row: type[Row], field: msgspec.structs.FieldInfo) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    if row is CustomerRow:
        # Lists filter by single tags: these are a line each, not a text of JSON.
        return _TAG_SEPARATOR.join, lambda text: tuple(text.split(_TAG_SEPARATOR)) if text else ()
    read = msgspec.json.Decoder(field.type).decode
    return lambda value: msgspec.json.encode(value).decode(), lambda text: read(text.encode())


CUSTOMERS = _shape(CustomerRow, customer)
FOLLOW_UPS = _shape(FollowUpRow, follow_up)
REVISIONS = _shape(RevisionRow, revision)
CONTACTS = _shape(ContactRow, contact)
CERTIFICATIONS = _shape(CertificationRow, certification)
ATTACHMENTS = _shape(AttachmentRow, attachment)
ORDERS = _shape(OrderRow, customer_order)
HISTORY = _shape(OwnershipEventRow, ownership_event)

SHAPES: dict[str, Shape[Any]] = {
    shape.kind: shape
    for shape in (CUSTOMERS, FOLLOW_UPS, REVISIONS, CONTACTS, CERTIFICATIONS, ATTACHMENTS, ORDERS, HISTORY)
}

CUSTOMER_COLUMNS, customer_row = CUSTOMERS.columns, CUSTOMERS.row
FOLLOW_UP_COLUMNS, follow_up_row = FOLLOW_UPS.columns, FOLLOW_UPS.row
HISTORY_COLUMNS, event_row = HISTORY.columns, HISTORY.row
