"""What becomes of files once they are delivered, and what leaves this machine with the customers it belongs to."""

import hashlib
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, select, update

from domain.identifiers import Instant
from domain.instants import millis
from sync.cache.answers import CommandState
from sync.cache.attachment_tables import outgoing, outgoing_chunk
from sync.cache.dispatch import JOURNAL
from sync.cache.fetched import Fetched
from sync.cache.files import StoreFile
from sync.cache.lookup import among
from sync.cache.outgoing import OutgoingState, content_of, cut_up, forget, states_of_naming
from sync.cache.tables import attachment, certification, customer
from sync.protocol.attachments import Part

SAID_AGAIN_AFTER = timedelta(days=7)
"""So long delivered and named by nothing that the server has: it is declared anew, or the server would tidy it away."""

_QUEUED = select(
    outgoing.c.id,
    outgoing.c.customer_id,
    outgoing.c.state,
    outgoing.c.sha256,
    outgoing.c.media_type,
    outgoing.c.added_at,
    outgoing.c.delivered_at,
    outgoing.c.thumbnail,
)


class _Fate(StrEnum):
    STAYS = "stays"
    SHELVED = "shelved"  # its bytes move from the queue into the cache
    BROUGHT_BACK = "brought_back"  # and from there into the queue
    FORGOTTEN = "forgotten"
    SAID_AGAIN = "said_again"


def shelve(me: StoreFile, pool: StoreFile, store: Fetched, now: Instant) -> None:
    """Move what is delivered and named out of the queue into the cache, and forget what one may see no longer.

    A server that was restored may have lost a file that it had: what is still here is brought to it once more. Done
    twice is done once; cut short anywhere, the next call ends it.
    """
    visible, shown = _visible(me, pool)
    with me.reading() as connection:
        named = states_of_naming(connection)
        rows = connection.execute(_QUEUED).all()
    here = _customers_here(me, pool, [row.customer_id for row in rows if row.state == OutgoingState.SHELVED])
    fates = {
        row.id: _fate(row, named.get(row.id, []), now, is_visible=row.id in visible, is_here=row.customer_id in here)
        for row in rows
    }
    for row in rows:
        if fates[row.id] is _Fate.SHELVED:
            _shelve(me, store, row)
        elif fates[row.id] is _Fate.BROUGHT_BACK:
            _bring_back(me, store, row)
    gone = [each for each, fate in fates.items() if fate is _Fate.FORGOTTEN]
    again = [each for each, fate in fates.items() if fate is _Fate.SAID_AGAIN]
    if gone or again:
        with me.writing() as connection:
            forget(connection, gone)
            anew = update(outgoing).where(among(outgoing.c.id, again))
            connection.execute(anew.values(state=OutgoingState.WAITING.value, received=0))
    store.retain(visible | shown)


def _fate(
    row: Row[*tuple[Any, ...]],
    named: list[tuple[CommandState, bool]],
    now: Instant,
    *,
    is_visible: bool,
    is_here: bool,
) -> _Fate:
    """`named`: the state of each command that names it, and whether its person has seen the answer. `is_here`: one
    sees its customer."""
    is_there, is_old = row.state == OutgoingState.THERE, row.added_at < millis(now - JOURNAL)
    if row.state == OutgoingState.SHELVED:
        is_lost = is_here and not is_visible
        return _Fate.FORGOTTEN if is_old else _Fate.BROUGHT_BACK if is_lost else _Fate.STAYS
    if any(state in _OPEN for state, _ in named):
        is_late = is_there and (row.delivered_at or 0) < millis(now - SAID_AGAIN_AFTER)
        return _Fate.SAID_AGAIN if is_late else _Fate.STAYS
    if is_there and any(state is CommandState.DONE for state, _ in named):
        # What came too late to be the customer's again is with its author's follow-up on the server, and not ours.
        return _Fate.SHELVED if is_visible else _Fate.FORGOTTEN
    is_seen = bool(named) and all(is_dismissed for _, is_dismissed in named)
    return _Fate.FORGOTTEN if is_old or (is_there and is_seen) else _Fate.STAYS


_OPEN = frozenset(CommandState) - {CommandState.DONE, CommandState.REFUSED}


def _shelve(me: StoreFile, store: Fetched, row: Row[*tuple[Any, ...]]) -> None:
    with me.reading() as connection:
        content = content_of(connection, row.id)
    store.keep(row.id, Part.CONTENT, row.media_type, content)
    if row.thumbnail is not None:
        store.keep(row.id, Part.THUMBNAIL, "image/jpeg", bytes(row.thumbnail))
    with me.writing() as connection:
        connection.execute(delete(outgoing_chunk).where(outgoing_chunk.c.file_id == row.id))
        shelved = {"state": OutgoingState.SHELVED.value, "thumbnail": None}
        connection.execute(update(outgoing).where(outgoing.c.id == row.id).values(shelved))


def _bring_back(me: StoreFile, store: Fetched, row: Row[*tuple[Any, ...]]) -> None:
    """As it was when it was attached; what the cache has of it may have gone, or have come from the server since."""
    content = store.content(row.id)
    if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
        return
    with me.writing() as connection:
        cut_up(connection, row.id, content)
        waiting = {"state": OutgoingState.WAITING.value, "received": 0}
        connection.execute(update(outgoing).where(outgoing.c.id == row.id).values(waiting))


def _customers_here(me: StoreFile, pool: StoreFile, customer_ids: list[str]) -> set[str]:
    found: set[str] = set()
    for file in (me, pool) if customer_ids else ():
        with file.reading() as connection:
            found |= set(connection.scalars(select(customer.c.id).where(among(customer.c.id, customer_ids))))
    return found


def _visible(me: StoreFile, pool: StoreFile) -> tuple[frozenset[str], frozenset[str]]:
    """Files of customers that one sees whole, and licences of certifications that one hears of."""
    ids: set[str] = set()
    shown: set[str] = set()
    for file in (me, pool):
        with file.reading() as connection:
            ids |= set(connection.scalars(select(attachment.c.id)))
            licences = select(certification.c.licence_id).where(certification.c.licence_id.is_not(None))
            shown |= {str(each) for each in connection.scalars(licences)}
    return frozenset(ids), frozenset(shown)
