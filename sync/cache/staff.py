"""What each person holds and what waits in each team, as far as one sees it; what is on its way is not counted."""

from collections.abc import Mapping

from sqlalchemy import Column, ColumnElement, Connection, select

from domain.customers import PoolState
from domain.identifiers import PersonId, TeamId
from sync.cache.files import StoreFile
from sync.cache.tables import customer


class Staff:
    def __init__(self, me: StoreFile, pool: StoreFile) -> None:
        self._files = me, pool

    def held(self) -> Mapping[PersonId, int]:
        """How many customers each person holds, of pools and ordinary ones."""
        return {
            PersonId(key): n for key, n in self._count(customer.c.owner_id, customer.c.owner_id.is_not(None)).items()
        }

    def waiting(self) -> Mapping[TeamId, int]:
        """How many customers wait in each team for a new owner."""
        is_pending = customer.c.pool_state == PoolState.PENDING.value
        return {TeamId(key): n for key, n in self._count(customer.c.team_id, is_pending).items()}

    def _count(self, by: Column[str], which: ColumnElement[bool]) -> dict[str, int]:
        """Each customer once, however many scopes show it so; where they differ for a moment, the newest counts."""
        newest: dict[str, tuple[int, str]] = {}
        for file in self._files:
            with file.reading() as connection:
                for customer_id, version, key in _shown(connection, by, which):
                    if version >= newest.get(customer_id, (-1, ""))[0]:
                        newest[customer_id] = version, key
        counted: dict[str, int] = {}
        for _, key in newest.values():
            counted[key] = counted.get(key, 0) + 1
        return counted


def _shown(connection: Connection, by: Column[str], which: ColumnElement[bool]) -> list[tuple[str, int, str]]:
    rows = connection.execute(select(customer.c.id, customer.c.version, by).where(which))
    return [(row[0], row[1], row[2]) for row in rows]
