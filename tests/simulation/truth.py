"""What really stands in the server's tables, read past all of its code: the judge's own eyes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from server.customers.placement import scopes_of, whole_scopes_of
from sync.protocol.scopes import REFERENCE, person_scope

type Key = tuple[str, str]
"""A row: its kind and its id."""


@dataclass(frozen=True)
class Event:
    """One line of a customer's history."""

    number: int
    customer_id: str
    verb: str
    from_owner_id: str | None
    to_owner_id: str | None
    at: int
    command_id: str | None


class Truth:
    """Over the server's file. `refresh` reads what is new; everything else answers from that."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.reopen()

    def reopen(self) -> None:
        """The file is another one: forget everything."""
        self._connection = sqlite.connect(self._path, isolation_level=None)
        self.version = -1
        self._last_position = 0
        self.rows: dict[str, dict[Key, int]] = {}
        self.moved: dict[str, dict[Key, int]] = {}
        self.salts: dict[int, str] = {0: ""}

    def close(self) -> None:
        self._connection.close()

    def refresh(self) -> bool:
        """Whether anything had changed."""
        version = self._ask("PRAGMA data_version")[0][0]
        if version == self.version:
            return False
        self.version = version
        for position, salt in self._ask(
            "SELECT position, salt FROM commit_record WHERE position > ?", self._last_position
        ):
            self.salts[position] = salt
        for scope, kind, row_id, position in self._ask(
            "SELECT c.scope, c.kind, c.row_id, r.position FROM change c JOIN commit_record r ON r.id = c.commit_id"
            " WHERE r.position > ? ORDER BY r.position",
            self._last_position,
        ):
            self.moved.setdefault(scope, {})[(kind, row_id)] = position
        self._last_position = max(self.salts)
        self.rows = {}
        for scope, kind, row_id, row_version in self._all_rows():
            self.rows.setdefault(scope, {})[(kind, row_id)] = row_version
        return True

    def knows(self, position: int, salt: str) -> bool:
        """Whether a client's cursor is of this past: the commit it stands at, and the newest that its rows may show."""
        own, _, seen = salt.partition("+")
        seen_position, _, seen_salt = seen.partition(":")
        is_seen = not seen or self.salts.get(int(seen_position)) == seen_salt
        return is_seen and self.salts.get(position) == own

    def _all_rows(self) -> Iterator[tuple[str, str, str, int]]:
        whole: dict[str, tuple[str, ...]] = {}
        for row_id, version, state, owner_id, pool_id, part, team_id in self._ask(
            "SELECT id, version, pool_state, owner_id, pool_id, part, team_id FROM customer"
        ):
            whole[row_id] = whole_scopes_of(owner_id, team_id)
            for scope in scopes_of(state, owner_id, pool_id, part, team_id):
                yield scope, "customer", row_id, version
        for row_id, version, customer_id in self._ask("SELECT id, version, customer_id FROM follow_up"):
            for scope in whole[customer_id]:
                yield scope, "follow_up", row_id, version
        for row_id, customer_id in self._ask("SELECT id, customer_id FROM ownership_event"):
            for scope in whole[customer_id]:
                yield scope, "ownership_event", row_id, 1
        for row_id, version in self._ask("SELECT pool_id || '/' || member_id, version FROM pool_member"):
            yield REFERENCE, "pool_member", row_id, version
        for person_id, version in self._ask("SELECT person_id, version FROM quota WHERE version > 0"):
            yield person_scope(person_id), "quota", person_id, version
        for person_id, row_id, version in self._ask("SELECT person_id, customer_id, version FROM cool_down"):
            yield person_scope(person_id), "cool_down", row_id, version
        for person_id, row_id, version in self._ask("SELECT person_id, command_id, version FROM receipt"):
            yield person_scope(person_id), "receipt", row_id, version
        for kind in ("person", "team", "pool", "ruleset"):
            for row_id, version in self._ask(f"SELECT id, version FROM {kind}"):
                yield REFERENCE, kind, row_id, version

    def owners(self) -> dict[str, str | None]:
        return dict(self._ask("SELECT id, owner_id FROM customer"))

    def open_ownerships(self) -> list[tuple[str, str]]:
        return self._ask("SELECT customer_id, person_id FROM ownership WHERE until IS NULL")

    def events_after(self, number: int) -> list[Event]:
        return [
            Event(*row)
            for row in self._ask(
                "SELECT rowid, customer_id, verb, from_owner_id, to_owner_id, at, command_id FROM ownership_event"
                " WHERE rowid > ? ORDER BY rowid",
                number,
            )
        ]

    def commands_with_events(self) -> set[str]:
        return {row[0] for row in self._ask("SELECT command_id FROM ownership_event WHERE command_id IS NOT NULL")}

    def follow_ups(self) -> dict[str, str]:
        """Author by follow-up."""
        return dict(self._ask("SELECT id, author_id FROM follow_up"))

    def has_event_of(self, command_id: str) -> bool:
        return bool(self._ask("SELECT 1 FROM ownership_event WHERE command_id = ?", command_id))

    def has_follow_up(self, follow_up_id: str) -> bool:
        return bool(self._ask("SELECT 1 FROM follow_up WHERE id = ?", follow_up_id))

    def receipts(self) -> set[str]:
        return {row[0] for row in self._ask("SELECT command_id FROM receipt")}

    def places_taken(self, person_id: str) -> int:
        """Deals are not counted; in a simulated week none lapses."""
        held = "SELECT count(*) FROM customer WHERE owner_id = ? AND pool_state = 'assigned' AND last_order_at IS NULL"
        return int(self._ask(held, person_id)[0][0])

    def _ask(self, query: str, *values: object) -> list[Any]:
        return list(self._connection.execute(query, values))
