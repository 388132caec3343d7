"""The register's lists: filters, orders, and what is still on its way."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.deadlines import OutflowRule
from domain.deals import DealStatus
from domain.instants import millis
from sync.cache.answers import Mark
from sync.cache.asking import Facet, Filter, Mine, SortKey, Wanted
from tests.builders import NOW, days_ago
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import IN_POOL, Client


@pytest.fixture
def stocked(server: FakeServer, client: Client) -> Client:
    """Five pool customers and three of one's own, told apart by everything one can sort by."""
    soon, later = (millis(NOW + timedelta(days=days)) for days in (2, 9))
    recently, just_still, no_more = (millis(days_ago(days)) for days in (10, 180, 181))
    server.add(
        pooled("p1", "安达", search_text="anda ad", region="广东", city="深圳", pooled_at=5, outflow_reason="import"),
        pooled("p2", "博远", search_text="boyuan by", region="浙江", pooled_at=4, last_order_at=recently),
        pooled("p3", "创维", search_text="chuangwei cw", region="广东", city="广州", last_order_at=just_still),
        pooled("p4", "Delta", search_text="0138", pooled_at=2, last_order_at=no_more, tags=("FPC", "HDI")),
        pooled("p5", "恩智浦", search_text="enzhipu ezp", region="江苏", pooled_at=1, tags=("HDI",)),
        held_by("me", "m1", "甲", search_text="jia j", outflow_at=soon, outflow_rule="no_deal"),
        held_by("me", "m2", "乙", search_text="yi y", last_follow_up_at=millis(days_ago(0.5))),
        held_by("me", "m3", "丙", search_text="bing b", outflow_at=later, outflow_rule="no_deal"),
        held_by("other", "o1", "别人的"),
    )
    client.sync()
    return client


@pytest.mark.parametrize(
    ("sort", "upwards", "downwards"),
    [
        (SortKey.NAME, "p1 p2 p3 p4 p5", "p5 p4 p3 p2 p1"),
        (SortKey.REGION, "p3 p1 p5 p2 p4", "p2 p5 p1 p3 p4"),
        (SortKey.STATUS, "p2 p3 p4 p1 p5", "p1 p5 p4 p2 p3"),
        (SortKey.LAST_ORDER, "p4 p3 p2 p1 p5", "p2 p3 p4 p1 p5"),
        (SortKey.ENTERED_POOL, "p5 p4 p2 p1 p3", "p1 p2 p4 p5 p3"),
        (SortKey.OUTFLOW_REASON, "p1 p2 p3 p4 p5", "p1 p2 p3 p4 p5"),
        (SortKey.CLAIMABLE, "p1 p2 p3 p4 p5", "p1 p2 p3 p4 p5"),
    ],
)
def test_the_pool_stands_in_the_order_asked_with_the_unknown_last(
    stocked: Client, sort: SortKey, upwards: str, downwards: str
) -> None:
    assert stocked.ids(sort=sort) == upwards.split()
    assert stocked.ids(sort=sort, down=True) == downwards.split()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (SortKey.NAME, "m3 m1 m2"),
        (SortKey.LAST_FOLLOW_UP, "m2 m1 m3"),
        (SortKey.OUTFLOW, "m1 m3 m2"),
    ],
)
def test_own_customers_stand_in_the_order_asked(stocked: Client, sort: SortKey, expected: str) -> None:
    assert stocked.ids(Mine(), sort=sort) == expected.split()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Filter(), "p1 p2 p3 p4 p5"),
        (Filter(deal=frozenset({DealStatus.DEAL})), "p2 p3"),
        (Filter(deal=frozenset({DealStatus.LAPSED})), "p4"),
        (Filter(deal=frozenset({DealStatus.NONE})), "p1 p5"),
        (Filter(deal=frozenset({DealStatus.NONE, DealStatus.LAPSED})), "p1 p4 p5"),
        (Filter(facets=((Facet.REGION, frozenset({"广东"})),)), "p1 p3"),
        (Filter(facets=((Facet.REGION, frozenset({"广东", "江苏"})),)), "p1 p3 p5"),
        (Filter(facets=((Facet.TAG, frozenset({"FPC"})),)), "p4"),
        (Filter(facets=((Facet.TAG, frozenset({"HDI"})),)), "p4 p5"),
        (Filter(facets=((Facet.TAG, frozenset({"HD"})),)), ""),
        (Filter(facets=((Facet.TAG, frozenset({"HDI"})), (Facet.REGION, frozenset({"江苏"})))), "p5"),
        (Filter(text="创"), "p3"),
        (Filter(text="chuangw"), "p3"),
        (Filter(text="  "), "p1 p2 p3 p4 p5"),
        (Filter(text="广东"), ""),
        (Filter(text="创", deal=frozenset({DealStatus.NONE})), ""),
    ],
)
def test_a_filter_keeps_what_meets_all_of_it(stocked: Client, asked: Filter, expected: str) -> None:
    assert stocked.ids(asked=asked) == expected.split()


def test_a_look_at_the_first_rows_is_the_start_of_the_whole_list(stocked: Client) -> None:
    wanted = Wanted(IN_POOL)
    assert stocked.cache.register.ids(wanted, stocked.now, limit=2) == stocked.ids()[:2]


def test_the_most_frequent_values_of_a_field_come_first(stocked: Client) -> None:
    register = stocked.cache.register
    assert register.values(IN_POOL, Facet.REGION) == ["广东", "江苏", "浙江"]
    assert register.values(IN_POOL, Facet.TAG) == ["HDI", "FPC"]
    assert register.values(Mine(), Facet.TAG) == []


def test_rows_come_in_the_order_asked_without_those_that_are_gone(stocked: Client) -> None:
    views = stocked.cache.register.rows(["p2", "nobody", "m1", "p1"], stocked.now)
    assert [(view.row.id, view.is_mine) for view in views] == [("p2", False), ("m1", True), ("p1", False)]


def test_a_released_customer_leaves_ones_own_list_at_once(stocked: Client) -> None:
    stocked.release("m1")
    assert stocked.mine() == ["m3", "m2"]
    assert stocked.see("m1").marks == {Mark.RELEASE_WAITING}


def test_a_claimed_customer_stays_in_the_pool_until_the_server_has_answered(stocked: Client) -> None:
    stocked.claim("p1")
    stocked.claim("p2", is_online=False)
    assert stocked.ids() == ["p1", "p2", "p3", "p4", "p5"]
    assert stocked.mine() == ["m3", "m1", "m2"]
    assert stocked.see("p1").marks == {Mark.CLAIM_SUBMITTED}
    assert stocked.see("p2").marks == {Mark.CLAIM_INTENT}
    assert stocked.ids(asked=Filter(is_claimable_now=True)) == ["p3", "p4", "p5"]
    stocked.sync()
    assert stocked.ids() == ["p3", "p4", "p5"]
    assert set(stocked.mine()) == {"m1", "m2", "m3", "p1", "p2"}
    assert stocked.see("p1").marks == frozenset()


def test_a_follow_up_on_its_way_moves_the_deadline_and_the_order(stocked: Client) -> None:
    assert stocked.see("m1").is_about_to_flow_out
    stocked.follow_up("m1")
    seen = stocked.see("m1")
    assert seen.last_follow_up_at == stocked.now
    assert seen.outflow is not None and seen.outflow.rule is OutflowRule.FOLLOW_UP_GAP
    assert (seen.is_about_to_flow_out, seen.follow_up_count) == (False, 1)
    assert seen.marks == {Mark.FOLLOW_UP_WAITING}
    assert stocked.ids(Mine(), sort=SortKey.OUTFLOW) == ["m3", "m1", "m2"]
    assert stocked.ids(Mine(), sort=SortKey.LAST_FOLLOW_UP, down=True) == ["m1", "m2", "m3"]
    assert stocked.ids(Mine(), Filter(is_about_to_flow_out=True)) == []


def test_the_list_about_to_flow_out_holds_what_the_court_says(stocked: Client) -> None:
    assert stocked.ids(Mine(), Filter(is_about_to_flow_out=True)) == ["m1"]


def test_a_customer_in_its_cool_down_says_until_when(stocked: Client) -> None:
    stocked.release("m1")
    stocked.sync()
    seen = stocked.see("m1")
    assert (seen.is_mine, seen.claimable_from) == (False, NOW + timedelta(hours=72))
    assert stocked.ids(sort=SortKey.CLAIMABLE)[-1] == "m1"
    assert "m1" not in stocked.ids(asked=Filter(is_claimable_now=True))
    stocked.machine.pass_by(timedelta(hours=72))
    assert stocked.see("m1").claimable_from is None
    assert "m1" in stocked.ids(asked=Filter(is_claimable_now=True))


def test_history_holds_what_is_on_its_way_and_turns_pages(stocked: Client) -> None:
    for hours in range(7):
        stocked.follow_up("m1", text=f"第{hours}次", ago=timedelta(hours=hours))
        if hours == 3:
            stocked.sync()
    register = stocked.cache.register
    first = register.follow_ups("m1", limit=4)
    second = register.follow_ups("m1", before=first[-1], limit=4)
    assert [view.text for view in [*first, *second]] == [f"第{hours}次" for hours in range(7)]
    assert [view.state is None for view in [*first, *second]] == [True] * 4 + [False] * 3
    stocked.sync()
    assert [view.state for view in register.follow_ups("m1")] == [None] * 7


def test_two_people_see_what_is_theirs(server: FakeServer, open_client: Callable[..., Client]) -> None:
    server.add(held_by("me", "m1"), held_by("other", "o1"))
    me, other = open_client(server, "me"), open_client(server, "other")
    me.sync()
    other.sync()
    assert (me.mine(), other.mine()) == (["m1"], ["o1"])
    assert me.cache.register.customer("o1", me.now) is None
