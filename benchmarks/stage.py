"""Where a run takes place: one folder, databases with the company in them, servers in processes of their own.

What is dear to make is made once and copied; everything is gone when the run ends.
"""

import atexit
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path

import requests

from benchmarks.choices import DatabaseKind
from benchmarks.company import found, login_of
from benchmarks.rep import signed_in
from tests.postgres import PostgresServer, postgres_server
from tests.server_process import ServerProcess

_numbers = count()
_for_the_run = ExitStack()
atexit.register(_for_the_run.close)


@cache
def workshop() -> Path:
    return Path(_for_the_run.enter_context(tempfile.TemporaryDirectory(prefix="gonghai-bench-")))


def new_folder() -> Path:
    folder = workshop() / str(next(_numbers))
    folder.mkdir()
    return folder


@cache
def postgres() -> PostgresServer:
    """Durable: what is measured is what a company would run."""
    return _for_the_run.enter_context(postgres_server(durable=True))


def company_database(kind: DatabaseKind) -> str:
    """The URL of a database of one's own with the company in it."""
    if kind == "postgresql":
        return postgres().fresh_database(found)
    copy = new_folder() / "server.db"
    shutil.copyfile(_sqlite_company(), copy)
    return f"sqlite:///{copy}"


@cache
def _sqlite_company() -> Path:
    path = new_folder() / "company.db"
    found(f"sqlite:///{path}")
    return path


def serving(url: str) -> ServerProcess:
    """A real server over the database at `url`, on a free port of loopback."""
    return ServerProcess(url, log=new_folder() / "log")


def synced(kind: DatabaseKind) -> tuple[str, Path]:
    """A company's database, and a folder in which its first rep's client has everything of it."""
    url = company_database(kind)
    if kind == "postgresql":
        # Positions are stamped by the first pull there, so no two databases agree on them.
        return url, _synced_with(url)
    folder = workshop() / str(next(_numbers))
    shutil.copytree(_synced_client(), folder)
    return url, folder


@cache
def _synced_client() -> Path:
    return _synced_with(company_database("sqlite"))


def _synced_with(url: str) -> Path:
    folder = new_folder()
    with serving(url) as server, signed_in(server.address, login_of(0), folder) as rep:
        rep.sync()
    return folder


class Ping:
    """The least that one exchange with a server can cost: the floor of whatever needs one."""

    def __init__(self, server: ServerProcess) -> None:
        self._url = f"{server.address}/health/live"
        self._session = requests.Session()
        # The machine's proxies have no business on loopback.
        self._session.trust_env = False

    def __call__(self) -> None:
        self._session.get(self._url, timeout=10).raise_for_status()

    def close(self) -> None:
        self._session.close()
