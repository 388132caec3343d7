"""Without a network: everything is kept, shown as what it is, and delivered once."""

import pytest

from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def take_back_in_batch(rep: Rep, row: int) -> None:
    """Open the newest batch of the sync centre and press 撤回 in one of its rows."""
    table, model = rep.window.sync_centre.table, rep.window.sync_centre.model
    rep.wait(lambda: model.rowCount() == 1 and "批量释放" in rep.names(table)[0])
    table.fold_asked.emit(model.id_at(0))
    rep.wait(lambda: model.rowCount() > row + 1)
    table.act_asked.emit(model.id_at(row + 1), "withdraw")


def test_a_follow_up_written_offline_survives_a_restart_and_arrives_once(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    wang.cut()
    wang.choose_row(0)
    name = wang.names()[0]
    wang.write_follow_up("called the buyer")
    wang.wait(lambda: any("called the buyer" in line for line in wang.panel_lines()))
    assert any("待发送" in line for line in wang.panel_lines())
    wang.wait(lambda: "1 项待发送" in wang.pill)
    wang.leave()

    again = sit(machine="wang")
    again.wait(lambda: again.program.window is not None and "1 项待发送" in again.pill)
    again.mend()
    again.wait_until_synced()
    again.find(name)
    again.wait(lambda: sum("called the buyer" in line for line in again.panel_lines()) == 1)
    again.wait(lambda: not any("待发送" in line for line in again.panel_lines()))


def test_many_are_released_offline_and_one_of_them_is_taken_back(sit: Sit) -> None:
    wang = sit("wang")
    wang.arrive("wang")
    held = wang.count()
    wang.cut()
    released = wang.tick(10)
    wang.release()
    wang.wait(lambda: wang.count() == held - 10)
    wang.wait(lambda: "已释放 10 位，联网后生效" in wang.notice)
    wang.open_page(Page.SYNC_CENTRE)
    take_back_in_batch(wang, row=3)
    wang.open_tab(RegisterTab.ASSIGNED)
    wang.wait(lambda: wang.count() == held - 9)
    wang.mend()
    wang.wait_until_synced()
    wang.wait(lambda: wang.count() == held - 9)
    mine = {wang.window.register.model.id_at(place) for place in range(wang.count())}
    assert len(mine.intersection(released)) == 1


def test_a_claim_lost_to_somebody_else_names_the_winner(sit: Sit) -> None:
    wang, chen = sit("wang"), sit("chen")
    wang.arrive("wang")
    chen.arrive("chen")
    wang.cut()
    wang.open_tab(RegisterTab.UNASSIGNED)
    name = wang.names()[0]
    wang.tick(1)
    wang.press_claim()
    wang.wait(lambda: any("认领待确认" in each for each in wang.names()[:1]))
    chen.open_tab(RegisterTab.UNASSIGNED)
    chen.search(name)
    chen.tick(1)
    chen.press_claim()
    chen.wait(lambda: f"已认领「{name}」" in chen.notice)
    wang.mend()
    wang.wait(lambda: f"{name}：已被陈晨" in wang.notice)
    wang.wait(lambda: wang.rail_count(Page.SYNC_CENTRE) == 1)
