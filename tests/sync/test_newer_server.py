"""What a server of tomorrow says that we cannot know: nothing breaks, and it ends as something a person can see."""

from typing import Any

import msgspec
import pytest

from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import CommandState, OutboxCounts
from sync.cache.asking import Filter, Mine, SortKey, Wanted
from sync.errors import Mismatch, UpgradeRequired
from sync.protocol import messages, rows
from sync.protocol.messages import Pushed, Receipt
from sync.protocol.rows import FollowUpRow, PersonRow, ReceiptRow, Row, RulesetRow
from sync.state import Contact
from tests.builders import NOW
from tests.fakes.server import FakeServer, held_by, pooled
from tests.fakes.transport import Fault
from tests.sync.client import IN_POOL, Client


class Hologram(Row, frozen=True):
    kind = "hologram"

    depth: int = 0


def answering(client: Client, **fields: Any) -> None:
    """Every command of the next pushes gets this receipt."""

    def altered(pushed: Pushed) -> Pushed:
        receipts = tuple(Receipt(receipt.command_id, **fields) for receipt in pushed.receipts)
        return msgspec.structs.replace(pushed, receipts=receipts)

    client.transport.alter_push = altered


@pytest.mark.parametrize(
    ("fields", "state", "reason"),
    [
        ({"is_accepted": False, "must_ask": True}, CommandState.NEEDS_YOU, Reason.UNPROCESSABLE),
        ({"is_accepted": True, "must_ask": True}, CommandState.NEEDS_YOU, Reason.UNPROCESSABLE),
        ({"is_accepted": False}, CommandState.REFUSED, Reason.UNPROCESSABLE),
        ({"is_accepted": True}, CommandState.ANSWERED, None),
    ],
)
def test_a_reason_of_tomorrow_is_told_by_its_code(
    mine: Client, fields: dict[str, bool], state: CommandState, reason: Reason | None
) -> None:
    (asked,) = mine.follow_up("m1").accepted
    answering(mine, reason="moon_is_full", facts={"phase": 4}, **fields)
    report = mine.engine.step()
    item = mine.cache.outbox.item(asked)
    assert item is not None
    assert (item.state, item.reason, item.facts) == (state, reason, {"phase": 4, "code": "moon_is_full"})
    told = report.answers[0]
    assert (told.reason, told.facts["code"], told.must_ask) == (reason, "moon_is_full", fields.get("must_ask", False))
    counts = mine.cache.outbox.counts()
    assert counts.for_you == (1 if state in {CommandState.NEEDS_YOU, CommandState.REFUSED} else 0)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_reason_of_tomorrow_may_come_as_a_row(server: FakeServer, mine: Client, *, is_accepted: bool) -> None:
    (asked,) = mine.follow_up("m1").accepted
    row = ReceiptRow(asked, 1, is_accepted, "moon_is_full", {}, millis(NOW))
    mine.transport.faults.append(Fault("push", Mismatch("odd")))
    server.feed.commit([("me:me", row)])
    report = mine.sync()
    assert [(answer.is_accepted, answer.facts) for answer in report.answers] == [(is_accepted, {"code": row.reason})]
    assert mine.states([asked]) == ["done" if is_accepted else "refused"]


def test_kinds_of_tomorrow_are_kept_counted_changed_and_removed_in_every_scope(
    server: FakeServer, mine: Client
) -> None:
    for scope in ("ref", "me:me", "pool:pool/0"):
        server.feed.commit([(scope, Hologram("h1", 1, 3)), (scope, Hologram("h2", 1, 3))])
    assert mine.sync().disagreements == ()
    for scope in ("ref", "me:me", "pool:pool/0"):
        server.feed.commit([(scope, Hologram("h1", 2, 9))], [(scope, "hologram", "h2")])
    report = mine.sync()
    assert (report.contact, report.disagreements, report.pulled["hologram"]) == (Contact.GOOD, (), 3)
    server.feed.restore(server.feed.rows)
    assert mine.sync().disagreements == ()
    assert (len(mine.ids()), len(mine.mine())) == (5, 3)


@pytest.mark.parametrize(
    "message",
    [
        messages.Session("me", "me", "a", 900, "r", 1),
        messages.Welcome(1, "me", ("ref",), messages.Limits(1, 1, 1), 1),
        messages.Pushed((Receipt("a", True),), 1),
        messages.Pulled((messages.ScopePage("ref", 1, "s", checksum=messages.Checksum(0, "0")),), 1),
        messages.Hint(("ref",), 1),
        messages.Problem("busy", 1),
    ],
)
def test_fields_of_tomorrow_are_read_over(message: Any) -> None:
    def grown(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: grown(each) for name, each in value.items()} | {"tomorrow": [1, {"deep": None}]}
        return [grown(each) for each in value] if isinstance(value, list | tuple) else value

    built = msgspec.to_builtins(message)
    if isinstance(message, messages.Problem):
        built.pop("facts")  # its names are free, and so is nothing of ours
    if isinstance(message, messages.Pushed):
        built["receipts"][0].pop("facts")
    assert msgspec.json.decode(msgspec.json.encode(grown(built)), type=type(message)) == message


@pytest.mark.parametrize("kind", sorted(rows.KINDS))
def test_every_kind_of_row_may_grow(server: FakeServer, mine: Client, kind: str) -> None:
    scope, row = next((scope, row) for scope, held in _all_kinds(server).items() for row in held if row.kind == kind)
    longer = type(f"Grown{kind}", (type(row),), {"__annotations__": {"tomorrow": str}, "tomorrow": "x"}, frozen=True)
    server.feed.commit([(scope, longer(*msgspec.structs.astuple(row)[:1], row.version + 1, *_fields(row)))])
    report = mine.sync()
    assert (report.contact, report.disagreements) == (Contact.GOOD, ())
    assert mine.cache.directory.actor() is not None
    assert mine.cache.bench.quota(mine.now) is not None
    assert mine.see("m1").row.id == "m1"
    assert [view.row.name for view in mine.cache.contacts.of("m1")] == ["Wu"] * (kind == "contact")
    assert [view.row.status for view in mine.cache.orders.of_customer("m1")] == ["in_orbit"] * (kind == "order")
    assert [view.row.state for view in mine.cache.certifications.of("m1")] == ["dreamt"] * (kind == "certification")
    assert [view.media_type for view in mine.cache.attachments.of("m1")] == ["model/hologram"] * (kind == "attachment")
    assert len(mine.cache.tags.vocabulary(mine.now).groups) == (kind == "tag_group")
    assert len(mine.cache.tags.vocabulary(mine.now).tags) == (kind == "tag")
    assert len(mine.cache.tags.requests(mine.now)) == (kind == "tag_request")
    rules = mine.cache.flow_in.present()
    assert rules is not None and rules.version == (2 if kind == "flow_in" else 0)
    assert len(mine.cache.requests.all(mine.now)) == (kind == "reinstatement")
    assert mine.cache.notices.unseen_count() == (kind == "notice")


def _fields(row: Row) -> tuple[Any, ...]:
    return msgspec.structs.astuple(row)[2:]


def _all_kinds(server: FakeServer) -> dict[str, list[Row]]:
    own: list[Row] = [
        held_by("me", "m1"),
        FollowUpRow("f", 1, "m1", "me", "telepathy", "想", millis(NOW), millis(NOW)),
        rows.OwnershipEventRow("e", 1, "m1", "teleported", millis(NOW)),
        rows.QuotaRow("me", 1, "2026-03-11", 0),
        rows.CoolDownRow("c", 1, millis(NOW)),
        ReceiptRow("r", 1, True),
        rows.ReinstatementRow("f", 1, "m1", "华强", "me", "dreamt", millis(NOW), "gravity", 9, 0, "telepathy", "想", 0),
        rows.NoticeRow("e", 1, "m1", "华强", "teleported", millis(NOW), rule="gravity"),
        rows.ContactRow("k", 1, "m1", "Wu"),
        rows.RevisionRow("f/1", 1, "m1", "f", millis(NOW), "telepathy", "想"),
        rows.AttachmentRow("a", 1, "m1", "me", "x", "model/hologram", 1, millis(NOW)),
        rows.CertificationRow("v", 1, "m1", "华强", "gravity", "dreamt", "华强", "", millis(NOW)),
        rows.OrderRow("o", 1, "m1", "华强", "SO1", millis(NOW), 1, status="in_orbit", stages=(("launched", None),)),
    ]
    company: list[Row] = [
        rows.TagGroupRow("g", 1, "工艺"),
        rows.TagRow("t", 1, "多层板", "g"),
        rows.TagRequestRow("q", 1, "陶瓷板", "me", millis(NOW), state="dreamt"),
        rows.FlowInRow("flow_in", 1, {"threshold": 70, "gravity": 9}),
    ]
    return {"ref": [*server.feed.rows["ref"].values(), *company], "me:me": own}


def test_states_and_words_of_tomorrow_are_shown_and_harm_no_list(server: FakeServer, mine: Client) -> None:
    server.feed.commit(
        [
            ("pool:pool/0", pooled("p1", pool_state="in_orbit", outflow_reason="gravity")),
            ("me:me", held_by("me", "m9", pool_state="in_orbit", outflow_at=5, outflow_rule="gravity")),
            ("me:me", FollowUpRow("f9", 1, "m9", "me", "telepathy", "想", millis(NOW), millis(NOW))),
            ("ref", PersonRow("guest", 1, "客", "team", ("rep", "astronaut"))),
            ("ref", RulesetRow("rules", 2, "pool", 1, 0, {"holding_cap": 7, "gravity": 9})),
        ]
    )
    mine.sync()
    for sort in SortKey:
        for shelf in (Mine(), IN_POOL):
            assert mine.cache.register.ids(Wanted(shelf, Filter(), sort), mine.now)
    assert mine.see("p1").row.pool_state == "in_orbit"
    assert mine.see("m9").outflow is None
    assert [row.reason for row in mine.claim("p1").refused] == [Reason.NOT_IN_POOL]
    assert len(mine.follow_up("m9").accepted) == 1
    assert {view.kind for view in mine.cache.register.follow_ups("m9")} == {"phone", "telepathy"}
    assert [row.reason for row in mine.release("m9").refused] == [Reason.NOT_IN_POOL]
    quota = mine.cache.bench.quota(mine.now)
    assert quota is not None and quota.cap == 7


def test_scopes_of_tomorrow_are_not_asked_for(server: FakeServer, mine: Client) -> None:
    """Their customers would stand in lists that mean something else."""
    usual = server.scopes_of("me")
    server.more_scopes = ("region:south", "galaxy")
    mine.restart()
    report = mine.sync()
    assert (report.contact, report.dropped_scopes) == (Contact.GOOD, ())
    assert {cursor.scope for cursor in mine.cache.scopes.cursors()} == set(usual)


def test_a_client_too_old_delivers_pulls_nothing_and_says_so_also_after_a_restart(
    server: FakeServer, mine: Client
) -> None:
    mine.follow_up("m1")
    for number in range(3):
        mine.restart()
        mine.transport.said.clear()
        mine.transport.faults.append(Fault("hello", UpgradeRequired("floor 2")))
        report = mine.sync()
        assert (report.contact, isinstance(report.trouble, UpgradeRequired)) == (Contact.UPGRADE_REQUIRED, True)
        assert "pull" not in mine.transport.said
        assert len(server.follow_ups) == number + 1
        mine.follow_up("m2")
    assert mine.cache.outbox.counts() == OutboxCounts(answered=3, queued=1)
    assert set(mine.mine()) == {"m1", "m2", "m3"}
    mine.sync()
    assert mine.cache.outbox.counts() == OutboxCounts(done=4)


@pytest.mark.parametrize("is_told_at_hello", [True, False])
def test_a_push_refused_for_its_age_leaves_everything_to_be_taken_back(
    server: FakeServer, mine: Client, *, is_told_at_hello: bool
) -> None:
    asked = mine.follow_up("m1", "m2").accepted
    mine.restart()
    if is_told_at_hello:
        mine.transport.faults.append(Fault("hello", UpgradeRequired("floor 2")))
    mine.transport.faults.append(Fault("push", UpgradeRequired("floor 2")))
    report = mine.sync()
    assert (report.contact, "pull" in mine.transport.said) == (Contact.UPGRADE_REQUIRED, False)
    assert (mine.cache.outbox.counts(), server.follow_ups) == (OutboxCounts(queued=2), [])
    mine.restart()
    assert mine.cache.outbox.withdraw(asked[:1]) == asked[:1]
    assert mine.sync().contact is Contact.GOOD
    assert len(server.follow_ups) == 1


def test_a_client_that_grows_too_old_in_a_round_stops_at_the_pull(server: FakeServer, mine: Client) -> None:
    mine.follow_up("m1")
    mine.transport.faults.append(Fault("pull", UpgradeRequired("floor 2")))
    report = mine.sync()
    assert (report.contact, mine.states(), len(server.follow_ups)) == (Contact.UPGRADE_REQUIRED, ["answered"], 1)
    assert mine.engine.is_resting
