"""What really stands in the server's tables, read past all of its code: the judge's own eyes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlite

from domain.company import ClosePool
from domain.flow_in import FlowIn, settings_of_flow_in
from server.customers.placement import scopes_of, whole_scopes_of
from sync.protocol.scopes import REFERENCE, person_scope, team_scope
from tests.simulation.governing import Company
from tests.simulation.papers import Certificate, Contact, Papers, Profile, Wording
from tests.simulation.reckoning import Due, Kept, Rules
from tests.simulation.records import Decided, Did, Event, Ordered, Told
from tests.simulation.requests import Request
from tests.simulation.rights import Member, Rights, Somebody
from tests.simulation.vocabulary import Tag, TagRequest, Vocabulary

type Key = tuple[str, str]
"""A row: its kind and its id."""


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
        for kind in ("contact", "revision"):
            for row_id, version, customer_id in self._ask(f"SELECT id, version, customer_id FROM {kind}"):
                for scope in whole[customer_id]:
                    yield scope, kind, row_id, version
        for row_id, version, customer_id, person_id, team_id in self._ask(
            "SELECT id, version, customer_id, person_id, team_id FROM certification"
        ):
            asker = set() if person_id is None else {person_scope(person_id)}
            for scope in {*whole[customer_id], *asker, *([] if team_id is None else [team_scope(team_id)])}:
                yield scope, "certification", row_id, version
        for row_id, version, customer_id, rep_id in self._ask(
            "SELECT id, version, customer_id, rep_id FROM customer_order"
        ):
            for scope in {*whole[customer_id], *([] if rep_id is None else [person_scope(rep_id)])}:
                yield scope, "order", row_id, version
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
        for person_id, row_id in self._ask("SELECT person_id, id FROM notice"):
            yield person_scope(person_id), "notice", row_id, 1
        for person_id, team_id, row_id, version in self._ask(
            "SELECT person_id, team_id, id, version FROM reinstatement"
        ):
            yield person_scope(person_id), "reinstatement", row_id, version
            yield team_scope(team_id), "reinstatement", row_id, version
        for kind in ("person", "team", "pool", "ruleset", "tag_group", "tag", "tag_request", "flow_in"):
            for row_id, version in self._ask(f"SELECT id, version FROM {kind}"):
                yield REFERENCE, kind, row_id, version

    def owners(self) -> dict[str, str | None]:
        return dict(self._ask("SELECT id, owner_id FROM customer"))

    def open_ownerships(self) -> list[tuple[str, str]]:
        return self._ask("SELECT customer_id, person_id FROM ownership WHERE until IS NULL")

    def events_after(self, number: int) -> list[Event]:
        return [
            Event(*(*row, msgspec.json.decode(numbers)))
            for *row, numbers in self._ask(
                "SELECT rowid, id, customer_id, verb, from_owner_id, to_owner_id, at, command_id, actor_id, rule,"
                " ruleset_version, numbers FROM ownership_event WHERE rowid > ? ORDER BY rowid",
                number,
            )
        ]

    def decided_after(self, number: int) -> list[Decided]:
        found = "SELECT rowid, command_id, is_accepted, reason, decided_at FROM receipt WHERE rowid > ? ORDER BY rowid"
        return [Decided(*row) for row in self._ask(found, number)]

    def ordered_after(self, number: int) -> list[Ordered]:
        found = "SELECT rowid, customer_id, ordered_at FROM customer_order WHERE rowid > ? AND parent_id IS NULL"
        return [Ordered(*row) for row in self._ask(f"{found} ORDER BY rowid", number)]

    def told_after(self, number: int) -> list[Told]:
        return [
            Told(*row)
            for row in self._ask(
                "SELECT rowid, id, customer_id, author_id, happened_at, received_at, is_counted FROM follow_up"
                " WHERE rowid > ? ORDER BY rowid",
                number,
            )
        ]

    def kept(self) -> dict[str, tuple[Kept, Due | None]]:
        """Every customer, with its deadline as it is stored."""
        return {
            row[0]: (Kept(*row), None if due_at is None else (due_at, rule))
            for *row, due_at, rule in self._ask(
                "SELECT id, pool_id, pool_state, owner_id, acquired_at, ownership_version, last_order_at,"
                " last_follow_up_at, is_locked, extended_until, extensions, team_id, pooled_at, outflow_reason,"
                " outflow_at, outflow_rule FROM customer"
            )
        }

    def notices_after(self, number: int) -> list[tuple[int, str, str]]:
        """Each with the event that it tells and whom it tells."""
        return self._ask("SELECT rowid, id, person_id FROM notice WHERE rowid > ? ORDER BY rowid", number)

    def requests(self) -> dict[str, Request]:
        rows = self._ask("SELECT id, customer_id, person_id, team_id, state, answered_by FROM reinstatement")
        return {row[0]: Request(*row) for row in rows}

    def is_late(self, follow_up_id: str, customer_id: str, author_id: str) -> bool:
        """Whether it happened while its author held the customer, and arrived when the system had taken it."""
        return bool(
            self._ask(
                "SELECT 1 FROM follow_up f"
                " JOIN ownership o ON o.customer_id = f.customer_id AND o.person_id = f.author_id"
                " JOIN ownership_event e ON e.customer_id = f.customer_id AND e.from_owner_id = f.author_id"
                " WHERE f.id = ? AND f.customer_id = ? AND f.author_id = ? AND NOT f.is_counted"
                " AND o.since <= f.happened_at AND f.happened_at < o.until AND o.until <= f.received_at"
                " AND e.verb = 'recycle' AND e.at = o.until",
                follow_up_id,
                customer_id,
                author_id,
            )
        )

    def company(self) -> Company:
        names = dict(self._ask("SELECT id, name FROM pool"))
        flow_in = [msgspec.json.decode(row[0]) for row in self._ask("SELECT settings FROM flow_in")]
        return Company(
            self.rights(), self.rules(), names, self._vocabulary(), *(flow_in or [settings_of_flow_in(FlowIn())])
        )

    def papers(self) -> Papers:
        contacts = self._ask("SELECT id, customer_id, name, phone FROM contact")
        profiles = self._ask("SELECT id, name, uscc, note, tags, certification FROM customer")
        certificates = self._ask(
            "SELECT id, customer_id, person_id, team_id, origin, state, answered_by, company_name, uscc"
            " FROM certification"
        )
        wordings = self._ask(
            "SELECT f.id, f.customer_id, f.author_id, f.text, f.medium,"
            " (SELECT count(*) FROM revision r WHERE r.follow_up_id = f.id) FROM follow_up f"
        )
        return Papers(
            {row[0]: Contact(*row) for row in contacts},
            {
                key: Profile(name, uscc, note, frozenset(msgspec.json.decode(tags)), certification)
                for key, name, uscc, note, tags, certification in profiles
            },
            {row[0]: Certificate(*row) for row in certificates},
            {key: Wording(*row) for key, *row in wordings},
        )

    def _vocabulary(self) -> Vocabulary:
        tags = self._ask("SELECT id, name, group_id, is_retired FROM tag")
        requests = self._ask("SELECT id, name, person_id, state, tag_id, answered_by FROM tag_request")
        return Vocabulary(
            dict(self._ask("SELECT id, name FROM tag_group")),
            {key: Tag(name, group_id, bool(is_retired)) for key, name, group_id, is_retired in tags},
            {key: TagRequest(*row) for key, *row in requests},
        )

    def closings(self) -> dict[str, ClosePool]:
        """Closed pools that are to be emptied."""
        noted = "SELECT id, emptied_to_pool_id, emptied_to_team_id FROM pool WHERE NOT is_open"
        return {row[0]: ClosePool(*row) for row in self._ask(noted)}

    def rules(self) -> dict[str, list[Rules]]:
        """Every version of every pool's rules."""
        found: dict[str, list[Rules]] = {}
        for pool_id, version, effective_from, settings in self._ask(
            "SELECT pool_id, ruleset_version, effective_from, settings FROM ruleset ORDER BY ruleset_version"
        ):
            found.setdefault(pool_id, []).append(Rules(pool_id, version, effective_from, msgspec.json.decode(settings)))
        return found

    def noted_versions(self) -> dict[str, int | None]:
        """By which version of its rules a pool's deadlines were last worked out anew."""
        return dict(self._ask("SELECT id, outflow_version FROM pool"))

    def rests(self) -> dict[tuple[str, str], int]:
        """When each person may claim each customer again."""
        rows = self._ask("SELECT person_id, customer_id, claimable_from FROM cool_down")
        return {(person_id, customer_id): until for person_id, customer_id, until in rows}

    def rights(self) -> Rights:
        people = self._ask("SELECT id, team_id, roles, is_key_account, has_departed FROM person")
        return Rights(
            {
                person_id: Somebody(person_id, team_id, frozenset(msgspec.json.decode(roles)), *marks)
                for person_id, team_id, roles, *marks in people
            },
            dict(self._ask("SELECT id, parent_id FROM team")),
            frozenset(Member(*row) for row in self._ask("SELECT pool_id, member_id, is_admin FROM pool_member")),
            {pool_id: bool(is_open) for pool_id, is_open in self._ask("SELECT id, is_open FROM pool")},
        )

    def commands_with_events(self) -> set[str]:
        return {row[0] for row in self._ask("SELECT command_id FROM ownership_event WHERE command_id IS NOT NULL")}

    def did(self) -> list[Did]:
        """What customers did in the shop."""
        return [Did(*row) for row in self._ask("SELECT customer_id, kind, at FROM activity")]

    def follow_ups(self) -> dict[str, str]:
        """Author by follow-up."""
        return dict(self._ask("SELECT id, author_id FROM follow_up"))

    def has_event_of(self, command_id: str) -> bool:
        return bool(self._ask("SELECT 1 FROM ownership_event WHERE command_id = ?", command_id))

    def has_follow_up(self, follow_up_id: str) -> bool:
        return bool(self._ask("SELECT 1 FROM follow_up WHERE id = ?", follow_up_id))

    def held_at(self, person_id: str, customer_id: str, at: int) -> bool:
        held = "SELECT 1 FROM ownership WHERE person_id = ? AND customer_id = ? AND since <= ?"
        return bool(self._ask(f"{held} AND (until IS NULL OR ? < until)", person_id, customer_id, at, at))

    def held(self, person_id: str, customer_id: str) -> bool:
        """Whether this person ever held it."""
        held = "SELECT 1 FROM ownership WHERE person_id = ? AND customer_id = ?"
        return bool(self._ask(held, person_id, customer_id))

    def accepted(self) -> set[str]:
        return {row[0] for row in self._ask("SELECT command_id FROM receipt WHERE is_accepted")}

    def receipts(self) -> set[str]:
        return {row[0] for row in self._ask("SELECT command_id FROM receipt")}

    def _ask(self, query: str, *values: object) -> list[Any]:
        return list(self._connection.execute(query, values))
