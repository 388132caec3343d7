"""Telling everything anew, where the log was given up because scopes hold other rows than they did.

A migration that changes what a scope holds empties the log: every client's cursor is then of a past that we do not
know, and each walks its scopes again, as after a restore.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from domain.identifiers import Instant
from server.feed.heads import is_empty
from server.feed.log import TENANT, Entry, NewId, record
from server.organisation.repository import all_people, team_parents
from server.pools.repository import parts_of_pools
from server.scopes.contents import contents_of
from sync.protocol.scopes import REFERENCE, assigned_scope, person_scope, pool_scope, team_scope

_ID, _VERSION = 0, 1


def refound(connection: Connection, now: Instant, new_id: NewId) -> bool:
    """Make one first commit of all that every scope holds, if the log is empty; whether there was anything to tell."""
    if not is_empty(connection, TENANT):
        return False
    entries = list(_everything(connection))
    record(connection, entries, now, new_id)
    return bool(entries)


def _everything(connection: Connection) -> Iterator[Entry]:
    for scope in _scopes(connection):
        for source in contents_of(scope):
            columns = list(source.rows.selected_columns)[: _VERSION + 1]
            keys = source.rows.with_only_columns(*columns, maintain_column_froms=True)
            for row in connection.execute(keys):
                yield Entry(scope, source.kind, row[_ID], None, row[_VERSION])


def _scopes(connection: Connection) -> Iterator[str]:
    yield REFERENCE
    yield from (person_scope(person.id) for person in all_people(connection))
    yield from (team_scope(team_id) for team_id in team_parents(connection))
    for pool_id, parts in parts_of_pools(connection).items():
        for part in range(parts):
            yield pool_scope(pool_id, part)
            yield assigned_scope(pool_id, part)
