"""The real server as a stage for stories: one company, and for each story people, customers and a pool of its own."""

from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import Connection, update

from domain.commands import AddFollowUp, Command
from domain.company import Depart, Granted
from domain.customers import Customer
from domain.days import company_day
from domain.deadlines import Outflow
from domain.identifiers import CustomerId, FollowUpId, PersonId, PoolId
from domain.instants import millis, optional_millis
from domain.people import Role
from domain.teams import Member
from server.arbitration.governing import govern_from_here
from server.customers.figures import insert_quotas
from server.customers.holdings import find_holdings
from server.customers.ownerships import Ownership, insert_ownerships
from server.customers.repository import insert_customers
from server.customers.tables import customer as customer_table
from server.feed.log import record
from server.organisation.repository import insert_people
from server.pools.repository import insert_members
from server.recycling.batches import correct, settle_batch
from server.recycling.sweep import sweep
from sync.protocol.rows import CustomerRow, PersonRow, QuotaRow
from tests.rules.commands import NOTHING_SAID, command_of
from tests.rules.story import CUSTOMERS, PEOPLE, YES, Edge, Step
from tests.server.company import NOW, Company

ROLES = {"manager": Role.MANAGER, "admin": Role.POOL_ADMIN, "support": Role.SALES_SUPPORT}


@dataclass
class Server:
    """Pushes, sweeps and rows of a real database, as `tests.rules.story.Stage` asks for them."""

    company: Company
    edge: Edge
    pool_id: PoolId = field(init=False)
    people: dict[str, PersonId] = field(default_factory=dict)
    customers: dict[str, CustomerId] = field(default_factory=dict)
    said: dict[str, FollowUpId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        company, edge = self.company, self.edge
        self.pool_id = company.pool(company.ids.new(), [company.head], edge.rules)
        self.people = {name: PersonId(company.ids.new()) for name in PEOPLE}
        lying = company.customers(len(CUSTOMERS), pool_id=self.pool_id, last_order_at=optional_millis(edge.ordered))
        self.customers = dict(zip(CUSTOMERS, lying, strict=True))
        company.database.write(self._settle_in)

    def ask(self, step: Step) -> str:
        command = self._command(step)
        person_id = self.people[step.who]
        (receipt,) = self.company.ask(person_id, command, now=step.at)
        assert not receipt.must_ask, receipt
        return YES if receipt.reason is None else receipt.reason

    def order(self, step: Step) -> None:
        """As the shop's feed would: the order is written down, and whatever it moves is worked out."""
        customer_id = self.customers[step.customer]
        ordered = update(customer_table).where(customer_table.c.id == customer_id)
        values = {"last_order_at": millis(step.at), "order_count": customer_table.c.order_count + 1}
        self.company.database.write(lambda connection: connection.execute(ordered.values(values)).close())
        settle_batch(self.company.database, [customer_id], correct, lambda: step.at, self.company.ids.new)

    def sweep(self, step: Step) -> None:
        assert sweep(self.company.database, lambda: step.at, self.company.ids.new, lambda: False) is not None

    def depart(self, step: Step) -> None:
        company = self.company
        left = govern_from_here(company.database, Depart(self.people[step.who]), lambda: step.at, company.ids.new)
        assert left == Granted()

    def look(self, customer: str) -> tuple[Customer, Outflow | None]:
        """As it is stored, its deadline too."""
        customer_id = self.customers[customer]
        held = self.company.database.read(lambda connection: find_holdings(connection, [customer_id]))[customer_id]
        names = {person_id: name for name, person_id in self.people.items()}
        owner_id = held.customer.owner_id
        named = replace(held.customer, owner_id=None if owner_id is None else PersonId(names[owner_id]))
        return named, held.outflow

    def _command(self, step: Step) -> Command:
        customer_id = self.customers[step.customer]
        named = self.people.get(step.argument, PersonId(step.argument))
        version = self.company.customer(customer_id).ownership_version
        said = self.said.get(step.customer, NOTHING_SAID)
        command = command_of(step, customer_id, version, named, self.pool_id, said)
        if isinstance(command, AddFollowUp):
            self.said[step.customer] = command.follow_up_id
        return command

    def _settle_in(self, connection: Connection) -> None:
        """People, and whatever one of them is crowded with."""
        company, edge, new_id = self.company, self.edge, self.company.ids.new
        people = [
            PersonRow(
                person_id,
                1,
                name,
                company.north if name == "far" else company.south,
                (ROLES.get(name, Role.REP),),
                name == "vip",
            )
            for name, person_id in self.people.items()
        ]
        entries = insert_people(connection, people)
        admin = Member(self.pool_id, self.people["admin"], is_team=False, is_admin=True)
        entries += insert_members(connection, [admin])
        crowded, begins_at = self.people[edge.crowded], edge.begins_at
        if edge.claimed:
            day = company_day(begins_at, edge.rules.zone).isoformat()
            entries += insert_quotas(connection, [QuotaRow(crowded, 1, day, edge.claimed)])
        held = CustomerRow(
            "",
            1,
            "",
            pool_id=self.pool_id,
            pool_state="assigned",
            owner_id=crowded,
            acquired_at=millis(begins_at),
            ownership_version=1,
            team_id=company.south,
        )
        in_deal = msgspec.structs.replace(held, last_order_at=millis(begins_at), order_count=1)
        locked = msgspec.structs.replace(held, is_locked=True)
        crowd = [held] * edge.holding + [in_deal] * edge.deals + [locked] * edge.locked
        rows = [msgspec.structs.replace(row, id=new_id(), name=f"老客户{n}") for n, row in enumerate(crowd)]
        if rows:
            entries += insert_customers(connection, rows)
            insert_ownerships(connection, [Ownership(row.id, 1, crowded, begins_at) for row in rows])
        record(connection, entries, NOW, new_id)
