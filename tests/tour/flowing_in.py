"""An account that shows no demand is in nobody's list, until its activity flows it into the pool."""

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from server.demo.companies import Company
from tests.tour.desk import Desk
from tests.tour.shop import Shop, account, activity

ACCOUNT = "HQ-TOUR-3"


class FlowingIn:
    """The shop tells, Lin looks."""

    def __init__(self, lin: Desk, shop: Shop) -> None:
        self._desk = lin
        self._shop = shop

    def register(self, company: Company) -> None:
        """As an enthusiast, who has not asked for anything yet."""
        fields = {"uscc": company.uscc, "region": company.region, "city": company.city, "phone": company.phone}
        self._shop.tell_new(account(ACCOUNT, company.name, source="enthusiast", **fields))
        self._shop.tell_new(activity("EV-TOUR-1", ACCOUNT, "login", self._desk.now()))

    def be_in_no_list(self, company: Company, *others: Desk) -> None:
        for desk in (self._desk, *others):
            desk.in_front()
            desk.synced()
            desk.look_for(company.name)
        self._desk.check(f"{company.name} sleeps, and is in nobody's list", holds=True)

    def show_demand(self, company: Company) -> None:
        """A drawing uploaded and a price asked for are demand enough."""
        desk, lin = self._desk, self._desk.rep
        now = desk.now()
        self._shop.tell_new(activity("EV-TOUR-2", ACCOUNT, "upload", now), activity("EV-TOUR-3", ACCOUNT, "quote", now))
        desk.in_front()
        desk.synced()
        desk.go_to(company.name, RegisterTab.UNASSIGNED)
        reason = desk.cell(Column.OUTFLOW_REASON)
        desk.check("it came into the pool by flowing in, and can be claimed", reason == "流入")
        desk.say(f"{company.name}: {reason}, {desk.cell(Column.CLAIMABLE)}; {desk.panel_text()}")
        desk.picture("flowed-in")
        desk.press_key(Qt.Key.Key_C)
        lin.wait(lambda: f"已认领「{company.name}」" in lin.notice)
        desk.synced()
        desk.go_to(company.name)
        desk.panel_tab("history")
        lin.wait(lambda: any("流入" in line for line in lin.history()))
        desk.show("H 109", f"{company.name}: {' | '.join(reversed(lin.history()))}")
        desk.picture("history-of-the-sleeper")
        desk.search_nothing()
