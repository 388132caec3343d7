"""`python -m benchmarks [--only NAME …] [--rounds N] [--json FILE]`: one line per work item.

See docs/performance.md for how to read them.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.choices import CHOSEN
from benchmarks.harness import Result, WorkItem, measure, work_items

ROUNDS = 3


def main(arguments: Sequence[str], items: Iterable[WorkItem]) -> int:
    """0 when every chosen item was measured, whether it meets its target or not: only people judge speed here."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument(
        "--only", metavar="NAME", action="append", help="items whose name contains NAME; may be repeated"
    )
    parser.add_argument("--rounds", type=_at_least_one, default=ROUNDS, help=f"readings per median ({ROUNDS})")
    parser.add_argument(
        "--rows", type=_at_least_one, default=CHOSEN.rows, help=f"customers in the pool ({CHOSEN.rows:,})"
    )
    parser.add_argument(
        "--rows-from", type=Path, metavar="FILE", help="take names and codes from this CSV file (plain or .xz)"
    )
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default=CHOSEN.database, help="what the synced server runs on"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the results there, as a list")
    options = parser.parse_args(arguments)
    CHOSEN.rows, CHOSEN.rows_from, CHOSEN.database = options.rows, options.rows_from, options.database

    chosen = [item for item in items if not options.only or any(name in item.work for name in options.only)]
    if not chosen:
        parser.error("no work item has such a name" if options.only else "there is no work item")
    results: list[Result] = []
    for item in chosen:
        try:
            results.append(measure(item, options.rounds))
        except Exception:
            # The others are still worth knowing; the exit code tells that one is missing.
            print(f"{item.work}: could not be measured", file=sys.stderr, flush=True)
            traceback.print_exc()
        else:
            print(results[-1].as_line(), flush=True)
    if options.json:
        text = json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0 if len(results) == len(chosen) else 1


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], work_items()))
