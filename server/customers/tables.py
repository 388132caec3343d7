"""Customers as they stand, and append-only the way they came there."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns up to `certification` are the fields of the wire's CustomerRow, by name.
customer = Table(
    "customer",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", Text, nullable=False),
    Column("uscc", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("industry", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("registered_capital", Text, nullable=False),
    Column("founded_on", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("contact_name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("wechat", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("pool_id", Id, ForeignKey("pool.id")),
    Column("pool_state", String(20), nullable=False),
    Column("owner_id", Id, ForeignKey("person.id")),
    Column("acquired_at", Millis),
    Column("ownership_version", BigInteger, nullable=False),
    Column("last_order_at", Millis),
    Column("order_count", BigInteger, nullable=False),
    Column("last_follow_up_at", Millis),
    Column("next_follow_up_on", String(10)),
    Column("follow_up_count", BigInteger, nullable=False),
    Column("is_locked", Boolean, nullable=False),
    Column("extended_until", Millis),
    Column("outflow_at", Millis),
    Column("outflow_rule", String(40)),
    Column("pooled_at", Millis),
    Column("outflow_reason", Text, nullable=False),
    Column("extensions", Integer, nullable=False, server_default="0"),
    Column("team_id", Id, ForeignKey("team.id")),
    Column("certification", String(20), nullable=False, server_default=""),
    # Which part of its pool's scopes it belongs to.
    Column("part", Integer, nullable=False),
    # The name and the phone as duplicates are told by.
    Column("name_key", Text, nullable=False),
    Column("phone_digits", Text, nullable=False, server_default=""),
)
# In the order in which a pool's scope is walked.
Index("ix_customer_pool_walk", customer.c.pool_id, customer.c.part, customer.c.pool_state, customer.c.id)
Index("ix_customer_owner_walk", customer.c.owner_id, customer.c.id)
Index("ix_customer_team_walk", customer.c.team_id, customer.c.id)
# In the order in which they are recycled. Whole pools are due at one midnight, so the id belongs to the order.
Index(
    "ix_customer_outflow_at",
    customer.c.outflow_at,
    customer.c.id,
    sqlite_where=customer.c.outflow_at.is_not(None),
    postgresql_where=customer.c.outflow_at.is_not(None),
)
Index("ix_customer_uscc", customer.c.uscc)
Index("ix_customer_external_id", customer.c.external_id)
Index("ix_customer_name_key", customer.c.name_key)
Index("ix_customer_phone_digits", customer.c.phone_digits)

ownership = Table(
    "ownership",
    metadata,
    Column("customer_id", Id, ForeignKey("customer.id"), primary_key=True),
    Column("ownership_version", BigInteger, primary_key=True),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("since", Millis, nullable=False),
    Column("until", Millis),
)
# Two owners at once are impossible, whatever a bug may try.
Index(
    "uq_ownership_open",
    ownership.c.customer_id,
    unique=True,
    sqlite_where=ownership.c.until.is_(None),
    postgresql_where=ownership.c.until.is_(None),
)

ownership_event = Table(
    "ownership_event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("verb", String(40), nullable=False),
    Column("from_owner_id", Id, ForeignKey("person.id")),
    Column("to_owner_id", Id, ForeignKey("person.id")),
    Column("actor_id", Id, ForeignKey("person.id")),
    Column("at", Millis, nullable=False),
    Column("note", Text, nullable=False),
    Column("rule", String(40)),
    Column("command_id", Id),
    Column("ruleset_version", BigInteger),
    Column("numbers", Text, nullable=False),
)
Index("ix_ownership_event_customer_id_at", ownership_event.c.customer_id, ownership_event.c.at)

cool_down = Table(
    "cool_down",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True),
    Column("customer_id", Id, ForeignKey("customer.id"), primary_key=True),
    version_column(),
    Column("claimable_from", Millis, nullable=False),
)

# One row per person: whoever moves a person's figures locks it first.
quota = Table(
    "quota",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True),
    version_column(),
    Column("day", String(10), nullable=False),
    Column("claimed", BigInteger, nullable=False),
)
