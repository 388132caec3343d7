"""Bringing a database to the shape this version of the server works with."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, func, select

from server.database import DatabaseNewer, open_database
from server.refounding import refound
from sync.clock import SystemClock
from sync.identity import RandomIdentity

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as nobody else locks the same.
_UPGRADING = 0x757067726164


def upgrade(url: str) -> None:
    """Migrate to the newest version, in one transaction: all of it or nothing. Nothing to do is no error.

    Raises:
        DatabaseUnfit: see `server.database.open_database`.
        DatabaseNewer: a server newer than this one has migrated it.
    """
    database = open_database(url, writer="inline")
    try:
        database.write(_run)
    finally:
        database.close()


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Two servers that start side by side: the second waits, then finds it done.
        connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        # Its shape has a name that none of our migrations has.
        raise DatabaseNewer(str(error)) from error
    refound(connection, SystemClock().now(), RandomIdentity().new)
