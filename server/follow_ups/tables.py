"""Follow-ups are only ever added; where the author changes one, what it said before is kept."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("medium", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("happened_at", Millis, nullable=False),
    Column("received_at", Millis, nullable=False),
    Column("next_on", String(10)),
    Column("contact", Text, nullable=False),
    Column("is_counted", Boolean, nullable=False),
    Column("attachments", Text, nullable=False, server_default="[]"),
    Column("edited_at", Millis),
)
Index(None, follow_up.c.customer_id)

revision = Table(
    "revision",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("follow_up_id", Id, ForeignKey("follow_up.id"), nullable=False),
    Column("replaced_at", Millis, nullable=False),
    Column("medium", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("next_on", String(10)),
    Column("contact", Text, nullable=False),
)
Index("ix_revision_customer_id", revision.c.customer_id, revision.c.id)
