"""A failure in as few steps as still show it: what a person reads, and what is kept as a regression."""

from tests.simulation.run import Outcome, run


def shrink(failed: Outcome, tries: int = 150) -> tuple[frozenset[int], Outcome]:
    """The steps that are needed for the same kind of violation, found by leaving out ever smaller stretches."""
    kind = _kind(failed)
    steps = sorted(failed.numbers)
    best = failed
    stretch = len(steps) // 2
    while stretch and tries > 0:
        first = 0
        while first < len(steps) and tries > 0:
            fewer = steps[:first] + steps[first + stretch :]
            tries -= 1
            outcome = run(failed.seed, only=frozenset(fewer))
            if outcome.violation is not None and _kind(outcome) == kind:
                steps, best = sorted(outcome.numbers), outcome
            else:
                first += stretch
        stretch //= 2
    return frozenset(steps), best


def _kind(outcome: Outcome) -> str:
    return (outcome.violation or "").partition(":")[0]
