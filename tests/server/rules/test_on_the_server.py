"""Every edge of every rule once more, through the real server on both databases (SPEC 2)."""

import pytest

from server.database import Database
from tests.rules.edges import SECTIONS
from tests.rules.story import play
from tests.server.company import founded
from tests.server.rules.stage import Server


@pytest.mark.parametrize("section", SECTIONS)
def test_each_edge_of_each_rule(database: Database, section: str) -> None:
    # One company, one zone: the pool that it begins with has the section's too.
    company = founded(database, SECTIONS[section][0].rules)
    wrong: dict[str, str] = {}
    for edge in SECTIONS[section]:
        try:
            play(edge, Server(company, edge))
        except AssertionError as error:
            wrong[edge.name] = str(error)
    assert wrong == {}
