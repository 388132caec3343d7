"""A rep whose customer flowed out although they had been there: where tests of late evidence begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.commands import AddFollowUp, AskReinstatement, Command, DeclineReinstatement, Reinstate
from domain.identifiers import CustomerId, PersonId
from domain.people import Role
from sync.protocol.messages import Receipt
from sync.protocol.rows import ReinstatementRow
from sync.protocol.scopes import person_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader
from tests.server.recycling.story import swept_at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORKED = NOW + 10 * DAY
SWEPT = NOW + 20 * DAY
LATER = NOW + 21 * DAY


@dataclass
class Story:
    """A rep who followed up in the hills, and whose customer flowed out before the network was back."""

    company: Company
    rep: PersonId
    manager: PersonId
    customer: CustomerId
    said: AddFollowUp

    @classmethod
    def begun(cls, company: Company) -> "Story":
        rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
        (customer,) = company.customers(1)
        company.claim(rep, customer)
        swept_at(company, SWEPT)
        return cls(company, rep, manager, customer, company.follow_up(customer, WORKED, "已在客户现场确认打样"))

    def ask(self, person_id: PersonId, *commands: Command, later: timedelta = timedelta()) -> list[str | None]:
        return reasons(self.company.ask(person_id, *commands, now=LATER + later))

    def told_late(self) -> None:
        assert self.ask(self.rep, self.said) == ["late_evidence"]

    def asked(self) -> None:
        self.told_late()
        assert self.ask(self.rep, self.request) == [None]

    @property
    def request(self) -> AskReinstatement:
        return AskReinstatement(self.customer, self.said.follow_up_id)

    @property
    def grant(self) -> Reinstate:
        version = self.company.customer(self.customer).ownership_version
        return Reinstate(self.customer, version, self.said.follow_up_id)

    def decline(self, note: str = "") -> DeclineReinstatement:
        return DeclineReinstatement(self.customer, self.said.follow_up_id, note)

    def seen_by(self, person_id: PersonId, scope: str) -> list[ReinstatementRow]:
        return list(Reader(self.company.database, person_id).read().of(scope, ReinstatementRow).values())

    @property
    def own(self) -> ReinstatementRow:
        (row,) = self.seen_by(self.rep, person_scope(self.rep))
        return row

    @property
    def owner(self) -> str | None:
        return self.company.customer(self.customer).owner_id


def reasons(receipts: Sequence[Receipt]) -> list[str | None]:
    return [receipt.reason for receipt in receipts]
