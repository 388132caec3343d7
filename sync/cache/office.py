"""What an admin asks about the company itself: judged here on what the cache holds, and kept in the same outbox."""

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from sqlalchemy import func, insert, not_, select

from domain.aftermath import company_after
from domain.company import ClosePool, Company, CompanyCommand, Depart, FoundPool, Granted, MoveTeam, judge_company
from domain.court import refuse_oversized
from domain.flow_in import SaveFlowIn
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.reasons import Reason
from domain.tags import TagCommand
from domain.verdicts import Refused
from domain.vocabulary import name_in
from sync.cache.answers import PENDING, Item, RefusedRow, Submitted
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lines import Lines, item_of
from sync.cache.lookup import among
from sync.cache.tables import customer, outbox
from sync.protocol.acts import is_of_the_company, subject_of
from sync.protocol.company import CompanyBody

VERBS = sorted(str(body.__struct_config__.tag) for body in get_args(CompanyBody.__value__))

_ON_ITS_WAY = (
    select(outbox)
    .where(outbox.c.verb.in_(VERBS), outbox.c.state.in_([state.value for state in PENDING]))
    .order_by(outbox.c.no)
)


class Office:
    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, lines: Lines, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._lines = lines
        self._person_id = person_id

    def company(self, now: Instant) -> Company:
        """The company as it will stand once everything on its way is done, as far as one sees it.

        What is on its way and would be refused as things stand changes nothing of it.
        """
        return self._company(self._directory.all_pools(), now)

    def judge(self, command: CompanyCommand, now: Instant) -> Granted | Refused:
        """What would become of it, if the server knew no more than we do, after everything that is on its way."""
        return self._judge(command, self._company(_counted([command]), now), now)

    def submit(self, commands: Sequence[CompanyCommand], now: Instant) -> Submitted:
        """Judge and keep what one click asked, each after those before it. What is refused is not kept: its caller
        still has it. What stands so already, or will, is asked no second time.

        `customer_id` of what is refused or asked already is its subject: a person, a team, a pool, a tag.
        """
        batch_id = self._lines.new_id()
        whole = refuse_oversized(len(commands), self._directory.ruleset(None, now))
        if whole is not None:
            return Submitted(batch_id, whole=whole)
        rows, refused, already = [], [], []
        # Judged inside the transaction, so that two clicks cannot both send away one of the last two admins.
        with self._me.writing() as connection:
            company = self._company(_counted(commands), now)
            for command in commands:
                subject = CustomerId(subject_of(command))
                verdict = self._judge(command, company, now)
                if isinstance(verdict, Refused):
                    refused.append(RefusedRow(subject, verdict.reason, verdict.facts))
                elif verdict.changes_nothing:
                    already.append(subject)
                else:
                    rows.append(self._lines.of(command, _name(command, company, self._directory), batch_id, now))
                    company = company_after(command, company, now, self._person_id)
            if rows:
                connection.execute(insert(outbox), rows)
        return Submitted(batch_id, tuple(row["id"] for row in rows), tuple(refused), tuple(already))

    def pending(self) -> Mapping[str, tuple[Item, ...]]:
        """What is on its way, by its subject, in the order in which it was asked."""
        by_subject: dict[str, tuple[Item, ...]] = {}
        for item in self._on_its_way():
            subject = subject_of(item.command)
            by_subject[subject] = (*by_subject.get(subject, ()), item)
        return by_subject

    def _judge(self, command: CompanyCommand, company: Company, now: Instant) -> Granted | Refused:
        actor = self._directory.person(self._person_id)
        # Nobody is known before the first sync, and to the court nobody is whoever runs the server.
        return Refused(Reason.NOT_ALLOWED) if actor is None else judge_company(command, actor, company, now)

    def _company(self, counted: Collection[PoolId], now: Instant) -> Company:
        directory = self._directory
        company = Company(
            people={person.id: person for person in directory.people()},
            tree=directory.tree(),
            pools=directory.all_pools(),
            members=directory.all_members(),
            held=self._held(counted) if counted else {},
            zones=directory.zones(),
            vocabulary=directory.vocabulary(),
        )
        for item in self._on_its_way():
            # Judged anew: what has come from the server meanwhile may have made it moot.
            if is_of_the_company(item.command) and self._judge(item.command, company, now) == Granted():
                company = company_after(item.command, company, now, self._person_id)
        return company

    def _on_its_way(self) -> list[Item]:
        with self._me.reading() as connection:
            return [item_of(row) for row in connection.execute(_ON_ITS_WAY)]

    def _held(self, pool_ids: Collection[PoolId]) -> dict[PoolId, int]:
        """How many customers one sees in each of these pools, each once, held or not."""
        in_these = among(customer.c.pool_id, pool_ids)
        with self._me.reading() as connection:
            own = {row.id: row.pool_id for row in connection.execute(select(customer.c.id, customer.c.pool_id))}
        others = select(customer.c.pool_id, func.count(customer.c.id.distinct()).label("number"))
        others = others.where(in_these, not_(among(customer.c.id, own))).group_by(customer.c.pool_id)
        with self._pool.reading() as connection:
            held = {PoolId(row.pool_id): row.number for row in connection.execute(others)}
        for pool_id in own.values():
            if pool_id in pool_ids:
                held[pool_id] = held.get(pool_id, 0) + 1
        return held


def _name(command: CompanyCommand, company: Company, directory: Directory) -> str:
    if isinstance(command, TagCommand):
        return name_in(command, company.vocabulary)
    match command:
        case Depart(person_id=person_id):
            person = company.people.get(person_id)
            return "" if person is None else person.name
        case MoveTeam(team_id=team_id):
            team = directory.team(team_id)
            return "" if team is None else team.name
        case FoundPool(name=name):
            return name.strip()
        case SaveFlowIn():
            return ""
        case _:
            pool = company.pools.get(command.pool_id)
            return "" if pool is None else pool.name


def _counted(commands: Sequence[CompanyCommand]) -> frozenset[PoolId]:
    """Of which pools the verdicts depend on what they hold: to count a large one takes a while."""
    return frozenset(command.pool_id for command in commands if isinstance(command, ClosePool))
