"""订单 of one customer: its orders, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.screens.order import OrderDetails, OrderLine


class CustomerOrdersScreen(Protocol):
    """What may be told to it."""

    def show_orders(self, orders: Sequence[OrderLine], empty: str) -> None:
        """The newest first; or why there are none."""

    def show_order(self, order: OrderDetails | None) -> None:
        """This one in full; None: the list."""


class CustomerOrdersWishes(Protocol):
    """What it asks for."""

    def customer_shown(self, customer_id: str) -> None:
        """Whose orders these are; empty for nobody's."""

    def order_asked(self, order_id: str) -> None:
        """Show it in full; empty: back to the list."""
