"""From one page to another: to a customer, to those like it, to what somebody holds."""

from __future__ import annotations

from desktop.presenters.customer import CustomerDesk
from desktop.presenters.register import Register
from desktop.presenters.window import Window
from desktop.presenters.workplace import Workplace
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page, WindowScreen
from domain.identifiers import CustomerId


class Passages:
    def __init__(
        self, screen: WindowScreen, place: Workplace, window: Window, register: Register, customer: CustomerDesk
    ) -> None:
        self._screen = screen
        self._place = place
        self._window = window
        self._register = register
        self._customer = customer

    def show_customer(self, customer_id: str) -> None:
        self._window.open_page(Page.CUSTOMERS)
        self._customer.show(customer_id)

    def show_whose(self, key: str, tab: RegisterTab) -> None:
        """What this person or team holds."""
        self._screen.clear_search()
        self._window.open_page(Page.CUSTOMERS)
        self._register.show_whose(key, tab)

    def show_similar(self, customer_id: str) -> None:
        """Customers of the pool from the same region."""

        def region() -> str:
            view = self._place.cache.register.customer(CustomerId(customer_id), self._place.now())
            return "" if view is None else view.row.region

        def show(region: str) -> None:
            self._screen.clear_search()
            self._window.open_page(Page.CUSTOMERS)
            self._register.show_similar(region)

        self._place.background.query(region, show)
