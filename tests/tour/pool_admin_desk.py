"""Wu's day in the pool that is hers to look after: a file brought in, one taken for herself, one given on."""

from pathlib import Path

from PySide6.QtCore import Qt
from python_calamine import load_workbook

from desktop.screens.imports import ImportStep
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.import_dialog import ImportDialog
from desktop.views.pools_page import PoolsPage
from tests.journeys.directing import choosing
from tests.tour.desk import Desk


class PoolAdminDesk(Desk):
    """A pool admin's."""

    def look_at_the_pools(self, *pools: str) -> None:
        wu = self.rep
        wu.wait(lambda: Page.POOLS in wu.window.rail._buttons)
        wu.open_page(Page.POOLS)
        page = wu.window.findChild(PoolsPage)
        assert page is not None
        wu.wait(lambda: {made.line.name for made in page.list.buttons} == set(pools))
        self.check("she looks at her pools, and founds and changes none", not page.found.isVisible())
        self.picture("pools")

    def bring_in(self, workbook: Path, pool: str, good: int, bad: int) -> None:
        wu = self.rep
        wu.open_page(Page.CUSTOMERS)
        wu.wait(wu.window.register.filters.bring_in.isVisible)
        wu.click(wu.window.register.filters.bring_in)
        dialog = wu.window.findChild(ImportDialog)
        assert dialog is not None
        # As a file that is dropped on it comes.
        dialog.file_chosen.emit(str(workbook))
        wu.wait(lambda: dialog.file.text() == workbook.name)
        next(line for line in dialog.pools.choices.actions() if line.text() == pool).trigger()
        wu.wait(lambda: dialog.pools.text() == pool and dialog.confirm.isEnabled())
        wu.click(dialog.confirm)
        wu.wait(lambda: dialog._state.step is ImportStep.CHECKED)
        counts = [label.text for label in dialog._state.counts]
        self.check("two rows cannot be taken, the others can", counts == [f"新增 {good}", f"无效 {bad}"])
        self.say(f"the dry run: {dialog.said.text()} {' '.join(counts)}")
        self.picture("import-checked", dialog)
        wu.click(dialog.confirm)
        wu.wait(lambda: dialog._state.step is ImportStep.DONE)
        self.say(dialog.said.text())
        wu.click(dialog.export)
        wu.wait(lambda: ".xlsx" in dialog.beside.text())
        self.picture("import-done", dialog)
        saved = next(wu.program._options.documents.glob("*.xlsx"))
        rows = load_workbook(str(saved)).get_sheet_by_index(0).to_python()
        said = [" ".join(str(cell) for cell in row) for row in rows if "无效" in [str(cell) for cell in row]]
        self.check("the saved result says of each bad row why", len(said) == bad)
        self.show("F 10", f"{good} into {pool}, {bad} with a reason: {said[0]}")
        dialog.close()
        self.in_front()

    def take_and_give(self, pool: str, whom: str) -> None:
        """One for herself, one for a member: both as the pool's own admin."""
        wu = self.rep
        self.synced()
        self.open_tab(RegisterTab.UNASSIGNED)
        self.choose_pool(pool)
        wu.wait(lambda: wu.count() == self.tab_count(RegisterTab.UNASSIGNED) > 0)
        self.rows_have_come()
        for chosen, item in (("吴静", "F 19"), (whom, "F 8/23")):
            name = wu.names()[0]
            wu.choose_row(0)
            self.press_key(Qt.Key.Key_A)
            said = self.confirm("assign-in-her-pool" if chosen == whom else "", choosing(chosen))
            self.settled("已分配 1 位")
            wu.wait(lambda name=name: name not in wu.names())  # type: ignore[misc]
            self.rows_have_come()
            self.show(item, f"{name}: {said}")
        self.check("the pool shows what is left", self.cell(Column.CLAIMABLE) == "可认领")
