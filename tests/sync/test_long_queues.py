"""Two weeks without a network: what is asked, shown and sent next costs no more because much waits already.

Work is counted in steps of the database's machine, which no busy computer changes.
"""

from collections.abc import Callable
from itertools import cycle, islice

import pytest
from sqlalchemy import event

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.reasons import Reason
from sync.cache.answers import OutboxCounts
from sync.cache.asking import Filter, Mine, SortKey, Wanted
from tests.fakes.server import FakeServer, held_by
from tests.sync.client import Client

_GRAIN = 20
FEW, MANY = 300, 3_000
HELD = [f"m{number:02}" for number in range(30)]


class Machine:
    """Counts what the databases of a client do."""

    def __init__(self, client: Client) -> None:
        self._steps = 0
        for file in client.cache._files:
            file.engine.dispose()
            event.listen(file.engine, "connect", lambda raw, _: raw.set_progress_handler(self._count, _GRAIN))

    def _count(self) -> int:
        self._steps += _GRAIN
        return 0

    def steps(self, work: Callable[[], object]) -> int:
        work()  # connections are opened and statements compiled once
        self._steps = 0
        work()
        return self._steps


def queue(client: Client, number: int) -> None:
    commands = [
        AddFollowUp(CustomerId(each), FollowUpId(client.identity.new()), FollowUpKind.VISIT, "看了样品", client.now)
        for each in islice(cycle(HELD), number)
    ]
    while commands:
        batch, commands = commands[:1000], commands[1000:]
        assert len(client.cache.outbox.submit(batch, client.now, is_online=False).accepted) == len(batch)


@pytest.fixture
def server() -> FakeServer:
    server = FakeServer("me", "other", batch_limit=1000)
    server.in_pool(50)
    server.add(*(held_by("me", each) for each in HELD))
    return server


@pytest.fixture
def busy(server: FakeServer, open_client: Callable[..., Client]) -> Client:
    client = open_client(server, limit=200)
    client.sync()
    return client


def sent_back(client: Client) -> None:
    consignment = client.cache.dispatch.take(50, client.now)
    assert len(consignment.envelopes) == 50
    client.cache.dispatch.not_sent(consignment)


WORK: dict[str, Callable[[Client], object]] = {
    "a follow-up is asked": lambda client: client.follow_up("m00"),
    "claims are weighed": lambda client: client.cache.bench.preflight(
        client.cache.bench.claims(["c" + "0" * 31], client.now), client.now
    ),
    "the figures": lambda client: client.cache.bench.quota(client.now),
    "the pool's list": lambda client: client.ids(),
    "one's own list": lambda client: client.cache.register.ids(Wanted(Mine(), Filter(), SortKey.NAME), client.now),
    "the next push": sent_back,
}


@pytest.mark.parametrize("work", list(WORK))
def test_much_that_waits_makes_nothing_slower(busy: Client, work: str) -> None:
    machine = Machine(busy)
    queue(busy, FEW)
    with_few = machine.steps(lambda: WORK[work](busy))
    queue(busy, MANY - FEW)
    with_many = machine.steps(lambda: WORK[work](busy))
    assert with_few > 0
    assert with_many < 1.3 * with_few + 10 * _GRAIN


def test_the_figures_of_the_sync_centre_are_counted_in_an_index(busy: Client) -> None:
    queue(busy, MANY)
    assert Machine(busy).steps(busy.cache.outbox.counts) < 12 * MANY
    assert busy.cache.outbox.counts() == OutboxCounts(queued=MANY)


def test_everything_leaves_in_pushes_that_fit_and_in_the_order_of_asking(server: FakeServer, busy: Client) -> None:
    queue(busy, MANY)
    asked = [item.id for group in reversed(busy.cache.outbox.groups()) for item in group.items]
    report = busy.sync()
    assert [len(push.commands) for push in busy.transport.pushes] == [200] * (MANY // 200)
    assert [envelope.id for push in busy.transport.pushes for envelope in push.commands] == asked
    assert busy.cache.outbox.counts() == OutboxCounts(done=MANY)
    assert len(server.follow_ups) == MANY
    assert report.trouble is None


def test_a_report_names_every_refusal_and_only_so_many_successes(server: FakeServer, busy: Client) -> None:
    queue(busy, MANY)
    (wanted, *_) = busy.ids()
    busy.claim(wanted)
    server.add(held_by("other", wanted, version=2))
    server.feed.commit(removals=[("pool:pool/0", "customer", wanted)])
    report = busy.sync()
    assert [answer.reason for answer in report.refused] == [Reason.TAKEN_BY_OTHER]
    assert len(report.answers) < MANY
    assert report.pulled["receipt"] == MANY + 1


def test_claims_on_their_way_still_take_their_share_among_many_follow_ups(
    open_client: Callable[..., Client],
) -> None:
    server = FakeServer("me", batch_limit=1000, daily_claim_limit=3)
    ids = server.in_pool(8)
    server.add(*(held_by("me", each) for each in HELD))
    client = open_client(server)
    client.sync()
    client.claim(*ids[:2])
    queue(client, 500)
    told = client.claim(*ids[2:5])
    assert (len(told.accepted), [row.reason for row in told.refused]) == (1, [Reason.DAILY_LIMIT] * 2)
    assert client.claim(ids[0]).already_asked == (ids[0],)
    quota = client.cache.bench.quota(client.now)
    assert quota is not None and quota.requested == 3


def test_one_customer_that_waits_for_its_person_lets_all_others_pass(server: FakeServer, busy: Client) -> None:
    queue(busy, 600)
    first = busy.cache.dispatch.take(1, busy.now)
    busy.cache.dispatch.lost(first.ids)
    while not busy.cache.dispatch.not_understood(first.ids[0], "odd", is_certain=True):
        pass
    busy.sync()
    assert busy.cache.outbox.counts() == OutboxCounts(needs_you=1, queued=19, done=580)
    busy.cache.outbox.ask_again(first.ids, busy.now)
    busy.sync()
    assert busy.cache.outbox.counts() == OutboxCounts(done=600)
    assert [row.customer_id for row in server.follow_ups[-20:]] == ["m00"] * 20
