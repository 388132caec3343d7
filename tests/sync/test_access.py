"""Who may: sessions that end, run out or are another's, clients too old, and what is delivered all the same."""

import pytest

from sync.cache.answers import OutboxCounts
from sync.errors import Departed, SignInNeeded, UpgradeRequired
from sync.protocol.messages import ProblemCode
from sync.session import KeptSession
from sync.state import Contact
from tests.fakes.server import FakeServer
from tests.fakes.transport import Fault
from tests.sync.client import Client


def test_nobody_sends_what_another_asked(mine: Client) -> None:
    mine.follow_up("m1")
    mine.store.write(KeptSession("other", "other", "refresh-1"))
    report = mine.sync()
    assert (report.contact, mine.states(), mine.transport.pushes) == (Contact.SIGN_IN_NEEDED, ["queued"], [])


def test_a_server_that_takes_us_for_another_gets_nothing(mine: Client) -> None:
    mine.follow_up("m1")
    mine.restart()
    mine.transport.person_id = "other"
    assert mine.sync().contact is Contact.SIGN_IN_NEEDED
    assert mine.transport.pushes == []


def test_an_ended_session_leaves_what_was_asked_unsent(mine: Client) -> None:
    asked = mine.follow_up("m1")
    mine.transport.faults.append(Fault("push", SignInNeeded(ProblemCode.SESSION_REVOKED)))
    assert mine.sync().contact is Contact.SIGN_IN_NEEDED
    assert mine.cache.outbox.withdraw(asked.accepted) == asked.accepted


@pytest.mark.parametrize("error", [SignInNeeded(ProblemCode.SESSION_REVOKED), Departed(ProblemCode.DEPARTED)])
def test_whose_access_ends_keeps_what_they_asked_and_nothing_they_were_sent(mine: Client, error: SignInNeeded) -> None:
    asked = mine.follow_up("m1")
    mine.transport.faults.append(Fault("push", error))
    report = mine.sync()
    assert report.is_sweeping and "me:me" in report.dropped_scopes
    assert (mine.mine(), mine.ids(), mine.cache.scopes.row_count()) == ([], [], 0)
    assert mine.cache.outbox.counts() == OutboxCounts(queued=1)
    assert mine.sync().contact is Contact.GOOD
    assert (set(mine.mine()), len(mine.ids())) == ({"m1", "m2", "m3"}, 5)
    assert mine.states() == ["done"] and asked.accepted


def test_what_may_be_seen_besides_is_told_though_it_holds_nothing_yet(server: FakeServer, mine: Client) -> None:
    mine.restart()
    assert not mine.sync().is_sweeping
    server.more_scopes = ("pool:new/0",)
    mine.restart()
    report = mine.sync()
    assert (report.is_sweeping, report.dropped_scopes) == (True, ())
    assert "pool:new/0" in {cursor.scope for cursor in mine.cache.scopes.cursors()}
    mine.restart()
    assert not mine.sync().is_sweeping


def test_a_token_that_ran_out_is_renewed_on_the_way(mine: Client) -> None:
    mine.transport.faults.append(Fault("pull", SignInNeeded(ProblemCode.SESSION_EXPIRED)))
    assert mine.sync().contact is Contact.GOOD
    assert mine.transport.said == ["pull", "refresh", "pull"]


def test_a_client_too_old_still_delivers_what_its_person_wrote(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.restart()
    mine.transport.faults.append(Fault("hello", UpgradeRequired("floor 2")))
    report = mine.sync()
    assert report.contact is Contact.UPGRADE_REQUIRED
    assert len(server.follow_ups) == 1
    assert "pull" not in mine.transport.said


def test_a_wipe_is_told_after_the_last_work_was_delivered(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.restart()
    mine.transport.is_wipe_ordered = True
    assert mine.sync().contact is Contact.WIPED
    assert len(server.follow_ups) == 1
