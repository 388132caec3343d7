"""Every record upstream told, as it was told last; and the keys by which it may."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata

# `id` is made of kind and key, so whoever tells it again meets it again.
upstream_record = Table(
    "upstream_record",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    # Decides between two tellings of one revision, whichever came first.
    Column("digest", String(32), nullable=False),
    Column("state", String(20), nullable=False),
    # The record without which this one cannot be taken in, where it waits.
    Column("waits_for", Id),
    Column("customer_id", Id, ForeignKey("customer.id")),
    # The whole of it, also what nobody knows here yet.
    Column("body", Text, nullable=False),
    Column("told_at", Millis, nullable=False),
)
Index("ix_upstream_record_waits_for", upstream_record.c.waits_for)
Index("ix_upstream_record_state", upstream_record.c.state, upstream_record.c.id)
Index("ix_upstream_record_customer_id", upstream_record.c.customer_id, upstream_record.c.kind)

# Of a key only its hash is stored. One that was revoked stays, so that it is known whose it was.
feed_key = Table(
    "feed_key",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("made_at", Millis, nullable=False),
    Column("revoked_at", Millis),
)
