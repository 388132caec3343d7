"""A small company in a real database, and the ids and commands with which tests ask it things."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec
from sqlalchemy import Connection

from domain.commands import AddFollowUp, Claim, FollowUpKind, Release
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import Ruleset, huaqiu, settings_of
from domain.teams import Member
from server.arbitration.service import settle
from server.customers.repository import find_customers, insert_customers, update_profiles
from server.database import Database
from server.feed.log import record
from server.organisation.repository import insert_people, insert_teams
from server.pools.repository import (
    all_members,
    delete_members,
    insert_members,
    insert_pools,
    insert_rulesets,
)
from sync.protocol.acts import Act, encode_act
from sync.protocol.commands import Envelope
from sync.protocol.messages import Receipt
from sync.protocol.rows import CustomerRow, PersonRow, PoolRow, RulesetRow, TeamRow

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=800)


@dataclass
class Ids:
    """Ids as the real door makes them, drawn at `at` and the same in every run."""

    at: Instant = NOW
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new(self) -> str:
        # Multiplying by an odd number scatters the last digits as chance would, and never twice the same.
        scattered = next(self.numbers) * 0x9E3779B97F4A7C15 % (1 << 76)
        return f"{millis(self.at):012x}7{scattered:019x}"


@dataclass
class Company:
    """One pool; two teams below one head; reps in both, a manager over the first."""

    database: Database
    ids: Ids = field(default_factory=Ids)
    pool_id: PoolId = field(init=False)
    head: str = field(init=False)
    south: str = field(init=False)
    north: str = field(init=False)

    def person(self, name: str, team_id: str, *roles: Role, is_key_account: bool = False) -> PersonId:
        row = PersonRow(self.ids.new(), 1, name, team_id, roles or (Role.REP,), is_key_account)
        self._write(lambda connection: record(connection, insert_people(connection, [row]), NOW, self.ids.new))
        return PersonId(row.id)

    def pool(self, name: str, members: Sequence[str] = (), rules: Ruleset | None = None) -> PoolId:
        """A new open pool of these teams."""
        pool_id = self.ids.new()
        rules = rules or huaqiu(1, LONG_AGO)
        row = RulesetRow(self.ids.new(), 1, pool_id, rules.version, millis(rules.effective_from), settings_of(rules))

        def write(connection: Connection) -> None:
            entries = insert_pools(connection, [PoolRow(pool_id, 1, name)])
            entries += insert_rulesets(connection, [row])
            entries += insert_members(
                connection, [Member(PoolId(pool_id), PersonId(one), is_team=True) for one in members]
            )
            record(connection, entries, NOW, self.ids.new)

        self._write(write)
        return PoolId(pool_id)

    def customers(self, number: int, **fields: object) -> list[CustomerId]:
        """New customers of the pool, held by nobody unless `fields` say else."""
        defaults = {"pool_id": self.pool_id, "pool_state": "unassigned", "pooled_at": millis(LONG_AGO)}
        rows = [
            msgspec.structs.replace(
                CustomerRow(self.ids.new(), 1, f"深圳第{index}电子有限公司", phone="13800005678", contact_name="李工"),
                **{**defaults, **fields},
            )
            for index in range(number)
        ]
        self._write(lambda connection: record(connection, insert_customers(connection, rows), NOW, self.ids.new))
        return [CustomerId(row.id) for row in rows]

    def envelope(self, person_id: str, command: Act, at: Instant = NOW) -> Envelope:
        return Envelope(Ids(at, self.ids.numbers).new(), person_id, msgspec.Raw(encode_act(command)))

    def push(self, person_id: PersonId, envelopes: Sequence[Envelope], now: Instant = NOW) -> tuple[Receipt, ...]:
        return settle(self.database, person_id, "device", envelopes, lambda: now, self.ids.new)

    def ask(self, person_id: PersonId, *commands: Act, now: Instant = NOW) -> tuple[Receipt, ...]:
        return self.push(person_id, [self.envelope(person_id, command, now) for command in commands], now)

    def claim(self, person_id: PersonId, *customer_ids: CustomerId, now: Instant = NOW) -> tuple[Receipt, ...]:
        return self.ask(person_id, *(Claim(customer_id, now) for customer_id in customer_ids), now=now)

    def release(self, person_id: PersonId, *customer_ids: CustomerId, now: Instant = NOW) -> tuple[Receipt, ...]:
        versions = {customer_id: self.customer(customer_id).ownership_version for customer_id in customer_ids}
        return self.ask(person_id, *(Release(one, versions[one]) for one in customer_ids), now=now)

    def put_out_of_every_pool(self) -> None:
        """Nobody belongs to any pool any more."""

        def write(connection: Connection) -> None:
            record(connection, delete_members(connection, all_members(connection)), NOW, self.ids.new)

        self.database.write(write)

    def touch(self, *customer_ids: str) -> None:
        """One commit in which each of these customers gets another note."""

        def write(connection: Connection) -> None:
            found = find_customers(connection, customer_ids, is_locking=True)
            changed = [msgspec.structs.replace(row, note=row.note + "!") for row in found]
            record(connection, update_profiles(connection, changed), NOW, self.ids.new)

        self.database.write(write)

    def follow_up(self, customer_id: CustomerId, at: Instant = NOW, text: str = "已寄样品") -> AddFollowUp:
        return AddFollowUp(customer_id, FollowUpId(self.ids.new()), FollowUpKind.PHONE, text, at)

    def customer(self, customer_id: str) -> CustomerRow:
        found = self.database.read(lambda connection: find_customers(connection, [customer_id]))
        return found[0]

    def _write(self, work: object) -> None:
        assert callable(work)
        self.database.write(lambda connection: work(connection))


def founded(database: Database, rules: Ruleset | None = None) -> Company:
    company = Company(database)
    company.head, company.south, company.north = (company.ids.new() for _ in range(3))
    teams = [
        TeamRow(company.head, 1, "销售部"),
        TeamRow(company.south, 1, "华南组", company.head),
        TeamRow(company.north, 1, "华北组", company.head),
    ]
    database.write(lambda connection: record(connection, insert_teams(connection, teams), NOW, company.ids.new))
    company.pool_id = company.pool("华南公海", [company.head], rules)
    return company
