"""Several at the same customers at once: whoever comes second finds it done, and nothing is done twice."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, text

from domain.commands import AddFollowUp, Command, Release
from domain.identifiers import CustomerId, PersonId
from domain.rulesets import huaqiu
from server.arbitration.deciding import decide
from server.arbitration.intake import read_envelope
from server.customers.outflows import BEGINNING, due_after
from server.customers.tables import ownership, ownership_event
from server.database import Database
from server.recycling.batches import recycle, settle_batch
from server.recycling.sweep import sweep
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server.recycling.story import never, recyclings, swept_at

pytestmark = pytest.mark.postgresql

DAY = timedelta(days=1)
DUE = NOW + 20 * DAY
DEADLINE_SECONDS = 20.0
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    moment = threading.Event()
    while not is_so():
        assert time.monotonic() < deadline
        moment.wait(0.01)


@pytest.fixture
def racing(shared_database: Database) -> Company:
    return founded(
        shared_database, replace(huaqiu(1, LONG_AGO), daily_claim_limit=1000, holding_cap=1000, cool_down_hours=0)
    )


def holder(company: Company, number: int) -> tuple[PersonId, list[CustomerId]]:
    rep = company.person("林", company.south)
    customers = company.customers(number)
    company.claim(rep, *customers)
    return rep, customers


def verbs(company: Company) -> Counter[tuple[str, str]]:
    """How often each thing happened to each customer."""
    found = select(ownership_event.c.customer_id, ownership_event.c.verb)
    return company.database.read(lambda connection: Counter(tuple(row) for row in connection.execute(found)))


def test_one_process_leads_and_the_others_say_so(racing: Company) -> None:
    holder(racing, 1)

    def meanwhile(_: object) -> None:
        others.append(sweep(racing.database, lambda: DUE, racing.ids.new, never))

    others: list[object] = []
    first = sweep(racing.database, lambda: DUE, racing.ids.new, never, meanwhile)
    assert others == [None]
    assert first is not None and first.recycled == 1


def test_two_that_both_believe_they_lead_take_each_customer_back_once(racing: Company) -> None:
    """The lock ends with its session: a leader that was cut off may still be at work when the next begins."""
    _, customers = holder(racing, 120)
    found = racing.database.read(lambda connection: due_after(connection, DUE, BEGINNING, 200))
    ids = [due.customer_id for due in found]
    assert len(ids) == 120
    start = threading.Barrier(4)

    def take(stretch: list[CustomerId]) -> int:
        start.wait(DEADLINE_SECONDS)
        return settle_batch(racing.database, stretch, recycle, lambda: DUE, racing.ids.new).recycled

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(take, [ids, ids[::-1], ids[:80], ids[40:]]))
    assert sum(done) == 120
    assert sorted(event.customer_id for event in recyclings(racing)) == sorted(customers)


def interrupted(company: Company, person_id: PersonId, command: Command) -> int:
    """A push holds its customer's lock while a sweep comes by; it commits once the sweep waits. What went then."""
    has_lock, may_commit = threading.Event(), threading.Event()
    asked = [read_envelope(company.envelope(person_id, command, DUE))]

    def push(connection: Connection) -> None:
        (receipt,) = decide(connection, person_id, "device", asked, lambda: DUE, company.ids.new)
        assert receipt.is_accepted, receipt
        has_lock.set()
        assert may_commit.wait(DEADLINE_SECONDS)

    def is_anybody_waiting() -> bool:
        return bool(company.database.read(lambda connection: connection.execute(_WAITING).scalar_one()))

    with ThreadPoolExecutor(2) as pool:
        pushed = pool.submit(company.database.write, push)
        assert has_lock.wait(DEADLINE_SECONDS)
        swept = pool.submit(swept_at, company, DUE)
        try:
            until(is_anybody_waiting)
        finally:
            may_commit.set()
        pushed.result(DEADLINE_SECONDS)
        return swept.result(DEADLINE_SECONDS).recycled


def test_a_release_that_came_first_is_no_recycling(racing: Company) -> None:
    rep, (customer,) = holder(racing, 1)
    assert interrupted(racing, rep, Release(customer, racing.customer(customer).ownership_version)) == 0
    assert verbs(racing) == {(customer, "claim"): 1, (customer, "release"): 1}
    assert racing.customer(customer).outflow_reason == "release"


def test_a_follow_up_that_came_first_saves_the_customer(racing: Company) -> None:
    rep, (customer,) = holder(racing, 1)
    saving = racing.follow_up(customer, DUE)
    assert isinstance(saving, AddFollowUp)
    assert interrupted(racing, rep, saving) == 0
    row = racing.customer(customer)
    assert (row.owner_id, row.outflow_rule) == (rep, "follow_up_gap")


def test_releases_claims_and_sweeps_at_once_leave_one_owner_at_every_instant(racing: Company) -> None:
    rep, customers = holder(racing, 60)
    other = racing.person("陈", racing.south)
    version = racing.customer(customers[0]).ownership_version

    def release() -> None:
        for customer in customers[::2]:
            racing.ask(rep, Release(customer, version), now=DUE)

    def claim() -> None:
        for _ in range(3):
            racing.claim(other, *customers, now=DUE)

    def recycle_all() -> None:
        for _ in range(4):
            sweep(racing.database, lambda: DUE, racing.ids.new, never)

    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(work) for work in (release, claim, recycle_all, recycle_all)]:
            job.result(60)
    racing.claim(other, *customers, now=DUE)
    assert {racing.customer(customer).owner_id for customer in customers} == {other}
    happened = verbs(racing)
    for customer in customers:
        assert happened[customer, "release"] + happened[customer, "recycle"] == 1
        assert happened[customer, "claim"] == 2
    spans = select(ownership).order_by(ownership.c.customer_id, ownership.c.ownership_version)
    rows = racing.database.read(lambda connection: connection.execute(spans).all())
    assert [(row.person_id, row.until is None) for row in rows] == [(rep, False), (other, True)] * 60
