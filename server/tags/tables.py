"""Tags are never deleted: customers carry their ids."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

tag_group = Table(
    "tag_group",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(40), nullable=False),
)

tag = Table(
    "tag",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(40), nullable=False),
    Column("group_id", Id, ForeignKey("tag_group.id"), nullable=False),
    Column("is_retired", Boolean, nullable=False),
)

# The columns are the fields of the wire's TagRequestRow, by name.
tag_request = Table(
    "tag_request",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(40), nullable=False),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False),
    Column("asked_at", Millis, nullable=False),
    Column("why", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("tag_id", Id, ForeignKey("tag.id")),
    Column("answered_by", Id, ForeignKey("person.id")),
    Column("answered_at", Millis),
    Column("note", Text, nullable=False),
)
