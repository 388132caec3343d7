"""What a person asks: judged at once, on disk before it is said, taken back while unsent."""

from datetime import date, timedelta

import pytest

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import CommandState, DraftFollowUp, OutboxCounts, OutboxTab
from tests.builders import NOW, days_ago
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import Client


@pytest.fixture
def server() -> FakeServer:
    return FakeServer("me", "other", daily_claim_limit=5, holding_cap=4, batch_limit=20)


@pytest.fixture
def pool(server: FakeServer, client: Client) -> list[str]:
    """Eight pool customers, and two of one's own that take a place, one that does not."""
    ids = server.in_pool(8)
    server.add(held_by("me", "m1"), held_by("me", "m2"), held_by("me", "deal", last_order_at=millis(days_ago(3))))
    client.sync()
    return ids


def test_figures_tell_claims_places_and_deals_apart(client: Client, pool: list[str]) -> None:
    quota = client.cache.bench.quota(client.now)
    assert quota is not None
    assert (quota.claimed_today, quota.daily_limit, quota.requested) == (0, 5, 0)
    assert (quota.holding, quota.cap, quota.deals_not_counted) == (2, 4, 1)
    client.claim(pool[0])
    client.release("m1")
    asked = client.cache.bench.quota(client.now)
    assert asked is not None and (asked.claimed_today, asked.requested, asked.holding) == (0, 1, 1)
    client.sync()
    after = client.cache.bench.quota(client.now)
    assert after is not None and (after.claimed_today, after.requested, after.holding) == (1, 0, 2)
    client.machine.pass_by(timedelta(days=1))
    tomorrow = client.cache.bench.quota(client.now)
    assert tomorrow is not None and tomorrow.claimed_today == 0


def test_before_the_first_sync_there_are_no_figures(client: Client) -> None:
    assert client.cache.bench.quota(client.now) is None
    assert client.claim("nobody").refused[0].reason is Reason.GONE


def test_a_preflight_says_what_fits_and_why_the_rest_does_not(client: Client, pool: list[str]) -> None:
    told = client.cache.bench.preflight(client.cache.bench.claims([*pool, "m1", "nobody"], client.now), client.now)
    assert (told.size, told.would_do, told.changes_nothing) == (10, 2, 1)
    assert told.refused == {Reason.CAP_REACHED: 6, Reason.GONE: 1}
    assert told.rows[0].facts == {"cap": 4, "holding": 4}


def test_a_full_day_refuses_at_once_and_keeps_an_intent_while_offline(client: Client, pool: list[str]) -> None:
    """The day may be over when the network is back, and the server counts the day on which the claim arrives."""
    client.release("m1", "m2")
    client.sync()
    assert len(client.claim(*pool[:4]).accepted) == 4
    client.sync()
    client.release(pool[0])
    assert len(client.claim(pool[4]).accepted) == 1
    ids = pool[5:7]
    claims = client.cache.bench.claims(ids, client.now)
    online, offline = (client.cache.bench.preflight(claims, client.now, is_online=on) for on in (True, False))
    assert (online.would_do, online.would_wait, online.refused) == (0, 0, {Reason.DAILY_LIMIT: 2})
    assert (offline.would_do, offline.would_wait, offline.refused) == (0, 2, {})
    assert [row.reason for row in client.claim(ids[0]).refused] == [Reason.DAILY_LIMIT]
    kept = client.claim(ids[0], is_online=False)
    assert (len(kept.accepted), kept.refused) == (1, ())
    item = client.cache.outbox.item(kept.accepted[0])
    assert item is not None and item.is_intent


def test_what_is_on_its_way_has_taken_its_places(client: Client, pool: list[str]) -> None:
    assert len(client.claim(pool[0], pool[1]).accepted) == 2
    refused = client.claim(pool[2]).refused
    assert [(row.customer_id, row.reason) for row in refused] == [(pool[2], Reason.CAP_REACHED)]
    client.release("m1")
    assert len(client.claim(pool[2]).accepted) == 1


def test_a_release_says_until_when_one_may_not_claim_again(client: Client, pool: list[str]) -> None:
    told = client.cache.bench.preflight(client.cache.bench.releases(["m1", "m2"]), client.now)
    assert (told.would_do, told.cooling_until) == (2, NOW + timedelta(hours=72))


def test_a_batch_beyond_the_limit_is_refused_whole(client: Client, pool: list[str]) -> None:
    commands = client.cache.bench.claims([f"x{number}" for number in range(21)], client.now)
    told, done = (
        client.cache.bench.preflight(commands, client.now),
        client.claim(*(each.customer_id for each in commands)),
    )
    assert told.whole is not None and told.whole.reason is Reason.BATCH_TOO_LARGE
    assert done.whole is not None and done.whole.facts == {"limit": 20, "size": 21}
    assert client.cache.outbox.counts() == OutboxCounts()


def test_the_same_act_is_not_asked_twice(client: Client, pool: list[str]) -> None:
    client.claim(pool[0])
    again = client.claim(pool[0], "m1")
    assert (again.accepted, again.already_asked) == ((), (pool[0], "m1"))
    client.release("m2")
    assert client.release("m2").already_asked == ("m2",)


def test_what_was_said_to_be_saved_is_there_after_a_restart(client: Client, pool: list[str]) -> None:
    asked = [
        *client.claim(*pool[:2]).accepted,
        *client.follow_up("m1", "m2").accepted,
        *client.release("deal").accepted,
    ]
    client.restart()
    items = [item for group in reversed(client.cache.outbox.groups()) for item in group.items]
    assert [item.id for item in items] == asked
    assert {item.state for item in items} == {CommandState.QUEUED}
    assert client.mine() == ["m1", "m2"]


def test_one_click_stays_together_newest_first(client: Client, pool: list[str]) -> None:
    first, second = client.claim(*pool[:2]), client.release("m1", "m2")
    groups = client.cache.outbox.groups(OutboxTab.WAITING)
    assert [group.batch_id for group in groups] == [second.batch_id, first.batch_id]
    assert [item.customer_name for item in groups[1].items] == ["深圳市华强电子0", "深圳市华强电子1"]


def test_what_is_unsent_can_be_taken_back_as_if_never_asked(client: Client, pool: list[str]) -> None:
    undone = client.release("m1", "m2")
    assert client.mine() == ["deal"]
    assert client.cache.outbox.withdraw(undone.accepted[:1]) == undone.accepted[:1]
    assert set(client.mine()) == {"deal", "m1"}
    client.sync()
    assert client.cache.outbox.withdraw(undone.accepted) == ()
    assert set(client.mine()) == {"deal", "m1"}


def test_refused_at_the_server_stays_until_it_has_been_seen(
    server: FakeServer, client: Client, pool: list[str]
) -> None:
    asked = client.claim(pool[0])
    server.add(held_by("other", pool[0], version=2))
    server.feed.commit(removals=[("pool:pool/0", "customer", pool[0])])
    report = client.sync()
    assert [(answer.customer_name, answer.reason) for answer in report.refused] == [
        ("深圳市华强电子0", Reason.TAKEN_BY_OTHER)
    ]
    item = client.cache.outbox.item(asked.accepted[0])
    assert item is not None and item.facts["owner_id"] == "other"
    assert client.cache.outbox.counts().for_you == 1
    client.cache.outbox.dismiss(asked.accepted)
    assert client.cache.outbox.counts() == OutboxCounts()
    assert client.cache.outbox.groups() == []


@pytest.mark.parametrize(
    ("text", "ago", "reason"),
    [
        ("   ", timedelta(), Reason.EMPTY_TEXT),
        ("长" * 4001, timedelta(), Reason.TEXT_TOO_LONG),
        ("还没发生", timedelta(hours=-1), Reason.IN_THE_FUTURE),
    ],
)
def test_a_follow_up_that_the_rules_refuse_is_not_kept(
    client: Client, pool: list[str], text: str, ago: timedelta, reason: Reason
) -> None:
    client.cache.drafts.keep("m1", DraftFollowUp(text=text))
    assert [row.reason for row in client.follow_up("m1", text=text, ago=ago).refused] == [reason]
    assert client.cache.drafts.load("m1") == DraftFollowUp(text=text)


def test_a_follow_up_keeps_everything_that_was_typed_and_ends_its_draft(client: Client, pool: list[str]) -> None:
    typed = DraftFollowUp("visit", '聊了 "打样"\n下周再去', NOW - timedelta(hours=3), date(2026, 3, 20))
    client.cache.drafts.keep("m1", DraftFollowUp(text="聊"))
    client.cache.drafts.keep("m1", typed)
    client.restart()
    assert client.cache.drafts.load("m1") == typed
    command = AddFollowUp(
        CustomerId("m1"),
        FollowUpId("f1"),
        FollowUpKind.VISIT,
        typed.text,
        NOW - timedelta(hours=3),
        typed.next_on,
        "李工",
    )
    client.cache.outbox.submit([command], client.now, is_online=False)
    assert client.cache.drafts.load("m1") is None
    seen = client.cache.register.follow_ups("m1")[0]
    assert (seen.kind, seen.text, seen.next_on, seen.contact) == ("visit", typed.text, date(2026, 3, 20), "李工")
    client.cache.drafts.keep("m2", typed)
    client.cache.drafts.forget("m2")
    assert client.cache.drafts.load("m2") is None


def test_settings_are_remembered(client: Client) -> None:
    client.cache.settings.put("columns", "name,region")
    client.cache.settings.put("columns", "name")
    client.restart()
    assert (client.cache.settings.get("columns"), client.cache.settings.get("other", "-")) == ("name", "-")


def test_names_and_rules_come_from_the_reference(server: FakeServer, client: Client, pool: list[str]) -> None:
    directory = client.cache.directory
    other = directory.person("other")
    assert other is not None and other.name == "other"
    assert [pool.name for pool in directory.pools()] == ["公海"]
    assert [team.name for team in directory.teams()] == ["华南一组"]
    assert directory.ruleset("pool", client.now).holding_cap == 4
    actor = directory.actor()
    assert actor is not None and actor.pool_ids == {"pool"}
    server.add(pooled("late"))
    assert directory.person("nobody") is None
