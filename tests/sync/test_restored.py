"""A server restored from a backup: everybody notices, and what it forgot is told again, with what it had said."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import pytest

from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import CommandState, OutboxCounts
from sync.clock import ServerClock
from sync.errors import Departed
from sync.protocol.messages import ProblemCode, Pulled, ScopePage, Upserts
from sync.protocol.rows import Row
from tests.fakes.clock import ManualClock
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import LOST, Fault
from tests.sync.client import Client


def accepted_and_not_seen(client: Client) -> None:
    """Push, and lose the pull that would have brought the receipts."""
    client.transport.faults.append(Fault("pull", LOST))
    client.sync()


def test_what_was_accepted_and_forgotten_before_it_was_seen_is_sent_again(server: FakeServer, mine: Client) -> None:
    backup = server.backup()
    asked = mine.follow_up("m1").accepted
    accepted_and_not_seen(mine)
    assert mine.states() == ["answered"]
    server.go_back_to(backup)
    report = mine.sync()
    assert (report.checking, report.reset_scopes) == (asked, ())
    assert ([row.customer_id for row in server.follow_ups], mine.states()) == (["m1"], ["done"])
    assert report.answers == ()  # its person has heard the yes before


def test_it_is_noticed_also_where_the_page_brings_something_else(server: FakeServer, mine: Client) -> None:
    backup = server.backup()
    mine.follow_up("m1")
    accepted_and_not_seen(mine)
    server.go_back_to(backup)
    server.add(held_by("me", "m4"))
    report = mine.sync()
    assert (len(report.checking), mine.states(), "m4" in mine.mine()) == (1, ["done"], True)


def test_while_the_server_still_numbers_commits_nothing_is_concluded(server: FakeServer, mine: Client) -> None:
    """A page without a checksum is no word on what the server holds: a commit of ours may not be numbered yet."""
    backup = server.backup()
    mine.follow_up("m1")
    accepted_and_not_seen(mine)
    server.go_back_to(backup)

    def unproven(pulled: Pulled) -> Pulled:
        pages = tuple(msgspec.structs.replace(page, checksum=None) for page in pulled.pages)
        return msgspec.structs.replace(pulled, pages=pages)

    mine.transport.alter_pull = unproven
    assert mine.sync().checking == ()
    assert mine.states() == ["answered"]
    mine.transport.alter_pull = lambda pulled: pulled
    assert len(mine.sync().checking) == 1
    assert mine.states() == ["done"]


def test_what_was_released_stays_so_before_the_eyes_while_all_is_fetched_again(
    server: FakeServer, mine: Client
) -> None:
    backup = server.backup()
    mine.release("m1")
    mine.sync()
    assert (mine.mine(), mine.states()) == (["m2", "m3"], ["done"])
    server.go_back_to(backup)
    # Another past, as somebody else has seen it go on: what comes is a walk, in many pages.
    server.feed.restore(server.feed.rows)
    server.feed.page_rows = 1
    reports = [mine.engine.step()]
    while not mine.engine.is_resting:
        assert mine.mine() == ["m2", "m3"]
        reports.append(mine.engine.step())
    assert any("me:me" in report.reset_scopes for report in reports)
    assert (len(reports) > 3, mine.mine(), mine.states()) == (True, ["m2", "m3"], ["done"])


def test_a_follow_up_accepted_once_is_taken_again_with_its_owners_claim_lost(server: FakeServer, mine: Client) -> None:
    backup = server.backup()
    (wanted,) = mine.ids()[:1]
    claimed = mine.claim(wanted).accepted
    mine.sync()
    noted = mine.follow_up(wanted).accepted
    mine.sync()
    decided_at = millis(mine.now)
    server.go_back_to(backup)
    server.add(held_by("other", wanted, version=2))
    server.feed.commit(removals=[("pool:pool/0", "customer", wanted)])
    mine.cache.outbox.dismiss([*claimed, *noted])
    mine.transport.pushes.clear()
    report = mine.sync()
    assert [envelope.accepted_at for envelope in mine.transport.pushes[0].commands] == [decided_at] * 2
    assert [row.customer_id for row in server.follow_ups] == [wanted]
    assert [(answer.command_id, answer.reason) for answer in report.refused] == [(claimed[0], Reason.TAKEN_BY_OTHER)]
    assert (mine.states(claimed), mine.states(noted)) == (["refused"], ["done"])
    assert mine.cache.outbox.counts() == OutboxCounts(refused=1, done=1)


def test_one_that_an_old_duplicate_had_refused_is_taken_all_the_same(server: FakeServer, mine: Client) -> None:
    """Between the restore and its author's next round somebody on the way delivered the first push once more."""
    backup = server.backup()
    (wanted,) = mine.ids()[:1]
    mine.claim(wanted)
    mine.sync()
    noted = mine.follow_up(wanted).accepted
    mine.sync()
    (envelope,) = mine.transport.pushes[-1].commands
    server.go_back_to(backup)
    assert server.settle("me", envelope).reason == Reason.NOT_YOURS
    report = mine.sync()
    assert (mine.states(noted), [row.customer_id for row in server.follow_ups]) == (["done"], [wanted])
    assert noted[0] not in [answer.command_id for answer in report.refused]


def test_a_yes_that_an_old_duplicate_gave_another_word_is_told_as_it_stands_now(
    server: FakeServer, mine: Client
) -> None:
    """A claim once, and nothing new once: the one receipt that the server keeps is what became of it."""
    backup = server.backup()
    (wanted,) = mine.ids()[:1]
    claimed = mine.claim(wanted).accepted
    mine.sync()
    mine.cache.outbox.dismiss(claimed)
    (envelope,) = mine.transport.pushes[-1].commands
    server.go_back_to(backup)
    server.add(held_by("me", wanted, version=2))
    server.feed.commit(removals=[("pool:pool/0", "customer", wanted)])
    assert server.settle("me", envelope).reason == Reason.ALREADY_YOURS
    report = mine.sync()
    item = mine.cache.outbox.item(claimed[0])
    assert item is not None and item.reason is Reason.ALREADY_YOURS
    assert (report.answers, item.state) == ((), CommandState.DONE)
    assert mine.cache.outbox.counts() == OutboxCounts()  # still dismissed


def test_a_refusal_of_the_testimony_itself_is_final(server: FakeServer, mine: Client) -> None:
    backup = server.backup()
    (wanted,) = mine.ids()[:1]
    mine.claim(wanted)
    mine.sync()
    noted = mine.follow_up(wanted).accepted
    mine.sync()
    (envelope,) = mine.transport.pushes[-1].commands
    server.go_back_to(backup)
    server.customers.pop(wanted)
    server.settle("me", envelope)
    pushes = len(mine.transport.pushes)
    reports = [mine.sync() for _ in range(3)]
    assert mine.states(noted) == ["refused"]
    assert [answer.command_id for report in reports for answer in report.refused].count(noted[0]) == 1
    assert len(mine.transport.pushes) == pushes + 1


def test_what_was_never_accepted_gives_no_testimony(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.transport.faults.append(Fault("push", LOST))
    mine.sync()
    mine.sync()
    assert [push.commands[0].accepted_at for push in mine.transport.pushes] == [None]


def test_a_session_that_the_restored_server_forgot_takes_no_journal_with_it(server: FakeServer, mine: Client) -> None:
    """It knows no token given since the backup: one signs in anew, and everything is walked as for the first time."""
    backup = server.backup()
    mine.follow_up("m1")
    mine.sync()
    server.go_back_to(backup)
    mine.transport.faults.append(Fault("push", Departed(ProblemCode.DEPARTED)))
    mine.release("m2")
    assert "me:me" in mine.sync().dropped_scopes
    mine.sync()
    mine.sync()
    assert mine.cache.outbox.counts() == OutboxCounts(done=2)
    assert [row.customer_id for row in server.follow_ups] == ["m1"]


def sent(rows: Sequence[Row]) -> tuple[Upserts, ...]:
    kinds = dict.fromkeys(row.kind for row in rows)
    return tuple(
        Upserts(kind, msgspec.Raw(msgspec.json.encode([row for row in rows if row.kind == kind]))) for kind in kinds
    )


def walk_anew(client: Client, cause: str) -> None:
    server = client.transport.server
    if cause == "another layout":
        with client.cache._files[0].writing() as connection:
            connection.exec_driver_sql("UPDATE scope SET position = 0, salt = '', walk = walk + 1, is_walking = 1,"
                                       " row_count = 0, xor = '0000000000000000'")  # fmt: skip
    elif cause == "a log that begins later":
        server.feed._log[:-1] = [("forgotten", ())] * (server.feed.head - 1)
    else:
        row = held_by("me", "m1", "改了名", version=9)
        server.feed.rows["me:me"][("customer", "m1")] = row  # changed behind the log's back


@pytest.mark.parametrize("cause", ["another layout", "a log that begins later", "a row that differs"])
@pytest.mark.parametrize("page_rows", [2, 1_000])
def test_a_walk_for_any_other_reason_sends_nothing_again(
    server: FakeServer, mine: Client, cause: str, page_rows: int
) -> None:
    server.feed.page_rows = page_rows
    mine.follow_up("m1", "m2", "m3")
    mine.sync()
    walk_anew(mine, cause)
    mine.follow_up("m3")
    reports = [mine.sync() for _ in range(3)]
    assert [report.checking for report in reports] == [()] * 3
    assert mine.cache.outbox.counts() == OutboxCounts(done=4)
    assert len([envelope for push in mine.transport.pushes for envelope in push.commands]) == 4


def test_a_walk_that_a_change_follows_concludes_only_after_it(server: FakeServer, mine: Client) -> None:
    """A receipt committed while a walk is under way may come behind it."""
    seen = mine.follow_up("m1").accepted
    mine.sync()
    unseen = mine.follow_up("m2").accepted
    accepted_and_not_seen(mine)
    walk_anew(mine, "another layout")
    rows = list(server.feed.rows["me:me"].values())
    late = [row for row in rows if row.id == unseen[0]]
    met = [row for row in rows if row.kind == "customer"]
    others = [row for row in rows if row not in met]
    store = mine.cache.scopes.store
    store(ScopePage("me:me", 90, "a", sent(met), has_more=True))
    assert (mine.states(seen), mine.states(unseen)) == (["done"], ["answered"])
    store(ScopePage("me:me", 91, "b", sent(others), checksum=server.feed.checksum("me:me")))
    assert (len(late), mine.states(seen), mine.states(unseen)) == (1, ["done"], ["done"])


def test_the_journal_is_kept_by_when_things_were_answered(server: FakeServer, mine: Client) -> None:
    """Asked before a journey of six weeks and delivered after it, it can still be told again."""
    mine.follow_up("m1")
    server.clock.pass_by(timedelta(days=42))
    mine.sync()
    backup = server.backup()
    mine.restart()
    mine.sync()
    assert mine.states() == ["done"]
    server.clock.pass_by(timedelta(days=31))
    mine.restart()
    mine.sync()
    assert mine.states() == []
    assert backup.receipts == server.receipts


def test_a_machine_whose_clock_is_a_year_ahead_forgets_no_journal(mine: Client) -> None:
    mine.follow_up("m1")
    mine.sync()
    mine.machine = ManualClock()
    mine.machine.jump(timedelta(days=365))
    mine.clock = ServerClock(mine.machine)
    mine.transport.is_offline = True
    mine.restart()
    mine.sync()
    assert mine.states() == ["done"]
    mine.transport.is_offline = False
    mine.sync()
    assert mine.states() == ["done"]


def test_a_program_that_is_never_closed_forgets_what_is_old_all_the_same(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    for _ in range(4):
        mine.sync()
        server.clock.pass_by(timedelta(days=15))
    assert mine.states() == []
