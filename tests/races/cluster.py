"""A throw-away PostgreSQL that also takes prepared transactions, which must be said before it starts."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import PostgresServer, _account, _binaries, _run, postgres_server


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Raises PostgresMissing as `postgres_server` does."""
    with postgres_server(durable=durable) as server:
        with server._administration() as connection:
            connection.execute("ALTER SYSTEM SET max_prepared_transactions = 8")
        again = [
            "restart",
            "-s",
            "-w",
            "-m",
            "fast",
            "-D",
            str(server.folder / "data"),
            "-l",
            str(server.folder / "log"),
        ]
        _run(_binaries() / "pg_ctl", again, _account(), server.folder / "log")
        yield server
