"""Keys of the programs that feed: made once, shown once, kept as a hash, revoked by name."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from domain.identifiers import Instant
from domain.instants import instant, millis, optional_instant
from server.identity.secrets import new_token, token_hash
from server.upstream.tables import feed_key

LONGEST_NAME = 64


class NameTaken(Exception):
    """There is a key of that name, in use or revoked: whose a record is must stay plain."""


class UnfitName(Exception):
    """No name, or too long a one."""


@dataclass(frozen=True, slots=True)
class FeedKey:
    name: str
    made_at: Instant
    revoked_at: Instant | None


def make_key(connection: Connection, name: str, key_id: str, now: Instant) -> str:
    """The new key: nobody can read it again.

    Raises:
        NameTaken, UnfitName: see there.
    """
    if not name.strip() or len(name) > LONGEST_NAME or "\x00" in name:
        raise UnfitName
    if connection.execute(select(feed_key.c.id).where(feed_key.c.name == name)).first() is not None:
        raise NameTaken
    token = new_token()
    values = {"id": key_id, "name": name, "key_hash": token_hash(token), "made_at": millis(now)}
    connection.execute(insert(feed_key).values(values))
    return token


def revoke_key(connection: Connection, name: str, now: Instant) -> bool:
    """Whether there was one of that name in use."""
    in_use = (feed_key.c.name == name, feed_key.c.revoked_at.is_(None))
    return connection.execute(update(feed_key).where(*in_use).values(revoked_at=millis(now))).rowcount > 0


def all_keys(connection: Connection) -> list[FeedKey]:
    """Also those that were revoked; the oldest first."""
    rows = connection.execute(select(feed_key).order_by(feed_key.c.made_at, feed_key.c.id))
    return [FeedKey(row.name, instant(row.made_at), optional_instant(row.revoked_at)) for row in rows]


def key_of(connection: Connection, token: str) -> FeedKey | None:
    """Whose it is; None where nobody was given such a key."""
    row = connection.execute(select(feed_key).where(feed_key.c.key_hash == token_hash(token))).first()
    return None if row is None else FeedKey(row.name, instant(row.made_at), optional_instant(row.revoked_at))
