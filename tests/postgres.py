"""A throw-away PostgreSQL from the machine's own binaries, gone when its owner is gone.

    with postgres_server() as server:
        url = server.fresh_database()      # postgresql+psycopg://…

It listens on a Unix socket in its own folder only, so no port can clash and nothing is reachable from outside.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

# An ordinary role: a superuser would walk through row-level security and hide what the server forgot to grant.
ROLE = "gonghai"
START_SECONDS = 60
_DEBIAN = Path("/usr/lib/postgresql")

# The owner holds the other end of stdin. However the owner ends, SIGKILL included, `read` returns and the server goes.
_GUARD = 'read _; "$1/pg_ctl" stop -s -w -m immediate -D "$2/data"; rm -rf "$2"'


class PostgresMissing(Exception):
    """This machine cannot run a throw-away PostgreSQL; the text says why."""


def why_unavailable() -> str | None:
    """None where `postgres_server` can be expected to work, else the reason in words for a person."""
    try:
        _binaries()
        _account()
    except PostgresMissing as missing:
        return str(missing)
    return None


@dataclass(frozen=True)
class PostgresServer:
    """A running server. Databases are made from templates, in well under a second, and go with the server."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)
    _templates: dict[Callable[[str], object], str] = field(default_factory=dict)

    def fresh_database(self, prepare: Callable[[str], object] | None = None) -> str:
        """The URL of a new database: empty, or a copy of the one that `prepare(url)` was called on once."""
        if prepare is None:
            return self._create(template="template0")
        if prepare not in self._templates:
            url = self._create(template="template0")
            prepare(url)
            self._templates[prepare] = _name_in(url)
        return self._create(template=self._templates[prepare])

    def drop_database(self, url: str) -> None:
        """Connections that are still open are cut: a test that failed halfway must not hold up the next."""
        with self._administration() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name_in(url))))

    def version(self) -> str:
        with self._administration() as connection:
            row = connection.execute("SHOW server_version").fetchone()
        return str(row[0]) if row else "unknown"

    def _create(self, template: str) -> str:
        # The process id keeps apart what two processes make on one shared server.
        name = f"gonghai_{os.getpid()}_{next(self._numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        with self._administration() as connection:
            connection.execute(statement.format(*map(sql.Identifier, (name, template, ROLE))))
        return f"postgresql+psycopg://{ROLE}@/{name}?host={self.folder}"

    @contextmanager
    def _administration(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            yield connection


@contextmanager
def postgres_server(*, durable: bool = True) -> Iterator[PostgresServer]:
    """A server of one's own. `durable=False` skips fsync: for tests of logic, never for crash tests or benchmarks.

    Raises PostgresMissing where there are no binaries or no account that may run them.
    """
    binaries, account = _binaries(), _account()
    # Not below pytest's own temporary folder: that is closed to other accounts, and a socket's path is limited to
    # about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="gonghai-postgres-"))
    try:
        if account is not None:
            shutil.chown(folder, account, account)
        folder.chmod(0o755)
        _initialise(binaries, folder, account)
        with _running(binaries, folder, account, durable=durable):
            server = PostgresServer(folder)
            with server._administration() as connection:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(ROLE)))
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(binaries: Path, folder: Path, account: str | None) -> None:
    options = ["-U", "postgres", "-A", "trust", "--no-locale", "--encoding=UTF8", "--no-sync"]
    _run(binaries / "initdb", ["-D", str(folder / "data"), *options], account)


@contextmanager
def _running(binaries: Path, folder: Path, account: str | None, *, durable: bool) -> Iterator[None]:
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=200"
    if not durable:
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    # A session of its own: Ctrl+C ends the tests, and they end the server, in that order.
    guard = subprocess.Popen(
        ["sh", "-c", _GUARD, "guard", binaries, folder],
        stdin=subprocess.PIPE, user=account, group=account, cwd="/", start_new_session=True,
    )  # fmt: skip
    try:
        log = folder / "log"
        start = [
            "start",
            "-s",
            "-w",
            "-t",
            str(START_SECONDS),
            "-D",
            str(folder / "data"),
            "-l",
            str(log),
            "-o",
            options,
        ]
        _run(binaries / "pg_ctl", start, account, log)
        yield
    finally:
        guard.communicate()


def _run(program: Path, arguments: list[str], account: str | None, log: Path | None = None) -> None:
    # Not pipes: the server inherits them, and reading to their end would wait for as long as it lives.
    with tempfile.TemporaryFile() as output:
        code = subprocess.call(
            [program, *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, user=account, group=account, cwd="/",
        )  # fmt: skip
        output.seek(0)
        said = output.read().decode(errors="replace")
    if code:
        said += log.read_text(errors="replace") if log and log.exists() else ""
        raise RuntimeError(f"{program.name} ended with {code}:\n{said}")


def _binaries() -> Path:
    if sys.platform == "win32":
        raise PostgresMissing("a throw-away PostgreSQL is only started on Linux and macOS")
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not versions and on_path is None:
        raise PostgresMissing("its programs are not installed (Debian: apt-get install postgresql)")
    return versions[-1].parent if versions else Path(str(on_path)).resolve().parent


def _account() -> str | None:
    """PostgreSQL refuses to run as root: then Debian's own account does it. None means whoever we are."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise PostgresMissing("we are root, and there is no account `postgres` to run it as") from None


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
