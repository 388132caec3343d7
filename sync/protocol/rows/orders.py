"""What customers ordered."""

from typing import ClassVar

from sync.protocol.rows.row import Row


class OrderRow(Row, frozen=True):
    """An order as the shop system tells it (H 110, H 122, H 123, H 124); for whoever sees its customer whole, and for
    its rep wherever the customer is by now. What upstream has not said is None or empty."""

    kind: ClassVar[str] = "order"

    customer_id: str
    customer_name: str
    number: str
    ordered_at: int
    amount_cents: int
    currency: str = "CNY"
    rep_id: str | None = None
    """The rep at the time of ordering (订单归属): never changes."""
    category: str = ""
    """`pcb`, or any other word of the shop system's."""
    title: str = ""
    status: str = ""
    parent_id: str | None = None
    """The order that a sub-order belongs to, which may not have been told yet."""
    sub_kind: str | None = None
    """`material_makeup` (补料) or `price_difference` (补差)."""
    stages: tuple[tuple[str, int | None], ...] = ()
    """Stages of production in their order, each with when it was reached."""
    is_invoiced: bool | None = None
    invoiced_cents: int | None = None
    invoice_number: str = ""
    invoiced_at: int | None = None
    is_shipped: bool | None = None
    carrier: str = ""
    tracking_number: str = ""
    shipped_at: int | None = None
    signed_at: int | None = None
