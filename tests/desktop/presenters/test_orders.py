"""The page 订单 at Wang's desk and at her manager's: lists, both owners, the tree, one order in full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.presenters.order_details import orders_of
from desktop.presenters.orders import Orders
from desktop.screens.cells import Label, Named, Text, Tone, plain
from desktop.screens.lists import ORDER_COLUMNS, Column, Sort
from desktop.screens.order import OrderDetails, StepState
from desktop.screens.orders import OrdersCount, OrdersTab
from desktop.screens.preferences import Language
from desktop.screens.register import Blank, BlankKind, Filters
from desktop.screens.window import Page
from desktop.words import speak
from domain.instants import instant, millis
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.protocol.rows import OrderRow, PersonRow
from sync.protocol.scopes import REFERENCE, person_scope, team_scope
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.above import FAN, SUN, WU, ZHOU, held, sit_above
from tests.desktop.presenters.desk import (
    CHEN,
    NOW,
    TEAM,
    WANG,
    Desk,
    StillClock,
    ago,
    customer_id,
    in_pool,
    mine,
)
from tests.desktop.presenters.recorders import ListRecorder

type OpenDesk = Callable[..., Desk]

STAGES = (("reviewing", ago(3)), ("engineering", None), ("in_production", ago(1)), ("shipped", None))


class OrdersRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[OrdersTab, int | None] = {}
        self.tab: OrdersTab | None = None
        self.filters = Filters()
        self.lead = ""
        self.blank: Blank | None = None
        self.changed = 0
        self.order: OrderDetails | None = None
        self.searches_cleared = 0

    def show_tabs(self, tabs: Sequence[OrdersCount], current: OrdersTab) -> None:
        self.counts, self.tab = {each.tab: each.count for each in tabs}, current

    def show_listing(self, listing: Any) -> None:
        super().show_listing(listing)
        self.blank, self.changed = None, 0

    def show_filters(self, filters: Filters) -> None:
        self.filters = filters

    def show_lead(self, text: str) -> None:
        self.lead = text

    def show_blank(self, blank: Blank) -> None:
        self.blank, self.listing = blank, None

    def show_changed(self, count: int) -> None:
        self.changed = count

    def show_order(self, order: OrderDetails | None) -> None:
        self.order = order

    def clear_search(self) -> None:
        self.searches_cleared += 1


@dataclass
class Hall:
    """A desk with the page open."""

    desk: Desk
    screen: OrdersRecorder
    orders: Orders

    def numbers(self) -> str:
        return " ".join(each.lstrip("0") for each in self.screen.ids)

    def cell(self, number: int, column: Column) -> Any:
        self.orders.rows_asked((order_id(number),))
        return self.screen.rows[order_id(number)].cells[ORDER_COLUMNS.index(column)]

    def said(self, number: int, column: Column) -> str:
        return plain(self.cell(number, column))

    def in_full(self, number: int) -> OrderDetails:
        self.orders.order_asked(order_id(number))
        assert self.screen.order is not None
        return self.screen.order

    def hear(self, rows: Sequence[OrderRow]) -> None:
        """These come with a round."""
        self.desk.store(person_scope(WANG), rows)
        self.desk.hear(Report(changed={"order": frozenset(row.id for row in rows)}))


def order_id(number: int) -> str:
    return f"{number:032x}"


def order(number: int, customer: int = 1, **fields: Any) -> OrderRow:
    """Wang's order of a board, as many days ago as its number."""
    named: dict[str, Any] = {"customer_name": f"我的客户{customer:03}", "number": f"SO{number}", "rep_id": WANG}
    named |= {"ordered_at": ago(number), "amount_cents": 12_345_60, "category": "pcb", "status": "paid"}
    return OrderRow(order_id(number), fields.pop("version", 1), customer_id(customer), **(named | fields))


ROWS = (
    order(1),
    order(2, 2, rep_id=CHEN, category="smt", status="shipped", is_shipped=True, is_invoiced=True),
    order(3, 50, status="unheard_of", category="warp", stages=STAGES),
    order(4, 77),
    order(5, parent_id=order_id(1), sub_kind="material_makeup"),
    order(6, parent_id=order_id(99), sub_kind="unheard"),
)


def enter(desk: Desk, *, is_open: bool = True) -> Hall:
    screen = OrdersRecorder()
    orders = Orders(screen, desk.place, desk.presenters._room_ways())
    desk.presenters.rooms = [*desk.presenters.rooms, orders]
    orders.refresh()
    if is_open:
        desk.presenters.window.open_page(Page.ORDERS)
    return Hall(desk, screen, orders)


@pytest.fixture
def hall(sit_down: OpenDesk) -> Hall:
    desk = sit_down([mine(1), mine(2)], [in_pool(50)])
    desk.store(person_scope(WANG), ROWS)
    return enter(desk)


def test_it_opens_on_all_orders_the_newest_first_with_the_counts_of_every_tab(hall: Hall) -> None:
    assert (hall.screen.tab, hall.numbers()) == (OrdersTab.ALL, "1 2 3 4 5 6")
    counts = {OrdersTab.ALL: 6, OrdersTab.MINE: 5, OrdersTab.MY_CUSTOMERS: 4, OrdersTab.PCB: 4}
    assert hall.screen.counts == counts
    assert hall.screen.lead == "6 个订单"
    assert Page.ORDERS in hall.desk.window.rail


def test_my_orders_and_my_customers_orders_are_two_lists(hall: Hall) -> None:
    hall.orders.tab_asked(OrdersTab.MINE)
    assert hall.numbers() == "1 3 4 5 6"
    hall.orders.tab_asked(OrdersTab.MY_CUSTOMERS)
    assert hall.numbers() == "1 2 5 6"


def test_both_owners_stand_in_a_row_and_where_they_differ_it_is_seen_at_once(hall: Hall) -> None:
    assert [hall.said(1, each) for each in (Column.ORDER_REP, Column.CUSTOMER_OWNER)] == ["王芳", "王芳"]
    assert isinstance(hall.cell(1, Column.CUSTOMER_OWNER), Text)
    assert hall.said(2, Column.ORDER_REP) == "陈晓"
    assert hall.cell(2, Column.CUSTOMER_OWNER) == Label("≠ 王芳", Tone.WARNING)
    assert hall.cell(3, Column.CUSTOMER_OWNER) == Label("≠ 公海", Tone.WARNING)
    unseen = hall.cell(4, Column.CUSTOMER_OWNER)
    assert (unseen.text, unseen.tooltip) == ("不可见", "这位客户现在不在您能看到的范围内")


def test_words_nobody_knows_yet_are_shown_as_they_came(hall: Hall) -> None:
    assert (hall.said(3, Column.ORDER_STATUS), hall.said(3, Column.CATEGORY)) == ("unheard_of", "warp")
    assert hall.said(1, Column.ORDER_STATUS) == "已付款"
    assert hall.said(6, Column.ORDER_NUMBER) == "SO6 unheard 主订单未到"
    assert [label.text for label in hall.in_full(3).labels] == ["unheard_of", "warp"]


def test_figures_end_at_the_right_and_what_was_not_told_is_no_no(hall: Hall) -> None:
    amount = hall.cell(1, Column.AMOUNT)
    assert (amount.text, amount.is_at_right) == ("¥12,345.60", True)
    assert [hall.said(1, each) for each in (Column.INVOICED, Column.SHIPPED, Column.STAGE)] == ["–", "–", "–"]
    assert [hall.said(2, each) for each in (Column.INVOICED, Column.SHIPPED)] == ["已开票", "已发货"]
    assert hall.said(3, Column.STAGE) == "生产中 3 / 4"


def test_sub_orders_stand_under_their_parent_only_where_the_list_is_a_tree(hall: Hall) -> None:
    def depth(number: int) -> int:
        cell = hall.cell(number, Column.ORDER_NUMBER)
        assert isinstance(cell, Named)
        return cell.depth

    assert depth(5) == 0
    hall.orders.tab_asked(OrdersTab.PCB)
    assert (hall.numbers(), depth(1), depth(5), depth(6)) == ("1 5 4 6", 0, 1, 0)
    assert hall.said(5, Column.ORDER_NUMBER) == "SO5 补料"
    hall.orders.search_asked("so5")
    assert (hall.numbers(), depth(5)) == ("5", 0)


def test_filters_and_the_search_hold_in_every_tab_until_they_are_cleared(hall: Hall) -> None:
    hall.orders.filter_choices_asked()
    keys = [choice.key for choice in hall.screen.filters.choices]
    assert keys == [
        "not-invoiced",
        "not-shipped",
        "in-production",
        "status:paid",
        "status:shipped",
        "status:unheard_of",
    ]
    hall.orders.filter_added("in-production")
    assert (hall.numbers(), hall.screen.lead) == ("3", "1 个订单")
    hall.orders.filter_added("status:unheard_of")
    assert [chip.text for chip in hall.screen.filters.chips] == ["生产中", "状态：unheard_of"]
    hall.orders.tab_asked(OrdersTab.MY_CUSTOMERS)
    assert hall.screen.blank == Blank(BlankKind.FILTERED_EMPTY)
    hall.orders.filter_removed("in-production")
    hall.orders.filter_removed("status:unheard_of")
    hall.orders.filter_added("not-invoiced")
    assert hall.numbers() == "1 5 6"
    hall.orders.filter_added("not-shipped")
    hall.orders.search_asked("没有")
    hall.orders.blank_act_asked(BlankKind.FILTERED_EMPTY)
    assert (hall.numbers(), hall.screen.filters.chips, hall.screen.searches_cleared) == ("1 2 5 6", (), 1)


def test_it_is_sorted_as_asked_and_stays_so_in_every_tab(hall: Hall) -> None:
    hall.orders.sort_asked(Sort(Column.ORDER_NUMBER, is_descending=True))
    assert hall.numbers() == "6 5 4 3 2 1"
    hall.orders.tab_asked(OrdersTab.MINE)
    assert hall.numbers() == "6 5 4 3 1"
    assert hall.screen.listing is not None and hall.screen.listing.sort == Sort(Column.ORDER_NUMBER, True)


@pytest.mark.parametrize("column", ORDER_COLUMNS)
def test_every_column_can_be_sorted_by(hall: Hall, column: Column) -> None:
    hall.orders.sort_asked(Sort(column))
    assert sorted(hall.numbers()) == sorted("1 2 3 4 5 6")


def test_an_order_in_full_tells_reached_now_and_to_come(hall: Hall) -> None:
    steps = [(step.name, step.state, step.when) for step in hall.in_full(3).steps]
    assert steps == [
        ("审核中", StepState.REACHED, "9 月 8 日 14:02"),
        ("工程处理", StepState.REACHED, "已过，时间未告知"),
        ("生产中", StepState.NOW, "昨天 14:02"),
        ("已发货", StepState.TO_COME, ""),
    ]
    assert hall.in_full(1).steps == ()


def test_what_is_reached_to_the_end_is_nowhere_any_more(hall: Hall) -> None:
    hall.hear([order(3, 50, version=2, stages=(("paid", ago(2)), ("shipped", ago(1))))])
    assert [step.state for step in hall.in_full(3).steps] == [StepState.REACHED, StepState.REACHED]
    assert hall.cell(3, Column.STAGE).label.tone is Tone.GOOD


def test_an_order_in_full_tells_of_money_and_parcel(hall: Hall) -> None:
    told: dict[str, Any] = {
        "is_invoiced": True,
        "invoiced_cents": 99_900,
        "invoice_number": "2644",
        "invoiced_at": ago(1),
    }
    told |= {
        "is_shipped": True,
        "carrier": "顺丰速运",
        "tracking_number": "SF1",
        "shipped_at": ago(1),
        "signed_at": ago(0),
    }
    hall.hear([order(1, version=2, currency="HKD", **told)])
    invoice, parcel, signed = hall.in_full(1).deeds
    assert (invoice.state.text, [(fact.name, fact.value) for fact in invoice.facts]) == (
        "已开票",
        [("开票金额", "HKD 999.00"), ("发票号", "2644"), ("开票时间", "昨天 14:02")],
    )
    assert (parcel.to_copy, [fact.value for fact in parcel.facts]) == ("SF1", ["顺丰速运", "SF1", "昨天 14:02"])
    assert (signed.state.text, [fact.value for fact in signed.facts]) == ("已签收", ["今天 14:02"])
    untold = [deed.state.text for deed in hall.in_full(4).deeds]
    assert untold == ["未告知", "未告知", "未告知"]
    assert [deed.state.text for deed in hall.in_full(2).deeds] == ["已开票", "已发货", "未签收"]


def test_a_parent_lists_its_sub_orders_and_each_leads_back(hall: Hall) -> None:
    parent = hall.in_full(1)
    assert [(line.number, line.label and line.label.text) for line in parent.sub_orders] == [("SO5", "补料")]
    sub = hall.in_full(5)
    assert (sub.parent and sub.parent.id, sub.parent_away, sub.sub_orders) == (order_id(1), "", ())
    lost = hall.in_full(6)
    assert lost.parent is None and lost.parent_away.startswith("主订单未到")


def test_both_owners_of_an_order_in_full_and_the_way_to_its_customer(hall: Hall) -> None:
    shared = hall.in_full(2)
    assert (shared.rep, shared.owner, shared.differs) == ("陈晓", "王芳", Label("与订单归属不同", Tone.WARNING))
    assert hall.in_full(1).differs is None
    assert hall.in_full(4).customer_id == "" and hall.in_full(4).customer == "我的客户077"
    hall.orders.customer_asked(shared.customer_id)
    panel = hall.desk.customer.panel
    assert panel is not None and (panel.customer_id, hall.desk.window.page) == (customer_id(2), Page.CUSTOMERS)


def test_the_orders_of_one_customer_are_lines_for_its_panel(hall: Hall) -> None:
    lines = orders_of(hall.desk.place, customer_id(1))
    assert [(line.number, line.amount, line.state.text) for line in lines] == [
        ("SO1", "¥12,345.60", "已付款"),
        ("SO5", "¥12,345.60", "已付款"),
        ("SO6", "¥12,345.60", "已付款"),
    ]


def test_an_order_that_changes_is_drawn_in_place_and_one_that_comes_is_told_in_a_strip(hall: Hall) -> None:
    hall.orders.order_asked(order_id(1))
    hall.hear([order(1, version=2, status="shipped")])
    assert (hall.screen.changed, hall.said(1, Column.ORDER_STATUS)) == (0, "已发货")
    assert hall.screen.order is not None and hall.screen.order.labels[0].text == "已发货"
    hall.hear([order(0, 2)])
    assert (hall.screen.changed, hall.numbers()) == (1, "1 2 3 4 5 6")
    hall.orders.refresh_asked()
    assert (hall.screen.changed, len(hall.screen.ids)) == (0, 7)


def test_what_came_while_one_was_elsewhere_is_there_when_one_comes_back(hall: Hall) -> None:
    hall.desk.presenters.window.open_page(Page.CUSTOMERS)
    hall.hear([order(0, 2)])
    assert len(hall.screen.ids) == 6
    hall.desk.presenters.window.open_page(Page.ORDERS)
    assert (len(hall.screen.ids), hall.screen.changed) == (7, 0)


def test_without_a_network_everything_is_there(hall: Hall) -> None:
    hall.desk.go_offline()
    hall.orders.tab_asked(OrdersTab.PCB)
    assert hall.numbers() == "1 5 4 6"
    assert hall.in_full(1).number == "SO1"


def test_an_overtaken_answer_is_not_shown(hall: Hall) -> None:
    hall.desk.background.hold()
    hall.orders.order_asked(order_id(1))
    hall.orders.order_asked(order_id(2))
    hall.orders.search_asked("so1")
    hall.orders.search_asked("so4")
    hall.desk.background.let_go()
    assert (hall.numbers(), hall.screen.order and hall.screen.order.number) == ("4", "SO2")


def test_it_speaks_the_language_chosen_meanwhile(hall: Hall) -> None:
    hall.orders.order_asked(order_id(2))
    speak(Language.ENGLISH)
    hall.orders.refresh()
    assert (hall.screen.lead, hall.said(1, Column.ORDER_STATUS)) == ("6 orders", "Paid")
    assert hall.screen.order is not None and hall.screen.order.labels[0].text == "Shipped"


def test_a_list_that_cannot_be_read_says_so(hall: Hall, tmp_path: Path) -> None:
    hall.desk.cache.close()
    for file in tmp_path.glob("me.db*"):
        file.write_bytes(b"no database" * 1_000)
    hall.orders.tab_asked(OrdersTab.MINE)
    assert hall.screen.blank is not None and hall.screen.blank.kind is BlankKind.ERROR


def test_before_the_first_sync_it_says_what_is_missing(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "ab" * 32, person_id=WANG, identity=RandomIdentity())
    cache.scopes.grant((REFERENCE, person_scope(WANG)))
    desk = Desk(cache, StillClock(instant(millis(NOW))))
    desk.store(REFERENCE, [PersonRow(WANG, 1, "王芳", TEAM, ("rep",))])
    hall = enter(desk)
    assert hall.screen.blank == Blank(BlankKind.NEVER_SYNCED)
    desk.presenters.rested(Report(contact=Contact.UNREACHABLE))
    hall.orders.refresh()
    assert hall.screen.blank == Blank(BlankKind.OFFLINE)
    hall.hear([order(1)])
    assert hall.numbers() == "1"
    cache.close()
    assert desk.background.stray == []


@pytest.mark.parametrize(
    ("tab", "is_offline", "kind"),
    [
        (OrdersTab.ALL, False, BlankKind.EMPTY),
        (OrdersTab.MY_CUSTOMERS, True, BlankKind.EMPTY),
    ],
)
def test_no_orders_are_not_the_same_as_none_that_match(
    sit_down: OpenDesk, tab: OrdersTab, kind: BlankKind, *, is_offline: bool
) -> None:
    hall = enter(sit_down([mine(1)], is_online=not is_offline))
    hall.orders.tab_asked(tab)
    assert hall.screen.blank is not None
    assert (hall.screen.blank.kind, hall.screen.blank.detail) == (kind, "数据截至 今天 14:02")
    before = hall.desk.background.syncs_asked
    hall.orders.blank_act_asked(kind)
    assert hall.desk.background.syncs_asked == before + 1


def test_the_page_stays_out_of_the_way_until_it_is_opened(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.store(person_scope(WANG), ROWS)
    hall = enter(desk, is_open=False)
    assert Page.ORDERS in desk.window.rail
    assert (hall.screen.listings, hall.screen.blank) == ([], None)


def above(tmp_path: Path, person_id: str) -> Hall:
    desk = sit_above(tmp_path, person_id, [held(1, WANG), held(2, CHEN)])
    if person_id != WU:
        desk.store(team_scope(TEAM), [order(1, 1), order(2, 2)])
    return enter(desk)


def test_a_manager_sees_the_orders_of_their_teams(tmp_path: Path) -> None:
    hall = above(tmp_path, ZHOU)
    assert hall.numbers() == "1 2"
    assert hall.cell(2, Column.CUSTOMER_OWNER) == Label("≠ 陈晓", Tone.WARNING)
    hall.orders.tab_asked(OrdersTab.MINE)
    assert hall.screen.blank is not None


def test_sales_support_sees_orders_and_has_none_of_their_own(tmp_path: Path) -> None:
    hall = above(tmp_path, SUN)
    assert (list(hall.screen.counts), hall.numbers()) == ([OrdersTab.ALL, OrdersTab.PCB], "1 2")


def test_whoever_neither_holds_customers_nor_looks_after_teams_has_no_such_page(tmp_path: Path) -> None:
    desk = sit_above(tmp_path, FAN)
    desk.store(REFERENCE, [PersonRow(FAN, 2, "范离", TEAM, ("tag_admin",))])
    hall = enter(desk, is_open=False)
    assert Page.ORDERS not in hall.desk.window.rail
