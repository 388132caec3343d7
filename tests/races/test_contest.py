"""A contest of a few seconds in every run; `python -m tests.races` is the long one."""

import pytest

from tests.races.arena import Arena
from tests.races.contest import STYLES, Plan, contest


@pytest.mark.postgresql
def test_whatever_races_each_customer_has_one_owner_and_each_command_one_answer(stage: Arena) -> None:
    result = contest(stage, Plan(seconds=3, seed=3))
    assert [str(fault) for fault in result.faults] == []
    assert result.disagreements == []
    assert result.is_sound
    # It was a race, not a walk-over.
    assert len(result.history.events) > 10
    assert result.checksums_met > 50
    assert {"claim done", "claim refused (taken_by_other)", "release done"} <= set(result.receipts)
    assert set(result.styles) >= set(STYLES)
