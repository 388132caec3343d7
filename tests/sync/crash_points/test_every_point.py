"""Whatever fails wherever: what was said to be saved is there, what was not is not, and everything happens once."""

import os
from collections.abc import Callable

import pytest

from tests.sync.crash_points.flows import FLOWS
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import small_company
from tests.sync.crash_points.trial import Flow, Trial

FINEST = int(os.environ.get("GONGHAI_CRASH_STRIDE", "1000"))
"""1 tries every point of every flow, which takes minutes."""


@pytest.fixture(scope="module")
def trial_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Flow], Trial]:
    """One ground per flow, whichever way it is tried."""
    trials: dict[str, Trial] = {}
    start = small_company(tmp_path_factory.mktemp("start") / "place")

    def of(flow: Flow) -> Trial:
        if flow.name not in trials:
            trials[flow.name] = Trial(flow, start, tmp_path_factory.mktemp("flow"))
        return trials[flow.name]

    return of


@pytest.mark.parametrize(
    ("flow", "kind"), [pytest.param(flow, kind, id=f"{flow.name}-{kind}") for flow in FLOWS for kind in flow.kinds]
)
def test_wherever_it_is_cut_the_end_is_the_one_that_was_told(
    flow: Flow, kind: Kind, trial_of: Callable[[Flow], Trial]
) -> None:
    tally = trial_of(flow).at_every(kind, min(flow.stride, FINEST))
    if not tally.tried[kind]:
        raise LookupError(f"{flow.name} has no point where {kind} can strike")
    assert tally.violations == []
