"""A fixed set of seeds in every test run. More of them: `python3 dev.py simulate --seeds 1000`."""

import pytest

from tests.simulation.run import run
from tests.simulation.weather import Fate, Trouble, weather_of

SEEDS = range(1, 11)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_days_of_trouble_break_no_promise(seed: int) -> None:
    outcome = run(seed)
    assert outcome.violation is None, f"python3 dev.py simulate --seeds 1 --first {seed} --trace"
    assert outcome.steps >= 300


def test_a_seed_takes_the_same_course_whenever_it_is_run() -> None:
    first, second = run(7, steps=150), run(7, steps=150)
    assert first.trace == second.trace
    assert first.digest != run(8, steps=150).digest


def test_every_kind_of_trouble_is_met_by_some_seed() -> None:
    met = {kind for seed in range(60) for kind in (*weather_of(seed).fates, *weather_of(seed).troubles)}
    assert met == {*Fate, *Trouble} - {Fate.FINE}
