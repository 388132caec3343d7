"""Wu, admin of the pool, brings in a workbook with two bad rows; the rep beside her sees the new customers to claim."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.screens.imports import ImportStep
from desktop.screens.register import RegisterTab
from desktop.views.import_dialog import ImportDialog
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep
from tests.server.imports.files import HEADING, xlsx

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

NAMES = ("深圳试验电路有限公司", "东莞试验电子有限公司", "厦门试验科技有限公司")


def opened(rep: Rep) -> ImportDialog:
    """Press 导入 and wait for its window."""
    way_in = rep.window.register.filters.bring_in
    rep.wait(way_in.isVisible)
    QTest.mouseClick(way_in, Qt.MouseButton.LeftButton)
    rep.wait(lambda: bool(rep.window.findChildren(ImportDialog)))
    return rep.window.findChildren(ImportDialog)[-1]


def wait_for(rep: Rep, dialog: ImportDialog, step: ImportStep) -> str:
    """What the window says at this step."""
    rep.wait(lambda: dialog._state.step is step)
    return dialog.said.text()


def confirm(rep: Rep, dialog: ImportDialog) -> None:
    rep.wait(dialog.confirm.isEnabled)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)


def test_a_pool_admin_imports_and_a_rep_sees_the_new_ones_unassigned(sit: Sit, tmp_path: Path) -> None:
    wu, lin = sit("wu"), sit("lin")
    wu.arrive("wu")
    lin.arrive("lin")
    assert not lin.window.register.filters.bring_in.isVisible()
    before = _told_whole(lin)
    rows = [*([name] for name in NAMES), ["", "91440300MYTE5TA11F"], ["坏号有限公司", "9144"]]
    file = xlsx(tmp_path / "名单.xlsx", [HEADING, *rows])

    dialog = opened(wu)
    dialog.file_chosen.emit(str(file))
    rep_file = dialog.file.text
    wu.wait(lambda: rep_file() == "名单.xlsx")
    confirm(wu, dialog)
    assert wait_for(wu, dialog, ImportStep.CHECKED) == "检查完成，还没有写入任何客户。"
    model = dialog.model
    told = [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]
    assert told == [
        ["5", "无效", "", "没有企业名称"],
        ["6", "无效", "坏号有限公司", "统一社会信用代码不是 18 位"],
    ]
    assert dialog.confirm.text() == "导入 3 位"

    confirm(wu, dialog)
    assert wait_for(wu, dialog, ImportStep.DONE).startswith("已导入 3 位新客户到「电子行业公海」")
    QTest.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    saved = tmp_path / "wu" / "documents" / "导入结果-名单.xlsx"
    wu.wait(saved.exists)
    dialog.close()

    for rep in (wu, lin):
        rep.press(Qt.Key.Key_F5, rep.window)
        rep.open_tab(RegisterTab.UNASSIGNED)
    lin.wait(lambda: _unassigned(lin) == before + 3)
    lin.search("试验电")
    wu.search("试验电")
    assert set(lin.names()) == set(wu.names()) == {"深圳试验电路有限公司", "东莞试验电子有限公司"}


def test_without_a_network_nothing_is_sent_and_the_file_waits_in_the_window(sit: Sit, tmp_path: Path) -> None:
    wu = sit("wu")
    wu.arrive("wu")
    wu.cut()
    file = xlsx(tmp_path / "名单.xlsx", [HEADING, [NAMES[0]]])
    dialog = opened(wu)
    assert dialog.said.text().startswith("离线：导入需要连上服务器")
    dialog.file_chosen.emit(str(file))
    confirm(wu, dialog)
    wu.wait(lambda: dialog._state.step is ImportStep.CHOOSE and dialog.said.text().startswith("离线"))
    wu.mend()
    wu.wait_until_synced()
    confirm(wu, dialog)
    wait_for(wu, dialog, ImportStep.CHECKED)
    assert dialog.confirm.text() == "导入 1 位"


def _told_whole(rep: Rep) -> int:
    """How many lie in the pool, once the tab says what its list holds: a first sync counts as it comes."""
    rep.open_tab(RegisterTab.UNASSIGNED)
    rep.wait(lambda: 0 < rep.count() == _unassigned(rep))
    return rep.count()


def _unassigned(rep: Rep) -> int:
    tab = next(tab for tab in rep.window.register.tabs._tabs if tab.key == RegisterTab.UNASSIGNED.value)
    return tab.count or 0
