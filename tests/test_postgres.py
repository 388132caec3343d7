"""The throw-away PostgreSQL keeps its word: real, apart, and gone afterwards."""

import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.postgres import PostgresServer, postgres_server, why_unavailable

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(why_unavailable() is not None, reason=str(why_unavailable())),
]

needs_pidfd = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a foreign process: Linux only")


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as running:
        yield running


def ask(url: str, statement: str) -> object:
    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(sa.text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_two_databases_know_nothing_of_each_other(server: PostgresServer) -> None:
    first, second = server.fresh_database(), server.fresh_database()
    ask(first, "CREATE TABLE seen (n int)")
    assert ask(first, "SELECT to_regclass('seen') IS NOT NULL") is True
    assert ask(second, "SELECT to_regclass('seen') IS NOT NULL") is False


def test_a_prepared_database_is_prepared_once_and_copied_after(server: PostgresServer) -> None:
    calls: list[str] = []

    def prepare(url: str) -> None:
        calls.append(url)
        ask(url, "CREATE TABLE seen AS SELECT 7 AS n")

    copies = [server.fresh_database(prepare) for _ in range(3)]
    assert [ask(url, "SELECT n FROM seen") for url in copies] == [7, 7, 7]
    assert len(calls) == 1
    assert calls[0] not in copies


def test_tests_work_as_an_ordinary_role_so_that_row_security_holds(server: PostgresServer) -> None:
    assert ask(server.fresh_database(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_it_writes_through_to_the_disk_unless_told_otherwise(server: PostgresServer) -> None:
    assert ask(server.fresh_database(), "SHOW fsync") == "on"


def test_it_keeps_chinese_text(server: PostgresServer) -> None:
    assert ask(server.fresh_database(), "SELECT reverse('公海客户')") == "户客海公"


def test_a_dropped_database_is_gone_even_while_someone_is_connected(server: PostgresServer) -> None:
    url = server.fresh_database()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
        server.drop_database(url)
        with pytest.raises(sa.exc.OperationalError):
            connection.execute(sa.text("SELECT 1"))
    engine.dispose()


@needs_pidfd
def test_nothing_is_left_of_it_after_the_with_block() -> None:
    with postgres_server(durable=False) as server:
        postmaster = Process(postmaster_of(server.folder))
        assert postmaster.is_running(within_seconds=0)
    assert not postmaster.is_running(within_seconds=30)
    assert not server.folder.exists()


@needs_pidfd
def test_it_goes_even_when_its_owner_is_killed() -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent("""
            from tests.postgres import postgres_server
            with postgres_server(durable=False) as server:
                print(server.folder, flush=True)
                input()
        """)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert owner.stdin is not None and owner.stdout is not None
    postmaster = Process(postmaster_of(Path(owner.stdout.readline().strip())))
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdin.close()
    owner.stdout.close()
    assert not postmaster.is_running(within_seconds=30)


def postmaster_of(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


class Process:
    """A process that is not our child: its end can be waited for."""

    def __init__(self, pid: int) -> None:
        self._descriptor = os.pidfd_open(pid)

    def is_running(self, within_seconds: float) -> bool:
        ended, _, _ = select.select([self._descriptor], [], [], within_seconds)
        if ended:
            os.close(self._descriptor)
        return not ended
