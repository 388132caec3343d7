"""What identity keeps. No token and no password is ever stored, only hashes. Instants are milliseconds."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, false

from server.metadata import metadata

credential = Table(
    "credential",
    metadata,
    Column("person_id", String(32), ForeignKey("person.id"), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("password_hash", String(256), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("is_temporary", Boolean, nullable=False, server_default=false()),
)
"""`is_temporary`: somebody else made the password, and its person is asked to choose their own."""

device = Table(
    "device",
    metadata,
    Column("person_id", String(32), ForeignKey("person.id"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("system", String(200), nullable=False),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("last_seen_at", BigInteger, nullable=False),
    Column("is_wipe_ordered", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person_id", String(32), ForeignKey("person.id"), nullable=False),
    Column("device_id", String(64), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("end_reason", String(32)),
    Index(None, "person_id", "device_id"),
)
"""A family of tokens: from one sign-in until it ends, all of them die together."""

session_token = Table(
    "session_token",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("session_id", String(32), ForeignKey("session.id"), nullable=False),
    Column("is_refresh", Boolean, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("replaced_at", BigInteger),
    Column("successor_nonce", LargeBinary(32)),
    Index(None, "session_id"),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("subject", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
    Index(None, "last_at"),
)
"""`subject` is the hash of a login or of an address: guesses at logins are nobody's data to keep."""
