"""Somebody of every role, and customers of every kind for each of them: on whom rights are tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec
from sqlalchemy import Connection

from domain.commands import (
    ApproveCertification,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    PutTag,
    RejectCertification,
    Release,
    RevokeCertification,
    SubmitCertification,
    Unlock,
    WriteNote,
)
from domain.customers import Standing
from domain.identifiers import AttachmentId, CertificationId, CustomerId, PersonId, PoolId, TagId
from domain.instants import millis
from domain.people import Role
from domain.records import CertificationState
from domain.teams import Member
from server.certifications.repository import Certificate, store_certificates
from server.customers.ownerships import Ownership, insert_ownerships
from server.customers.repository import insert_customers
from server.feed.log import Entry, record
from server.organisation.repository import insert_people
from server.pools.repository import insert_members
from server.tags.repository import insert_tag_groups, insert_tags
from sync.protocol.rows import CertificationRow, CustomerRow, PersonRow, TagGroupRow, TagRow
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
NORTHERN = ["mate", "other", "theirs", "free*", "wait*"]

USCC = "91440300708461136T"
_STANDING = {CertificationState.SUBMITTED: Standing.SUBMITTED, CertificationState.APPROVED: Standing.PROFILE}


@dataclass
class Cast:
    """One asker of every role, and for each of them one customer of every kind."""

    company: Company
    is_locked: bool = False
    has_departed: bool = False
    certified: CertificationState | None = None
    """How every customer's one certification stands, which somebody of its team asked for."""
    near: PoolId = field(init=False)
    askers: dict[Role, PersonId] = field(default_factory=dict)
    customers: dict[tuple[Role, str], CustomerId] = field(default_factory=dict)
    certifications: dict[str, CertificationId] = field(default_factory=dict)
    tag_id: TagId = field(init=False)

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
        entries += self._put_in_place(connection, rows)
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
            certification="" if self.certified is None else _STANDING[self.certified].value,
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

    def _put_in_place(self, connection: Connection, rows: Mapping[tuple[Role, str], CustomerRow]) -> list[Entry]:
        """A tag, and the certifications."""
        group = TagGroupRow(self.company.ids.new(), 1, "工艺")
        self.tag_id = TagId(self.company.ids.new())
        entries = insert_tag_groups(connection, [group])
        entries += insert_tags(connection, [TagRow(self.tag_id, 1, "多层板", group.id)])
        if self.certified is None:
            return entries
        certificates = []
        for (_, whose), row in rows.items():
            self.certifications[row.id] = CertificationId(self.company.ids.new())
            is_northern = whose in NORTHERN
            asker, team_id = (
                (self.stranger, self.company.north) if is_northern else (self.colleague, self.company.south)
            )
            asked = CertificationRow(
                self.certifications[row.id], 0, row.id, row.name, "profile", self.certified.value, row.name, USCC,
                millis(NOW), asker,
            )  # fmt: skip
            certificates.append(Certificate(asked, team_id))
        return entries + store_certificates(connection, certificates, {})

    def _submission(self, customer_id: CustomerId) -> SubmitCertification:
        new_id = self.company.ids.new
        return SubmitCertification(
            customer_id,
            CertificationId(new_id()),
            "深圳市宏图电路有限公司",
            USCC,
            "3,000,000",
            "CNY",
            date(2011, 2, 28),
            "福田区",
            AttachmentId(new_id()),
        )

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
            case "describe":
                return WriteNote(customer_id, "月结")
            case "tag":
                return PutTag(customer_id, self.tag_id)
            case "certify":
                return self._submission(customer_id)
            case "approve":
                return ApproveCertification(customer_id, self.certifications[customer_id])
            case "reject":
                return RejectCertification(customer_id, self.certifications[customer_id], "看不清")
            case "revoke":
                return RevokeCertification(customer_id, self.certifications[customer_id], "注销")
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
