"""Rounds: what goes up, what comes down, and what is said when either does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from domain.reasons import Reason
from sync.cache.answers import CommandState, OutboxCounts
from sync.cache.dispatch import TRIES
from sync.errors import Departed, Mismatch, SignInNeeded, Unreachable
from sync.protocol.messages import ProblemCode, Pulled, Pushed
from sync.state import Contact
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import LOST, Fault
from tests.sync.client import Client


def test_a_round_says_hello_pushes_and_pulls(server: FakeServer, client: Client) -> None:
    server.in_pool(5)
    report = client.sync()
    assert client.transport.said == ["refresh", "hello", "pull", "pull"]
    assert (report.contact, report.trouble) == (Contact.GOOD, None)
    assert report.pulled["customer"] == 5
    assert client.cache.scopes.last_pulled_at() == client.now


def test_what_changed_is_named(mine: Client) -> None:
    asked = mine.follow_up("m1")
    report = mine.sync()
    assert mine.transport.said == ["push", "pull"]
    assert report.changed["customer"] == {"m1"}
    assert [answer.command_id for answer in report.answers] == list(asked.accepted)


def test_an_accepted_command_is_shown_until_what_it_did_has_come(mine: Client) -> None:
    mine.release("m1")
    mine.transport.faults.append(Fault("pull", LOST))
    report = mine.sync()
    assert (report.answers[0].is_accepted, mine.states()) == (True, ["answered"])
    assert "m1" not in mine.mine()
    report = mine.sync()
    assert report.answers == ()
    assert (mine.states(), mine.cache.outbox.counts()) == (["done"], OutboxCounts(done=1))
    assert set(mine.mine()) == {"m2", "m3"}


def test_a_lost_reply_is_checked_by_sending_the_same_again(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.transport.faults += [Fault("push", LOST, is_after=True), Fault("pull", LOST)]
    report = mine.sync()
    assert (report.contact, len(report.checking)) == (Contact.UNREACHABLE, 1)
    assert mine.states() == ["checking"]
    assert mine.cache.outbox.withdraw(report.checking) == ()
    mine.sync()
    first, second = mine.transport.pushes
    assert first == second
    assert (mine.states(), len(server.follow_ups)) == (["done"], 1)


def test_a_pull_heals_a_lost_reply_and_tells_the_answer(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.transport.faults.append(Fault("push", LOST, is_after=True))
    report = mine.sync()
    assert [answer.is_accepted for answer in report.answers] == [True]
    assert (mine.states(), report.contact) == (["done"], Contact.GOOD)
    mine.sync()
    assert (len(mine.transport.pushes), len(server.follow_ups)) == (1, 1)


def test_pulling_never_waits_for_pushing(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    server.add(held_by("me", "m4"))
    mine.transport.faults.append(Fault("push", Unreachable("busy", 7)))
    report = mine.sync()
    assert "m4" in mine.mine()
    assert report.retry_after_seconds == 7
    assert isinstance(report.trouble, Unreachable)


def test_without_a_network_nothing_is_said_to_have_been_sent(mine: Client) -> None:
    asked = mine.follow_up("m1")
    mine.transport.is_offline = True
    report = mine.sync()
    assert (report.contact, mine.states()) == (Contact.UNREACHABLE, ["queued"])
    assert mine.cache.outbox.withdraw(asked.accepted) == asked.accepted


def test_what_was_being_sent_when_the_program_died_is_checked_not_withdrawn(mine: Client) -> None:
    mine.follow_up("m1")
    taken = mine.cache.dispatch.take(10, mine.now)
    assert mine.states() == ["sending"]
    mine.restart()
    mine.transport.is_offline = True
    mine.sync()
    assert (mine.states(), mine.cache.outbox.withdraw(taken.ids)) == (["checking"], ())


def test_more_than_fits_one_push_goes_in_several(server: FakeServer, open_client: Callable[..., Client]) -> None:
    client = open_client(server, limit=2)
    server.add(*(held_by("me", f"m{number}") for number in range(5)))
    client.sync()
    client.follow_up(*client.mine())
    client.sync()
    assert [len(push.commands) for push in client.transport.pushes] == [2, 2, 1]
    assert client.cache.outbox.counts() == OutboxCounts(done=5)


def test_a_command_that_makes_no_sense_holds_up_its_own_customer_only(server: FakeServer, mine: Client) -> None:
    poison = mine.follow_up("m2", text="毒").accepted[0]
    later = mine.follow_up("m2", text="其后").accepted[0]
    others = mine.follow_up("m1", "m3").accepted

    mine.transport.chokes_on = {poison}
    reports = [mine.sync() for _ in range(3)]
    assert mine.states(others) == ["done", "done"]
    assert reports[-1].parked == (poison,)
    item = mine.cache.outbox.item(poison)
    assert item is not None and (item.state, item.reason) == (CommandState.NEEDS_YOU, Reason.UNPROCESSABLE)
    assert mine.states([later]) == ["checking"]
    mine.transport.chokes_on.clear()
    mine.cache.outbox.ask_again([poison], mine.now)
    mine.sync()
    assert mine.cache.outbox.counts() == OutboxCounts(done=4)
    assert [row.text for row in server.follow_ups if row.customer_id == "m2"] == ["毒", "其后"]


def test_a_parked_claim_that_was_done_after_all_is_asked_again_as_the_very_same(
    server: FakeServer, mine: Client
) -> None:
    """Seed 2125: asked again in other words under the same id, it ended as a reused id, though it had been done."""
    claimed = mine.claim(mine.ids()[0]).accepted[0]
    for _ in range(TRIES):
        unheard = Fault("push", Mismatch("cut"), is_after=True), Fault("pull", LOST, is_after=True)
        mine.transport.faults.extend(unheard)
        mine.sync()
    assert mine.states([claimed]) == ["needs_you"]
    server.clock.pass_by(timedelta(minutes=5))
    assert mine.cache.outbox.ask_again([claimed], mine.now) == (claimed,)
    assert mine.cache.outbox.withdraw([claimed]) == ()
    mine.sync()
    assert mine.states([claimed]) == ["done"]


def test_what_is_asked_again_waits_since_then_and_not_since_it_was_first_asked(
    server: FakeServer, mine: Client
) -> None:
    """Or the alarm over work that does not get through would go off the moment that somebody presses the button."""
    noted = mine.follow_up("m1").accepted[0]
    for _ in range(TRIES):
        mine.transport.faults.append(Fault("push", Mismatch("cut")))
        mine.sync()
    server.clock.pass_by(timedelta(hours=1))
    mine.cache.outbox.ask_again([noted], mine.now)
    assert mine.cache.outbox.oldest_unsent_at() == mine.now


def test_what_was_given_up_and_had_been_done_says_so(mine: Client) -> None:
    """Seed 4027 met the like: the server has the last word."""
    noted = mine.follow_up("m1").accepted[0]
    for _ in range(TRIES):
        unheard = Fault("push", Mismatch("cut"), is_after=True), Fault("pull", LOST, is_after=True)
        mine.transport.faults.extend(unheard)
        mine.sync()
    mine.cache.outbox.dismiss([noted])
    assert mine.cache.outbox.counts() == OutboxCounts()
    report = mine.sync()
    assert [(answer.command_id, answer.is_accepted) for answer in report.answers] == [(noted, True)]
    assert mine.cache.outbox.counts() == OutboxCounts(done=1)


def test_a_server_that_answers_nonsense_is_not_asked_for_ever(mine: Client) -> None:
    mine.follow_up("m1", "m2", "m3")
    mine.transport.alter_push = lambda pushed: Pushed(pushed.receipts[1:], pushed.server_time)
    report = mine.sync()
    assert report.contact is Contact.GOOD  # the pull went well, and told the answers
    assert isinstance(report.trouble, Mismatch)
    assert len(mine.transport.pushes) < 10


def test_a_broken_server_parks_nothing_and_gets_everything_once_it_is_mended(server: FakeServer, mine: Client) -> None:
    asked = [*mine.follow_up("m1", "m2", "m3").accepted, *mine.claim(*mine.ids()).accepted]
    mine.transport.chokes_on = set(asked)
    reports = [mine.sync() for _ in range(10)]
    assert [report.parked for report in reports] == [()] * 10
    mine.transport.chokes_on.clear()
    mine.sync()
    assert mine.cache.outbox.counts() == OutboxCounts(done=8)
    assert len(server.follow_ups) == 3


def test_an_intent_that_waited_too_long_asks_its_person_first(server: FakeServer, mine: Client) -> None:
    claimed = mine.claim(mine.ids()[0], is_online=False).accepted[0]
    mine.machine.pass_by(timedelta(hours=73))
    report = mine.sync()
    assert report.stale_intents == (claimed,)
    item = mine.cache.outbox.item(claimed)
    assert item is not None and (item.reason, item.facts["hours"]) == (Reason.INTENT_EXPIRED, 72)
    assert mine.transport.pushes == []
    mine.cache.outbox.ask_again([claimed], mine.now)
    mine.sync()
    assert (mine.states(), len(mine.mine())) == (["done"], 4)


def test_a_claim_asked_online_does_not_grow_stale(mine: Client) -> None:
    mine.claim(mine.ids()[0], is_online=True)
    mine.machine.pass_by(timedelta(hours=73))
    assert mine.sync().stale_intents == ()
    assert mine.states() == ["done"]


def test_what_the_person_gave_up_is_never_sent(mine: Client) -> None:
    claimed = mine.claim(mine.ids()[0], is_online=False).accepted
    mine.machine.pass_by(timedelta(hours=73))
    mine.sync()
    mine.cache.outbox.dismiss(claimed)
    mine.sync()
    assert (mine.transport.pushes, mine.cache.outbox.counts()) == ([], OutboxCounts())


@pytest.mark.parametrize(
    ("error", "contact"),
    [
        (SignInNeeded(ProblemCode.SESSION_REVOKED), Contact.SIGN_IN_NEEDED),
        (Departed(ProblemCode.DEPARTED), Contact.DEPARTED),
        (Mismatch("odd"), Contact.MISMATCH),
        (Unreachable("away"), Contact.UNREACHABLE),
    ],
)
@pytest.mark.parametrize("exchange", ["hello", "pull"])
def test_every_way_to_fail_is_told_apart(mine: Client, exchange: str, error: Mismatch, contact: Contact) -> None:
    mine.restart()
    mine.transport.faults.append(Fault(exchange, error))
    report = mine.sync()
    assert (report.contact, report.trouble) == (contact, error)
    assert mine.engine.is_resting
    assert mine.sync().contact is Contact.GOOD


def test_a_restored_server_is_told_again_what_it_forgot(server: FakeServer, mine: Client) -> None:
    backup = {scope: dict(rows) for scope, rows in server.feed.rows.items()}
    kept = mine.follow_up("m1")
    mine.sync()
    server.feed.restore(backup)
    server.receipts.clear()
    server.follow_ups.clear()
    mine.transport.said.clear()
    report = mine.sync()
    assert report.checking == kept.accepted
    assert mine.transport.said[-3:] == ["pull", "push", "pull"], "in the same round"
    assert (mine.states(kept.accepted), len(server.follow_ups)) == (["done"], 1)


def test_the_servers_time_counts_whatever_the_machine_believes(server: FakeServer, mine: Client) -> None:
    before = mine.now
    mine.machine.jump(timedelta(days=-400))
    assert mine.now == before
    mine.machine.pass_by(timedelta(minutes=1))
    assert mine.now == before + timedelta(minutes=1)


def test_a_checksum_that_never_agrees_is_told_and_not_walked_for_ever(mine: Client) -> None:
    def disturb(pulled: Pulled) -> Pulled:
        pages = [
            page if page.checksum is None or page.scope != "ref"
            else msgspec.structs.replace(page, checksum=msgspec.structs.replace(page.checksum, count=99))
            for page in pulled.pages
        ]  # fmt: skip
        return msgspec.structs.replace(pulled, pages=tuple(pages))

    mine.transport.alter_pull = disturb
    report = mine.sync()
    assert (report.contact, report.disagreements) == (Contact.MISMATCH, ("ref", "ref", "ref"))
    assert len(mine.transport.said) < 8
    mine.transport.alter_pull = lambda pulled: pulled
    assert mine.sync().contact is Contact.GOOD


def test_a_broken_pool_is_fetched_anew_by_itself(mine: Client) -> None:
    held = mine.ids()
    mine.cache.scopes.rebuild_pool()
    assert mine.ids() == []
    mine.restart()
    assert mine.sync().trouble is None
    assert mine.ids() == held
    assert replace(mine.sync(), progress=None).disagreements == ()
