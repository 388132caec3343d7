"""Many reps at the same customers: one owner each, no limit passed, every loser told why."""

from pathlib import Path

import pytest

from server.upgrade import upgrade
from tests.postgres import PostgresServer
from tests.races.crowd import race


@pytest.mark.postgresql
@pytest.mark.parametrize(("cap", "daily"), [(500, 300), (2, 300), (500, 2)])
def test_fifty_reps_at_the_same_customers_break_no_rule(postgres: PostgresServer, cap: int, daily: int) -> None:
    outcome = race(postgres.fresh_database(upgrade), reps=50, customers=40, cap=cap, daily=daily)
    assert outcome.faults == ()
    assert outcome.claimed == 40
    assert outcome.refused.total() > 0


def test_on_sqlite_too_everybody_is_judged_in_turn(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'gonghai.db'}"
    upgrade(url)
    outcome = race(url, reps=20, customers=40, cap=5, daily=300)
    assert outcome.faults == ()
    assert outcome.claimed == 40
