"""A company in memory, judged by the real court: what a client reconciles with where no process is needed."""

from copy import copy
from dataclasses import replace
from datetime import timedelta

import msgspec

from domain.commands import AddFollowUp
from domain.court import judge
from domain.customers import Customer, PoolState
from domain.days import company_day
from domain.deals import counts_toward_cap
from domain.effects import CoolDownStarted, FollowUpAdded, OwnerChanged, applied
from domain.facts import Facts, Quota
from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId
from domain.instants import millis, optional_instant, optional_millis
from domain.people import Actor, Person, Pool, Role
from domain.reasons import Reason
from domain.rulesets import huaqiu
from domain.verdicts import Accepted
from sync.protocol.commands import Envelope, MalformedBody, body_hash, decode_command
from sync.protocol.messages import Pull, Pulled, Receipt
from sync.protocol.rows import (
    CoolDownRow,
    CustomerRow,
    FollowUpRow,
    PersonRow,
    PoolMemberRow,
    PoolRow,
    QuotaRow,
    ReceiptRow,
    Row,
    RulesetRow,
    TeamRow,
)
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from tests.builders import NOW
from tests.fakes.attachments import FakeAttachments
from tests.fakes.clock import ManualClock
from tests.fakes.feed import Feed

POOL_ID = PoolId("pool")

_STORED = ("receipts", "customers", "cool_downs", "claimed", "follow_ups")


class FakeServer:
    """One pool, one team, any number of reps. `clock` is the server's."""

    def __init__(self, *people: str, clock: ManualClock | None = None, page_rows: int = 1_000, **rules: int) -> None:
        self.clock = clock or ManualClock()
        self.feed = Feed(page_rows)
        self.ruleset = replace(huaqiu(1, NOW - timedelta(days=999)), **rules)  # type: ignore[arg-type]
        reps = [Person(PersonId(name), name, TeamId("team"), frozenset({Role.REP})) for name in people]
        self.people = {person.id: person for person in reps}
        self.receipts: dict[str, tuple[str, Receipt]] = {}
        self.customers: dict[str, CustomerRow] = {}
        self.cool_downs: dict[tuple[str, str], Instant] = {}
        self.claimed: dict[tuple[str, str], int] = {}
        self.follow_ups: list[FollowUpRow] = []
        self.more_scopes: tuple[str, ...] = ()
        self.attachments = FakeAttachments(self.clock)
        settings = {name: getattr(self.ruleset, name) for name in rules}
        reference: list[Row] = [TeamRow("team", 1, "华南一组"), PoolRow(POOL_ID, 1, "公海")]
        reference.append(PoolMemberRow(f"{POOL_ID}/team", 1, POOL_ID, "team", True))
        reference.append(RulesetRow("rules", 1, POOL_ID, 1, millis(self.ruleset.effective_from), settings))
        reference += [PersonRow(name, 1, name, "team", ("rep",)) for name in people]
        self.feed.commit([(REFERENCE, row) for row in reference])

    def scopes_of(self, person_id: str) -> tuple[str, ...]:
        return (*sorted((REFERENCE, person_scope(person_id), pool_scope(POOL_ID))), *self.more_scopes)

    def add(self, *rows: CustomerRow) -> None:
        """Customers, each where its `owner_id` says."""
        self.feed.commit([(self._home(row), row) for row in rows])
        self.customers |= {row.id: row for row in rows}

    def in_pool(self, count: int, name: str = "深圳市华强电子", **fields: object) -> list[str]:
        ids = [f"c{len(self.customers) + number:031x}" for number in range(count)]
        rows = [pooled(customer_id, f"{name}{number}", **fields) for number, customer_id in enumerate(ids)]
        self.add(*rows)
        return ids

    def pull(self, person_id: str, request: Pull) -> Pulled:
        granted = self.scopes_of(person_id)
        pages = [self.feed.page(cursor) for cursor in request.cursors if cursor.scope in granted]
        return Pulled(tuple(pages), millis(self.clock.now()))

    def settle(self, person_id: str, envelope: Envelope) -> Receipt:
        """The receipt of one command; the same one however often it is asked."""
        known = self.receipts.get(envelope.id)
        if known is not None and not (envelope.accepted_at is not None and _is_refused_follow_up(envelope, known[1])):
            return known[1] if known[0] == body_hash(bytes(envelope.body)) else _no(envelope.id, Reason.ID_REUSED)
        if envelope.person_id != person_id:
            return _no(envelope.id, Reason.WRONG_PERSON)
        try:
            receipt = self._judged(PersonId(person_id), envelope)
        except MalformedBody:
            return _no(envelope.id, Reason.UNKNOWN_COMMAND)
        self.receipts[envelope.id] = body_hash(bytes(envelope.body)), receipt
        return receipt

    def backup(self) -> "FakeServer":
        """Everything as it is now, to go back to."""
        kept = copy(self)
        for name in _STORED:
            setattr(kept, name, copy(getattr(self, name)))
        kept.feed = self.feed.backup()
        return kept

    def go_back_to(self, backup: "FakeServer") -> None:
        """Restored from a backup: what came after it never was."""
        for name in _STORED:
            setattr(self, name, copy(getattr(backup, name)))
        self.feed.go_back_to(backup.feed)

    def _judged(self, person_id: PersonId, envelope: Envelope) -> Receipt:
        command, now = decode_command(envelope.body), self.clock.now()
        row = self.customers.get(command.customer_id)
        actor = Actor(self.people[person_id], frozenset({POOL_ID}))
        facts = Facts(
            actor,
            None if row is None else _as_judged(row),
            Pool(POOL_ID, "公海"),
            self._quota(person_id, now),
            self.cool_downs.get((person_id, command.customer_id)),
            # Accepted once, by a server that has forgotten it: its author's word is taken.
            held_when_it_happened=envelope.accepted_at is not None and row is not None,
        )
        verdict = judge(command, facts, self.ruleset, now)
        puts: list[tuple[str, Row]] = []
        removals: list[tuple[str, str, str]] = []
        if isinstance(verdict, Accepted):
            if row is not None and facts.customer is not None and verdict.effects:
                after = _changed(row, applied(facts.customer, verdict.effects))
                if self._home(after) != self._home(row):
                    removals.append((self._home(row), "customer", row.id))
                puts.append((self._home(after), after))
                self.customers[row.id] = after
            puts += [(person_scope(person_id), extra) for extra in self._extras(person_id, verdict, now)]
            receipt = Receipt(envelope.id, True, verdict.remark, decided_at=millis(now))
        else:
            receipt = Receipt(envelope.id, False, verdict.reason, dict(verdict.facts), decided_at=millis(now))
        told = ReceiptRow(
            envelope.id,
            1 + (envelope.id in self.receipts),
            receipt.is_accepted,
            receipt.reason,
            receipt.facts,
            receipt.decided_at,
        )
        self.feed.commit([*puts, (person_scope(person_id), told)], removals)
        return receipt

    def _extras(self, person_id: PersonId, verdict: Accepted, now: Instant) -> list[Row]:
        rows: list[Row] = []
        for effect in verdict.effects:
            if isinstance(effect, CoolDownStarted):
                self.cool_downs[(person_id, effect.customer_id)] = effect.until
                rows.append(CoolDownRow(effect.customer_id, millis(now), millis(effect.until)))
            elif isinstance(effect, OwnerChanged) and effect.to_owner_id == person_id:
                day = company_day(now, self.ruleset.zone).isoformat()
                self.claimed[(person_id, day)] = self.claimed.get((person_id, day), 0) + 1
                rows = [row for row in rows if not isinstance(row, QuotaRow)]
                rows.append(QuotaRow(person_id, millis(now) + self.feed.head, day, self.claimed[(person_id, day)]))
            elif isinstance(effect, FollowUpAdded):
                told = _follow_up_row(effect.follow_up, person_id, now, is_counted=effect.is_counted)
                self.follow_ups.append(told)
                rows.append(told)
        return rows

    def _quota(self, person_id: PersonId, now: Instant) -> Quota:
        day = company_day(now, self.ruleset.zone).isoformat()
        held = [_as_judged(row) for row in self.customers.values() if row.owner_id == person_id]
        holding = sum(counts_toward_cap(customer, self.ruleset, now) for customer in held)
        return Quota(person_id, self.claimed.get((person_id, day), 0), holding)

    def _home(self, row: CustomerRow) -> str:
        return pool_scope(POOL_ID) if row.owner_id is None else person_scope(row.owner_id)


def _is_refused_follow_up(envelope: Envelope, receipt: Receipt) -> bool:
    return not receipt.is_accepted and isinstance(decode_command(envelope.body), AddFollowUp)


def pooled(customer_id: str, name: str = "深圳市华强电子", **fields: object) -> CustomerRow:
    """A customer nobody holds."""
    plain = CustomerRow(customer_id, 1, name, pool_id=POOL_ID, pool_state=PoolState.UNASSIGNED.value)
    return msgspec.structs.replace(plain, **fields)


def held_by(person_id: str, customer_id: str, name: str = "深圳市华强电子", **fields: object) -> CustomerRow:
    """A customer in somebody's hands since yesterday."""
    since = millis(NOW - timedelta(days=1))
    plain = pooled(customer_id, name, owner_id=person_id, pool_state="assigned", acquired_at=since, ownership_version=1)
    return msgspec.structs.replace(plain, **fields)


def _no(command_id: str, reason: Reason) -> Receipt:
    return Receipt(command_id, False, reason.value)


def _as_judged(row: CustomerRow) -> Customer:
    return Customer(
        CustomerId(row.id),
        None if row.pool_id is None else PoolId(row.pool_id),
        PoolState(row.pool_state),
        None if row.owner_id is None else PersonId(row.owner_id),
        optional_instant(row.acquired_at),
        row.ownership_version,
        optional_instant(row.last_order_at),
        optional_instant(row.last_follow_up_at),
    )


def _changed(row: CustomerRow, after: Customer) -> CustomerRow:
    return msgspec.structs.replace(
        row,
        version=row.version + 1,
        pool_state=after.state.value,
        owner_id=after.owner_id,
        acquired_at=optional_millis(after.acquired_at),
        ownership_version=after.ownership_version,
        last_follow_up_at=optional_millis(after.last_follow_up_at),
    )


def _follow_up_row(command: AddFollowUp, author_id: str, now: Instant, *, is_counted: bool) -> FollowUpRow:
    return FollowUpRow(
        command.follow_up_id,
        1,
        command.customer_id,
        author_id,
        command.kind.value,
        command.text,
        millis(command.happened_at),
        millis(now),
        is_counted=is_counted,
    )
