"""Copies of whole databases: what a backup and a lagging replica are, on either kind of database."""

from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from psycopg import sql
from sqlalchemy import make_url

from tests.postgres import ROLE, PostgresServer


@dataclass
class Copies:
    """Nobody may be connected to what is copied or replaced, except to what a SQLite file is copied from."""

    folder: Path
    postgres: PostgresServer | None
    made: list[str] = field(default_factory=list)

    def copy(self, url: str) -> str:
        """The URL of a new database that holds what `url` holds now."""
        if self.postgres is None:
            copied = f"sqlite:///{self.folder / f'copy-{len(self.made)}.db'}"
            _copy_file(url, copied)
        else:
            copied = self.postgres._create(template=_name(url))
        self.made.append(copied)
        return copied

    def restore(self, url: str, backup: str) -> None:
        """Make `url` hold what `backup` holds, and nothing of what it held."""
        if self.postgres is None:
            for ending in ("", "-wal", "-shm"):
                Path(f"{make_url(url).database}{ending}").unlink(missing_ok=True)
            _copy_file(backup, url)
            return
        self.postgres.drop_database(url)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        names = map(sql.Identifier, (_name(url), _name(backup), ROLE))
        with self.postgres._administration() as connection:
            connection.execute(statement.format(*names))

    def close(self) -> None:
        if self.postgres is not None:
            for url in self.made:
                self.postgres.drop_database(url)


def _copy_file(source: str, target: str) -> None:
    ends = [sqlite.connect(make_url(url).database) for url in (source, target)]
    try:
        ends[0].backup(ends[1])
    finally:
        for end in ends:
            end.close()


def _name(url: str) -> str:
    name = make_url(url).database
    assert name is not None
    return name
