"""`python -m benchmarks.sweeper URL BEFORE NOW`: a sweep as of NOW in a process of its own, and what it cost.

Both are milliseconds; at BEFORE nothing is due yet. Its last line is what it came to, as JSON.
"""

import sys
import time

import msgspec

from benchmarks.memory import peak_megabytes
from domain.instants import instant
from server.database import open_database
from server.recycling.sweep import sweep
from sync.identity import RandomIdentity


class Sweep(msgspec.Struct, frozen=True):
    """Megabytes: when nothing had been due yet, and at the peak."""

    recycled: int
    seconds: float
    started_megabytes: float
    peak_megabytes: float


def main(url: str, before: int, now: int) -> Sweep:
    database, new_id = open_database(url), RandomIdentity().new
    try:
        # Loads and compiles all that a sweep needs, as a server has done long before.
        idle = sweep(database, lambda: instant(before), new_id, must_stop=lambda: False)
        started = peak_megabytes()
        began = time.perf_counter()
        swept = sweep(database, lambda: instant(now), new_id, must_stop=lambda: False)
        seconds = time.perf_counter() - began
    finally:
        database.close()
    if idle or swept is None or swept.corrected or swept.failed:
        raise RuntimeError(f"other sweeps than were meant: {idle}, {swept}")
    return Sweep(swept.recycled, seconds, started, peak_megabytes())


if __name__ == "__main__":
    print(msgspec.json.encode(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))).decode())
