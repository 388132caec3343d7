"""The main job, told as it happens: every step says what it saw, and fails loudly where that is not what must be."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.screens.preferences import Language, Theme
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from desktop.screens.sync_centre import SyncTab
from desktop.screens.window import Page
from tests.journeys.rep import Rep
from tests.tour.album import Album
from tests.tour.company import Company
from tests.tour.truth import read_truth
from tests.tour.witness import Witness

DAILY_LIMIT = 300
FOLLOW_UPS = 20
RELEASES = 40


class Story(Witness):
    """One telling. Lin sits at her machine all day; Chen sits down at hers, with a cable of her own, and leaves."""

    def __init__(self, company: Company, lin: Rep, chen_sits_down: Callable[[], Rep], album: Album) -> None:
        super().__init__(lin, album)
        self._company = company
        self._chen_sits_down = chen_sits_down
        self._in_pool = 0
        self._followed: list[tuple[str, str]] = []
        self._released: list[str] = []
        self._contested = ""
        self._contested_name = ""

    def tell(self) -> None:
        """Everything, in order."""
        self._arrive()
        self._claim_three_hundred()
        self._one_more_is_refused()
        self._lose_the_network()
        self._follow_up_offline()
        self._release_offline()
        self._claim_what_another_takes()
        self._reconcile()
        self._read_the_refusal()
        self._look_around()
        self._compare_with_the_server()

    # the steps

    def _arrive(self) -> None:
        lin = self._lin
        self._picture("sign-in", lin.program.sign_in_window)
        lin.sign_in(self._company.lin.login, self._company.lin.password)
        lin.wait_until_synced()
        self._in_front(lin, lin.window)
        self._check("the register is empty at first", lin.count() == 0)
        self._picture("nothing-held-yet")
        lin.open_tab(RegisterTab.UNASSIGNED)
        lin.wait(lambda: lin.count() > DAILY_LIMIT + FOLLOW_UPS)
        self._rows_have_come()
        self._in_pool = lin.count()
        self._say(f"{self._company.lin.name} signed in; the pool holds {self._in_pool} customers")
        self._picture("pool")

    def _claim_three_hundred(self) -> None:
        lin = self._lin
        model = lin.window.register.model
        # As with Shift: the first row, then the three hundredth.
        lin.window.register.table.tick_at(0)
        lin.window.register.table.tick_at(DAILY_LIMIT - 1, is_range=True)
        ticks = model.ticks
        self._check("300 rows are ticked", isinstance(ticks, These) and len(ticks.ids) == DAILY_LIMIT)
        lin.wait(lambda: str(DAILY_LIMIT) in self._preflight())
        self._say(f"pre-flight: {self._preflight()}")
        self._picture("three-hundred-ticked")
        lin.press(Qt.Key.Key_C, lin.window.register.table)
        lin.wait(lambda: self._claimed_today() == DAILY_LIMIT)
        lin.wait_until_synced()
        self._show("F 3", f"claimed in one batch: {lin.notice}")
        lin.open_tab(RegisterTab.ASSIGNED)
        lin.wait(lambda: lin.count() == DAILY_LIMIT)
        self._rows_have_come()
        self._picture("three-hundred-held")

    def _one_more_is_refused(self) -> None:
        lin = self._lin
        lin.open_tab(RegisterTab.UNASSIGNED)
        before, told = self._in_pool - DAILY_LIMIT, lin.notice
        lin.wait(lambda: lin.count() == before)
        self._rows_have_come()
        lin.window.register.table.go_to_place(0)
        lin.press(Qt.Key.Key_C, lin.window.register.table)
        lin.wait(lambda: lin.notice != told and str(DAILY_LIMIT) in lin.notice)
        self._check("the 301st stays in the pool", lin.count() == before and self._claimed_today() == DAILY_LIMIT)
        self._show("H 108", f"the 301st: {lin.notice}")
        self._picture("the-301st-refused")

    def _lose_the_network(self) -> None:
        self._lin.open_tab(RegisterTab.ASSIGNED)
        self._lin.cut()
        self._say(f"the cable is out: {self._lin.pill}")
        self._picture("offline")

    def _follow_up_offline(self) -> None:
        lin = self._lin
        table, model = lin.window.register.table, lin.window.register.model
        for number in range(1, FOLLOW_UPS + 1):
            table.go_to_place(RELEASES + number)
            customer_id = model.id_at(RELEASES + number)
            lin.wait(partial(self._panel_shows, customer_id))
            text = f"第 {number} 次电话：确认六层板打样，本周给资料。"
            lin.write_follow_up(text)
            self._followed.append((customer_id, text))
        lin.wait(lambda: self._waiting() == FOLLOW_UPS and f" {FOLLOW_UPS} " in lin.pill)
        self._say(f"{FOLLOW_UPS} follow-ups written by keyboard: {lin.pill}")
        self._rows_have_come()
        self._picture("followed-up-offline")

    def _release_offline(self) -> None:
        lin = self._lin
        table, model = lin.window.register.table, lin.window.register.model
        followed = {customer_id for customer_id, _ in self._followed}
        idle = [place for place in range(model.rowCount()) if model.id_at(place) not in followed][:RELEASES]
        for place in idle:
            table.tick_at(place)
        self._released = [model.id_at(place) for place in idle]
        lin.wait(lambda: str(RELEASES) in self._preflight())
        lin.press(Qt.Key.Key_R, table)
        dialog = lin.dialog()
        self._picture("release-asked", dialog)
        self._say("release: " + " ".join(lin.told(dialog).split()))
        confirm = [each for each in dialog.findChildren(QPushButton) if each.text().startswith("释放")]
        confirm[-1].click()
        lin.wait(lambda: lin.count() == DAILY_LIMIT - RELEASES)
        self._in_front(lin, lin.window)
        self._show("F 12/22", f"{RELEASES} released in one batch: {lin.notice}")
        self._rows_have_come()
        self._picture("released-offline")

    def _claim_what_another_takes(self) -> None:
        lin = self._lin
        lin.open_tab(RegisterTab.UNASSIGNED)
        self._rows_have_come()
        table, model = lin.window.register.table, lin.window.register.model
        table.go_to_place(2)
        self._contested, self._contested_name = model.id_at(2), lin.names()[2]
        lin.press(Qt.Key.Key_C, table)
        lin.wait(lambda: self._waiting() == FOLLOW_UPS + RELEASES + 1)
        lin.wait(lambda: "认领待确认" in lin.names()[2])
        self._say(f"an intent, not an ownership: {lin.names()[2]}")
        self._picture("claim-intended")
        self._let_chen_claim_it()
        self._say(f"meanwhile {self._company.chen.name} claims the same one, and has it")

    def _let_chen_claim_it(self) -> None:
        chen = self._chen_sits_down()
        self._in_front(chen, chen.program.sign_in_window)
        chen.sign_in(self._company.chen.login, self._company.chen.password)
        chen.wait_until_synced()
        self._in_front(chen, chen.window)
        chen.open_tab(RegisterTab.UNASSIGNED)
        chen.wait(lambda: chen.window.register.model.place_of(self._contested) >= 0)
        chen.window.register.go_to(self._contested)
        chen.wait(lambda: chen.window.register.table.act_of(self._contested) is not None)
        chen.press(Qt.Key.Key_C, chen.window.register.table)
        chen.wait(lambda: self._outbox_of(chen).waiting == 0)
        chen.wait_until_synced()
        chen.open_tab(RegisterTab.ASSIGNED)
        chen.wait(lambda: chen.count() == 1)
        chen.leave()
        self._in_front(self._lin, self._lin.window)

    def _reconcile(self) -> None:
        lin = self._lin
        lin.mend()
        lin.wait(lambda: self._waiting() == 0 and not lin.pill.startswith("离线"))
        lin.wait(lambda: self._outbox(SyncTab.REFUSED) == 1)
        lin.wait(lambda: "等您处理" in lin.pill)
        self._say(f"the cable is in again: {lin.pill}")
        self._check("nothing waits, nothing is being checked", self._outbox(SyncTab.CHECKING) == 0)
        lin.open_tab(RegisterTab.ASSIGNED)
        lin.wait(lambda: lin.count() == DAILY_LIMIT - RELEASES)
        self._rows_have_come()
        self._picture("reconciled")

    def _read_the_refusal(self) -> None:
        lin = self._lin
        lin.open_page(Page.SYNC_CENTRE)
        page = lin.window.sync_centre
        page.tabs.tab_asked.emit(SyncTab.ALL.value)
        lin.wait(lambda: page.model.rowCount() >= 3 and page.model.row_at(0) is not None)
        page.tabs.tab_asked.emit(SyncTab.REFUSED.value)
        lin.wait(lambda: page.model.rowCount() == 1 and page.model.row_at(0) is not None)
        said = " · ".join(str(page.model.index(0, column).data()) for column in range(page.model.columnCount()))
        self._check("the refusal names the winner", self._company.chen.name in said)
        self._say(f"refused: {said}")
        lin.press(Qt.Key.Key_Return, page.table)
        lin.wait(lambda: page.details.isVisible())
        self._picture("refused-with-its-reason")
        page.tabs.tab_asked.emit(SyncTab.ALL.value)
        lin.wait(lambda: page.model.rowCount() >= 3 and page.model.row_at(page.model.rowCount() - 1) is not None)
        self._picture("sync-centre")

    def _look_around(self) -> None:
        lin, settings = self._lin, self._lin.window.settings
        lin.open_tab(RegisterTab.ASSIGNED)
        lin.wait(lambda: lin.count() == DAILY_LIMIT - RELEASES)
        lin.wait(lambda: self._goes_to(self._followed[0][0]))
        self._picture("light-zh")
        settings.theme_asked.emit(Theme.DARK)
        self._rows_have_come()
        self._picture("dark-zh")
        settings.language_asked.emit(Language.ENGLISH)
        lin.wait(lambda: lin.row_acts()[:1] == ["Release"] and self._panel_says("Phone"))
        self._picture("dark-en")
        settings.theme_asked.emit(Theme.LIGHT)
        self._picture("light-en")
        lin.open_page(Page.SYNC_CENTRE)
        sync_centre = lin.window.sync_centre.model
        lin.wait(lambda: "Refused" in str(sync_centre.index(0, 0).data()))
        self._picture("sync-centre-en")
        settings.language_asked.emit(Language.CHINESE)
        lin.wait(lambda: "被拒绝" in str(sync_centre.index(0, 0).data()))
        lin.open_page(Page.SETTINGS)
        self._picture("settings")

    def _compare_with_the_server(self) -> None:
        truth = read_truth(self._company.database_url)
        lin, chen = self._company.lin.name, self._company.chen.name
        held = Counter(owner for owner in truth.owners.values() if owner)
        self._check("the server agrees on who holds how many", held == {lin: DAILY_LIMIT - RELEASES, chen: 1})
        self._check("nobody is owned twice", all(len(names) == 1 for names in truth.holders.values()))
        self._check("owners and ownerships agree", {k: v[0] for k, v in truth.holders.items()} == {
            k: v for k, v in truth.owners.items() if v
        })  # fmt: skip
        self._check("the released are in the pool", all(truth.owners[each] is None for each in self._released))
        self._check("the contested one is the winner's", truth.owners[self._contested] == chen)
        self._check("every follow-up arrived once", Counter(truth.follow_ups) == Counter(self._followed))
        self._say(f"the server holds it so: {lin} {held[lin]}, {chen} {held[chen]}, {len(truth.follow_ups)} follow-ups")
