"""Where files lie on this machine: those on their way up beside the outbox, those that came down in a cache."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text

from sync.cache.tables import own

cached = MetaData()
"""What came down and can come again: in pool.db alone. me.db is looked through at every start, and stays small."""

outgoing = Table(
    "outgoing_file",
    own,
    Column("id", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("added_at", Integer, nullable=False),
    Column("state", Text, nullable=False),
    # So much of it the server has, as it said last.
    Column("received", Integer, nullable=False),
    # How often the server could make nothing of it.
    Column("tries", Integer, nullable=False),
    Column("reason", Text),
    Column("facts", Text, nullable=False),
    Column("delivered_at", Integer),
    Column("thumbnail", LargeBinary),
    Index("outgoing_file_customer", "customer_id"),
    Index("outgoing_file_state", "state", "added_at"),
)
"""A person's own files until a command that names them is done."""

outgoing_chunk = Table(
    "outgoing_chunk",
    own,
    Column("file_id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("file_id", "start"),
)

fetched = Table(
    "fetched_file",
    cached,
    Column("no", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    # Of what has come so far, from its start without a gap.
    Column("received", Integer, nullable=False),
    Index("fetched_file_id_part", "id", "part", unique=True),
    # The oldest go first, and a number is never given to another.
    sqlite_autoincrement=True,
)

fetched_piece = Table(
    "fetched_piece",
    cached,
    Column("file_no", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("file_no", "start"),
)
