"""What the simulator is worth: builds that are broken on purpose are caught, each by the promise it breaks."""

import pytest

from tests.simulation.broken import BUILDS
from tests.simulation.regressions import KEPT, TOO_RARE
from tests.simulation.run import run
from tests.simulation.shrink import shrink


def test_every_build_is_caught_by_a_kept_seed_or_by_a_meeting_of_its_own() -> None:
    assert KEPT.keys() | TOO_RARE == BUILDS.keys()


# After a restore a broken build draws a number that was drawn before: its database refuses what the court has taken.
_REFUSED = pytest.mark.expects_log("command_unprocessable")
_MARKED = [pytest.param(name, marks=_REFUSED) if name == "cursor_by_sequence" else name for name in KEPT]


@pytest.mark.parametrize("name", _MARKED)
def test_a_broken_build_is_caught_where_a_sound_one_is_not(name: str) -> None:
    seed, steps = KEPT[name]
    with BUILDS[name]():
        caught = run(seed, only=steps)
    assert caught.violation is not None
    assert run(seed, only=steps).violation is None


def test_a_failure_is_shrunk_to_the_steps_that_it_needs() -> None:
    seed, steps = KEPT["wall_clock"]
    with BUILDS["wall_clock"]():
        failed = run(seed, only=steps)
        needed, shortest = shrink(failed, tries=20)
    assert shortest.violation is not None
    assert len(needed) < len(failed.numbers)
