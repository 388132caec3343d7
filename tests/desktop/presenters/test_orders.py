"""The page 订单 at Wang's desk and at her manager's: lists, both owners, the tree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.screens.cells import Label, Named, Text, Tone
from desktop.screens.lists import ORDER_COLUMNS, Column, Sort
from desktop.screens.orders import OrdersTab
from desktop.screens.preferences import Language
from desktop.screens.register import Blank, BlankKind
from desktop.screens.window import Page
from desktop.words import speak
from domain.instants import instant, millis
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.protocol.rows import PersonRow
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
    in_pool,
    mine,
)
from tests.desktop.presenters.order_hall import ROWS, Hall, enter, order, order_id

type OpenDesk = Callable[..., Desk]


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
