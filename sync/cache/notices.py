"""What others, and the system, did to customers that the person held or holds: told once, seen once, kept a month."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from domain.identifiers import Instant, PersonId
from domain.instants import instant, millis
from sync.cache.files import StoreFile
from sync.cache.settings import Settings
from sync.cache.tables import held_row, scope
from sync.protocol.rows import NoticeRow
from sync.protocol.scopes import person_scope

_SEEN_AT = "notices_seen_at"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """`is_loss`: the person held the customer before and does not hold it since."""

    row: NoticeRow
    at: Instant
    is_loss: bool
    is_seen: bool


class Notices:
    def __init__(self, me: StoreFile, settings: Settings, person_id: PersonId) -> None:
        self._me = me
        self._settings = settings
        self._person_id = person_id

    def since(self, moment: Instant | None) -> tuple[NoticeView, ...]:
        """What happened after that moment, or all that is kept; newest first."""
        seen_at, after = self._seen_at(), None if moment is None else millis(moment)
        rows = [row for row in self._rows() if after is None or row.at > after]
        return tuple(
            NoticeView(
                row,
                instant(row.at),
                is_loss=self._person_id == row.from_owner_id != row.to_owner_id,
                is_seen=row.at <= seen_at,
            )
            for row in sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
        )

    def unseen_count(self) -> int:
        seen_at = self._seen_at()
        return sum(row.at > seen_at for row in self._rows())

    def mark_seen(self, now: Instant) -> None:
        """What is here and happened until `now` has been seen. It only moves forward, and never beyond what is here:
        what happened meanwhile and is still to come has been seen by nobody."""
        here = [row.at for row in self._rows() if row.at <= millis(now)]
        newest = max(here, default=0)
        if newest > self._seen_at():
            self._settings.put(_SEEN_AT, str(newest))

    def _seen_at(self) -> int:
        return int(self._settings.get(_SEEN_AT, "0"))

    def _rows(self) -> list[NoticeRow]:
        with self._me.reading() as connection:
            return _read(connection, person_scope(self._person_id))


def _read(connection: Connection, name: str) -> list[NoticeRow]:
    bodies = (
        select(held_row.c.body)
        .join(scope, scope.c.no == held_row.c.scope_no)
        .where(scope.c.name == name, held_row.c.kind == NoticeRow.kind)
    )
    return [msgspec.json.decode(body, type=NoticeRow) for body in connection.scalars(bodies)]
