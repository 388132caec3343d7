"""A client reduced to its promises: it pulls, keeps rows by scope, and checks what the server says of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from domain.identifiers import Instant, PersonId
from server.database import Database
from server.scopes.grants import granted_scopes
from server.scopes.pull import pull
from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum, Pull, ScopeCursor, ScopePage
from sync.protocol.rows import KINDS, Row
from tests.server.company import NOW, Ids

_MOST_PAGES = 10_000


@dataclass
class Reader:
    """What one person's client holds after each `read`."""

    database: Database
    person_id: PersonId
    new_id: Callable[[], str] = field(default_factory=lambda: Ids().new)
    byte_budget: int = 200_000
    rows: dict[str, dict[tuple[str, str], Row]] = field(default_factory=dict)
    cursors: dict[str, ScopeCursor] = field(default_factory=dict)
    checksums_met: int = 0
    resets: int = 0
    _walked: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def read(self, now: Instant = NOW) -> "Reader":
        """Pull until nothing more is said to come."""
        granted = self.database.read(lambda connection: granted_scopes(connection, self.person_id))
        self.cursors = {scope: self.cursors.get(scope, ScopeCursor(scope)) for scope in (*granted, *self.cursors)}
        for _ in range(_MOST_PAGES):
            more = [self.take(page) for page in self.ask(now)]
            if not any(more):
                return self
        raise AssertionError("a pull that never ends")

    def ask(self, now: Instant = NOW) -> tuple[ScopePage, ...]:
        request = Pull(tuple(self.cursors.values()), self.byte_budget)
        return pull(self.database, self.person_id, request, now, self.new_id).pages

    def take(self, page: ScopePage) -> bool:
        """Keep a page; returns whether more is to come."""
        if page.is_revoked:
            self.rows.pop(page.scope, None)
            self.cursors.pop(page.scope, None)
            return False
        cursor = self.cursors[page.scope]
        is_walk_begun = page.is_reset or (cursor.position == 0 and cursor.resume is None)
        was_walking = is_walk_begun or cursor.resume is not None
        self.resets += page.is_reset
        rows = self.rows.setdefault(page.scope, {})
        met = self._walked.setdefault(page.scope, set())
        if is_walk_begun:
            met.clear()
        for upserts in page.upserts:
            kind = KINDS[upserts.kind]
            decoded: list[Row] = msgspec.json.decode(upserts.rows, type=list[kind])  # type: ignore[valid-type]
            assert [row.id for row in decoded] == sorted({row.id for row in decoded})
            rows.update({(upserts.kind, row.id): row for row in decoded})
            met.update((upserts.kind, row.id) for row in decoded)
        for removals in page.removals:
            for row_id in removals.ids:
                rows.pop((removals.kind, row_id), None)
        if was_walking and page.resume is None:
            self.rows[page.scope] = rows = {key: row for key, row in rows.items() if key in met}
        self.cursors[page.scope] = ScopeCursor(page.scope, page.position, page.salt, page.resume)
        if page.checksum is not None:
            assert not page.has_more
            assert page.checksum == checksum(rows), page.scope
            self.checksums_met += 1
        return page.has_more

    def of[R: Row](self, scope: str, kind: type[R]) -> dict[str, R]:
        """The rows of one kind that the client holds of a scope, by id."""
        return {row.id: row for row in self.rows.get(scope, {}).values() if isinstance(row, kind)}


def checksum(rows: dict[tuple[str, str], Row]) -> Checksum:
    xor = 0
    for (kind, row_id), row in rows.items():
        xor ^= fingerprint(kind, row_id, row.version)
    return Checksum(len(rows), as_hex(xor))
