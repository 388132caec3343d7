"""An account that shows no demand is in nobody's list, until its activity flows it into the pool."""

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.pools import PoolsPart
from desktop.screens.register import RegisterTab
from server.demo.companies import Company
from tests.tour.admin_desk import AdminDesk
from tests.tour.desk import Desk
from tests.tour.shop import Shop, account, activity

ACCOUNT = "HQ-TOUR-3"
NO_NUMBER, THRESHOLD = "很多", "75"


class FlowingIn:
    """An admin says how much demand is enough, the shop tells, Lin looks."""

    def __init__(self, lin: Desk, admin: AdminDesk, shop: Shop) -> None:
        self._desk = lin
        self._admin = admin
        self._shop = shop

    def say_what_is_enough(self) -> None:
        """Points are typed, and what they mean stands beside them before they are saved."""
        desk, admin = self._admin, self._admin.rep
        desk.in_front()
        page = desk.open_pools()
        view = page.flow_in
        admin.wait(page.parts.isVisible)
        desk.press_tab(page.parts, PoolsPart.FLOW_IN.value)
        admin.wait(lambda: view.isVisible() and bool(view.form.threshold.edit.text()))
        desk.type(NO_NUMBER, view.form.threshold.edit)
        admin.wait(view.save.isEnabled)
        admin.click(view.save)
        admin.wait(lambda: bool(view.form.threshold.trouble))
        desk.say(f"{NO_NUMBER}: {view.form.threshold.trouble}")
        desk.type(THRESHOLD, view.form.threshold.edit)
        admin.wait(lambda: not view.form.threshold.trouble and "流入" in view.form.meaning.text())
        meaning = " ".join(view.form.meaning.text().split())
        desk.say(f"{THRESHOLD} points: {meaning}")
        desk.picture("flow-in-rules")
        admin.click(view.save)
        admin.wait(lambda: "流入规则" in admin.notice)
        desk.synced()
        admin.wait(lambda: view._version.text() == "第 1 版")
        desk.picture("flow-in-rules-saved")

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
