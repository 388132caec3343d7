"""A migrated database, open, for every test that asks."""

from collections.abc import Iterator

import pytest

from server.database import Database, open_database
from server.upgrade import upgrade
from tests.server.company import Company, founded


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    upgrade(database_url)
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def company(database: Database) -> Company:
    return founded(database)
