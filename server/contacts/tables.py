"""Several for each customer; one that is removed is gone."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from server.metadata import Id, metadata, version_column

# The columns are the fields of the wire's ContactRow, by name, up to `phone_digits`.
contact = Table(
    "contact",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("customer_id", Id, ForeignKey("customer.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("wechat", Text, nullable=False),
    Column("note", Text, nullable=False),
    # By which a phone is found, however it was written.
    Column("phone_digits", Text, nullable=False),
)
Index("ix_contact_customer_id", contact.c.customer_id, contact.c.id)
Index("ix_contact_phone_digits", contact.c.phone_digits)
