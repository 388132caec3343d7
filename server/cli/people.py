"""`person …` and `team …`: who works here and how they sign in."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from domain.identifiers import PersonId
from domain.people import Role
from server.cli.context import DatabaseOption, opened, told
from server.cli.demonstration import described
from server.cli.ending import ExitCode, stop
from server.feed.log import record
from server.identity.accounts import LoginTaken, UnfitLogin, UnknownLogin, give_login
from server.identity.accounts import reset_password as set_password
from server.identity.passwords import Passwords
from server.identity.repository import logins
from server.identity.secrets import new_password
from server.organisation.repository import all_people, all_teams, insert_people, insert_teams
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import PersonRow, TeamRow

program = typer.Typer(no_args_is_help=True)
teams = typer.Typer(no_args_is_help=True)

_TeamOption = Annotated[str | None, typer.Option("--team", help="团队名，默认根团队 | default: the root team")]


class _UnknownTeam(Exception):
    def __init__(self, known: list[str]) -> None:
        super().__init__()
        self.known = known


@program.command("add", help="添加人员，打印一次性显示的密码 | Add a person; prints the password once")
def add_person(
    context: typer.Context,
    login: str,
    name: str,
    team: _TeamOption = None,
    role: Annotated[list[Role], typer.Option(help="可重复 | may be repeated")] = [Role.REP],  # noqa: B006
    key_account: Annotated[bool, typer.Option("--key-account", help="大客户销售 | key-account rep")] = False,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        password = new_password()
        hashed = Passwords().hash(password, login)
        now = SystemClock().now()
        ids = RandomIdentity()

        def write(connection: Connection) -> None:
            person_id = PersonId(ids.new())
            row = PersonRow(
                person_id, 1, name, _team(connection, team), tuple(sorted(one.value for one in role)), key_account
            )
            entries = insert_people(connection, [row])
            give_login(connection, person_id, login, hashed, now, is_temporary=True)
            record(connection, entries, now, ids.new)

        try:
            store.write(write)
        except LoginTaken:
            stop(words.say("login_taken", login=login), ExitCode.REFUSED)
        except UnfitLogin:
            stop(words.say("unfit_login", login=login), ExitCode.REFUSED)
        except _UnknownTeam as error:
            stop(words.say("unknown_team", name=team, known="、".join(error.known)), ExitCode.REFUSED)
    typer.echo(words.say("person_made", name=name, login=login, password=password))


@program.command("list", help="列出人员 | List people")
def list_people(context: typer.Context, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        people = store.read(all_people)
        names = {team.id: team.name for team in store.read(all_teams)}
        login_of = store.read(logins)
    for person in people:
        login = login_of.get(person.id, "-")
        typer.echo(f"{login:<16}{person.name}\t{names[person.team_id]}\t{described(person, words)}")


@program.command("reset-password", help="重设密码并结束所有登录 | Set a new password and end all sessions")
def reset_password(context: typer.Context, login: str, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        password = new_password()
        hashed = Passwords().hash(password, login)
        now = SystemClock().now()
        try:
            store.write(lambda connection: set_password(connection, login, hashed, now))
        except UnknownLogin:
            stop(words.say("unknown_login", login=login), ExitCode.REFUSED)
    typer.echo(words.say("password_reset", login=login, password=password))


@teams.command("add", help="添加团队 | Add a team")
def add_team(
    context: typer.Context,
    name: str,
    parent: Annotated[str | None, typer.Option(help="上级团队，默认根团队 | default: the root team")] = None,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        now = SystemClock().now()
        ids = RandomIdentity()

        def write(connection: Connection) -> bool:
            parent_id = _team(connection, parent)
            if any(team.name == name for team in all_teams(connection)):
                return False
            entries = insert_teams(connection, [TeamRow(ids.new(), 1, name, parent_id)])
            record(connection, entries, now, ids.new)
            return True

        try:
            is_new = store.write(write)
        except _UnknownTeam as error:
            stop(words.say("unknown_team", name=parent, known="、".join(error.known)), ExitCode.REFUSED)
        if not is_new:
            stop(words.say("name_taken", name=name), ExitCode.REFUSED)
    typer.echo(words.say("team_made", name=name))


@teams.command("list", help="列出团队 | List teams")
def list_teams(context: typer.Context, database: DatabaseOption = None) -> None:
    with opened(context, database) as store:
        found = store.read(all_teams)
    for team in found:
        typer.echo(team.name)


def _team(connection: Connection, name: str | None) -> str:
    found = all_teams(connection)
    for team in found:
        if team.name == name or (name is None and team.parent_id is None):
            return team.id
    raise _UnknownTeam([team.name for team in found])
