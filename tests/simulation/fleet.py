"""Many seeds over some processes, each seed from nothing."""

import gc
import logging
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import structlog

from tests.simulation.run import Outcome, run

_AT_ONCE = 10


def outcomes(first: int, seeds: int, steps: int, workers: int) -> Iterator[Outcome]:
    if workers < 2 or seeds < _AT_ONCE:
        for seed in range(first, first + seeds):
            yield _run(seed, steps)
        return
    # Fresh processes: nothing that this one did or drew can be felt there.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=be_quiet) as pool:
        yield from pool.map(_run, range(first, first + seeds), [steps] * seeds, chunksize=_AT_ONCE)


def _run(seed: int, steps: int) -> Outcome:
    # Collected between seeds: what a seed leaves behind goes with it, its steps are not interrupted, and what stays is
    # looked at once.
    gc.disable()
    outcome = run(seed, steps)
    gc.collect()
    gc.freeze()
    return outcome


def be_quiet() -> None:
    """What the server logs about its troubles is expected here."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
