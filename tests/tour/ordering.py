"""Orders: how far one is, its sub-orders, its invoice and parcel; and whose it stays when its customer is given on."""

from datetime import timedelta

from PySide6.QtCore import Qt

from desktop.screens.cells import Named
from desktop.screens.lists import Column
from desktop.screens.orders import OrdersTab
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.customer_orders import CustomerOrdersView
from desktop.views.orders_page import OrdersPage
from server.demo.companies import Company
from tests.journeys.directing import choosing
from tests.tour.desk import Desk
from tests.tour.manager_desk import ManagerDesk
from tests.tour.shop import Shop, order, progress

NUMBER, MAKEUP, DIFFERENCE = "SO-TOUR-1", "SO-TOUR-1-B", "SO-TOUR-1-C"
CHENS = "SO-TOUR-2"
INVOICE, TRACKING = "04407612", "SF1234567890"


class Ordering:
    """Lin looks, Zhou gives on, the shop tells."""

    def __init__(self, lin: Desk, zhou: ManagerDesk, shop: Shop) -> None:
        self._desk = lin
        self._zhou = zhou
        self._shop = shop

    def be_ordered(self, external_id: str) -> None:
        """A board in production, with what was made up and what was paid on top."""
        now, day = self._desk.now(), timedelta(days=1)
        board = {"rep": "lin", "category": "pcb", "title": "六层板打样"}
        stages = {"reviewing": now - 2 * day, "engineering": now - day, "in_production": now - day / 2}
        self._shop.tell_new(
            order(NUMBER, external_id, now - 2 * day, 128_000, **board),
            order(MAKEUP, external_id, now - day, 6_600, parent=NUMBER, sub_kind="material_makeup", **board),
            order(DIFFERENCE, external_id, now - day, 3_150, parent=NUMBER, sub_kind="price_difference", **board),
            progress(
                NUMBER,
                "in_production",
                {**stages, "shipped": None, "signed": None},
                is_invoiced=False,
                is_shipped=False,
            ),
        )
        self._desk.in_front()
        self._desk.synced()

    def look_at_boards(self) -> None:
        """Sub-orders stand under the order that they belong to."""
        desk, page = self._desk, self._page()
        self._list(OrdersTab.PCB, NUMBER, 3)
        rows = [page.model.row_at(row) for row in range(3)]
        numbers = [row.cells[0] for row in rows if row is not None and isinstance(row.cells[0], Named)]
        depths = [(cell.text, cell.depth) for cell in numbers]
        desk.check("the parent first, both indented under it", [depth for _, depth in depths] == [0, 1, 1])
        kinds = {self._cell(row, Column.ORDER_NUMBER) for row in range(3)}
        desk.check(
            "each says of which kind it is", all(any(kind in each for each in kinds) for kind in ("补料", "补差"))
        )
        desk.show("H 122", " | ".join(f"{'└ ' * cell.depth}{_words(cell)}" for cell in numbers))
        desk.picture("boards")

    def look_at_progress(self) -> None:
        desk, view = self._desk, self._page().order
        self._choose(NUMBER)
        desk.press_tab(view.tabs, "status")
        desk.rep.wait(view.stepper.isVisible)
        said = view.stepper.accessibleName().split("\n")
        desk.check("it is in production, and not shipped yet", "生产中 现在" in said[2] and "未到" in said[3])
        desk.show("H 123", f"{NUMBER}: {'; '.join(said)}")
        desk.picture("order-status")

    def look_at_money_and_parcel(self) -> None:
        """Before, and after the shop has told of both."""
        desk, view = self._desk, self._page().order
        desk.press_tab(view.tabs, "finance")
        told = desk.sees(view.deeds, "未开票", "未发货")
        desk.check("neither invoiced nor shipped", "已开票" not in told and "已发货" not in told)
        desk.picture("before-it-is-shipped")
        now = desk.now()
        reached = {"reviewing": now, "engineering": now, "in_production": now, "shipped": now, "signed": None}
        paper = {
            "is_invoiced": True,
            "invoiced_cents": 128_000,
            "invoice_number": INVOICE,
            "invoiced_at": now.isoformat(),
        }
        parcel = {"is_shipped": True, "carrier": "顺丰速运", "tracking_number": TRACKING, "shipped_at": now.isoformat()}
        self._shop.tell_new(progress(NUMBER, "shipped", reached, **paper, **parcel))
        desk.synced()
        said = desk.sees(view.deeds, INVOICE, TRACKING, "未签收")
        desk.check("invoiced and shipped, not signed for", "已开票" in said and "已发货" in said)
        desk.show("H 124", f"{NUMBER}: {said}")
        desk.picture("finance-and-logistics")

    def look_at_them_with_the_customer(self, company: Company) -> None:
        """The same orders, in the customer's own tab."""
        desk = self._desk
        desk.go_to(company.name)
        desk.panel_tab("orders")
        view = desk.rep.window.register.panel.findChild(CustomerOrdersView)
        assert view is not None
        desk.rep.wait(lambda: all(each in self._buttons(view) for each in (NUMBER, MAKEUP, DIFFERENCE)))
        desk.say(f"with {company.name}: {', '.join(self._buttons(view))}")
        desk.picture("orders-of-the-customer")

    def change_hands(self) -> None:
        """Chen's customer orders, then it is given to Lin: the order stays Chen's."""
        name, external_id = self._one_of_chens()
        self._shop.tell_new(order(CHENS, external_id, self._desk.now() - timedelta(minutes=5), 56_000, category="pcb"))
        self._zhou.press_key(Qt.Key.Key_A)
        self._zhou.confirm("given-on", choosing("林晓"))
        self._zhou.settled("已分配 1 位")
        desk, page = self._desk, self._page()
        desk.synced()
        self._list(OrdersTab.MINE, CHENS, 0)
        desk.say(f"among her own orders: {desk.seen(page.blank)}")
        self._list(OrdersTab.MY_CUSTOMERS, CHENS, 1)
        row = {column: self._cell(0, column) for column in (Column.ORDER_REP, Column.CUSTOMER_OWNER)}
        desk.check("the order is Chen's, the customer Lin's", "陈晨" in row[Column.ORDER_REP])
        desk.check("and that they differ stands there", "林晓" in row[Column.CUSTOMER_OWNER])
        self._choose(CHENS)
        told = desk.sees(page.order, "订单归属", "客户归属", "与订单归属不同")
        desk.check("the order in full names both", "陈晨" in told and "林晓" in told)
        desk.show(
            "H 110", f"{CHENS} of {name}: 订单归属 {row[Column.ORDER_REP]}, 客户归属 {row[Column.CUSTOMER_OWNER]}"
        )
        desk.picture("two-owners")

    def _one_of_chens(self) -> tuple[str, str]:
        """The first that has an account at the shop, chosen before Zhou's eyes: name and account."""
        zhou = self._zhou.rep
        self._zhou.in_front()
        self._zhou.look_at("陈晨", RegisterTab.ASSIGNED)
        numbers = zhou.window.register.panel.head._numbers
        for row in range(zhou.count()):
            zhou.choose_row(row)
            _, has_account, account = numbers.text().partition("华秋ID ")
            if has_account:
                return zhou.names()[row], account
        raise AssertionError("none of Chen's customers has an account")

    def _page(self) -> OrdersPage:
        """订单, opened."""
        desk = self._desk
        desk.in_front()
        desk.rep.open_page(Page.ORDERS)
        page = desk.rep.window.findChild(OrdersPage)
        assert page is not None
        desk.rep.wait(lambda: bool(page.tabs._tabs))
        return page

    def _list(self, tab: OrdersTab, text: str, expected: int) -> None:
        """That tab, searched for this."""
        desk, page = self._desk, self._page()
        desk.press_tab(page.tabs, tab.value)
        desk.type(text, page.search)
        desk.rep.press(Qt.Key.Key_Return, page.search)
        if expected:
            desk.rep.wait(lambda: page.model.rowCount() == expected and page.model.row_at(0) is not None)
        else:
            desk.rep.wait(lambda: page.model.rowCount() == 0 and page.blank.isVisible())

    def _choose(self, number: str) -> None:
        page = self._page()
        row = next(
            row for row in range(page.model.rowCount()) if self._cell(row, Column.ORDER_NUMBER).startswith(number)
        )
        page.table.go_to_place(row)
        self._desk.rep.wait(lambda: page.order.order_id == page.model.id_at(row))

    def _cell(self, row: int, column: Column) -> str:
        model = self._page().model
        return str(model.index(row, model.columns.index(column)).data())

    @staticmethod
    def _buttons(view: CustomerOrdersView) -> list[str]:
        return [made.text() for made in view.lines.findChildren(type(view.order.back))]


def _words(cell: Named) -> str:
    return " ".join((cell.text, *(label.text for label in cell.labels)))
