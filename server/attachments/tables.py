"""Files that belong to customers. Their bytes lie in the blob store (`server.attachments.blobs`), not here."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

# The columns up to `height` are the fields of the wire's AttachmentRow, by name.
attachment = Table(
    "attachment",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("author_id", Id, ForeignKey("person.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(100), nullable=False),
    # Of what is kept; until then of what was declared.
    Column("size", BigInteger, nullable=False),
    Column("at", Millis, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("purpose", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("declared_size", BigInteger, nullable=False),
    Column("declared_sha256", String(64), nullable=False),
    Column("received", BigInteger, nullable=False),
    # How often all had come and was not what had been declared.
    Column("tries", Integer, nullable=False),
    Column("reason", String(40)),
    Column("facts", Text, nullable=False),
    Column("sha256", String(64)),
    Column("thumbnail_sha256", String(64)),
    Column("thumbnail_size", BigInteger, nullable=False),
    # A stored command names it: it travels with its customer from then, and stays.
    Column("is_named", Boolean, nullable=False),
    Column("touched_at", Millis, nullable=False),
)
# In the order in which the scopes are walked.
Index("ix_attachment_customer_id", attachment.c.customer_id, attachment.c.id)
Index("ix_attachment_unnamed", attachment.c.is_named, attachment.c.touched_at)
Index("ix_attachment_sha256", attachment.c.sha256)
Index("ix_attachment_thumbnail_sha256", attachment.c.thumbnail_sha256)
