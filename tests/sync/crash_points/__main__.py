"""Try every point of every flow and print what came of it: `python -m tests.sync.crash_points [words of a flow]`.

Ends with 1 where there is a violation. `GONGHAI_CRASH_STRIDE` makes it coarser.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.sync.crash_points.flows import FLOWS, NOT_THERE_YET
from tests.sync.crash_points.place import small_company
from tests.sync.crash_points.trial import Tally, Trial

_LINE = "{:38} {:>7} {:>7} {:>9} {:>11}"


def main(words: str, stride: int, ground: Path) -> int:
    print(_LINE.format("flow", "points", "crashes", "disk full", "violations"))
    tallies = []
    start = small_company(ground / "start")
    for flow in FLOWS:
        if words not in flow.name:
            continue
        tally = Tally(flow.name)
        with tempfile.TemporaryDirectory(dir=ground) as folder:
            trial = Trial(flow, start, Path(folder))
            for kind in flow.kinds:
                tally.add(trial.at_every(kind, stride))
        print(tally.line(_LINE), flush=True)
        tallies.append(tally)
    whole = Tally("all")
    for tally in tallies:
        whole.add(tally)
    print(whole.line(_LINE))
    for name in NOT_THERE_YET:
        print(f"{name:38} no such flow yet")
    for violation in whole.violations:
        print(violation, file=sys.stderr)
    return 1 if whole.violations else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.sync.crash_points", description=__doc__)
    parser.add_argument("words", nargs="?", default="", help="only flows whose name holds this")
    parser.add_argument("--ground", type=Path, help="where the throw-away files lie; memory is quicker than a disk")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.ground) as folder:
        sys.exit(main(asked.words, int(os.environ.get("GONGHAI_CRASH_STRIDE", "1")), Path(folder)))
