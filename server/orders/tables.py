"""Orders as the shop system tells them. `rep_id` is the rep at the time of ordering and never changes (H 110)."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# Named so because ORDER is a word of SQL.
customer_order = Table(
    "customer_order",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("rep_id", Id, ForeignKey("person.id")),
    Column("number", String(64), nullable=False, unique=True),
    Column("ordered_at", Millis, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("title", Text, nullable=False),
    Column("stage", String(40), nullable=False),
    Column("parent_id", Id, ForeignKey("customer_order.id")),
    Column("sub_kind", String(40)),
)
Index(None, customer_order.c.customer_id, customer_order.c.ordered_at)
