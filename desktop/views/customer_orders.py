"""订单 of one customer: a list, and in its place one order in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.customer_orders import CustomerOrdersWishes
from desktop.screens.order import OrderDetails, OrderLine
from desktop.views.labels import text_label
from desktop.views.order_lines import OrderLines
from desktop.views.order_tabs import scrolling
from desktop.views.order_view import OrderView
from desktop.views.spoken import Speaking
from desktop.views.tokens import Space


class CustomerOrdersView(Speaking, QStackedWidget):
    """A `CustomerOrdersScreen`. The cross of an order leads back to the list."""

    order_asked = Signal(str)
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines, self.order = OrderLines(), OrderView()
        self._empty = text_label("quiet", wraps=True)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, Space.TINY, Space.SMALL, Space.MEDIUM)
        column.addWidget(self._empty)
        column.addWidget(self.lines)
        column.addStretch(1)
        self._list = scrolling(listed)
        self.says(self._list.setAccessibleName, "panel-tab-orders")
        self.addWidget(self._list)
        self.addWidget(self.order)
        self.order.embed()
        self.lines.order_asked.connect(self.order_asked)
        self.order.order_asked.connect(self.order_asked)
        self.order.closed.connect(lambda: self.order_asked.emit(""))

    def serve(self, wishes: CustomerOrdersWishes) -> None:
        """Bring every wish to this presenter."""
        self.order_asked.connect(wishes.order_asked)

    def show_orders(self, orders: Sequence[OrderLine], empty: str) -> None:
        """The newest first."""
        self.lines.show_lines(orders)
        self._empty.setText(empty)
        self._empty.setVisible(not orders)
        self.counted.emit(len(orders))

    def show_order(self, order: OrderDetails | None) -> None:
        """In the place of the list."""
        self.order.show_order(order)
        self.setCurrentWidget(self._list if order is None else self.order)
