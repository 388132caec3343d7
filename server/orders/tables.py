"""Orders as the shop system tells them. `rep_id` is the rep at the time of ordering (H 110)."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns up to `signed_at` are the fields of the wire's OrderRow, by name. Named so because ORDER is a word of SQL.
customer_order = Table(
    "customer_order",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("customer_name", Text, nullable=False, server_default=""),
    Column("number", String(64), nullable=False, unique=True),
    Column("ordered_at", Millis, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("currency", Text, nullable=False, server_default="CNY"),
    Column("rep_id", Id, ForeignKey("person.id")),
    Column("category", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False, server_default=""),
    # No foreign key: a sub-order may be told before its parent.
    Column("parent_id", Id),
    Column("sub_kind", Text),
    Column("stages", Text, nullable=False, server_default="[]"),
    Column("is_invoiced", Boolean),
    Column("invoiced_cents", BigInteger),
    Column("invoice_number", Text, nullable=False, server_default=""),
    Column("invoiced_at", Millis),
    Column("is_shipped", Boolean),
    Column("carrier", Text, nullable=False, server_default=""),
    Column("tracking_number", Text, nullable=False, server_default=""),
    Column("shipped_at", Millis),
    Column("signed_at", Millis),
    # What upstream tells of it and nobody knows here yet, as JSON.
    Column("extra", Text, nullable=False, server_default="{}"),
)
Index(None, customer_order.c.customer_id, customer_order.c.ordered_at)
# In the orders in which the scopes are walked.
Index("ix_customer_order_customer_walk", customer_order.c.customer_id, customer_order.c.id)
Index("ix_customer_order_rep_walk", customer_order.c.rep_id, customer_order.c.id)
