"""Kill real clients and a real server at random moments and see that nothing is lost and nothing done twice.

python -m tests.crash [--kills N] [--seed S] [--seeds K] [--database URL | --postgresql]

Two machines of one rep, one of another and a newcomer at ever new machines work on the same customers: they follow up,
claim, release, withdraw and sync, and tell each command's id only after `submit` has returned, which is when a screen
would say "saved". They and the server are ended by SIGKILL, blindly or just when they say what they are about to do,
alone or together, and started again on the same files. In peace afterwards every command told must be answered, as the
server's tables say, every follow-up be there exactly once, every customer have had one owner at each instant and nobody
been beyond a limit; and every machine must show what an empty one shows.

A seed draws the plan; the moments are the machine's, so a failed seed need not fail again. Its files are kept.
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crash.run import Outcome, run
from tests.crash.trial import Trouble
from tests.postgres import postgres_server


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description="Kill clients and server; lose nothing.")
    parser.add_argument("--kills", type=int, default=12, help="at least so many per seed")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="how many")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", help="an empty one, for one seed; default: a new SQLite file for each")
    where.add_argument("--postgresql", action="store_true", help="a durable throw-away server")
    chosen = parser.parse_args(arguments)
    if chosen.database and chosen.seeds > 1:
        parser.error("--database is for one seed: each needs an empty one")
    failed = []
    kills: Counter[str] = Counter()
    with _databases(chosen.database, is_postgresql=chosen.postgresql) as database_of:
        for seed in range(chosen.seed, chosen.seed + chosen.seeds):
            place = Path(tempfile.mkdtemp(prefix=f"gonghai-crash-{seed}-"))
            try:
                outcome = run(place, database_of(place), chosen.kills, seed)
            except Trouble as trouble:
                print(f"seed {seed}: {trouble}\nits files: {place}", flush=True)
                failed.append(seed)
                continue
            _tell(outcome)
            kills += outcome.kills
            if outcome.faults or not outcome.saved:
                print(f"  its files: {place}", flush=True)
                failed.append(seed)
            else:
                shutil.rmtree(place)
    print(f"{kills.total()} kills over {chosen.seeds} seeds; failed: {failed or 'none'}")
    for name, number in sorted(kills.items()):
        print(f"  {number:5} {name}")
    return 1 if failed else 0


@contextmanager
def _databases(url: str | None, *, is_postgresql: bool) -> Iterator[Callable[[Path], str]]:
    if is_postgresql:
        with postgres_server(durable=True) as server:
            yield lambda place: server.fresh_database()
    else:
        yield lambda place: url or f"sqlite:///{place / 'server.db'}"


def _tell(outcome: Outcome) -> None:
    by_victim = Counter({name.partition(":")[0]: 0 for name in outcome.kills})
    for name, number in outcome.kills.items():
        by_victim[name.partition(":")[0]] += number
    print(f"seed {outcome.seed}: {outcome.kills.total()} kills {dict(by_victim)} in {outcome.seconds:.1f} s")
    print(f"  {outcome.saved} acts shown as saved; {outcome.accepted} yes; no: {dict(outcome.refused)}")
    if outcome.oddities:
        print(f"  on the way: {dict(outcome.oddities)}")
    print("\n".join(f"  {fault}" for fault in outcome.faults) or "  nothing lost, nothing doubled, all see the same")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
