"""The window of an import: every step shows what it has, every button wishes something, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.presenters.import_state import state_of
from desktop.screens.imports import ImportScreen, ImportStep
from desktop.screens.preferences import Language
from desktop.views.import_dialog import ImportDialog
from desktop.views.imports import ImportsView
from desktop.views.labels import StateLabel
from desktop.views.main_window import MainWindow
from desktop.views.spoken import say_everything_again
from sync.protocol.imports import ImportProgress
from tests.desktop.views import import_scenes, scenes
from tests.desktop.views.import_scenes import known_at, nothing_chosen
from tests.desktop.views.test_keys import heard

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

type Stage = Callable[..., QWidget]


@pytest.fixture
def view(stage: Stage) -> Iterator[ImportsView]:
    window = stage(scenes.mine)
    assert isinstance(window, MainWindow)
    made = ImportsView(window.register.filters, window)
    yield made
    made.close_import()


def opened(view: ImportsView, step: ImportStep) -> ImportDialog:
    view.open_import(state_of(known_at(step)))
    assert view.opened is not None
    return view.opened


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_can_be_told_all_that_its_protocol_says(view: ImportsView) -> None:
    screen: ImportScreen = view
    told = [name for name in vars(ImportScreen) if not name.startswith("_")]
    assert [name for name in told if not callable(getattr(screen, name, None))] == []


def test_the_way_in_is_there_for_whoever_may(view: ImportsView) -> None:
    way_in = view._filters.bring_in
    assert not way_in.isVisible()
    view.show_way_in(is_shown=True)
    asked = heard(view._filters.import_asked)
    click(way_in)
    assert (way_in.isVisible(), asked) == (True, [()])
    view.show_way_in(is_shown=False)
    assert not way_in.isVisible()


def test_the_weightiest_button_says_what_it_does_and_does_it_only_when_it_can(view: ImportsView) -> None:
    view.open_import(state_of(nothing_chosen()))
    dialog = view.opened
    assert dialog is not None
    confirmed = heard(view.confirmed)
    click(dialog.confirm)
    assert (dialog.confirm.text(), dialog.confirm.isEnabled(), confirmed) == ("检查", False, [])
    view.show_import(state_of(known_at(ImportStep.CHECKED)))
    click(dialog.confirm)
    assert (dialog.confirm.text(), confirmed) == ("导入 4,813 位", [()])


def test_while_it_runs_one_can_only_stop_it(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.IMPORTING)
    stopped = heard(view.stop_asked)
    shown = [dialog.choose.isEnabled(), dialog.template.isVisible(), dialog.pools.isEnabled()]
    assert [*shown, dialog.confirm.isVisible(), dialog.export.isVisible()] == [False] * 5
    assert dialog.stop.text() == "停止"
    click(dialog.stop)
    assert stopped == [()]
    known = known_at(ImportStep.IMPORTING, ImportProgress(2_000, 4_995))
    known.is_stopping = True
    view.show_import(state_of(known))
    assert (dialog.moving.text(), dialog.stop.isVisible()) == ("正在停下…", False)


def test_the_bar_stands_where_the_import_is_and_wanders_while_nobody_knows(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.CHECKING)
    assert (dialog.bar.minimum(), dialog.bar.maximum()) == (0, 0)
    view.show_import(state_of(known_at(ImportStep.CHECKING, ImportProgress(2_000, 4_000))))
    assert (dialog.bar.maximum(), dialog.bar.value(), dialog.moving.text()) == (100, 50, "正在检查 2,000 / 4,000 行")


def test_rows_are_told_with_number_verdict_name_and_reason(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.CHECKED)
    cells = [str(dialog.model.index(1, column).data()) for column in range(dialog.model.columnCount())]
    assert cells[:3] == ["1048", "无效", "南昌航信通信设备有限公司"]
    assert cells[3].startswith("统一社会信用代码是数字单元格")
    labels = [label.text() for label in dialog.findChildren(StateLabel) if not label.isHidden()]
    assert labels == ["新增 4,812", "补全 1", "重复 180", "无效 2"]


def test_result_template_and_pool_are_wished_for(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.DONE)
    saved, template, pool = heard(view.result_asked), heard(view.template_asked), heard(view.pool_chosen)
    click(dialog.export)
    click(dialog.template)
    dialog.pools.choices.actions()[1].trigger()
    assert (saved, template, pool) == ([()], [()], [("2",)])


def test_one_pool_is_named_and_not_asked_for(view: ImportsView) -> None:
    view.open_import(state_of(known_at(ImportStep.CHOOSE, is_one_pool=True)))
    assert view.opened is not None
    assert (view.opened.pools.isVisible(), view.opened.pool.text()) == (False, "华南公海")


def test_a_file_is_chosen_in_a_dialog_that_stops_nothing(view: ImportsView, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(view, ImportStep.CHOOSE)
    chosen = heard(view.file_chosen)
    click(dialog.choose)
    (asking,) = dialog.findChildren(QFileDialog)
    asking.fileSelected.emit(str(tmp_path / "名单.xlsx"))
    assert chosen == [(str(tmp_path / "名单.xlsx"),)]
    asking.close()


@pytest.mark.parametrize(("number", "is_chosen"), [(1, True), (2, False)])
def test_one_file_can_be_dropped(view: ImportsView, tmp_path: Path, *, number: int, is_chosen: bool) -> None:
    dialog = opened(view, ImportStep.CHOOSE)
    chosen = heard(view.file_chosen)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{each}.csv")) for each in range(number)])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)
    assert bool(chosen) is is_chosen


def test_closing_it_is_told_and_it_opens_anew(view: ImportsView, qtbot: QtBot) -> None:
    dialog = opened(view, ImportStep.CHECKED)
    closed = heard(view.closed)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: closed == [()])
    assert view.opened is None
    assert opened(view, ImportStep.CHOOSE).isVisible()


def test_it_goes_with_its_person_without_a_word(view: ImportsView) -> None:
    opened(view, ImportStep.CHECKED)
    closed = heard(view.closed)
    view.close_import()
    assert (closed, view.opened) == ([], None)


def test_it_speaks_the_language_chosen_while_it_stands_open(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.CHECKED)
    words.speak(Language.ENGLISH)
    say_everything_again()
    view.show_import(state_of(known_at(ImportStep.CHECKED)))
    assert (dialog.windowTitle(), dialog.choose.text()) == ("Import customers", "Choose a file…")
    assert (dialog.confirm.text(), dialog.export.text()) == ("Import 4,813 customers", "Save the result")


def test_the_same_state_again_moves_nothing(view: ImportsView) -> None:
    dialog = opened(view, ImportStep.CHECKED)
    dialog.table.go_to_place(2)
    view.show_import(replace(state_of(known_at(ImportStep.CHECKED)), beside="已存"))
    assert dialog.table.currentIndex().row() == 2


@pytest.mark.parametrize("name", import_scenes.SCENES)
def test_every_step_can_be_put_on(stage: Stage, name: str) -> None:
    assert stage(import_scenes.SCENES[name]).isVisible()
