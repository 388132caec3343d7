"""The company as a tree of teams with people in them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text

from server.metadata import Id, metadata, version_column

team = Table(
    "team",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(200), nullable=False),
    Column("parent_id", Id, ForeignKey("team.id")),
)

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(200), nullable=False),
    Column("team_id", Id, ForeignKey("team.id"), nullable=False),
    Column("roles", Text, nullable=False),
    Column("is_key_account", Boolean, nullable=False),
    Column("has_departed", Boolean, nullable=False),
)
Index(None, person.c.team_id)
