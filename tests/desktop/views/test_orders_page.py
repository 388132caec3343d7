"""The orders page shows what it is told and wishes what was typed and clicked; one order in full leads on and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Label, Text
from desktop.screens.lists import Column, Sort
from desktop.screens.order import OrderDetails, OrderLine, OrderScreen, Step, StepState
from desktop.screens.orders import OrdersScreen, OrdersTab
from desktop.screens.preferences import Language
from desktop.screens.window import Page
from desktop.views.cell_delegate import CellDelegate
from desktop.views.main_window import MainWindow
from desktop.views.order_view import OrderView
from desktop.views.orders_page import OrdersPage
from desktop.views.spoken import say_everything_again
from desktop.views.stepper import STEP_HEIGHT, Stepper
from desktop.views.table_tips import tooltip_of
from tests.desktop.views import order_scenes
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

FIRST = f"{1:032x}"
PARENT, SUB = f"{6:032x}", f"{30:032x}"


@pytest.fixture
def page(stage: Callable[..., QWidget]) -> OrdersPage:
    window = stage(order_scenes.all_orders)
    page = window.findChild(OrdersPage)
    assert page is not None
    return page


def window_of(page: OrdersPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def texts(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def an_order(**fields: object) -> OrderDetails:
    known = {"labels": (), "customer_id": "c", "customer": "创维", "rep": "王芳", "owner": "王芳", "amount": "¥1.00"}
    return OrderDetails("1", "SO1", **(known | fields))  # type: ignore[arg-type]


@pytest.fixture
def view(qtbot: QtBot) -> OrderView:
    view = OrderView()
    view.resize(340, 700)
    qtbot.addWidget(view)
    return view


def test_it_can_be_told_all_that_its_screens_say(page: OrdersPage, view: OrderView) -> None:
    screen: OrdersScreen = page
    order: OrderScreen = view
    assert [name for name in told_to(OrdersScreen) if not callable(getattr(screen, name, None))] == []
    assert [name for name in told_to(OrderScreen) if not callable(getattr(order, name, None))] == []


def test_the_slash_leads_to_the_page_s_own_search_and_what_is_typed_is_sought(page: OrdersPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    press(page.table, "/")
    assert QApplication.focusWidget() is page.search
    told = heard(page.search.search_asked)
    QTest.keyClicks(page.search, "so2026009003")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=2000)
    assert told == [("so2026009003",)]
    press(page.search, "Esc")
    assert QApplication.focusWidget() is page.table
    assert window_of(page).top.search.text() == ""


def test_from_other_pages_the_slash_still_leads_to_the_customers(page: OrdersPage) -> None:
    window = window_of(page)
    window.open_page(Page.SETTINGS)
    press(window, "/")
    assert QApplication.focusWidget() is window.top.search


def test_the_tab_keys_go_through_the_lists(page: OrdersPage) -> None:
    press(window_of(page), "Ctrl+4")
    assert page.tabs.current == "pcb"
    press(window_of(page), "Ctrl+1")
    assert page.tabs.current == "all"


def test_enter_opens_the_order_and_esc_leads_back_to_the_list(page: OrdersPage) -> None:
    page.table.go_to_place(page.model.place_of(FIRST))
    press(page.table, "Return")
    assert page.order.order_id == FIRST
    focused = QApplication.focusWidget()
    assert focused is not None and page.order.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not page.order.isVisible()
    assert QApplication.focusWidget() is page.table
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.order.isVisible()


def test_a_click_on_the_current_row_opens_its_closed_order_again(page: OrdersPage) -> None:
    page.order.close_button.click()
    assert not page.order.isVisible()
    index = page.table.currentIndex()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.visualRect(index).center())
    assert page.order.isVisible()


def test_a_sub_order_is_opened_from_its_parent_and_leads_back(page: OrdersPage) -> None:
    page.table.go_to_place(page.model.place_of(PARENT))
    page.order.tabs.tab_asked.emit("subs")
    first, *_ = page.order.sub_orders.findChildren(QPushButton)
    click(first)
    assert page.order.order_id == SUB
    assert page.order.back.isVisible() and page.order.back.text() == "返回主订单 SO2026009006"
    assert page.model.id_at(page.table.currentIndex().row()) == PARENT
    click(page.order.back)
    assert page.order.order_id == PARENT
    assert not page.order.back.isVisible()


def test_the_customer_of_an_order_is_a_way_to_it(page: OrdersPage) -> None:
    wished = heard(page.order.customer_asked)
    assert page.order.customer is not None
    page.order.customer.setFocus()
    press(page.order.customer, "Space")
    assert wished == [(f"{51:032x}",)]


def test_a_customer_one_may_not_open_is_only_a_name(view: OrderView, qtbot: QtBot) -> None:
    view.show_order(an_order(customer_id=""))
    assert view.customer is None
    qtbot.waitUntil(lambda: "创维" in texts(view), timeout=1000)


def test_two_owners_are_both_named_and_told_apart(page: OrdersPage) -> None:
    said = texts(page.order)
    assert said[said.index("订单归属") + 1] == "王芳" and said[said.index("客户归属") + 1] == "公海"
    assert "与订单归属不同" in said


def test_the_tracking_number_is_copied_with_a_click(page: OrdersPage) -> None:
    page.table.go_to_place(page.model.place_of(PARENT))
    page.order.tabs.tab_asked.emit("finance")
    QApplication.clipboard().setText("")
    (copy,) = page.order.deeds.copies
    click(copy)
    assert QApplication.clipboard().text() == "SF1465328790012"
    assert copy.text() == "已复制"


def test_the_tab_one_is_at_stays_from_order_to_order_where_there_is_one(page: OrdersPage) -> None:
    page.table.go_to_place(page.model.place_of(PARENT))
    page.order.tabs.show_tabs(page.order.tabs._tabs, "finance")
    page.table.go_to_place(page.model.place_of(FIRST))
    assert page.order.tabs.current == "finance"
    page.table.go_to_place(page.model.place_of(PARENT))
    page.order.tabs.show_tabs(page.order.tabs._tabs, "subs")
    page.table.go_to_place(page.model.place_of(FIRST))
    assert page.order.tabs.current == "status"


def test_the_head_asks_for_a_sort_and_figures_stand_at_the_right(page: OrdersPage) -> None:
    section = page.model.columns.index(Column.AMOUNT)
    page.table.header.sectionClicked.emit(section)
    assert page.model.sorted_by == Sort(Column.AMOUNT)
    cell = page.model.row_at(0)
    assert cell is not None
    amount = cell.cells[section]
    assert isinstance(amount, Text) and amount.is_at_right
    assert isinstance(page.table.itemDelegate(), CellDelegate)


def test_a_stage_is_read_out_with_its_state_and_none_is_cut(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    steps = [
        Step("审核中", StepState.REACHED, "昨天 9:00"),
        Step("生产中", StepState.NOW),
        Step("包装", StepState.TO_COME),
    ]
    stepper.show_steps(steps)
    assert stepper.accessibleName().splitlines() == ["审核中 已到 昨天 9:00", "生产中 现在", "包装 未到"]
    assert stepper.sizeHint().height() == 3 * STEP_HEIGHT


def test_lines_of_orders_are_built_anew_only_where_they_differ(view: OrderView) -> None:
    line = OrderLine("2", "SO2", "¥5.00", "昨天", Label("已付款"), Label("补料"))
    view.show_order(an_order(sub_orders=(line,)))
    (button,) = view.sub_orders.findChildren(QPushButton)
    view.show_order(an_order(sub_orders=(line,), amount="¥2.00"))
    assert view.sub_orders.findChildren(QPushButton) == [button]
    told = heard(view.order_asked)
    button.click()
    assert told == [("2",)]


def test_it_speaks_the_language_chosen_meanwhile(page: OrdersPage) -> None:
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert page.search.placeholderText() == "Number, customer, title"
    assert page.table.accessibleName() == "List of orders"
    page.show_changed(2)
    assert "2 orders came or went" in texts(page.changed)


def test_a_way_from_no_orders_to_a_sync(stage: Callable[..., QWidget]) -> None:
    window = stage(order_scenes.SCENES["orders-empty"])
    page = window.findChild(OrdersPage)
    assert page is not None and page.blank.isVisible()
    assert {"您的客户还没有订单", "数据截至 今天 14:02"} <= set(texts(page.blank))
    told = heard(page.blank.act_asked)
    act = next(button for button in page.blank.findChildren(QPushButton) if button.isVisible())
    click(act)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [
        (1_234_560, "CNY", "¥12,345.60"),
        (-12_550, "CNY", "-¥125.50"),
        (5, "USD", "$0.05"),
        (9_900, "HKD", "HKD 99.00"),
        (100, "", "1.00"),
    ],
)
def test_money_is_said_with_its_currency(cents: int, currency: str, said: str) -> None:
    assert words.money(cents, currency) == said


def test_a_word_too_long_for_its_column_ends_in_dots_and_is_told_whole(page: OrdersPage) -> None:
    place = page.model.place_of(f"{10:032x}")
    section = page.model.columns.index(Column.ORDER_STATUS)
    index = page.model.index(place, section)
    page.table.setColumnWidth(section, 60)
    assert tooltip_of(index, page.table.visualRect(index), page.table.font()) == "on_the_moon"
    page.table.setColumnWidth(section, 300)
    assert tooltip_of(index, page.table.visualRect(index), page.table.font()) == ""


@pytest.mark.parametrize("language", list(Language))
def test_no_list_of_orders_scrolls_sideways_in_the_narrowest_window(
    stage: Callable[..., QWidget], language: Language
) -> None:
    words.speak(language)
    page = stage(order_scenes.all_orders, 1280, 720).findChild(OrdersPage)
    assert page is not None
    for tab in OrdersTab:
        page.tabs.tab_asked.emit(tab.value)
        QApplication.processEvents()
        assert page.order.isVisible() and page.table.verticalScrollBar().isVisible()
        assert page.table.horizontalScrollBar().maximum() == 0, (language, tab)


def test_beside_a_number_labels_that_do_not_fit_are_counted_and_told_by_the_tooltip(
    stage: Callable[..., QWidget],
) -> None:
    page = stage(order_scenes.all_orders, 1280, 720).findChild(OrdersPage)
    assert page is not None
    orphan, lone = (page.model.place_of(f"{number:032x}") for number in (32, 31))
    section = page.model.columns.index(Column.ORDER_NUMBER)
    page.table.setColumnWidth(section, 190)

    def tip(place: int) -> str:
        index = page.model.index(place, section)
        return tooltip_of(index, page.table.visualRect(index), page.table.font())

    assert tip(orphan) == "SO2026009032 补料 主订单未到"
    assert tip(lone) == ""
