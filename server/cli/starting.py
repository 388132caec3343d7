"""`init`: an empty database becomes a company with an admin."""

from typing import Annotated

import typer
from sqlalchemy import Connection

from domain.identifiers import PersonId
from domain.people import Role
from server.cli.context import DatabaseOption, opened, told
from server.feed.log import record
from server.identity.accounts import give_login
from server.identity.passwords import Passwords
from server.identity.secrets import new_password
from server.organisation.repository import all_people, insert_people, insert_teams
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import PersonRow, TeamRow


def init(
    context: typer.Context,
    database: DatabaseOption = None,
    company: Annotated[str, typer.Option(help="公司名，即根团队 | the company, the root of its teams")] = "公司",
    admin_login: Annotated[str, typer.Option(help="管理员登录名 | the admin's login")] = "admin",
) -> None:
    words = told(context).words
    url = told(context).settings(database=database).database
    with opened(context, database, is_founding=True) as store:
        password = new_password()
        hashed = Passwords().hash(password, admin_login)
        now = SystemClock().now()
        ids = RandomIdentity()

        def write(connection: Connection) -> bool:
            if all_people(connection):
                return False
            team_id, person_id = ids.new(), PersonId(ids.new())
            entries = insert_teams(connection, [TeamRow(team_id, 1, company)])
            entries += insert_people(
                connection, [PersonRow(person_id, 1, admin_login, team_id, (Role.SYSTEM_ADMIN.value,))]
            )
            give_login(connection, person_id, admin_login, hashed, now)
            record(connection, entries, now, ids.new)
            return True

        is_new = store.write(write)
    typer.echo(words.say("initialised", database=url))
    typer.echo(
        words.say("admin_made", login=admin_login, password=password) if is_new else words.say("already_initialised")
    )
