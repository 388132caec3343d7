"""One batch of records on its way into the database, and what is known of everything they speak of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from domain.identifiers import CustomerId, Instant
from domain.upstream import Fate, Flaw, superseded_by
from server.customers.repository import ids_by_external_id
from server.upstream.records import (
    ActivityTold,
    CertificationTold,
    CustomerTold,
    OrderStatusTold,
    OrderTold,
    Told,
    record_id,
)
from server.upstream.repository import Kept, Record, State, find_records, keep_records
from sync.protocol.rows import CustomerRow


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one record; why, and by which of its fields, where it was not simply taken."""

    fate: Fate
    flaw: Flaw | None = None
    field: str = ""


@dataclass(slots=True)
class Batch:
    """Records that are to be judged, by id: of each the newest that was told. Everything is locked already."""

    connection: Connection
    now: Instant
    told: dict[str, Told]
    known: dict[str, Record]
    answers: dict[str, Answer] = field(default_factory=dict)
    accounts: dict[str, CustomerId] = field(default_factory=dict)
    """By the shop system's name of it: the customer here."""
    rows: dict[CustomerId, CustomerRow] = field(default_factory=dict)
    """Customers as they come to stand, locked."""

    def of_kind[M: (CustomerTold, OrderTold, OrderStatusTold, CertificationTold, ActivityTold)](
        self, kind: type[M]
    ) -> list[tuple[Told, M]]:
        return [(told, told.message) for told in self.told.values() if isinstance(told.message, kind)]

    def take(self, told: Told, customer_id: CustomerId | None = None) -> Kept:
        self.answers[told.id] = Answer(Fate.TAKEN)
        return Kept(told, State.TAKEN, customer_id=customer_id)

    def wait(self, told: Told, waits_for: str, flaw: Flaw, field_name: str = "") -> Kept:
        self.answers[told.id] = Answer(Fate.WAITING, flaw, field_name)
        return Kept(told, State.WAITING, waits_for)

    def keep(self, kept: Collection[Kept]) -> None:
        keep_records(self.connection, list(kept), self.known, self.now)

    def find_accounts(self) -> None:
        """Which customer each account is that these records name: as told before, else as the register knows it."""
        named = {
            message.customer
            for told in self.told.values()
            if isinstance(message := told.message, OrderTold | CertificationTold | ActivityTold)
        }
        named |= {message.id for _, message in self.of_kind(CustomerTold)}
        in_register = ids_by_external_id(self.connection, named)
        self.accounts |= {account: CustomerId(customer_id) for account, customer_id in in_register.items()}
        ids = {record_id("customer", account): account for account in named}
        for known in find_records(self.connection, ids).values():
            if known.customer_id is not None:
                self.accounts[ids[known.id]] = known.customer_id


def newest_of(told: Sequence[Told]) -> dict[str, Told]:
    """Of each record its newest telling, by id."""
    newest: dict[str, Told] = {}
    for each in told:
        if each.id not in newest or newest[each.id].telling < each.telling:
            newest[each.id] = each
    return newest


def fate_of(told: Told, newest: Told, known: Record | None) -> Fate:
    """`taken` where it is to be judged."""
    if told.telling < newest.telling:
        return Fate.OLDER
    is_settled = known is not None and known.state is State.TAKEN
    return superseded_by(None if known is None else known.telling, told.telling, is_settled=is_settled)
