"""Commits, the scopes each touched, and the rows it changed there.

Deltas stand beside a commit and its scope, not beside each row: numbering a commit then costs the scopes it touched,
however many rows it changed. The tenant is a seam (DESIGN §6): there is one today.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from server.metadata import Id, Millis, metadata

commit_record = Table(
    "commit_record",
    metadata,
    Column("id", Id, primary_key=True),
    Column("tenant", String(32), nullable=False),
    Column("at", Millis, nullable=False),
    Column("position", BigInteger),
    Column("salt", String(32)),
)
Index(
    "uq_commit_record_tenant_position",
    commit_record.c.tenant,
    commit_record.c.position,
    unique=True,
)
Index(
    "ix_commit_record_unstamped",
    commit_record.c.id,
    sqlite_where=commit_record.c.position.is_(None),
    postgresql_where=commit_record.c.position.is_(None),
)

commit_scope = Table(
    "commit_scope",
    metadata,
    Column("commit_id", Id, ForeignKey("commit_record.id"), primary_key=True),
    Column("scope", String(80), primary_key=True),
    Column("tenant", String(32), nullable=False),
    Column("position", BigInteger),
    Column("change_count", BigInteger, nullable=False),
    Column("count_delta", BigInteger, nullable=False),
    Column("xor_delta", BigInteger, nullable=False),
)
Index("ix_commit_scope_scope_position", commit_scope.c.tenant, commit_scope.c.scope, commit_scope.c.position)

# Without a foreign key: only `log.record` writes here, and the check cost a tenth of a push.
change = Table(
    "change",
    metadata,
    Column("commit_id", Id, primary_key=True),
    Column("scope", String(80), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("row_id", String(80), primary_key=True),
    Column("tenant", String(32), nullable=False),
)

scope_head = Table(
    "scope_head",
    metadata,
    Column("tenant", String(32), primary_key=True),
    Column("scope", String(80), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("row_count", BigInteger, nullable=False),
    Column("xor", BigInteger, nullable=False),
)
