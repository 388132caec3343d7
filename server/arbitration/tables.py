"""Receipts: what became of each command, kept so that a retry gets the same answer."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

receipt = Table(
    "receipt",
    metadata,
    Column("command_id", Id, primary_key=True),
    version_column(),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("device_id", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("is_accepted", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("facts", Text, nullable=False),
    Column("decided_at", Millis, nullable=False),
)
# In the order in which a person's scope is walked.
Index("ix_receipt_person_walk", receipt.c.person_id, receipt.c.command_id)
Index("ix_receipt_decided_at", receipt.c.decided_at)
