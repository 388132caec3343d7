"""How often a customer's deadline was extended, whose managers look after it, and its history."""

from alembic import op

revision = "0003"
down_revision = "0002"

_KEPT = """
    no, scope_no, walk, id, version, name, uscc, external_id, source, region, city, industry, level,
    registered_capital, founded_on, address, note, tags, contact_name, phone, email, wechat,
    search_text, pool_id, pool_state, owner_id, acquired_at, ownership_version, last_order_at,
    order_count, last_follow_up_at, next_follow_up_on, follow_up_count, is_locked, extended_until,
    outflow_at, outflow_rule, pooled_at, outflow_reason
"""

STATEMENTS = (
    # Made anew rather than added to, so that its text is the one of a file that never was older.
    "ALTER TABLE customer RENAME TO customer_before",
    "DROP INDEX customer_id_scope",
    """CREATE TABLE customer (
    no INTEGER NOT NULL,
    scope_no INTEGER NOT NULL,
    walk INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    uscc TEXT NOT NULL,
    external_id TEXT NOT NULL,
    source TEXT NOT NULL,
    region TEXT NOT NULL,
    city TEXT NOT NULL,
    industry TEXT NOT NULL,
    level TEXT NOT NULL,
    registered_capital TEXT NOT NULL,
    founded_on TEXT NOT NULL,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    wechat TEXT NOT NULL,
    search_text TEXT NOT NULL,
    pool_id TEXT,
    pool_state TEXT NOT NULL,
    owner_id TEXT,
    acquired_at INTEGER,
    ownership_version INTEGER NOT NULL,
    last_order_at INTEGER,
    order_count INTEGER NOT NULL,
    last_follow_up_at INTEGER,
    next_follow_up_on TEXT,
    follow_up_count INTEGER NOT NULL,
    is_locked BOOLEAN NOT NULL,
    extended_until INTEGER,
    outflow_at INTEGER,
    outflow_rule TEXT,
    pooled_at INTEGER,
    outflow_reason TEXT NOT NULL,
    extensions INTEGER NOT NULL,
    team_id TEXT,
    PRIMARY KEY (no)
)""",
    f"INSERT INTO customer ({_KEPT}, extensions) SELECT {_KEPT}, 0 FROM customer_before",
    "DROP TABLE customer_before",
    "CREATE UNIQUE INDEX customer_id_scope ON customer (id, scope_no)",
    """CREATE TABLE ownership_event (
    no INTEGER NOT NULL,
    scope_no INTEGER NOT NULL,
    walk INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    at INTEGER NOT NULL,
    from_owner_id TEXT,
    to_owner_id TEXT,
    actor_id TEXT,
    note TEXT NOT NULL,
    rule TEXT,
    ruleset_version INTEGER,
    numbers TEXT NOT NULL,
    PRIMARY KEY (no)
)""",
    "CREATE INDEX ownership_event_customer ON ownership_event (customer_id, at)",
    "CREATE UNIQUE INDEX ownership_event_id_scope ON ownership_event (id, scope_no)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
