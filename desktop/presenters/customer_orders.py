"""The orders of the customer that is shown."""

from __future__ import annotations

from dataclasses import replace

from desktop import words
from desktop.presenters.order_details import order_in_full, orders_of
from desktop.presenters.workplace import Workplace
from desktop.screens.customer_orders import CustomerOrdersScreen
from desktop.screens.order import OrderDetails, OrderLine
from domain.customers import PoolState
from domain.identifiers import CustomerId


class CustomerOrders:
    """Obeys `CustomerOrdersWishes`; a `Section`."""

    def __init__(self, screen: CustomerOrdersScreen, place: Workplace) -> None:
        self._screen = screen
        self._place = place
        self._customer_id = ""
        self._order_id = ""

    def refresh(self) -> None:
        """The same customer's as the cache has them now."""
        customer_id, place = self._customer_id, self._place
        if not customer_id:
            return

        def read() -> tuple[tuple[OrderLine, ...], str]:
            orders = orders_of(place, customer_id)
            view = place.cache.register.customer(CustomerId(customer_id), place.now())
            is_masked = view is None or view.row.pool_state == PoolState.UNASSIGNED
            return orders, words.say("customer-orders-masked" if is_masked else "customer-orders-none")

        def show(answer: tuple[tuple[OrderLine, ...], str]) -> None:
            if customer_id == self._customer_id:
                self._screen.show_orders(*answer)

        place.background.query(read, show)
        self._show_order()

    # wishes

    def customer_shown(self, customer_id: str) -> None:
        if customer_id != self._customer_id:
            self._customer_id, self._order_id = customer_id, ""
            self._screen.show_order(None)
        self.refresh()

    def order_asked(self, order_id: str) -> None:
        self._order_id = order_id
        if order_id:
            self._show_order()
        else:
            self._screen.show_order(None)

    def _show_order(self) -> None:
        order_id = self._order_id

        def show(order: OrderDetails | None) -> None:
            if order_id == self._order_id:
                # One is with its customer already: no way leads there.
                self._screen.show_order(None if order is None else replace(order, customer_id=""))

        if order_id:
            self._place.background.query(lambda: order_in_full(self._place, order_id), show)
