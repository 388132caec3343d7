"""Orders in the cache: lists in order, filters, the tree of sub-orders, and one answer out of several scopes."""

import pytest

from sync.cache.cache import Cache
from sync.cache.order_asking import OrderFilter, OrderShelf, OrderSort, WantedOrders
from sync.protocol.rows import CustomerRow, PersonRow, PoolMemberRow, PoolRow, ReceiptRow, Row
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope, team_scope
from tests.builders import NOW
from tests.order_rows import an_order, tell

ME, TEAM, OTHER_TEAM, POOL = person_scope("me"), team_scope("south"), team_scope("north"), pool_scope("pool")
REACHED, TO_COME = ("cam", 5), ("drilling", None)

PEOPLE: tuple[Row, ...] = (
    PersonRow("me", 1, "王芳", "south", ("rep",)),
    PersonRow("b", 1, "陈晓", "south", ("rep",)),
    PoolRow("pool", 1, "公海"),
    PoolMemberRow("pool/me", 1, "pool", "me", False),
)
OWN: tuple[Row, ...] = (
    CustomerRow("c1", 1, "创维", search_text="chuangwei cw", owner_id="me", pool_state="assigned", pool_id="pool"),
    CustomerRow("c2", 1, "安达", search_text="anda ad", owner_id="me", pool_state="assigned"),
    an_order("1", "c1", customer_name="创维", ordered_at=30, status="paid", rep_id="me", amount_cents=500),
    an_order("2", "c2", customer_name="安达", ordered_at=10, status="shipped", rep_id="b", is_shipped=True),
    an_order("3", "c9", customer_name="Zeta", ordered_at=20, status="paid", rep_id="me", stages=(REACHED, TO_COME)),
    an_order("4", "c2", customer_name="安达", ordered_at=40, category="smt", title="贴片 首单", is_invoiced=True),
)


@pytest.fixture
def stocked(cache: Cache) -> Cache:
    """What a rep has: nothing of orders in pool.db."""
    cache.scopes.grant((REFERENCE, ME, POOL))
    tell(cache, REFERENCE, PEOPLE)
    tell(cache, ME, OWN)
    tell(cache, POOL, [CustomerRow("p1", 1, "公海的", pool_id="pool", pool_state="unassigned")])
    return cache


def ids(
    cache: Cache,
    shelf: OrderShelf = OrderShelf.ALL,
    asked: OrderFilter | None = None,
    sort: OrderSort = OrderSort.ORDERED,
    *,
    down: bool = False,
) -> str:
    wanted = WantedOrders(shelf, asked or OrderFilter(), sort, is_descending=down)
    found = cache.orders.ids(wanted)
    assert cache.orders.count(wanted) == len(found)
    return " ".join(found)


@pytest.mark.parametrize(
    ("sort", "upwards", "downwards"),
    [
        (OrderSort.NUMBER, "1 2 3 4", "4 3 2 1"),
        (OrderSort.CUSTOMER, "2 4 1 3", "3 1 2 4"),
        (OrderSort.TITLE, "4 1 2 3", "4 1 2 3"),
        (OrderSort.CATEGORY, "1 2 3 4", "4 1 2 3"),
        (OrderSort.AMOUNT, "1 2 3 4", "2 3 4 1"),
        (OrderSort.ORDERED, "2 3 1 4", "4 1 3 2"),
        (OrderSort.STATUS, "1 3 2 4", "2 1 3 4"),
        (OrderSort.REP, "1 3 2 4", "2 1 3 4"),
        (OrderSort.OWNER, "1 2 4 3", "1 2 4 3"),
        (OrderSort.STAGE, "3 1 2 4", "3 1 2 4"),
        (OrderSort.INVOICED, "4 1 2 3", "4 1 2 3"),
        (OrderSort.SHIPPED, "2 1 3 4", "2 1 3 4"),
    ],
)
def test_orders_stand_in_the_order_asked_with_the_unknown_last(
    stocked: Cache, sort: OrderSort, upwards: str, downwards: str
) -> None:
    assert (ids(stocked, sort=sort), ids(stocked, sort=sort, down=True)) == (upwards, downwards)


def test_a_look_at_the_first_is_the_start_of_the_whole_list(stocked: Cache) -> None:
    assert stocked.orders.ids(WantedOrders(OrderShelf.ALL), limit=2) == ["4", "1"]


def test_ordered_under_me_and_of_my_customers_are_told_apart(stocked: Cache) -> None:
    assert ids(stocked, OrderShelf.MINE) == "3 1"
    assert ids(stocked, OrderShelf.MY_CUSTOMERS) == "2 1 4"


def test_a_customer_that_is_leaving_takes_its_orders_out_of_my_customers_at_once(stocked: Cache) -> None:
    submitted = stocked.outbox.submit(stocked.bench.releases(["c1"]), NOW, is_online=False)
    assert submitted.accepted
    assert ids(stocked, OrderShelf.MY_CUSTOMERS) == "2 4"
    assert ids(stocked, OrderShelf.MINE) == "3 1"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (OrderFilter(statuses=frozenset({"paid"})), "3 1"),
        (OrderFilter(statuses=frozenset({"paid", "shipped"})), "2 3 1"),
        (OrderFilter(is_not_invoiced=True), "2 3 1"),
        (OrderFilter(is_not_shipped=True), "3 1 4"),
        (OrderFilter(is_in_production=True), "3"),
        (OrderFilter(is_not_shipped=True, statuses=frozenset({"shipped"})), ""),
        (OrderFilter(text="pcb-2"), "2"),
        (OrderFilter(text="ＰＣＢ-2"), "2"),
        (OrderFilter(text="首单"), "4"),
        (OrderFilter(text="贴片 安达"), "4"),
        (OrderFilter(text="zeta"), "3"),
        (OrderFilter(text="chuangw"), "1"),
        (OrderFilter(text="ad"), "2 4"),
        (OrderFilter(text="ad pcb-2"), "2"),
        (OrderFilter(text="没有"), ""),
        (OrderFilter(text='"*'), ""),
    ],
)
@pytest.mark.parametrize("is_indexed", [False, True])
def test_a_filter_keeps_what_meets_all_of_it(
    stocked: Cache, asked: OrderFilter, expected: str, *, is_indexed: bool
) -> None:
    if is_indexed:
        stocked.scopes.finish_loading()
    assert ids(stocked, asked=asked) == expected


def test_digits_are_looked_for_in_numbers_of_orders_and_in_no_phone(stocked: Cache) -> None:
    tell(stocked, ME, [CustomerRow("c2", 2, "安达", uscc="91440300", phone="13800138000", owner_id="me")], 2)
    assert ids(stocked, asked=OrderFilter(text="138")) == ids(stocked, asked=OrderFilter(text="9144")) == ""


def test_the_states_that_occur_can_be_asked_for_the_most_frequent_first(stocked: Cache) -> None:
    assert stocked.orders.statuses(OrderShelf.ALL) == ["paid", "shipped"]
    assert stocked.orders.statuses(OrderShelf.MY_CUSTOMERS) == ["paid", "shipped"]
    assert stocked.orders.statuses(OrderShelf.MINE) == ["paid"]


def test_sub_orders_stand_under_their_parent_in_whatever_order_the_parents_stand(cache: Cache) -> None:
    cache.scopes.grant((ME,))
    tell(
        cache,
        ME,
        [
            an_order("a", ordered_at=10),
            an_order("b", ordered_at=20),
            an_order("a2", ordered_at=40, parent_id="a", sub_kind="price_difference"),
            an_order("a1", ordered_at=30, parent_id="a", sub_kind="material_makeup", category=""),
            an_order("a11", ordered_at=90, parent_id="a1", category="PCB"),
            an_order("lost", ordered_at=15, parent_id="not yet told", category=""),
            an_order("chip", ordered_at=5, category="smt"),
            an_order("chip1", ordered_at=6, category="", parent_id="chip"),
            an_order("x", ordered_at=1, parent_id="y"),
            an_order("y", ordered_at=2, parent_id="x"),
        ],
    )
    assert ids(cache, OrderShelf.PCB) == "a a1 a11 a2 lost b x y"
    assert ids(cache, OrderShelf.PCB, down=True) == "b lost a a1 a11 a2 y x"
    assert cache.orders.ids(WantedOrders(OrderShelf.PCB), limit=2) == ["b", "lost"]
    assert ids(cache, OrderShelf.PCB, OrderFilter(text="a1")) == "a1 a11"
    assert ids(cache) == "x y chip chip1 a lost b a1 a2 a11"


def test_an_order_is_told_with_its_customer_as_it_is_now_and_its_parent(stocked: Cache) -> None:
    tell(stocked, ME, [an_order("5", "c1", parent_id="1"), an_order("6", "p1", parent_id="away")], 2)
    first, fifth, sixth, third = stocked.orders.rows(["1", "5", "6", "gone", "3"])
    assert (first.customer and first.customer.owner_id, first.parent) == ("me", None)
    assert fifth.parent == first.row
    assert (sixth.customer and sixth.customer.pool_state, sixth.parent) == ("unassigned", None)
    assert (third.customer, third.row.stages) == (None, (REACHED, TO_COME))
    assert [view.row.id for view in stocked.orders.sub_orders("1")] == ["5"]
    assert [view.row.id for view in stocked.orders.of_customer("c2")] == ["4", "2"]
    assert stocked.orders.order("gone") is None


@pytest.fixture
def above(cache: Cache) -> Cache:
    """A manager who holds one customer, and looks after two teams that share an order."""
    cache.scopes.grant((REFERENCE, ME, TEAM, OTHER_TEAM))
    tell(cache, REFERENCE, PEOPLE)
    south = CustomerRow("c1", 1, "创维", search_text="chuangwei cw", owner_id="b", pool_state="assigned")
    north = CustomerRow("c3", 1, "博远", search_text="boyuan by", owner_id="c", pool_state="assigned")
    shared = an_order("shared", "c1", customer_name="创维", ordered_at=30, rep_id="c", status="paid")
    both = an_order("both", "c1", customer_name="创维", ordered_at=25, rep_id="me")
    tell(cache, TEAM, [south, shared, both, an_order("s1", "c1", customer_name="创维", ordered_at=10)])
    tell(cache, OTHER_TEAM, [north, shared, an_order("n1", "c3", customer_name="博远", ordered_at=20, amount_cents=1)])
    own = CustomerRow("c2", 1, "安达", search_text="anda ad", owner_id="me", pool_state="assigned")
    tell(cache, ME, [own, an_order("m1", "c2", customer_name="安达", ordered_at=15), both])
    return cache


def test_an_order_of_several_scopes_and_both_files_stands_in_a_list_once(above: Cache) -> None:
    assert ids(above) == "s1 m1 n1 both shared"
    assert ids(above, down=True) == "shared both n1 m1 s1"
    assert ids(above, sort=OrderSort.CUSTOMER) == "m1 n1 both s1 shared"
    assert ids(above, sort=OrderSort.AMOUNT) == "n1 both m1 s1 shared"
    assert ids(above, sort=OrderSort.OWNER) == "m1 both s1 shared n1"
    assert ids(above, OrderShelf.PCB) == ids(above)
    assert (ids(above, OrderShelf.MINE), ids(above, OrderShelf.MY_CUSTOMERS)) == ("both", "m1")
    assert above.orders.ids(WantedOrders(OrderShelf.ALL), limit=2) == ["shared", "both"]


def test_what_was_told_last_counts_until_the_other_scope_follows(above: Cache) -> None:
    told = an_order("shared", "c1", ordered_at=30, rep_id="c", status="shipped", version=2)
    tell(above, OTHER_TEAM, [told], 2)
    assert ids(above, asked=OrderFilter(statuses=frozenset({"paid"}))) == ""
    assert ids(above, asked=OrderFilter(statuses=frozenset({"shipped"}))) == "shared"
    (view,) = above.orders.rows(["shared"])
    assert view.row.status == "shipped"
    assert [each.row.id for each in above.orders.of_customer("c1")] == ["shared", "both", "s1"]


def test_orders_are_there_without_a_word_from_the_server(stocked: Cache) -> None:
    tell(stocked, ME, [ReceiptRow("r", 1, True)], 2)
    assert stocked.scopes.last_pulled_at() is None
    assert ids(stocked) == "2 3 1 4"


def test_the_first_of_many_orders_of_boards_are_the_start_of_the_whole_tree(cache: Cache) -> None:
    cache.scopes.grant((ME,))
    rows = [an_order(f"{at:03}", ordered_at=at) for at in range(120)]
    rows += [an_order(f"{at:03}-1", ordered_at=200 - at, parent_id=f"{at:03}") for at in range(0, 120, 3)]
    rows += [an_order("003-1-1", ordered_at=1, parent_id="003-1"), an_order("lost", ordered_at=2, parent_id="away")]
    tell(cache, ME, rows)
    for is_descending in (False, True):
        for sort in (OrderSort.ORDERED, OrderSort.NUMBER, OrderSort.TITLE):
            wanted = WantedOrders(OrderShelf.PCB, OrderFilter(), sort, is_descending)
            whole = cache.orders.ids(wanted)
            assert len(whole) == len(set(whole)) == len(rows)
            for limit in (1, 10, 40, 100, 161, 500):
                assert cache.orders.ids(wanted, limit) == whole[:limit]
