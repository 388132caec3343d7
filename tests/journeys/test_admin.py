"""An admin's day: somebody leaves, asked from a train; their manager finds what they held waiting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.screens.register import RegisterTab
from tests.journeys.conftest import Sit
from tests.journeys.staff import names, press_step, team_page

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def test_a_departure_asked_on_a_train_leaves_its_customers_waiting_for_the_manager(sit: Sit) -> None:
    admin, zhou, chen = sit("admin"), sit("zhou"), sit("chen")
    chen.arrive("chen")
    zhou.arrive("zhou")
    admin.arrive("admin")
    held = chen.count()
    admin.cut()
    page = team_page(admin)
    page.search.setText("陈晨")
    admin.wait(lambda: names(page) == ["公海演示", "华南大区", "华南一组", "陈晨"])
    page.table.go_to_place(3)
    press_step(admin, page, "办理离职")
    dialog = admin.dialog()
    said = admin.told(dialog)
    assert "为陈晨办理离职？" in said and "华南一组等待主管重新分配" in said and "联网后才生效" in said
    confirm = [each for each in dialog.findChildren(QPushButton) if each.text() == "办理离职"]
    admin.click(confirm[0])
    admin.wait(lambda: names(page)[-1] == "陈晨 待发送")
    admin.wait(lambda: admin.notice == "已提交：办理离职 陈晨，联网后生效")
    admin.mend()
    admin.wait(lambda: names(page)[-1] == "陈晨 已离职")
    zhou.press(Qt.Key.Key_F5, zhou.window)
    zhou.look_at("全部团队")
    zhou.open_tab(RegisterTab.PENDING)
    zhou.wait(lambda: zhou.count() >= held > 0)
    chen.press(Qt.Key.Key_F5, chen.window)
    chen.wait(lambda: chen.pill == "账号已停用")


def test_a_team_cannot_be_put_below_itself_and_the_choice_stays(sit: Sit) -> None:
    admin = sit("admin")
    admin.arrive("admin")
    page = team_page(admin)
    page.table.go_to_place(names(page).index("华南大区"))
    press_step(admin, page, "移动团队")
    admin.wait(lambda: page.move_dialog is not None)
    dialog = page.move_dialog
    assert dialog is not None
    keys = {made.text(): str(made.property("key")) for made in dialog._teams.buttons()}
    dialog.choose(keys["华南一组"])
    admin.wait(lambda: dialog.weighed.text().startswith("团队不能放到自己的下级里"))
    assert dialog.chosen == keys["华南一组"] and not dialog.confirm.isEnabled()
    dialog.choose(keys["华东大区"])
    admin.wait(lambda: dialog.confirm.isEnabled())
    admin.click(dialog.confirm)
    admin.wait(lambda: names(page).index("华南大区") > names(page).index("华东大区"))
    admin.wait(
        lambda: page.model.row_at(names(page).index("华南大区")) is not None and "待发送" not in "".join(names(page))
    )
