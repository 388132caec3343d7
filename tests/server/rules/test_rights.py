"""Who may do what, as SPEC 2.8 says it: role by operation by whose customer it is, on both databases.

A cell names the customers on which the role does it; on all others it is refused, and nothing moves.
"""

from dataclasses import dataclass, field
from functools import partial

import msgspec
import pytest
from sqlalchemy import Connection

from domain.commands import (
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    Release,
    Unlock,
)
from domain.identifiers import CustomerId, PersonId, PoolId
from domain.instants import millis
from domain.people import Role
from domain.teams import Member
from server.customers.ownerships import Ownership, insert_ownerships
from server.customers.repository import insert_customers
from server.feed.log import record
from server.organisation.repository import insert_people
from server.pools.repository import insert_members
from server.scopes.grants import granted_scopes
from sync.protocol.rows import CustomerRow, PersonRow
from tests.server.company import NOW, Company
from tests.server.reader import Reader

ROLES = (Role.REP, Role.POOL_ADMIN, Role.MANAGER, Role.SALES_SUPPORT, Role.TAG_ADMIN, Role.SYSTEM_ADMIN)
OWNING = (Role.REP, Role.POOL_ADMIN, Role.MANAGER)

# Everybody asks from the south team, whose pool is near; the pool far is the north team's.
# own, team, mate: in the near pool, of whoever asks, of a rep of their team, of a rep of the north team who is let in.
# other: in the far pool, of a rep of the north team.        free, free*: unassigned in the near pool, in the far one.
# wait, wait*: pending in the south team, in the north team.  mine, ours, theirs: ordinary, of the asker, south, north.
HELD = "own team mate other mine ours theirs"
WHOSE = f"{HELD} free free* wait wait*".split()

MATRIX: dict[str, tuple[str, str, str, str, str, str]] = {
    #               rep        pool admin             manager                        support / tag admin / system admin
    "see masked":  ("free",    "free own team mate",  "free",                        "free free*", "free free*",
                    "free free*"),
    "see whole":   ("own mine", "own mine",           "own team mine ours wait",
                    "team mate other ours theirs wait wait*", "", "team mate other ours theirs wait wait*"),
    "claim":       ("free",    "free",                "free",                        "", "", ""),
    "release":     ("own",     "own team mate",       "own team",                    "", "", "team mate other"),
    "follow up":   ("own mine", "own mine",           "own team mine ours",          "", "", ""),
    "assign":      ("",        "own team mate free wait", "own team mine ours free wait", "", "",
                    "team mate other ours theirs free free* wait wait*"),
    "extend":      ("",        "own team mate",       "own team",                    "", "", "team mate other"),
    "to ordinary": ("",        "own team mate",       "own team",                    "", "", "team mate other"),
    "to pool":     ("",        "mine wait",           "mine ours wait",              "", "", "ours theirs wait wait*"),
    "lock":        ("own",     "own",                 "own",                         "", "", ""),
    "unlock":      ("own",     "own",                 "own team",                    "", "", ""),
}  # fmt: skip


@dataclass
class Cast:
    """One asker of every role, and for each of them one customer of every kind."""

    company: Company
    is_locked: bool = False
    has_departed: bool = False
    near: PoolId = field(init=False)
    askers: dict[Role, PersonId] = field(default_factory=dict)
    customers: dict[tuple[Role, str], CustomerId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        company = self.company
        self.near, self.far = company.pool("近公海", [company.south]), company.pool("远公海", [company.north])
        self.colleague, self.recipient = company.person("林", company.south), company.person("陈", company.south)
        self.mate, self.stranger = company.person("王", company.north), company.person("赵", company.north)
        company.database.write(self._settle_in)

    def _settle_in(self, connection: Connection) -> None:
        new_id = self.company.ids.new
        self.askers = {role: PersonId(new_id()) for role in ROLES}
        entries = insert_people(
            connection,
            [
                PersonRow(person_id, 1, role, self.company.south, (role,), has_departed=self.has_departed)
                for role, person_id in self.askers.items()
            ],
        )
        admin = Member(self.near, self.askers[Role.POOL_ADMIN], is_team=False, is_admin=True)
        entries += insert_members(connection, [admin, Member(self.near, self.mate, is_team=False)])
        rows = {
            (role, whose): self._row(role, whose)
            for role in ROLES
            for whose in WHOSE
            if role in OWNING or whose not in {"own", "mine"}
        }
        entries += insert_customers(connection, list(rows.values()))
        held = [Ownership(row.id, 1, row.owner_id, NOW) for row in rows.values() if row.owner_id is not None]
        insert_ownerships(connection, held)
        record(connection, entries, NOW, new_id)
        self.customers = {key: CustomerId(row.id) for key, row in rows.items()}

    def _row(self, role: Role, whose: str) -> CustomerRow:
        """As an import would put it there."""
        company, is_near = self.company, whose not in {"other", "free*", "wait*", "theirs"}
        owners = {"own": self.askers[role], "mine": self.askers[role], "team": self.colleague, "ours": self.colleague}
        owners |= {"mate": self.mate, "other": self.stranger, "theirs": self.stranger}
        row = CustomerRow(
            company.ids.new(),
            1,
            f"{role} {whose}",
            phone="13800005678",
            pool_id=self.near if is_near else self.far,
            pool_state="unassigned",
            ownership_version=1,
        )
        team_id = company.south if is_near and whose != "mate" else company.north
        if whose in {"free", "free*"}:
            return row
        if whose in {"wait", "wait*"}:
            return msgspec.structs.replace(row, pool_state="pending", team_id=team_id)
        held = msgspec.structs.replace(row, owner_id=owners[whose], team_id=team_id)
        if whose in {"mine", "ours", "theirs"}:
            return msgspec.structs.replace(held, pool_id=None, pool_state="ordinary")
        return msgspec.structs.replace(held, pool_state="assigned", acquired_at=millis(NOW), is_locked=self.is_locked)

    def command(self, operation: str, customer_id: CustomerId) -> Command:
        match operation:
            case "claim":
                return Claim(customer_id, NOW)
            case "release":
                return Release(customer_id, 1)
            case "follow up":
                return self.company.follow_up(customer_id)
            case "assign":
                return Assign(customer_id, 1, self.recipient)
            case "extend":
                return Extend(customer_id, 1, days=1)
            case "to ordinary":
                return ConvertToOrdinary(customer_id, 1)
            case "to pool":
                return ConvertToPool(customer_id, 1, self.near)
            case "lock":
                return Lock(customer_id, 1)
            case "unlock":
                return Unlock(customer_id, 1)
            case _:
                raise ValueError(operation)

    def done(self, operation: str, role: Role) -> set[str]:
        """On which customers this role does it: a yes that moves something. A no must move nothing."""
        asked = {whose: customer_id for (of, whose), customer_id in self.customers.items() if of is role}
        before = {whose: self.company.customer(customer_id) for whose, customer_id in asked.items()}
        commands = [self.command(operation, customer_id) for customer_id in asked.values()]
        receipts = dict(zip(asked, self.company.ask(self.askers[role], *commands), strict=True))
        after = {whose: self.company.customer(customer_id) for whose, customer_id in asked.items()}
        for whose, receipt in receipts.items():
            assert not receipt.must_ask, receipt
            assert receipt.is_accepted or after[whose] == before[whose], (role, whose, receipt)
        return {whose for whose in asked if receipts[whose].is_accepted and after[whose] != before[whose]}

    def seen(self, role: Role, *, is_masked: bool) -> set[str]:
        """Which of their customers this role's client holds, masked or whole."""
        reader = Reader(self.company.database, self.askers[role]).read()
        kinds = {customer_id: whose for (of, whose), customer_id in self.customers.items() if of is role}
        found = [row for scope in reader.rows for row in reader.of(scope, CustomerRow).values() if row.id in kinds]
        assert {row.phone for row in found} <= {"138****5678", "13800005678"}
        return {kinds[CustomerId(row.id)] for row in found if (row.phone != "13800005678") is is_masked}


def promised(operation: str) -> dict[Role, set[str]]:
    return {role: set(cell.split()) for role, cell in zip(ROLES, MATRIX[operation], strict=True)}


def test_the_matrix_names_customers_that_there_are() -> None:
    named = {word for cells in MATRIX.values() for cell in cells for word in cell.split()}
    assert named <= set(WHOSE)


@pytest.mark.parametrize(("operation", "is_masked"), [("see masked", True), ("see whole", False)])
def test_each_role_sees_what_it_may_and_as_it_may(company: Company, operation: str, is_masked: bool) -> None:
    cast = Cast(company)
    assert {role: cast.seen(role, is_masked=is_masked) for role in ROLES} == promised(operation)


@pytest.mark.parametrize("operation", [operation for operation in MATRIX if not operation.startswith("see")])
def test_each_role_does_what_it_may_and_nothing_else(company: Company, operation: str) -> None:
    cast = Cast(company, is_locked=operation == "unlock")
    assert {role: cast.done(operation, role) for role in ROLES} == promised(operation)


@pytest.mark.parametrize("operation", ["claim", "follow up", "assign", "extend", "to ordinary", "to pool"])
def test_who_has_left_directs_nothing_and_claims_nothing_whatever_they_were(company: Company, operation: str) -> None:
    """What they wrote down before may still arrive, and is kept (SPEC 2.6)."""
    cast = Cast(company, has_departed=True)
    for role in ROLES:
        own = {"own", "mine"} if operation == "follow up" and role in OWNING else set()
        assert cast.done(operation, role) == own


def test_who_has_left_is_granted_nothing_and_sees_nothing(company: Company) -> None:
    cast = Cast(company, has_departed=True)
    for role in ROLES:
        assert company.database.read(partial(granted_scopes, person_id=cast.askers[role])) == ()
        assert cast.seen(role, is_masked=True) == cast.seen(role, is_masked=False) == set()


def test_a_manager_of_the_whole_company_sees_and_directs_every_team(company: Company) -> None:
    cast = Cast(company)
    boss = company.person("总", company.head, Role.MANAGER)
    mine = {whose: customer_id for (of, whose), customer_id in cast.customers.items() if of is Role.REP}
    reader = Reader(company.database, boss).read()
    whole = {row.id for scope in reader.rows for row in reader.of(scope, CustomerRow).values() if "*" not in row.phone}
    assert {whose for whose, customer_id in mine.items() if customer_id in whole} == set(WHOSE) - {"free", "free*"}
    commands = [cast.command("assign", customer_id) for customer_id in mine.values()]
    receipts = dict(zip(mine, company.ask(boss, *commands), strict=True))
    assert {whose: receipt.reason for whose, receipt in receipts.items()} == dict.fromkeys(WHOSE)
