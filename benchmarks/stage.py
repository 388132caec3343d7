"""Where a run takes place: one folder, databases with the company in them, servers in processes of their own.

What is dear to make is made once and copied; everything is gone when the run ends.
"""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import requests

from benchmarks.choices import DatabaseKind
from benchmarks.company import found, login_of
from benchmarks.memory import peak_megabytes
from benchmarks.rep import signed_in
from tests.postgres import PostgresServer, postgres_server

_ADDRESS = re.compile(r"http://\S+")
_numbers = count()
_for_the_run = ExitStack()
atexit.register(_for_the_run.close)


@dataclass(frozen=True)
class Server:
    """A server process that answers."""

    address: str
    process_id: int

    @property
    def peak_megabytes(self) -> float:
        return peak_megabytes(self.process_id)


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


@contextmanager
def serving(url: str) -> Iterator[Server]:
    """A real server over the database at `url`, on a free port of loopback."""
    command = [sys.executable, "-m", "server", "--language", "en", "serve", "--port", "0", "--database", url]
    log = (new_folder() / "log").open("w")
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            said = next((found for line in process.stdout if (found := _ADDRESS.search(line))), None)
            if said is None:
                raise RuntimeError(f"the server did not start:\n{Path(log.name).read_text()}")
            yield Server(said.group(), process.pid)
        finally:
            process.terminate()


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

    def __init__(self, server: Server) -> None:
        self._url = f"{server.address}/health/live"
        self._session = requests.Session()
        # The machine's proxies have no business on loopback.
        self._session.trust_env = False

    def __call__(self) -> None:
        self._session.get(self._url, timeout=10).raise_for_status()

    def close(self) -> None:
        self._session.close()
