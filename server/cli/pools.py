"""`pool …`: pools, their rules and who belongs to them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy import Connection

from domain.days import company_zone
from domain.identifiers import Instant, PersonId, PoolId, TeamId
from domain.instants import millis
from domain.people import Pool
from domain.rulesets import Ruleset, fanpu, huaqiu, settings_of
from domain.teams import Member
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.words import Words
from server.feed.log import record
from server.identity.lock_out import normal_login
from server.identity.repository import logins
from server.organisation.repository import all_teams
from server.pools.repository import (
    all_members,
    all_pools,
    find_pool_by_name,
    insert_members,
    insert_pools,
    insert_rulesets,
    set_open,
)
from server.settings import UnfitSetting
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import PoolRow, RulesetRow

program = typer.Typer(no_args_is_help=True)


class Preset(StrEnum):
    HUAQIU = "huaqiu"
    FANPU = "fanpu"


_PRESETS: Mapping[Preset, Callable[[int, Instant], Ruleset]] = {Preset.HUAQIU: huaqiu, Preset.FANPU: fanpu}


@program.command("add", help="新建并开启一个公海 | Make a pool and open it")
def add_pool(
    context: typer.Context,
    name: str,
    rules: Annotated[Preset, typer.Option(help="规则预设 | a ready ruleset")] = Preset.HUAQIU,
    zone: Annotated[str, typer.Option(help="公司所在时区 | the company's time zone")] = "Asia/Shanghai",
    everybody: Annotated[
        bool, typer.Option("--everybody/--nobody", help="根团队即成员 | the root team is a member")
    ] = True,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        try:
            company_zone(zone)
        except (LookupError, ValueError) as error:
            raise UnfitSetting("zone", zone) from error
        now = SystemClock().now()
        ids = RandomIdentity()

        def write(connection: Connection) -> bool:
            if find_pool_by_name(connection, name) is not None:
                return False
            pool_id = PoolId(ids.new())
            first = _PRESETS[rules](1, now)
            settings = settings_of(first) | {"zone": zone}
            entries = insert_pools(connection, [PoolRow(pool_id, 1, name)])
            entries += insert_rulesets(
                connection, [RulesetRow(ids.new(), 1, pool_id, first.version, millis(now), settings)]
            )
            if everybody:
                root = next(team.id for team in all_teams(connection) if team.parent_id is None)
                entries += insert_members(connection, [Member(pool_id, TeamId(root), is_team=True)])
            record(connection, entries, now, ids.new)
            return True

        if not store.write(write):
            stop(words.say("name_taken", name=name), ExitCode.REFUSED)
    typer.echo(words.say("pool_made", name=name, preset=rules.value))


@program.command("open", help="开启公海 | Open a pool")
def open_pool(context: typer.Context, name: str, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        pool = pool_named(store.read(all_pools), name, words)
        now = SystemClock().now()
        ids = RandomIdentity()

        def write(connection: Connection) -> None:
            record(connection, set_open(connection, pool.id, is_open=True), now, ids.new)

        if not pool.is_open:
            store.write(write)
    typer.echo(words.say("pool_opened", name=name))


@program.command("list", help="列出公海 | List pools")
def list_pools(context: typer.Context, database: DatabaseOption = None) -> None:
    with opened(context, database) as store:
        found = store.read(all_pools)
    for pool in found:
        typer.echo(f"{'●' if pool.is_open else '○'} {pool.name}")


@program.command("members", help="让人员或团队加入公海 | Let people or teams into a pool")
def add_members(
    context: typer.Context,
    name: str,
    person: Annotated[list[str] | None, typer.Option(help="登录名，可重复 | login, may be repeated")] = None,
    team: Annotated[list[str] | None, typer.Option(help="团队名，可重复 | team, may be repeated")] = None,
    admin: Annotated[bool, typer.Option("--admin", help="作为公海管理员 | as pool admins")] = False,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        pool = pool_named(store.read(all_pools), name, words)
        by_login = {login: PersonId(person_id) for person_id, login in store.read(logins).items()}
        by_name = {row.name: TeamId(row.id) for row in store.read(all_teams)}
        wanted: list[Member] = []
        for login in person or []:
            if normal_login(login) not in by_login:
                stop(words.say("unknown_login", login=login), ExitCode.REFUSED)
            wanted.append(Member(pool.id, by_login[normal_login(login)], is_team=False, is_admin=admin))
        for team_name in team or []:
            if team_name not in by_name:
                known = "、".join(by_name) or words.say("none")
                stop(words.say("unknown_team", name=team_name, known=known), ExitCode.REFUSED)
            wanted.append(Member(pool.id, by_name[team_name], is_team=True, is_admin=admin))

        def write(connection: Connection) -> None:
            there = {(member.pool_id, member.member_id) for member in all_members(connection)}
            fresh = [one for one in wanted if (one.pool_id, one.member_id) not in there]
            record(connection, insert_members(connection, fresh), SystemClock().now(), RandomIdentity().new)

        store.write(write)
    typer.echo(words.say("members_added", name=name, members="、".join([*(person or []), *(team or [])])))


def pool_named(pools: list[Pool], name: str, words: Words) -> Pool:
    """The pool of that name; else the command ends and says which there are."""
    found = next((pool for pool in pools if pool.name == name), None)
    if found is not None:
        return found
    known = "、".join(pool.name for pool in pools) or words.say("none")
    return stop(words.say("unknown_pool", name=name, known=known), ExitCode.REFUSED)
