"""Claims as the server meets them: a batch of one rep, and fifty reps at once."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice

from benchmarks.choices import DatabaseKind
from benchmarks.company import REPS, cast, login_of
from benchmarks.floors import RawServer, raw_server
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.stage import company_database, serving
from benchmarks.wire import Wire
from domain.commands import Claim
from domain.identifiers import CustomerId
from sync.clock import SystemClock

BATCH = 300
RACE_SECONDS = 5.0
RAW_THREADS = 8
COUNTED = 1000


@contextmanager
def batch(kind: DatabaseKind) -> Iterator[Measures]:
    """Both sides claim the same customers, each in a database of its own."""
    with (
        serving(company_database(kind)) as server,
        Wire(server, login_of(0)) as rep,
        raw_server(company_database(kind)) as raw,
    ):
        ours, theirs = _batches(), _batches()
        yield Measures(
            figure=seconds(lambda: _claim(rep, next(ours))),
            floor=seconds(lambda: raw.claim(next(theirs), rep.person_id)),
        )


@contextmanager
def race() -> Iterator[Measures]:
    """Every claim is a push of its own, for a customer that nobody else asks for."""
    with ExitStack() as stack:
        server = stack.enter_context(serving(company_database("postgresql")))
        reps = [stack.enter_context(Wire(server, login_of(number))) for number in range(REPS)]
        url = company_database("postgresql")
        raws = [stack.enter_context(raw_server(url)) for _ in range(RAW_THREADS)]
        ours, theirs = _ids(), _ids()
        claims = [partial(_claim_next, rep, ours) for rep in reps]
        updates = [partial(_update_next, raw, theirs, reps[0].person_id) for raw in raws]
        yield Measures(figure=lambda: _seconds_per_thousand(claims), floor=lambda: _seconds_per_thousand(updates))


def _ids() -> Iterator[str]:
    # Spread over the pool, as people choose; and an iterator over a list, which threads may share.
    customers = cast().customers
    return iter([row.id for row in sorted(customers, key=lambda row: row.id[::-1])])


def _batches() -> Iterator[list[str]]:
    ids = _ids()
    while taken := list(islice(ids, BATCH)):
        yield taken


def _claim(rep: Wire, customer_ids: Sequence[str]) -> None:
    now = SystemClock().now()
    receipts = rep.push([Claim(CustomerId(customer_id), now) for customer_id in customer_ids])
    refused = [receipt for receipt in receipts if not receipt.is_accepted]
    if refused:
        raise RuntimeError(f"{len(refused)} of {len(receipts)} were refused, the first for {refused[0].reason}")


def _claim_next(rep: Wire, ids: Iterator[str]) -> bool:
    found = next(ids, None)
    if found is not None:
        _claim(rep, [found])
    return found is not None


def _update_next(raw: RawServer, ids: Iterator[str], person_id: str) -> bool:
    found = next(ids, None)
    if found is not None:
        raw.claim([found], person_id)
    return found is not None


def _seconds_per_thousand(works: Sequence[Callable[[], bool]]) -> float:
    """How long a thousand take while each of `works` is repeated in a thread of its own for some seconds.

    Raises what a thread raised: a run with errors in it says nothing.
    """
    done: list[None] = []
    errors: list[Exception] = []
    start = threading.Barrier(len(works) + 1)
    began = 0.0

    def repeat(work: Callable[[], bool]) -> None:
        start.wait()
        try:
            while time.perf_counter() - began < RACE_SECONDS and not errors and work():
                done.append(None)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=repeat, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    start.wait()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if errors:
        raise errors[0]
    if not done:
        raise RuntimeError("there are no customers left to claim")
    return elapsed / len(done) * COUNTED


WORK_ITEMS = [
    WorkItem(f"{BATCH}-row batch claim, SQLite", partial(batch, "sqlite"), repeats=4),
    WorkItem(f"{BATCH}-row batch claim, PostgreSQL", partial(batch, "postgresql"), repeats=4),
    WorkItem(f"{COUNTED:,} claims by {REPS} reps at once, PostgreSQL", race),
]
