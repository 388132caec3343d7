"""The first layout."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
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
    PRIMARY KEY (no)
)""",
    "CREATE UNIQUE INDEX customer_id_scope ON customer (id, scope_no)",
    """CREATE TABLE follow_up (
    no INTEGER NOT NULL,
    scope_no INTEGER NOT NULL,
    walk INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    customer_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    medium TEXT NOT NULL,
    text TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    next_on TEXT,
    contact TEXT NOT NULL,
    is_counted BOOLEAN NOT NULL,
    PRIMARY KEY (no)
)""",
    "CREATE INDEX follow_up_customer ON follow_up (customer_id, happened_at)",
    "CREATE UNIQUE INDEX follow_up_id_scope ON follow_up (id, scope_no)",
    """CREATE TABLE held_row (
    scope_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    walk INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (scope_no, kind, id)
) WITHOUT ROWID""",
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
    PRIMARY KEY (no),
    UNIQUE (name)
)""",
    """CREATE TABLE draft (
    customer_id TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (customer_id)
)""",
    """CREATE TABLE outbox (
    no INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    body BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    is_intent BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    is_accepted BOOLEAN,
    reason TEXT,
    facts TEXT,
    decided_at INTEGER,
    is_dismissed BOOLEAN NOT NULL,
    UNIQUE (id)
)""",
    "CREATE INDEX outbox_customer ON outbox (customer_id)",
    "CREATE INDEX outbox_state ON outbox (state, no)",
    """CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)""",
    """CREATE VIRTUAL TABLE customer_text USING fts5(name, uscc, words, phone, content='', contentless_delete=1,
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Z* C*' separators ' '")""",
    "INSERT INTO customer_text (customer_text, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
