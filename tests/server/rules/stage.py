"""The real server as a stage for stories: one company, and for each story people, customers and a pool of its own."""

from dataclasses import dataclass, field, replace
from itertools import count

import msgspec
from sqlalchemy import Connection, update
from stdnum.cn import uscc

from domain.commands import AddFollowUp, Command
from domain.company import Depart, Granted
from domain.customers import Customer, PoolState
from domain.days import company_day
from domain.deadlines import Outflow
from domain.identifiers import CustomerId, PersonId, PoolId, TagId
from domain.instants import millis, optional_millis
from domain.people import Role
from domain.teams import Member
from domain.upstream import Fate
from server.arbitration.governing import govern_from_here
from server.customers.figures import insert_quotas
from server.customers.holdings import find_holdings
from server.customers.ownerships import Ownership, insert_ownerships
from server.customers.repository import find_customers, insert_customers, update_profiles
from server.customers.tables import customer as customer_table
from server.feed.log import Entry, record
from server.organisation.repository import insert_people
from server.pools.repository import insert_members
from server.recycling.batches import correct, settle_batch
from server.recycling.sweep import sweep
from server.tags.repository import insert_tag_groups, insert_tags
from sync.protocol.rows import CustomerRow, PersonRow, QuotaRow, TagGroupRow, TagRow
from tests.rules.commands import NOTHING_SAID, command_of
from tests.rules.story import CUSTOMERS, NEW, PEOPLE, Edge, Step, spoken
from tests.rules.work import Brought, Likeness, work_of
from tests.server.company import NOW, Company
from tests.server.upstream.telling import Teller, certification
from tests.server.upstream.telling import customer as account

_NUMBERS = count(1)
"""Every story's customer `a` is another company."""

ROLES = {"manager": Role.MANAGER, "admin": Role.POOL_ADMIN, "support": Role.SALES_SUPPORT}


@dataclass
class Server:
    """Pushes, sweeps and rows of a real database, as `tests.rules.story.Stage` asks for them."""

    company: Company
    edge: Edge
    pool_id: PoolId = field(init=False)
    people: dict[str, PersonId] = field(default_factory=dict)
    customers: dict[str, CustomerId] = field(default_factory=dict)
    tags: dict[str, TagId] = field(default_factory=dict)
    brought: Brought = field(default_factory=Brought)
    like_a: Likeness = field(default_factory=lambda: _another_company(next(_NUMBERS)))

    def __post_init__(self) -> None:
        company, edge = self.company, self.edge
        self.pool_id = company.pool(company.ids.new(), [company.head], edge.rules)
        self.people = {name: PersonId(company.ids.new()) for name in PEOPLE}
        ordered = optional_millis(edge.ordered)
        lying = company.customers(
            len(CUSTOMERS), pool_id=self.pool_id, pool_state=edge.lying.value, last_order_at=ordered
        )
        self.customers = {**dict(zip(CUSTOMERS, lying, strict=True)), NEW: CustomerId(company.ids.new())}
        company.database.write(self._settle_in)

    def ask(self, step: Step) -> str:
        command = self._command(step)
        person_id = self.people[step.who]
        (receipt,) = self.company.ask(person_id, command, now=step.at)
        assert not receipt.must_ask, receipt
        if receipt.is_accepted:
            self.brought.keep(step, command)
        return spoken(receipt.reason, receipt.facts)

    def order(self, step: Step) -> None:
        """As the shop's feed would: the order is written down, and whatever it moves is worked out."""
        customer_id = self.customers[step.customer]
        ordered = update(customer_table).where(customer_table.c.id == customer_id)
        values = {"last_order_at": millis(step.at), "order_count": customer_table.c.order_count + 1}
        self.company.database.write(lambda connection: connection.execute(ordered.values(values)).close())
        settle_batch(self.company.database, [customer_id], correct, lambda: step.at, self.company.ids.new)

    def certify_upstream(self, step: Step) -> None:
        """The shop tells of its account, which it knows by its code, and that it has certified itself."""
        like, name = self.like_a, self.company.ids.new()
        told = account(name, uscc=like.uscc), certification(name, name, like.uscc)
        fates = Teller(self.company, step.at).fates(*told)
        assert fates == [Fate.TAKEN, Fate.TAKEN], fates

    def sweep(self, step: Step) -> None:
        assert sweep(self.company.database, lambda: step.at, self.company.ids.new, lambda: False) is not None

    def depart(self, step: Step) -> None:
        company = self.company
        left = govern_from_here(company.database, Depart(self.people[step.who]), lambda: step.at, company.ids.new)
        assert left == Granted()

    def look(self, customer: str) -> tuple[Customer, Outflow | None]:
        """As it is stored, its deadline too."""
        customer_id = self.customers[customer]
        found = self.company.database.read(lambda connection: find_holdings(connection, [customer_id]))
        if customer_id not in found:
            return Customer(customer_id, None, PoolState.DORMANT), None
        held = found[customer_id]
        names = {person_id: name for name, person_id in self.people.items()}
        owner_id = held.customer.owner_id
        named = replace(held.customer, owner_id=None if owner_id is None else PersonId(names[owner_id]))
        return named, held.outflow

    def _command(self, step: Step) -> Command:
        customer_id = self.customers[step.customer]
        named = self.people.get(step.argument, PersonId(step.argument))
        version = self.look(step.customer)[0].ownership_version
        said = self.brought.follow_ups.get(step.customer, NOTHING_SAID)
        tag_id = self.tags.get(step.argument, TagId(NOTHING_SAID))
        command = work_of(step, customer_id, self.pool_id, self.brought, tag_id, self.like_a) or command_of(
            step, customer_id, version, named, self.pool_id, said
        )
        if isinstance(command, AddFollowUp):
            self.brought.follow_ups[step.customer] = command.follow_up_id
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
        entries += self._tell_apart(connection)
        if rows:
            entries += insert_customers(connection, rows)
            insert_ownerships(connection, [Ownership(row.id, 1, crowded, begins_at) for row in rows])
        record(connection, entries, NOW, new_id)

    def _tell_apart(self, connection: Connection) -> list[Entry]:
        """What makes customer `a` known again, and tags, where the story needs them."""
        entries: list[Entry] = []
        verbs = {step.verb for step in self.edge.steps}
        if verbs & {"register", "upstream"}:
            like = self.like_a
            (a,) = find_customers(connection, [self.customers["a"]])
            known = msgspec.structs.replace(a, name=like.name, uscc=like.uscc, phone=like.phone)
            entries += update_profiles(connection, [known])
        if verbs & {"tag", "untag"}:
            self.tags = {name: TagId(self.company.ids.new()) for name in ("hdi", "old")}
            group = TagGroupRow(self.company.ids.new(), 1, self.company.ids.new())
            entries += insert_tag_groups(connection, [group])
            rows = [TagRow(tag_id, 1, tag_id, group.id, name == "old") for name, tag_id in self.tags.items()]
            entries += insert_tags(connection, rows)
        return entries


def _another_company(number: int) -> Likeness:
    code = f"91440300{number:09}"
    phones = (f"0755-{digit}{number:07}" for digit in (2, 8))
    return Likeness(f"宏图电路{number}", code + uscc.calc_check_digit(code), *phones)
