"""Zhou's day over his teams: give, extend, take back, convert; and where his teams end."""

import re

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.sync_centre import SyncTab
from desktop.screens.window import Page
from desktop.views.act_dialog import ActDialog
from tests.journeys.directing import choosing
from tests.journeys.staff import names, team_page
from tests.tour.desk import Desk

EVERYBODY = "全部团队"


class ManagerDesk(Desk):
    """A manager's."""

    def look_at_the_teams(self) -> None:
        zhou = self.rep
        page = team_page(zhou)
        self.check("his teams and nobody else's", names(page) == ["华南大区", "周强", "华南一组", "林晓", "陈晨"])
        page.table.go_to_place(3)
        zhou.wait(page.details.isVisible)
        places = str(page.model.index(3, 2).data())
        self.say(f"林晓 holds {places}")
        self.picture("team")
        self.rep.click(
            next(made for made in page.details.findChildren(type(page.details._copy)) if made.text() == "看客户")
        )
        zhou.wait(lambda: self._are_of("林晓", RegisterTab.ALL))
        self.picture("whose-customers")

    def look_at(self, whose: str, tab: RegisterTab) -> None:
        """Whose customers, in which tab; returns when every row is theirs."""
        self.open_tab(tab)
        if whose not in self.rep.window.register.filters.whose.text():
            self.rep.look_at(whose)
        if whose != EVERYBODY:
            self.rep.wait(lambda: self._are_of(whose, tab))

    def _are_of(self, whose: str, tab: RegisterTab) -> bool:
        self.rows_have_come()
        model = self.rep.window.register.model
        is_whole = model.rowCount() == self.tab_count(tab) > 0
        return is_whole and Column.OWNER in model.columns and set(self.column(Column.OWNER)) == {whose}

    def assign_one(self) -> str:
        zhou = self.rep
        self.open_tab(RegisterTab.UNASSIGNED)
        name, lying = zhou.names()[0], zhou.count()
        zhou.choose_row(0)
        self.press_key(Qt.Key.Key_A)
        said = self.confirm("assign-one", choosing("林晓"))
        self.settled("已分配 1 位")
        zhou.wait(lambda: zhou.count() == lying - 1)
        self.say(f"{name}: {said}")
        return name

    def assign_evenly(self) -> None:
        zhou = self.rep
        self.open_tab(RegisterTab.UNASSIGNED)
        zhou.tick(5)
        self.press_key(Qt.Key.Key_A)
        free: list[str] = []

        def choose(dialog: ActDialog) -> None:
            assert dialog.people is not None
            free.extend(f"{each.candidate.name} {each.candidate.figures}" for each in dialog.people.people)
            choosing("陈晨", "林晓")(dialog)

        said = self.confirm("assign-evenly", choose)
        self.say(f"{said}; {'; '.join(free)}")
        self.check("five are dealt out as evenly as five can be", sorted(re.findall(r"\d+", said)) == ["2", "3"])
        self.check("everybody's free places stand beside them", all("空" in each for each in free))
        self.settled("已分配 5 位")
        self.show("F 18", f"{said}; {'; '.join(free)}")

    def extend(self) -> str:
        """Returns whose deadline."""
        zhou = self.rep
        self.look_at("林晓", RegisterTab.FLOWING)
        name, before = zhou.names()[0], self.cell(Column.OUTFLOW_AT)
        zhou.choose_row(0)
        self.press_key(Qt.Key.Key_E)
        bound: list[str] = []

        def choose(dialog: ActDialog) -> None:
            assert dialog.days is not None
            dialog.days.setValue(7)
            bound.append(zhou.told(dialog).split("一次最多")[1].split("\n")[0])

        said = self.confirm("extend", choose)
        self.check("the days are added to the present deadline", said.startswith(f"回归期限由 {before} 延至 "))
        self.settled("已延期 1 位")
        self.look_at("林晓", RegisterTab.ASSIGNED)
        self.find(name)
        until = said.rpartition(" 延至 ")[2]
        zhou.wait(lambda: until in self.panel_text() and any("延 7 天" in line for line in zhou.history()))
        self.picture("extended")
        self.search_nothing()
        self.show("F 11/15", f"{name}: {said}; at most{bound[0]} at once")
        return name

    def take_back(self) -> str:
        """Returns whom."""
        zhou = self.rep
        self.look_at("陈晨", RegisterTab.ASSIGNED)
        name, held = zhou.names()[0], zhou.count()
        zhou.choose_row(0)
        self.press_key(Qt.Key.Key_T)
        said = self.confirm("take-back", lambda dialog: dialog.note.setText("换人跟进"))
        self.settled("已收回 1 位")
        zhou.wait(lambda: zhou.count() == held - 1)
        self.say(f"{name}: {said}")
        return name

    def convert_there_and_back(self) -> str:
        """Returns whom."""
        zhou = self.rep
        self.look_at("林晓", RegisterTab.ASSIGNED)
        name = zhou.names()[0]
        zhou.choose_row(0)
        self.press_key(Qt.Key.Key_O)
        said = self.confirm("to-ordinary")
        self.settled("已转普通 1 位")
        self.show("F 5", f"{name}: {said}")
        self.open_tab(RegisterTab.ORDINARY)
        zhou.wait(lambda: zhou.names() == [name])
        self.picture("ordinary")
        zhou.choose_row(0)
        self.press_key(Qt.Key.Key_P)
        said = self.confirm("to-pool")
        self.settled("已转公海 1 位")
        zhou.wait(lambda: zhou.count() == 0)
        self.show("F 9/21", f"{name}: {said}")
        return name

    def give_without_network(self) -> None:
        """One of Lin's to himself, one of the pool to Chen: on a train both are his to give."""
        zhou = self.rep
        self.look_at("林晓", RegisterTab.ASSIGNED)
        zhou.cut()
        for tab, whom in ((RegisterTab.ASSIGNED, "周强"), (RegisterTab.UNASSIGNED, "陈晨")):
            self.open_tab(tab)
            zhou.choose_row(1)
            self.press_key(Qt.Key.Key_A)
            self.confirm(choose=choosing(whom))
            zhou.wait(lambda: "已记下分配 1 位" in zhou.notice)
        self.say(f"on a train: {zhou.notice}")

    def be_refused(self) -> None:
        """What is not of his teams any more, on either side."""
        zhou, page = self.rep, self.rep.window.sync_centre
        zhou.mend()
        zhou.open_page(Page.SYNC_CENTRE)
        self.press_tab(page.tabs, SyncTab.REFUSED.value)
        zhou.wait(lambda: page.model.rowCount() == 2 and page.model.row_at(1) is not None)
        said = [str(page.model.index(row, 3).data()) for row in range(2)]
        page.table.go_to_place(0)
        zhou.press(Qt.Key.Key_Return, page.table)
        zhou.wait(page.details.isVisible)
        self.picture("not-your-team")
        self.check("one names the customer's side", any(each == "客户不在您管辖的团队内" for each in said))
        self.check("one names the person's side", any(each == "陈晨（华南一组）不在您管辖的团队内" for each in said))
        self.show("H 113", "; ".join(said))
        for left in (1, 0):
            page.table.act_asked.emit(page.model.id_at(0), "dismiss")
            zhou.wait(lambda left=left: page.model.rowCount() == left)  # type: ignore[misc]

    def give_out_what_waits(self) -> None:
        zhou = self.rep
        self.synced()
        # 待分配 has no column of owners: whose they were is chosen before.
        self.look_at(EVERYBODY, RegisterTab.ALL)
        self.open_tab(RegisterTab.PENDING)
        zhou.wait(lambda: zhou.count() > 2 and zhou.row_acts()[:1] == ["分配"])
        waiting = zhou.count()
        self.picture("waiting")
        zhou.window.register.model.tick_all(ticked=True)
        self.press_key(Qt.Key.Key_A)
        said = self.confirm("deal-out", choosing("周强", "林晓"))
        self.settled(f"已分配 {waiting} 位")
        zhou.wait(lambda: zhou.count() == 0)
        self.show("H 105", f"{waiting} that waited for somebody are given on: {said}")
