"""One change of the company, judged on everything that bears on it and stored with all that follows."""

from typing import assert_never

from sqlalchemy import Connection

from domain.company import (
    ClosePool,
    Company,
    CompanyCommand,
    Depart,
    FoundPool,
    Granted,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
    first_rules,
    judge_company,
)
from domain.flow_in import SaveFlowIn
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.people import Person
from domain.rulesets import settings_of
from domain.tags import TagCommand
from domain.teams import Member
from domain.upheavals import left_behind
from domain.verdicts import Refused
from server.arbitration.company import company_of, lock_company, pools_to_count
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.figures import lock_quotas
from server.customers.holdings import ids_held_by
from server.database import Database
from server.feed.log import Entry, NewId, record
from server.flow_in.repository import save_flow_in
from server.organisation.repository import find_person, set_departed, set_parent
from server.pools.repository import (
    delete_members,
    insert_pools,
    insert_rulesets,
    newest_ruleset_version,
    put_member,
    set_emptied_to,
    set_name,
    set_open,
)
from server.tags.service import store_tags
from sync.clock import Now
from sync.protocol.rows import PoolRow, RulesetRow


def govern(
    connection: Connection, actor: Person | None, command: CompanyCommand, clock: Now, new_id: NewId
) -> tuple[Granted | Refused, list[Entry], Instant]:
    """The verdict, what the feed is to tell, and when it was decided. The company is locked already, and so are the
    figures of whoever departs. `actor` is None where whoever runs the server asks."""
    company = company_of(connection, pools_to_count(command))
    now = clock()
    verdict = judge_company(command, actor, company, now)
    if isinstance(verdict, Refused) or verdict.changes_nothing:
        return verdict, [], now
    if isinstance(command, TagCommand):
        actor_id = None if actor is None else actor.id
        return verdict, store_tags(connection, actor_id, command, company.vocabulary, now), now
    match command:
        case Depart():
            return verdict, *_depart(connection, actor, command.person_id, now, new_id)
        case MoveTeam():
            return verdict, set_parent(connection, command.team_id, command.parent_id), now
        case FoundPool():
            return verdict, _found_pool(connection, command, company, now, new_id), now
        case RenamePool():
            return verdict, set_name(connection, command.pool_id, command.name.strip()), now
        case OpenPool():
            return verdict, set_open(connection, command.pool_id, is_open=True), now
        case ClosePool():
            set_emptied_to(connection, command)
            return verdict, set_open(connection, command.pool_id, is_open=False), now
        case SetMember():
            member = Member(command.pool_id, command.member_id, command.is_team, command.is_admin)
            return verdict, put_member(connection, member), now
        case RemoveMember():
            gone = Member(command.pool_id, command.member_id, is_team=False)
            return verdict, delete_members(connection, [gone]), now
        case SaveRuleset():
            return verdict, _save_ruleset(connection, command, now), now
        case SaveFlowIn():
            return verdict, save_flow_in(connection, command.rules), now
        case _:
            assert_never(command)


def govern_from_here(database: Database, command: CompanyCommand, clock: Now, new_id: NewId) -> Granted | Refused:
    """The same as whoever runs the server, without a push."""

    def work(connection: Connection) -> Granted | Refused:
        lock_company(connection)
        if isinstance(command, Depart) and find_person(connection, command.person_id) is not None:
            lock_quotas(connection, [command.person_id])
        verdict, entries, now = govern(connection, None, command, clock, new_id)
        record(connection, entries, now, new_id)
        return verdict

    return database.write(work)


def _depart(
    connection: Connection, actor: Person | None, person_id: PersonId, now: Instant, new_id: NewId
) -> tuple[list[Entry], Instant]:
    """Whoever claims or assigns locks the person's figures first, so nothing is added to what is found here.

    Their sessions are good for nothing any more but to deliver what they had written (`server/identity/guard.py`).
    """
    entries = set_departed(connection, person_id)
    person = find_person(connection, person_id)
    held = ids_held_by(connection, person_id)
    if person is None or not held:
        return entries, now
    ground = stand_on(connection, held, lambda: now, [person])
    outcome = Outcome(ground, new_id, actor_id=None if actor is None else actor.id)
    for customer_id in held:
        customer = ground.holdings[customer_id].customer
        if customer.owner_id == person_id:
            outcome.take(None, customer_id, left_behind(customer, person.team_id, ground.now))
    return entries + store(connection, outcome), ground.now


def _found_pool(
    connection: Connection, command: FoundPool, company: Company, now: Instant, new_id: NewId
) -> list[Entry]:
    rules = first_rules(company, now)
    first = RulesetRow(new_id(), 1, command.pool_id, rules.version, millis(now), settings_of(rules))
    entries = insert_pools(connection, [PoolRow(command.pool_id, 1, command.name.strip(), is_open=False)])
    return entries + insert_rulesets(connection, [first])


def _save_ruleset(connection: Connection, command: SaveRuleset, now: Instant) -> list[Entry]:
    """In force from its instant, but never before it was decided: nobody was judged by it till then."""
    number = newest_ruleset_version(connection, command.pool_id) + 1
    effective_from = max(now, command.rules.effective_from)
    row = RulesetRow(command.ruleset_id, 1, command.pool_id, number, millis(effective_from), settings_of(command.rules))
    return insert_rulesets(connection, [row])
