"""A day's work delivered: follow-ups out of the outbox, their receipts back."""

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

FOLLOW_UPS = 1_000
HELD = 200
_WORDS = "电话沟通，客户下周确认四层板样品数量，报价含税含运费，交期七天。"
_new_id = RandomIdentity().new


@contextmanager
def follow_ups() -> Iterator[Measures]:
    """Until the outbox is empty and its rows are here; the floor logs as many raw in one commit and pings."""
    url, folder = synced(CHOSEN.database)
    with (
        serving(url) as server,
        signed_in(server.address, login_of(0), folder) as rep,
        closing(Ping(server)) as ping,
        raw_server(company_database(CHOSEN.database)) as raw,
    ):
        rep.sync()
        held = [row.id for row in cast().customers[-HELD:]]
        rep.ask(rep.cache.bench.claims(held, rep.clock.now()))
        rep.sync()

        def drain() -> float:
            rep.ask(_written(rep, held))
            return seconds(lambda: _drain(rep))()

        def log() -> None:
            now = millis(rep.clock.now())
            raw.log([(customer_id, "", _WORDS, now) for customer_id in islice(cycle(held), FOLLOW_UPS)])
            ping()

        yield Measures(figure=drain, floor=seconds(log))


def _written(rep: Rep, customer_ids: list[str]) -> list[AddFollowUp]:
    now = rep.clock.now()
    return [
        AddFollowUp(CustomerId(customer_id), FollowUpId(_new_id()), FollowUpKind.PHONE, _WORDS, now)
        for customer_id in islice(cycle(customer_ids), FOLLOW_UPS)
    ]


def _drain(rep: Rep) -> None:
    answers = rep.sync().answers
    counts = rep.cache.outbox.counts()
    if len(answers) != FOLLOW_UPS or not all(answer.is_accepted for answer in answers):
        raise RuntimeError(f"{len(answers)} answers for {FOLLOW_UPS} follow-ups")
    if counts.waiting or counts.answered or counts.checking:
        raise RuntimeError(f"something is left in the outbox: {counts}")


WORK_ITEMS = [WorkItem(f"push of {FOLLOW_UPS:,} follow-ups", follow_ups, repeats=2)]
