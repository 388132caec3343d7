"""A migrated database, open, for every test that asks."""

from collections.abc import Iterator

import pytest

from server.database import Database, open_database
from server.upgrade import upgrade
from tests.postgres import PostgresServer
from tests.server.company import Company, founded


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """On SQLite, then on PostgreSQL."""
    upgrade(database_url)
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def shared_database(postgres: PostgresServer) -> Iterator[Database]:
    """On PostgreSQL alone: for what happens only where several write at once. Such tests are marked `postgresql`."""
    url = postgres.fresh_database(upgrade)
    opened = open_database(url)
    yield opened
    opened.close()
    postgres.drop_database(url)


@pytest.fixture
def company(database: Database) -> Company:
    return founded(database)
