"""Every business transaction says what it changed, in the words of those who read it: scope, kind, row, versions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from domain.identifiers import Instant
from domain.instants import millis
from server.bulk import insert_rows
from server.feed.integers import as_signed
from server.feed.positions import number
from server.feed.tables import change, commit_record, commit_scope
from sync.protocol.checksums import fingerprint

TENANT = "main"

type NewId = Callable[[], str]


class Entry(NamedTuple):
    """One row's way through one commit, as one scope sees it: None where the scope did not or does not hold it."""

    scope: str
    kind: str
    row_id: str
    before: int | None
    after: int | None


@dataclass(slots=True)
class _Delta:
    rows: int = 0
    count: int = 0
    xor: int = 0


def record(connection: Connection, entries: Iterable[Entry], now: Instant, new_id: NewId) -> None:
    """Append one commit with these entries to the log, in the transaction that makes them true.

    A row stands once per scope in a commit: as it was before the first change, and as it is after the last.
    """
    commit_id = new_id()
    deltas: dict[str, _Delta] = {}
    rows = []
    for entry in _once_each(entries):
        if entry.before == entry.after:
            continue
        delta = deltas.setdefault(entry.scope, _Delta())
        delta.rows += 1
        delta.count += (entry.after is not None) - (entry.before is not None)
        for version in (entry.before, entry.after):
            if version is not None:
                delta.xor ^= fingerprint(entry.kind, entry.row_id, version)
        rows.append(
            {
                "commit_id": commit_id,
                "scope": entry.scope,
                "kind": entry.kind,
                "row_id": entry.row_id,
                "tenant": TENANT,
            }
        )
    if not rows:
        return
    insert_rows(connection, commit_record, [{"id": commit_id, "tenant": TENANT, "at": millis(now)}])
    insert_rows(
        connection,
        commit_scope,
        [
            {
                "commit_id": commit_id,
                "scope": scope,
                "tenant": TENANT,
                "change_count": delta.rows,
                "count_delta": delta.count,
                "xor_delta": as_signed(delta.xor),
            }
            for scope, delta in deltas.items()
        ],
    )
    insert_rows(connection, change, rows)
    if connection.dialect.name == "sqlite":
        # Writers are serial there: what is written now is committed before anything written later.
        number(connection, [commit_id], TENANT, new_id)


def _once_each(entries: Iterable[Entry]) -> Iterable[Entry]:
    ways: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        way = entry.scope, entry.kind, entry.row_id
        ways[way] = entry._replace(before=ways[way].before) if way in ways else entry
    return ways.values()
