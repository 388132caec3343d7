"""Orders as a server tells them, and the way in for them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from sync.cache.cache import Cache
from sync.protocol.messages import ScopePage, Upserts
from sync.protocol.rows import OrderRow, Row


def an_order(order_id: str, customer_id: str = "c1", **fields: Any) -> OrderRow:
    """Of a board, for 128.00 yuan, told in one breath."""
    named: dict[str, Any] = {"customer_name": f"客户{customer_id}", "number": f"PCB-{order_id}", "ordered_at": 1_000}
    named |= {"amount_cents": 12_800, "category": "pcb"}
    version = fields.pop("version", 1)
    return OrderRow(order_id, version, customer_id, **(named | fields))


def tell(cache: Cache, scope: str, rows: Sequence[Row], position: int = 1) -> None:
    """A page from the server, its kinds apart as they come."""
    by_kind: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.kind, row.id)):
        by_kind.setdefault(row.kind, []).append(row)
    upserts = tuple(Upserts(kind, msgspec.Raw(msgspec.json.encode(each))) for kind, each in by_kind.items())
    cache.scopes.store(ScopePage(scope, position, f"salt {position}", upserts))
