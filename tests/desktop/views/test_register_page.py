"""The register by pointer: ticks, a row's act, the head, the batch bar, what a blank page offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.models.id_table import Role
from desktop.screens.actions import Action
from desktop.screens.deeds import Terms
from desktop.screens.lists import MINE_COLUMNS, POOL_COLUMNS, Column, Listing, Sort
from desktop.screens.preferences import Density
from desktop.screens.register import BatchAct, BatchBar, Blank, BlankKind, RegisterTab
from desktop.screens.selection import AllMatching, These
from desktop.views.act_dialog import ActDialog
from desktop.views.column_widths import share_width
from desktop.views.main_window import MainWindow
from desktop.views.paint import row_button_place
from desktop.views.result_dialog import ResultDialog
from desktop.views.table import IdTable
from tests.desktop.views import scenes
from tests.desktop.views.invented import MINE_IDS, mine_panel, mine_row
from tests.desktop.views.test_keys import heard

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def cell(table: IdTable, row: int, column: Column | None) -> QPoint:
    """Where to click for this cell; None is the tick, the action's is its button."""
    model = table.model()
    place = 0 if column is None else MINE_COLUMNS.index(column) + 1
    index = model.index(row, place)
    rect = table.visualRect(index)
    if column is Column.ACTION:
        return row_button_place(QRectF(rect), table.font(), index.data(Role.CELL).word).center().toPoint()
    return rect.center()


def click(qtbot: QtBot, table: IdTable, row: int, column: Column | None, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, cell(table, row, column))


def test_the_row_button_wishes_for_its_row_and_leaves_the_current_one(
    stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    page = stage(scenes.mine).register
    told, current = heard(page.act_asked), heard(page.customer_asked)
    click(qtbot, page.table, 5, Column.ACTION)
    assert told == [(Action.RELEASE, These((MINE_IDS[5],)))]
    assert current == []


def test_a_button_let_go_elsewhere_does_nothing(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    told = heard(page.act_asked)
    view = page.table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=cell(page.table, 2, Column.ACTION))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=cell(page.table, 2, Column.NAME))
    assert told == []


def test_a_disabled_act_is_no_wish_and_says_why(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.pool).register
    told = heard(page.act_asked)
    index = page.model.index(1, len(POOL_COLUMNS))
    where = row_button_place(QRectF(page.table.visualRect(index)), page.table.font(), "认领").center().toPoint()
    QTest.mouseMove(page.table.viewport(), where)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == []
    qtbot.waitUntil(lambda: page.table.toolTip() == "冷却期", timeout=1000)


def test_a_click_ticks_and_shift_ticks_the_run(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    told = heard(page.ticks_changed)
    click(qtbot, page.table, 6, None)
    click(qtbot, page.table, 3, None, shift=True)
    assert told[-1] == (These(MINE_IDS[3:7]),)
    click(qtbot, page.table, 4, None)
    assert told[-1] == (These((MINE_IDS[3], MINE_IDS[5], MINE_IDS[6])),)


def test_a_click_on_a_row_shows_its_customer(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    told = heard(page.customer_asked)
    click(qtbot, page.table, 4, Column.NAME)
    assert told == [(MINE_IDS[4],)]


def test_the_head_ticks_all_that_match_and_then_nobody(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    told = heard(page.ticks_changed)
    for _ in range(2):
        QTest.mouseClick(page.table.header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 17))
    assert told == [(AllMatching(),), (These(),)]


def test_a_head_wishes_for_a_sort_and_turns_it_the_second_time(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    header, told = page.table.header, heard(page.table.header.sort_asked)
    for column in (Column.OUTFLOW, Column.LAST_ORDER, Column.TAGS):
        left = header.sectionViewportPosition(MINE_COLUMNS.index(column) + 1)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 10, 17))
    assert told == [(Sort(Column.OUTFLOW, is_descending=True),), (Sort(Column.LAST_ORDER),)]


def test_after_a_release_the_next_row_is_current(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.mine).register
    page.table.go_to_place(2)
    told = heard(page.customer_asked)
    page.show_listing(Listing(MINE_COLUMNS, [*MINE_IDS[:2], *MINE_IDS[3:]], Sort(Column.OUTFLOW)))
    assert told == [(MINE_IDS[3],)]
    assert page.table.currentIndex().row() == 2


def test_a_refresh_keeps_the_eye_on_the_same_customer(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.mine).register
    page.table.go_to_place(200)
    scrolled = page.table.verticalScrollBar().value()
    told = heard(page.customer_asked)
    page.show_listing(Listing(MINE_COLUMNS, ["new", *MINE_IDS], Sort(Column.OUTFLOW)))
    assert page.table.current_id == MINE_IDS[200]
    assert told == []
    assert abs(page.table.verticalScrollBar().value() - scrolled) <= 1


def test_the_batch_bar_is_there_only_while_something_is_ticked(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    page = stage(scenes.mine).register
    assert not page.batch.isVisible()
    page.show_ticks(These(MINE_IDS[:3]))
    light, weighty = BatchAct(Action.CLAIM, "认领"), BatchAct(Action.RELEASE, "释放", is_weightiest=True)
    page.show_batch(BatchBar("已选 3 位", "或选择全部符合条件的 431 位", "3 位可释放", (weighty, light)))
    assert page.batch.isVisible()

    def shown() -> list[str]:
        return [made.text() for made in page.batch.findChildren(QPushButton) if made.isVisible()]

    qtbot.waitUntil(lambda: shown() == ["或选择全部符合条件的 431 位", "认领", "释放"], timeout=1000)
    told, ticks = heard(page.act_asked), heard(page.ticks_changed)
    for made in page.batch.findChildren(QPushButton):
        if made.text() == "释放":
            QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.batch._all, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.batch._none, Qt.MouseButton.LeftButton)
    assert told == [(Action.RELEASE, These(MINE_IDS[:3]))]
    assert ticks == [(AllMatching(),), (These(),)]
    page.show_batch(None)
    assert not page.batch.isVisible()


@pytest.mark.parametrize("kind", list(BlankKind))
def test_every_blank_has_its_own_words_and_one_act(
    kind: BlankKind, stage: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    page = stage(scenes.mine).register
    told = heard(page.blank.act_asked)
    page.show_blank(Blank(kind))
    assert page.blank.isVisible()
    assert not page.table.isVisible()
    buttons = [made for made in page.blank.findChildren(QPushButton) if made.isVisible()]
    assert len(buttons) == 1
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert told == [(kind,)]
    others = {words.say(f"blank-{other.value}-text") for other in BlankKind if other is not BlankKind.EMPTY}
    assert len(others) == len(BlankKind) - 1


def test_a_chip_a_choice_and_a_pool_are_wishes(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    row = stage(scenes.pool).register.filters
    added, removed, pool, cleared = (
        heard(signal) for signal in (row.filter_added, row.filter_removed, row.pool_asked, row.filters_cleared)
    )
    QTest.mouseClick(row._chips[0], Qt.MouseButton.LeftButton)
    choices = {action.text(): action for action in row._menu.actions()}
    choices["成交"].trigger()
    choices["断约"].trigger()
    row._pools.actions()[1].trigger()
    QTest.mouseClick(row._clear, Qt.MouseButton.LeftButton)
    assert (added, pool, cleared) == ([("status:deal",)], [("2",)], [()])
    assert removed == [("status:lapsed",), ("status:lapsed",)]


def test_release_is_confirmed_with_its_reason(stage: Callable[..., Any], qtbot: QtBot) -> None:
    dialog = stage(scenes.release)
    assert isinstance(dialog, ActDialog)
    told = heard(dialog.confirmed)
    dialog.findChildren(QLineEdit)[0].setText("  暂无需求 ")
    [confirm] = [made for made in dialog.findChildren(QPushButton) if made.text() == "释放 40 位"]
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    assert told == [(Action.RELEASE, These(MINE_IDS[:40]), Terms("暂无需求"))]


def test_a_result_leads_to_its_customer_and_blocks_nothing(stage: Callable[..., Any]) -> None:
    dialog = stage(scenes.result)
    assert isinstance(dialog, ResultDialog)
    assert dialog.windowModality() is Qt.WindowModality.NonModal
    told = heard(dialog.customer_asked)
    table = dialog.findChildren(IdTable)[0]
    table.act_asked.emit(MINE_IDS[0], "go")
    assert told == [(MINE_IDS[0],)]
    assert table.model().index(1, 1).data() == "今天的 300 次认领已用完，明天 0:00 重新计数"


def test_density_changes_the_height_of_rows(stage: Callable[..., MainWindow]) -> None:
    window = stage(scenes.mine)
    heights = []
    for density in (Density.COMFORTABLE, Density.COMPACT):
        window.set_density(density)
        heights.append(window.register.table.rowHeight(5))
    assert heights == [38, 30]


def test_the_panel_width_is_told_when_dragged_and_kept_when_shown(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.mine).register
    page.show_panel_width(420)
    assert page.panel.width() == 420
    told = heard(page.panel_width_changed)
    page._splitter.moveSplitter(page._splitter.width() - 500, 1)
    assert told
    assert told[-1] == (page.panel.width(),)


@pytest.mark.parametrize("columns", [MINE_COLUMNS, POOL_COLUMNS])
@pytest.mark.parametrize("room", [560, 650, 692, 780, 842, 1100, 1800])
def test_columns_fill_the_room_and_what_one_must_see_always_fits(columns: tuple[Column, ...], room: int) -> None:
    widths = share_width(columns, room, dict.fromkeys(columns, 40))
    assert {Column.NAME, Column.STATUS, Column.ACTION} <= set(widths)
    if room >= 650:
        assert sum(widths.values()) <= room
    if room >= 1100:
        assert (sum(widths.values()), tuple(widths)) == (room, columns)


def test_the_panel_of_the_pool_claims(stage: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window = stage(scenes.pool)
    panel = window.register.panel
    told = heard(panel.act_asked)
    QTest.mouseClick(panel.card.act, Qt.MouseButton.LeftButton)
    assert told == [(panel.customer_id, "claim")]
    assert not panel.entry.isVisible()
    panel.show_customer(mine_panel())
    assert panel.entry.isVisible()
    assert not panel.card.act.isVisible()


def test_rows_that_come_late_for_another_tab_do_no_harm(stage: Callable[..., MainWindow]) -> None:
    page = stage(scenes.pool).register
    before = page.model.index(0, 1).data()
    page.show_rows([mine_row(MINE_IDS[0])])
    assert page.model.index(0, 1).data() == before
    assert page.tabs.current == RegisterTab.UNASSIGNED.value
