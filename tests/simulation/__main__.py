"""Runs seeds and says what was seen; exit code 0 only where every promise was kept.

python3 dev.py simulate --seeds 200              # seeds 1 to 200
python3 dev.py simulate --seeds 1 --first 4711   # one of them again, step by step with --trace
python3 dev.py simulate --broken                 # broken builds, each of which chance must catch
"""

import argparse
import sys
import time
from collections import Counter

from tests.simulation.broken import BUILDS
from tests.simulation.fleet import be_quiet, outcomes
from tests.simulation.regressions import TOO_RARE
from tests.simulation.run import STEPS, Outcome, run
from tests.simulation.shrink import shrink

PATIENCE = 200
"""Seeds within which a broken build must be caught."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py simulate", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=100, help="how many (100)")
    parser.add_argument("--first", type=int, default=1, help="the first of them (1)")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"steps of each before the calm ({STEPS})")
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")
    parser.add_argument("--trace", action="store_true", help="print every step")
    parser.add_argument("--broken", nargs="?", const="all", help="show that a broken build is caught, or all of them")
    asked = parser.parse_args(arguments)
    be_quiet()
    if asked.broken:
        every = [name for name in BUILDS if name not in TOO_RARE]
        return _broken(every if asked.broken == "all" else [asked.broken], asked.first)
    return _simulate(asked.first, asked.seeds, asked.steps, asked.workers, is_traced=asked.trace)


def _simulate(first: int, seeds: int, steps: int, workers: int, *, is_traced: bool) -> int:
    began = time.perf_counter()
    figures: Counter[str] = Counter()
    taken = 0
    failed: list[Outcome] = []
    for outcome in outcomes(first, seeds, steps, workers):
        taken += outcome.steps
        figures += outcome.figures
        if is_traced:
            print("\n".join(outcome.trace))
        if outcome.violation is not None:
            failed.append(outcome)
            print(f"seed {outcome.seed}, step {outcome.failed_at}: {outcome.violation}", flush=True)
    seconds = time.perf_counter() - began
    pace = f"{taken} steps in {seconds:.0f} s, {taken / seconds:.0f} steps a second"
    print(f"{seeds} seeds, {pace}; {len(failed)} violations")
    for what, number in sorted(figures.items()):
        print(f"  {what}: {number}")
    if failed:
        first_failed = min(failed, key=lambda outcome: outcome.failed_at or 0)
        again = run(first_failed.seed, steps)
        print(
            "It takes the same course again." if again.digest == first_failed.digest else "It does NOT replay exactly."
        )
        needed, shortest = shrink(first_failed)
        print(f"seed {shortest.seed} needs {len(needed)} steps {sorted(needed)}:")
        print("\n".join(f"  {line[:300]}" for line in shortest.trace))
    return 1 if failed else 0


def _broken(names: list[str], first: int) -> int:
    missed = 0
    for name in names:
        with BUILDS[name]():
            caught = next((one for one in map(run, range(first, first + PATIENCE)) if one.violation is not None), None)
        if caught is None:
            missed += 1
            print(f"{name}: NOT caught within {PATIENCE} seeds", flush=True)
        else:
            tried = caught.seed - first + 1
            print(
                f"{name}: caught by seed {caught.seed} ({tried} tried), step {caught.failed_at}: {caught.violation}"[
                    :400
                ],
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
