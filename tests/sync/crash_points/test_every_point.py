"""Whatever fails wherever: what was said to be saved is there, what was not is not, and everything happens once."""

import os
from collections.abc import Callable

import pytest
from _pytest.mark import ParameterSet

from tests.sync.crash_points.flows import FLOWS
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import small_company
from tests.sync.crash_points.trial import Flow, Trial

FINEST = int(os.environ.get("GONGHAI_CRASH_STRIDE", "1000"))
"""1 tries every point of every flow, which takes minutes."""

KNOWN = {
    ("sign-in: a passphrase is chosen", Kind.CRASH): "desktop/presenters/entrance.py: passphrase.json may stay empty",
    ("sign-in: a passphrase is chosen", Kind.FULL): "desktop/presenters/entrance.py: a full disk is a bare OSError",
    ("sign-in: again under a passphrase", Kind.FULL): "desktop/presenters/entrance.py: `_begin` leaks cache and lock",
    ("sign-out: wiped", Kind.CRASH): "desktop/presenters/entrance.py: a wipe cut short is never ended",
}
"""What is known to be wrong, by its place. Whoever mends it takes the line out."""


def _cases() -> list[ParameterSet]:
    cases: list[ParameterSet] = []
    for flow in FLOWS:
        for kind in flow.kinds:
            reason = KNOWN.get((flow.name, kind))
            marks = [] if reason is None else [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)]
            cases.append(pytest.param(flow, kind, id=f"{flow.name}-{kind}", marks=marks))
    return cases


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


def test_what_is_known_to_be_wrong_names_flows_that_exist() -> None:
    assert KNOWN.keys() <= {(flow.name, kind) for flow in FLOWS for kind in flow.kinds}


@pytest.mark.parametrize(("flow", "kind"), _cases())
def test_wherever_it_is_cut_the_end_is_the_one_that_was_told(
    flow: Flow, kind: Kind, trial_of: Callable[[Flow], Trial]
) -> None:
    tally = trial_of(flow).at_every(kind, min(flow.stride, FINEST))
    if not tally.tried[kind]:
        raise LookupError(f"{flow.name} has no point where {kind} can strike")
    assert tally.violations == []
