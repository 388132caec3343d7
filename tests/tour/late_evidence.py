"""A follow-up written on a train comes too late; its author asks for the customer back, and holds it again."""

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.sync_centre import SyncTab
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from tests.journeys.requests import review, today
from tests.tour.manager_desk import ManagerDesk
from tests.tour.rep_desk import RepDesk

WRITTEN = "现场确认六层板打样，本周给资料。"


class LateEvidence:
    """Lin writes, Zhou answers."""

    def __init__(self, lin: RepDesk, zhou: ManagerDesk) -> None:
        self._lin = lin
        self._zhou = zhou
        self.name = ""
        self.customer_id = ""

    def write_on_a_train(self) -> None:
        """About one that nobody has followed up yet."""
        desk, lin = self._lin, self._lin.rep
        desk.in_front()
        desk.open_tab(RegisterTab.FLOWING)
        row = next(row for row, text in enumerate(desk.column(Column.OUTFLOW)) if "未首跟" in text)
        self.name, self.customer_id = lin.names()[row], desk.id_at(row)
        lin.cut()
        lin.choose_row(row)
        lin.write_follow_up(WRITTEN)
        lin.wait(lambda: "1 项待发送" in lin.pill)
        desk.say(f"on a train: a follow-up of {self.name}; {lin.pill}")
        desk.picture("written-on-a-train")

    def ask_for_it_back(self) -> None:
        desk, lin = self._lin, self._lin.rep
        desk.in_front()
        lin.mend()
        lin.wait_until_synced()
        lin.open_page(Page.SYNC_CENTRE)
        page = lin.window.sync_centre
        desk.press_tab(page.tabs, SyncTab.ALL.value)
        lin.wait(lambda: self._row_with("申请恢复") >= 0)
        late = self._row_with("申请恢复")
        page.table.go_to_place(late)
        lin.press(Qt.Key.Key_Return, page.table)
        lin.wait(page.details.isVisible)
        said = str(page.model.index(late, 3).data())
        desk.check("she is told that it was kept, when the customer left and by which rule", "10 天" in said)
        desk.say(f"told: {said}")
        desk.picture("came-too-late")
        page.table.act_asked.emit(page.model.id_at(late), "ask-back")
        lin.wait(lambda: "已提交 1 份恢复申请" in lin.notice)
        desk.synced()
        lin.open_page(Page.TODAY)
        lin.wait(lambda: [line.text for line in today(lin, TodayPart.REQUESTS)] == [self.name])
        gone = [line for line in today(lin, TodayPart.CHANGES) if line.label and line.label.text == "流出"]
        desk.check("today says which rule took them", bool(gone))
        desk.say(f"{gone[0].text}: {gone[0].detail}")
        desk.picture("asked-back")

    def _row_with(self, step: str) -> int:
        """The row of the sync centre that offers this, or -1."""
        model = self._lin.rep.window.sync_centre.model
        steps = [str(model.index(row, model.columnCount() - 1).data()) for row in range(model.rowCount())]
        return steps.index(step) if step in steps else -1

    def grant_it(self) -> None:
        desk, zhou = self._zhou, self._zhou.rep
        desk.in_front()
        desk.synced()
        zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == 1)
        zhou.open_page(Page.REVIEW)
        page = review(zhou)
        zhou.wait(lambda: page.model.rowCount() == 1 and page.model.row_at(0) is not None)
        page.table.go_to_place(0)
        zhou.wait(lambda: page.details._text.toPlainText() == WRITTEN)
        desk.picture("review")
        zhou.press(Qt.Key.Key_G, page.table)
        desk.settled("已恢复 1 位")
        zhou.wait(lambda: zhou.rail_count(Page.REVIEW) == 0)
        desk.say(f"granted: {zhou.notice}")

    def hold_it_again(self) -> None:
        desk, lin = self._lin, self._lin.rep
        desk.in_front()
        desk.synced()
        lin.open_page(Page.TODAY)
        lin.wait(lambda: [line.label.text for line in today(lin, TodayPart.REQUESTS) if line.label] == ["已批准"])
        desk.picture("granted")
        desk.open_tab(RegisterTab.ASSIGNED)
        desk.find(self.name)
        lin.wait(lambda: any("恢复 · 周强" in line for line in lin.history()))
        desk.press_tab(lin.window.register.panel.tabs.strip, "history")
        flowed_out = next(line for line in lin.history() if "系统回收" in line)
        desk.check("its history names the rule with the number that was used", "10 天内没有首次跟进" in flowed_out)
        desk.show("F 14", flowed_out)
        desk.picture("held-again")
        desk.press_tab(lin.window.register.panel.tabs.strip, "follow-ups")
        desk.search_nothing()
