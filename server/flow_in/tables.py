"""The rules, whose turn it is, and the activity they are applied to."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns are the fields of the wire's FlowInRow, by name. One row at most.
flow_in = Table(
    "flow_in",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("settings", Text, nullable=False),
)

# How many of a source's customers were given in turn so far.
flow_in_turn = Table(
    "flow_in_turn",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("given", BigInteger, nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("at", Millis, nullable=False),
)
Index("ix_activity_customer_id_at", activity.c.customer_id, activity.c.at)
