"""Files on their way up."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """CREATE TABLE outgoing_file (
    id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    received INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    reason TEXT,
    facts TEXT NOT NULL,
    delivered_at INTEGER,
    thumbnail BLOB,
    PRIMARY KEY (id)
)""",
    "CREATE INDEX outgoing_file_customer ON outgoing_file (customer_id)",
    "CREATE INDEX outgoing_file_state ON outgoing_file (state, added_at)",
    """CREATE TABLE outgoing_chunk (
    file_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (file_id, start)
)""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
