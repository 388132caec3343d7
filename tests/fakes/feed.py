"""The server's side of pulling, small: rows by scope, numbered commits with salts, walks, removals, checksums."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec

from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum, Removals, ScopeCursor, ScopePage, Upserts
from sync.protocol.rows import Row

type Key = tuple[str, str]
"""Kind and id."""


@dataclass
class Feed:
    """`page_rows` is how many rows fit a page: small ones make walks and runs of several pages."""

    page_rows: int = 1_000
    rows: dict[str, dict[Key, Row]] = field(default_factory=dict)
    _log: list[tuple[str, tuple[tuple[str, Key], ...]]] = field(default_factory=list)
    _salts: int = 0

    @property
    def head(self) -> int:
        return len(self._log)

    def commit(self, puts: Iterable[tuple[str, Row]] = (), removals: Iterable[tuple[str, str, str]] = ()) -> None:
        """One business transaction: rows put into scopes, and (scope, kind, id) taken out of them."""
        changes: list[tuple[str, Key]] = []
        for scope, kind, row_id in removals:
            self.rows.setdefault(scope, {}).pop((kind, row_id), None)
            changes.append((scope, (kind, row_id)))
        for scope, row in puts:
            self.rows.setdefault(scope, {})[(row.kind, row.id)] = row
            changes.append((scope, (row.kind, row.id)))
        self._salts += 1  # never drawn twice, so that a position given again has another
        self._log.append((f"salt-{self._salts}", tuple(changes)))

    def backup(self) -> "Feed":
        """Everything as it is now."""
        return replace(self, rows={scope: dict(rows) for scope, rows in self.rows.items()}, _log=list(self._log))

    def go_back_to(self, backup: "Feed") -> None:
        """As from a backup. Who has seen nothing later notices nothing."""
        self.rows = {scope: dict(rows) for scope, rows in backup.rows.items()}
        self._log = list(backup._log)

    def restore(self, rows: dict[str, dict[Key, Row]]) -> None:
        """As from a backup: another past, whose salts nobody has seen."""
        self.rows = rows
        self._log = [(f"restored-{number}", changes) for number, (_, changes) in enumerate(self._log)]

    def page(self, cursor: ScopeCursor) -> ScopePage:
        if not self._is_ours(cursor):
            return self._walk(ScopeCursor(cursor.scope), is_reset=True)
        if cursor.position == 0 or cursor.resume is not None:
            return self._walk(cursor, is_reset=False)
        return self._follow(cursor)

    def checksum(self, scope: str) -> Checksum:
        held = self.rows.get(scope, {})
        xor = 0
        for (kind, row_id), row in held.items():
            xor ^= fingerprint(kind, row_id, row.version)
        return Checksum(len(held), as_hex(xor))

    def _is_ours(self, cursor: ScopeCursor) -> bool:
        if cursor.position == 0:
            return True
        return cursor.position <= self.head and self._salt(cursor.position) == cursor.salt

    def _salt(self, position: int) -> str:
        return self._log[position - 1][0] if position else ""

    def _walk(self, cursor: ScopeCursor, *, is_reset: bool) -> ScopePage:
        position = cursor.position or self.head
        salt = cursor.salt or self._salt(position)
        after = tuple((cursor.resume or "/").split("/", 1))
        coming = sorted(key for key in self.rows.get(cursor.scope, {}) if key > after)
        stretch, is_last = coming[: self.page_rows], len(coming) <= self.page_rows
        has_more = not is_last or self.head > position
        return ScopePage(
            cursor.scope,
            position,
            salt,
            upserts=self._upserts(cursor.scope, stretch),
            resume=None if is_last else "/".join(stretch[-1]),
            has_more=has_more,
            checksum=None if has_more else self.checksum(cursor.scope),
            is_reset=is_reset,
        )

    def _follow(self, cursor: ScopeCursor) -> ScopePage:
        position, touched = cursor.position, dict[Key, None]()
        while position < self.head and len(touched) < self.page_rows:
            touched |= dict.fromkeys(key for scope, key in self._log[position][1] if scope == cursor.scope)
            position += 1
        held = self.rows.get(cursor.scope, {})
        gone = sorted(key for key in touched if key not in held)
        return ScopePage(
            cursor.scope,
            position,
            self._salt(position),
            upserts=self._upserts(cursor.scope, sorted(key for key in touched if key in held)),
            removals=tuple(Removals(kind, tuple(key[1] for key in gone if key[0] == kind)) for kind in _kinds(gone)),
            has_more=position < self.head,
            checksum=self.checksum(cursor.scope) if position == self.head else None,
        )

    def _upserts(self, scope: str, keys: list[Key]) -> tuple[Upserts, ...]:
        held = self.rows[scope] if keys else {}
        return tuple(
            Upserts(kind, msgspec.Raw(msgspec.json.encode([held[key] for key in keys if key[0] == kind])))
            for kind in _kinds(keys)
        )


def _kinds(keys: Iterable[Key]) -> list[str]:
    return list(dict.fromkeys(kind for kind, _ in keys))
