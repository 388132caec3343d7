"""What whoever runs the server may change about the company besides adding to it: somebody leaves, a pool is closed."""

from typing import Annotated

import typer

from domain.company import ClosePool, CompanyCommand, Depart
from domain.identifiers import PersonId, TeamId
from domain.reasons import Reason
from domain.verdicts import Refused
from server.arbitration.governing import govern_from_here
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.pools import pool_named
from server.cli.words import Words
from server.database import Database
from server.identity.lock_out import normal_login
from server.identity.repository import logins
from server.organisation.repository import all_teams
from server.pools.repository import all_pools
from server.recycling.emptying import empty_closed_pools
from sync.clock import SystemClock
from sync.identity import RandomIdentity


def register(people: typer.Typer, pools: typer.Typer) -> None:
    """Hang these commands beside those that list and add."""
    leaving = "人员离职，名下客户进入待分配 | Somebody has left; their customers wait in their team"
    people.command("depart", help=leaving)(depart)
    pools.command("close", help="关闭公海 | Close a pool")(close)


def depart(context: typer.Context, login: str, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        by_login = {known: person_id for person_id, known in store.read(logins).items()}
        if normal_login(login) not in by_login:
            stop(words.say("unknown_login", login=login), ExitCode.REFUSED)
        _govern(store, Depart(PersonId(by_login[normal_login(login)])), words)
    typer.echo(words.say("person_departed", login=login))


def close(
    context: typer.Context,
    name: str,
    to_pool: Annotated[str | None, typer.Option(help="未分配客户移入的公海 | pool for what nobody holds")] = None,
    to_team: Annotated[str | None, typer.Option(help="未分配客户等待分配的团队 | team in which it waits")] = None,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        every = store.read(all_pools)
        pool = pool_named(every, name, words)
        to_pool_id = None if to_pool is None else pool_named(every, to_pool, words).id
        _govern(store, ClosePool(pool.id, to_pool_id, _team_named(store, to_team, words)), words)
        moved = empty_closed_pools(store, SystemClock().now, RandomIdentity().new, lambda: False)
    typer.echo(words.say("pool_closed", name=name, n=moved))


def _team_named(store: Database, name: str | None, words: Words) -> TeamId | None:
    if name is None:
        return None
    teams = {row.name: TeamId(row.id) for row in store.read(all_teams)}
    if name not in teams:
        stop(words.say("unknown_team", name=name, known="、".join(teams)), ExitCode.REFUSED)
    return teams[name]


def _govern(store: Database, command: CompanyCommand, words: Words) -> None:
    verdict = govern_from_here(store, command, SystemClock().now, RandomIdentity().new)
    if isinstance(verdict, Refused):
        said = {
            Reason.LAST_ADMIN: "last_admin",
            Reason.POOL_NOT_EMPTY: "pool_not_empty",
            Reason.POOL_CLOSED: "pool_to_is_closed",
        }
        stop(words.say(said[verdict.reason], n=verdict.facts.get("held", 0)), ExitCode.REFUSED)
