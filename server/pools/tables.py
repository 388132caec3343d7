"""Pools, who belongs to each, and every version of its rules."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from server.metadata import Id, Millis, metadata, version_column

pool = Table(
    "pool",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("name", String(200), nullable=False, unique=True),
    Column("is_open", Boolean, nullable=False),
    Column("parts", Integer, nullable=False),
    # By which version of its rules the stored deadlines of its customers were worked out; none: nobody knows.
    Column("outflow_version", BigInteger),
    # Where what a closed pool still holds is to go; both none: nowhere, or it is open.
    Column("emptied_to_pool_id", Id, ForeignKey("pool.id")),
    Column("emptied_to_team_id", Id, ForeignKey("team.id")),
)

# A member is a person or a team; a team stands for everybody in it and below it.
pool_member = Table(
    "pool_member",
    metadata,
    version_column(),
    Column("pool_id", Id, ForeignKey("pool.id"), primary_key=True),
    Column("member_kind", String(10), primary_key=True),
    Column("member_id", Id, primary_key=True),
    Column("is_admin", Boolean, nullable=False),
)
Index(None, pool_member.c.member_id)

ruleset = Table(
    "ruleset",
    metadata,
    Column("id", Id, primary_key=True),
    version_column(),
    Column("pool_id", Id, ForeignKey("pool.id"), nullable=False),
    Column("ruleset_version", BigInteger, nullable=False),
    Column("effective_from", Millis, nullable=False),
    Column("settings", Text, nullable=False),
)
Index("uq_ruleset_pool_id_ruleset_version", ruleset.c.pool_id, ruleset.c.ruleset_version, unique=True)
