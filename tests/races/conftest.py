"""Two server processes before one PostgreSQL, shared by the tests of this folder; each makes people of its own."""

from collections.abc import Iterator

import pytest

from tests.postgres import why_unavailable
from tests.races.arena import Arena, arena
from tests.races.cluster import cluster


@pytest.fixture(scope="session")
def stage() -> Iterator[Arena]:
    reason = why_unavailable()
    if reason is not None:
        pytest.skip(f"PostgreSQL: {reason}")
    with cluster() as server, arena(server) as made:
        yield made
