"""Lin's day in the pool: what is about to flow out, what is worth claiming, what can be given back."""

from datetime import timedelta

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from domain.deals import DealStatus
from domain.instants import optional_instant
from tests.journeys.requests import today
from tests.tour.desk import Desk

WARNING = timedelta(days=3)
DEAL = timedelta(days=180)


class RepDesk(Desk):
    """A rep's."""

    def look_at_today(self) -> None:
        lin = self.rep
        lin.open_page(Page.TODAY)
        lin.wait(lambda: bool(today(lin, TodayPart.FLOWING)) and bool(today(lin, TodayPart.PLANNED)))
        planned, flowing = today(lin, TodayPart.PLANNED), today(lin, TodayPart.FLOWING)
        first = planned[0]
        self.show("F 25", f"{len(planned)} planned follow-ups are due, first {first.text}: {first.detail}")
        self.say(f"about to flow out: {flowing[0].text}, {flowing[0].detail}, {flowing[0].when}")
        self.picture("today")

    def look_at_what_flows_out(self) -> None:
        lin = self.rep
        self.open_tab(RegisterTab.FLOWING)
        lin.wait(lambda: self.tab_count(RegisterTab.FLOWING) == lin.count() > 0)
        views = [self.view(self.id_at(row)) for row in range(lin.count())]
        due = [view.outflow.at for view in views if view.outflow is not None]
        self.check("the badge counts what is listed, the nearest first", due == sorted(due) and len(due) == len(views))
        self.check("nothing is listed earlier than three days ahead", due[-1] - self.now() <= WARNING)
        row = [self.cell(column) for column in (Column.NAME, Column.OUTFLOW_AT, Column.OUTFLOW, Column.MOVER)]
        self.show("H 114", f"{len(views)} customers; " + " · ".join(row))
        rules = sorted({text.split(" ", 3)[-1] for text in self.column(Column.OUTFLOW)})
        self.check("several rules run side by side", len(rules) > 1)
        self.say("whichever is due first: " + "; ".join(rules))
        self.picture("about-to-flow-out")

    def read_a_deadline(self) -> None:
        lin, panel = self.rep, self.rep.window.register.panel
        lin.choose_row(0)
        lin.wait(lambda: "规则：" in self.panel_text())
        self.say(f"the deadline card: {self.panel_text()}")
        self.check("the card says what would move it", "延至" in self.panel_text() or "顺延" in self.panel_text())
        self.press_tab(panel.tabs.strip, "history")
        lin.wait(lambda: bool(lin.history()) and panel.tabs.history.isVisible())
        self.say("whose it was: " + " | ".join(lin.history()))
        self.picture("deadline-and-history")
        self.press_tab(panel.tabs.strip, "follow-ups")

    def lock_and_unlock(self) -> str:
        """Returns whom."""
        lin = self.rep
        self.open_tab(RegisterTab.ASSIGNED)
        name = lin.names()[0]
        self.find(name)
        self.press_key(Qt.Key.Key_H)
        lin.wait(lambda: "已锁定 1 位" in lin.notice and "已锁定" in self.cell(Column.OUTFLOW))
        self.synced()
        lin.wait(lambda: "不会流出" in self.panel_text())
        self.say(f"{name}, locked: {self.cell(Column.OUTFLOW)}; {self.panel_text()}")
        self.picture("locked")
        self.press_key(Qt.Key.Key_U)
        lin.wait(lambda: "已解锁 1 位" in lin.notice and "已锁定" not in self.cell(Column.OUTFLOW))
        self.synced()
        self.search_nothing()
        return name

    def tell_deals_from_lapses(self) -> None:
        """Every label against the last order."""
        self.open_tab(RegisterTab.ALL)
        views = [self.view(self.id_at(row)) for row in range(self.rep.count())]
        for view in views:
            last = optional_instant(view.row.last_order_at)
            is_recent = last is not None and self.now() - last <= DEAL
            told = DealStatus.NONE if last is None else DealStatus.DEAL if is_recent else DealStatus.LAPSED
            if view.deal_status is not told:
                self.check(f"{view.row.name}: {told}, by its last order", holds=False)
        counts = {status.value: sum(view.deal_status is status for view in views) for status in DealStatus}
        self.show("H 116", f"of {len(views)} customers {counts}, each as its last order says")
        self.check("deals, lapses and never-ordered are all among them", all(counts.values()))
        self.picture("all-of-mine")

    def pick_from_the_pool(self) -> None:
        self.open_tab(RegisterTab.UNASSIGNED)
        whole = self.rep.count()
        found = []
        for group, text in (("标签", ""), ("流出原因", "未首次跟进"), ("状态", "断约")):
            chosen = self._filter(group, text)
            self.rep.wait(lambda: 0 < self.rep.count() < whole)
            self.rows_have_come()
            found.append(f"{chosen} {self.rep.count()}")
            if text == "未首次跟进":
                reasons = self.column(Column.OUTFLOW_REASON)
                self.check("each of them flowed out for that reason", set(reasons) == {text})
            self.picture(f"picked-by-{len(found)}")
            self.rep.window.register.filters.filter_removed.emit(self._chip())
            self.rep.wait(lambda: self.rep.count() == whole)
            self.rows_have_come()
        self.show("H 115", f"of {whole} in the pool: " + ", ".join(found))

    def meet_a_cool_down(self) -> None:
        lin = self.rep
        cooling = [row for row, text in enumerate(self.column(Column.CLAIMABLE)) if text.endswith("起")]
        self.check("what she gave back lately is in the pool", bool(cooling))
        lin.choose_row(cooling[0])
        lin.wait(lambda: "不可认领期" in self.panel_text())
        panel = lin.window.register.panel
        self.check("it cannot be claimed yet", not panel.card.act.isEnabled())
        self.show("H 108", f"{lin.names()[cooling[0]]}: {self.panel_text()}")
        self.picture("cooling-down")

    def claim_and_give_back(self) -> str:
        """Claimed, released, the release taken back while it is not sent, released again. Returns whom."""
        lin = self.rep
        free = next(row for row, text in enumerate(self.column(Column.CLAIMABLE)) if text == "可认领")
        name = lin.names()[free]
        lin.choose_row(free)
        self.press_key(Qt.Key.Key_C)
        lin.wait(lambda: f"已认领「{name}」" in lin.notice)
        self.show("F 3", lin.notice)
        lin.wait_until_synced()
        self.open_tab(RegisterTab.ASSIGNED)
        self.find(name)
        lin.cut()
        self.press_key(Qt.Key.Key_R)
        said = self.confirm("release-asked", lambda dialog: dialog.note.setText("近期没有需求"))
        lin.wait(lambda: "联网后生效" in lin.notice)
        lin.press(Qt.Key.Key_Z, lin.window, Qt.KeyboardModifier.ControlModifier)
        lin.wait(lambda: "已撤销 1 项" in lin.notice)
        self.say(f"a release that was not sent yet is undone: {lin.notice}")
        lin.wait(lambda: lin.count() == 1 and lin.row_acts() == ["释放"])
        lin.mend()
        lin.wait_until_synced()
        lin.choose_row(0)
        self.press_key(Qt.Key.Key_R)
        self.confirm()
        lin.wait(lambda: "已释放 1 位" in lin.notice)
        self.synced()
        self.search_nothing()
        self.show("F 12/22", f"{name}: {said}")
        return name

    def meet_the_cap(self, pool: str, cap: int) -> None:
        """In a pool whose cap is below what she holds; deals do not count towards it."""
        lin = self.rep
        self.open_tab(RegisterTab.ASSIGNED)
        views = [self.view(self.id_at(row)) for row in range(lin.count())]
        deals = sum(view.deal_status is DealStatus.DEAL for view in views)
        told = lin.window.top.holding.accessibleName()
        counted = f"{len(views) - deals} " in f"{told} " and str(deals) in told
        self.say(f"{told}; {len(views)} held, {deals} of them in deal")
        self.check("what counts towards the cap is what she holds without the deals", counted)
        self.open_tab(RegisterTab.UNASSIGNED)
        self.choose_pool(pool)
        before = lin.count()
        lin.choose_row(0)
        self.press_key(Qt.Key.Key_C)
        lin.wait(lambda: f"上限 {cap} 位" in lin.notice)
        self.check("it stays where it is", lin.count() == before)
        self.show("H 106", f"{told}; in {pool}: {lin.notice}")
        self.picture("cap-reached")

    def look_at_goals(self) -> None:
        """What was ordered since it is hers does not flow out any more."""
        lin = self.rep
        self.open_tab(RegisterTab.ASSIGNED)
        self._filter("状态", "成交")
        lin.wait(lambda: any("目标达成" in text for text in self.column(Column.OUTFLOW)))
        row = next(row for row, text in enumerate(self.column(Column.OUTFLOW)) if "目标达成" in text)
        lin.choose_row(row)
        lin.wait(lambda: "公海目标达成" in self.panel_text())
        self.show("F 6", f"{lin.names()[row]}: {self.cell(Column.OUTFLOW, row)}; {self.panel_text()}")
        self.picture("goal-reached")
        lin.window.register.filters.filter_removed.emit(self._chip())
        self.rows_have_come()

    def _filter(self, group: str, text: str) -> str:
        """By the menu's line of this group, the first one where no text is given; returns the chip."""
        filters = self.rep.window.register.filters
        filters._menu.aboutToShow.emit()

        def lines() -> list[tuple[str, str]]:
            return [
                (each.key, each.text)
                for each in filters._filters.choices
                if each.group == group and text in (each.text, "")
            ]

        self.rep.wait(lambda: bool(lines()))
        filters.filter_added.emit(lines()[0][0])
        self.rep.wait(lambda: bool(filters._filters.chips))
        return filters._filters.chips[0].text

    def _chip(self) -> str:
        return self.rep.window.register.filters._filters.chips[0].key
