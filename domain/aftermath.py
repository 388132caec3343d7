"""The company as it will stand once something granted has been done, so that what is asked next is judged after it."""

from dataclasses import replace
from typing import assert_never

from domain.company import (
    ClosePool,
    Company,
    CompanyCommand,
    Depart,
    FoundPool,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
    first_rules,
)
from domain.flow_in import SaveFlowIn
from domain.identifiers import Instant, PersonId, PoolId, TeamId
from domain.people import Pool
from domain.tags import TagCommand
from domain.teams import Member
from domain.vocabulary import vocabulary_after


def company_after(command: CompanyCommand, company: Company, now: Instant, actor_id: PersonId | None = None) -> Company:
    """`command` of this actor was granted on this company; None: of whoever runs the server.

    Of a closed pool's customers only those that nobody holds go to another: how many is told by whoever moves them,
    so `held` of that other pool stays as it was.
    """
    if isinstance(command, TagCommand):
        return replace(company, vocabulary=vocabulary_after(command, actor_id, company.vocabulary))
    match command:
        case Depart():
            departed = replace(company.people[command.person_id], has_departed=True)
            return replace(company, people={**company.people, departed.id: departed})
        case MoveTeam():
            return replace(company, tree={**company.tree, command.team_id: command.parent_id})
        case FoundPool():
            zones = {**company.zones, command.pool_id: first_rules(company, now).zone}
            return _with_pool(replace(company, zones=zones), Pool(command.pool_id, command.name.strip(), is_open=False))
        case RenamePool():
            return _with_pool(company, replace(company.pools[command.pool_id], name=command.name.strip()))
        case OpenPool():
            return _with_pool(company, replace(company.pools[command.pool_id], is_open=True))
        case ClosePool():
            emptied = replace(company, held={**company.held, command.pool_id: 0})
            return _with_pool(emptied, replace(company.pools[command.pool_id], is_open=False))
        case SetMember():
            member = Member(command.pool_id, command.member_id, command.is_team, command.is_admin)
            return replace(company, members=(*_without(company, command.pool_id, command.member_id), member))
        case RemoveMember():
            return replace(company, members=_without(company, command.pool_id, command.member_id))
        case SaveRuleset():
            return replace(company, zones={**company.zones, command.pool_id: command.rules.zone})
        case SaveFlowIn():
            return company
        case _:
            assert_never(command)


def _with_pool(company: Company, pool: Pool) -> Company:
    return replace(company, pools={**company.pools, pool.id: pool})


def _without(company: Company, pool_id: PoolId, member_id: PersonId | TeamId) -> tuple[Member, ...]:
    return tuple(member for member in company.members if (member.pool_id, member.member_id) != (pool_id, member_id))
