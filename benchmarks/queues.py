"""Two weeks without a network delivered at once: a hundred thousand follow-ups leave in pushes that fit."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle, islice

from benchmarks.choices import CHOSEN
from benchmarks.company import cast, login_of
from benchmarks.floors import raw_server
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.rep import Rep, signed_in
from benchmarks.stage import Ping, company_database, serving, synced
from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import millis
from sync.identity import RandomIdentity

QUEUED = 100_000
_HELD = 200
_AT_ONCE = 1_000
_WORDS = "电话沟通，客户下周确认四层板样品数量，报价含税含运费，交期七天。"
_new_id = RandomIdentity().new


@contextmanager
def drain() -> Iterator[Measures]:
    """Until the outbox is empty and its rows are here; the floor logs as many raw, a commit and a ping per push."""
    url, folder = synced(CHOSEN.database)
    with (
        serving(url) as server,
        signed_in(server.address, login_of(0), folder) as rep,
        closing(Ping(server)) as ping,
        raw_server(company_database(CHOSEN.database)) as raw,
    ):
        rep.sync()
        held = [row.id for row in cast().customers[-_HELD:]]
        rep.ask(rep.cache.bench.claims(held, rep.clock.now()))
        rep.sync()

        def drained() -> float:
            _queue(rep, held)
            return seconds(lambda: _drain(rep))()

        def log() -> None:
            now = millis(rep.clock.now())
            size = rep.engine.limits.commands_per_push
            for _ in range(0, QUEUED, size):
                raw.log([(customer_id, "", _WORDS, now) for customer_id in islice(cycle(held), size)])
                ping()

        yield Measures(figure=drained, floor=seconds(log))


def _queue(rep: Rep, customer_ids: list[str]) -> None:
    turns = cycle(customer_ids)
    for _ in range(0, QUEUED, _AT_ONCE):
        now = rep.clock.now()
        rep.ask(
            [
                AddFollowUp(CustomerId(each), FollowUpId(_new_id()), FollowUpKind.PHONE, _WORDS, now)
                for each in islice(turns, _AT_ONCE)
            ]
        )


def _drain(rep: Rep) -> None:
    report = rep.sync()
    counts = rep.cache.outbox.counts()
    if report.refused or counts.waiting or counts.answered or counts.needs_you:
        raise RuntimeError(f"{len(report.refused)} were refused, and left in the outbox is {counts}")


WORK_ITEMS = [WorkItem(f"drain of {QUEUED:,} queued commands", drain)]
