"""Faults of the network and of the other side that a client must outlive (docs/faults.md)."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from domain.reasons import Reason
from sync.cache.answers import CommandState, OutboxCounts
from sync.errors import SignInNeeded
from sync.protocol.commands import Envelope
from sync.protocol.messages import ProblemCode, Pulled, Pushed, Receipt
from sync.schedule import INTERVAL, next_round_seconds
from sync.state import Contact, Situation, Standing, sync_state
from tests.fakes.server import POOL_ID, FakeServer, held_by, pooled
from tests.fakes.transport import LOST, Fault
from tests.sync.client import Client

POOL = f"pool:{POOL_ID}/0"


def same_as_server(client: Client) -> bool:
    """Rows and, by what the rounds compared, checksums."""
    server = client.transport.server
    report = client.sync()
    counts = {scope: client.cache.scopes.row_count(scope) for scope in server.scopes_of("me")}
    return report.disagreements == () and counts == {scope: len(server.feed.rows.get(scope, {})) for scope in counts}


def standing(client: Client, contact: Contact) -> Standing:
    """What a screen would say at rest."""
    outbox = client.cache.outbox
    pulled_at = client.cache.scopes.last_pulled_at()
    known = Situation(contact, outbox.counts(), outbox.oldest_unsent_at(), pulled_at, None, True, client.now, INTERVAL)
    return sync_state(known).standing


def test_a_customer_that_came_and_went_between_two_pulls_leaves_no_ghost(server: FakeServer, mine: Client) -> None:
    server.add(pooled("ghost", "幽灵电子"))
    server.feed.commit(removals=[(POOL, "customer", "ghost")])
    assert same_as_server(mine)
    assert mine.cache.register.customer("ghost", mine.now) is None


def test_one_that_left_and_came_back_is_there_once(server: FakeServer, mine: Client) -> None:
    gone = mine.ids()[0]
    server.feed.commit(removals=[(POOL, "customer", gone)])
    server.add(pooled(gone, "改了名", version=7))
    assert same_as_server(mine)
    assert mine.see(gone).row.name == "改了名"


@pytest.mark.parametrize("page_rows", [1, 2, 1_000])
def test_replies_repeated_or_come_too_late_are_made_good(page_rows: int, open_client: Callable[..., Client]) -> None:
    """A proxy answers a pull with what it answered before: nothing is skipped by it, and nothing stays old."""
    server = FakeServer("me", page_rows=page_rows)
    client = open_client(server)
    server.in_pool(6)
    told: deque[Pulled] = deque(maxlen=3)

    def from_the_store(pulled: Pulled) -> Pulled:
        told.append(pulled)
        return told[0] if len(told) == told.maxlen else pulled

    server.add(held_by("me", "m0"))
    client.sync()
    for number in range(1, 5):
        server.add(held_by("me", f"m{number}"))
        client.follow_up("m0", text=f"第{number}次")
        client.transport.alter_pull = from_the_store
        client.sync()
    client.transport.alter_pull = lambda pulled: pulled
    client.sync()
    client.sync()
    assert same_as_server(client)
    assert set(client.mine()) == {"m0", "m1", "m2", "m3", "m4"}
    assert client.cache.outbox.counts() == OutboxCounts(done=4)
    assert [row.text for row in server.follow_ups] == [f"第{number}次" for number in range(1, 5)]


def test_a_token_that_runs_out_in_the_middle_of_a_walk_does_not_start_it_anew(
    open_client: Callable[..., Client],
) -> None:
    server = FakeServer("me", page_rows=2)
    server.in_pool(10)
    undisturbed, disturbed = open_client(server, folder="one"), open_client(server, folder="two")
    undisturbed.sync()
    while disturbed.cache.scopes.row_count(POOL) < 4:
        disturbed.engine.step()
    disturbed.transport.faults.append(Fault("pull", SignInNeeded(ProblemCode.SESSION_EXPIRED)))
    disturbed.sync()
    assert disturbed.ids() == undisturbed.ids()
    assert disturbed.transport.said.count("pull") == undisturbed.transport.said.count("pull") + 1


def test_a_token_that_runs_out_in_the_middle_of_pushes_doubles_nothing(
    server: FakeServer, open_client: Callable[..., Client]
) -> None:
    client = open_client(server, limit=2)
    server.add(*(held_by("me", f"m{number}") for number in range(6)))
    client.sync()
    client.follow_up(*client.mine())
    client.engine.step()
    client.transport.faults.append(Fault("push", SignInNeeded(ProblemCode.SESSION_EXPIRED)))
    client.sync()
    assert client.cache.outbox.counts() == OutboxCounts(done=6)
    assert len(server.follow_ups) == 6


def test_where_only_the_way_up_is_cut_everything_comes_down_and_an_alarm_is_raised(
    server: FakeServer, mine: Client
) -> None:
    mine.follow_up("m1")
    for number in range(4):
        server.add(held_by("me", f"new{number}"))
        mine.transport.faults.append(Fault("push", LOST))
        report = mine.sync()
        assert report.contact is Contact.GOOD, "the pull went well"
        assert f"new{number}" in mine.mine()
        assert standing(mine, report.contact) is Standing.CHECKING
        server.clock.pass_by(timedelta(minutes=4))
    mine.transport.faults.append(Fault("push", LOST))
    assert standing(mine, mine.sync().contact) is Standing.OVERDUE
    assert standing(mine, mine.sync().contact) is Standing.SYNCED
    assert len(server.follow_ups) == 1


def test_without_any_hint_the_next_poll_brings_everything(server: FakeServer, mine: Client) -> None:
    server.add(held_by("me", "m9"))
    server.feed.commit(removals=[(POOL, "customer", mine.ids()[0])])
    server.clock.pass_by(timedelta(seconds=next_round_seconds(1.0)))
    assert standing(mine, Contact.GOOD) is Standing.SYNCED, "a missed hint is no reason to look stale"
    assert same_as_server(mine)
    assert "hint" not in mine.transport.said


def test_what_the_server_may_have_forgotten_is_never_run_again_unasked(server: FakeServer, mine: Client) -> None:
    """Its receipt is past its time: done or not, nobody knows, so its person says."""
    asked = mine.follow_up("m1", text="半年前写的").accepted

    def forgotten(pushed: Pushed) -> Pushed:
        told = [
            Receipt(each.command_id, False, Reason.EXPIRED_UNKNOWN.value, must_ask=True) for each in pushed.receipts
        ]
        return msgspec.structs.replace(pushed, receipts=tuple(told))

    # The server of this test did it; its word is what a server says that no longer knows.
    mine.transport.alter_push = forgotten
    mine.transport.faults.append(Fault("pull", LOST))
    (answer,) = mine.sync().answers
    assert (answer.must_ask, answer.reason) == (True, Reason.EXPIRED_UNKNOWN)
    item = mine.cache.outbox.item(asked[0])
    assert item is not None and item.state is CommandState.NEEDS_YOU
    pushes = len(mine.transport.pushes)
    mine.transport.faults.append(Fault("pull", LOST))
    mine.sync()
    assert len(mine.transport.pushes) == pushes


class Moving(FakeServer):
    """A server whose people may read what `granted` says."""

    granted: tuple[str, ...] | None = None

    def scopes_of(self, person_id: str) -> tuple[str, ...]:
        return super().scopes_of(person_id) if self.granted is None else self.granted

    def settle(self, person_id: str, envelope: Envelope) -> Receipt:
        if self.granted is None or POOL in self.granted:
            return super().settle(person_id, envelope)
        return Receipt(envelope.id, False, "not_a_member")


def test_a_scope_that_was_taken_away_takes_its_rows_and_leaves_every_answer(open_client: Callable[..., Client]) -> None:
    server = Moving("me")
    wanted = server.in_pool(3)
    client = open_client(server)
    client.sync()
    claimed = client.claim(*wanted[:2], is_online=False).accepted
    server.granted = ("me:me", "ref")
    server.clock.pass_by(timedelta(minutes=2))
    report = client.sync()
    assert report.dropped_scopes == (POOL,)
    assert (client.ids(), client.cache.scopes.row_count(POOL)) == ([], 0)
    told = [item for group in client.cache.outbox.groups() for item in group.items]
    assert {item.id: (item.state, item.reason) for item in told} == dict.fromkeys(
        claimed, (CommandState.REFUSED, Reason.NOT_A_MEMBER)
    )
    assert all(item.customer_name for item in told), "who it was about can still be read"


def test_a_scope_granted_in_passing_comes_while_the_own_list_stands(open_client: Callable[..., Client]) -> None:
    server = Moving("me", page_rows=500)
    server.granted = ("me:me", "ref")
    server.in_pool(3_000)
    server.add(held_by("me", "m1"))
    client = open_client(server)
    client.sync()
    server.granted = None
    server.clock.pass_by(timedelta(minutes=2))
    client.engine.step()
    while not client.engine.is_resting:
        client.engine.step()
        assert client.mine() == ["m1"], "what one has stays in sight meanwhile"
    assert len(client.ids()) == 3_000
    assert same_as_server(client)


def test_a_row_in_two_scopes_stays_until_the_last_of_them_lets_it_go(server: FakeServer, mine: Client) -> None:
    """As while a customer moves between lists, or where two grants overlap."""
    both = held_by("me", "m1", version=5)
    server.feed.commit([(POOL, both)])
    assert same_as_server(mine)
    assert mine.mine().count("m1") == 1
    server.feed.commit(removals=[(POOL, "customer", "m1")])
    assert same_as_server(mine)
    assert mine.see("m1").row.owner_id == "me"
    server.feed.commit(removals=[("me:me", "customer", "m1")])
    assert same_as_server(mine)
    assert mine.cache.register.customer("m1", mine.now) is None
