"""Scopes that are not proven or not believed yet, and an outbox that stays quick with a hundred thousand commands."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    # Made anew rather than added to, so that its text is the one of a file that never was older.
    "ALTER TABLE scope RENAME TO scope_before",
    """CREATE TABLE scope (
    no INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    salt TEXT NOT NULL,
    resume TEXT,
    walk INTEGER NOT NULL,
    is_walking BOOLEAN NOT NULL,
    is_whole BOOLEAN NOT NULL,
    row_count INTEGER NOT NULL,
    xor TEXT NOT NULL,
    disagreements INTEGER NOT NULL,
    is_unproven BOOLEAN NOT NULL,
    is_doubted BOOLEAN NOT NULL,
    PRIMARY KEY (no),
    UNIQUE (name)
)""",
    """INSERT INTO scope
    SELECT no, name, position, salt, resume, walk, is_walking, is_whole, row_count, xor, disagreements, 1, 0
    FROM scope_before""",
    "DROP TABLE scope_before",
    "DROP INDEX outbox_state",
    "CREATE INDEX outbox_state ON outbox (state, no, is_dismissed)",
    "CREATE INDEX outbox_verb ON outbox (verb, state, no)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
