"""The lazy table: who is in it at once, rows by and by, ticks as a value."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.id_table import CHUNK, KEPT_ROWS, WAITING, IdTableModel, Role
from desktop.screens.cells import Labels, Named, Row, Text
from desktop.screens.lists import Column, Listing
from desktop.screens.selection import NOBODY, AllMatching, Selection, These

pytestmark = pytest.mark.usefixtures("qapp")

COLUMNS = (Column.NAME, Column.REGION)


def filled(count: int, *, has_ticks: bool = True) -> IdTableModel:
    model = IdTableModel(has_ticks=has_ticks)
    model.show_listing(Listing(COLUMNS, [f"c{place}" for place in range(count)]))
    return model


def row(row_id: str, name: str = "") -> Row:
    return Row(row_id, (Named(name or row_id.upper()), Text("广东 深圳")))


def texts(model: IdTableModel, place: int) -> list[object]:
    return [model.index(place, column).data() for column in range(model.first_column, model.columnCount())]


def test_the_model_keeps_qts_rules_with_and_without_ticks(qtmodeltester: ModelTester) -> None:
    check: Callable[[IdTableModel], None] = qtmodeltester.check
    for has_ticks in (True, False):
        model = filled(7, has_ticks=has_ticks)
        check(model)
        model.show_rows([row("c3"), row("c6")])
        model.show_listing(Listing(COLUMNS, ["c6", "c1"]))
        check(model)


def test_the_length_is_known_before_any_row_has_come() -> None:
    model = filled(100_000)
    assert model.rowCount() == 100_000
    assert texts(model, 99_999) == [WAITING, WAITING]


def test_rows_in_sight_are_asked_for_by_chunk_and_once(qtbot: QtBot) -> None:
    model = filled(1_000)
    asked: list[tuple[str, ...]] = []
    model.rows_asked.connect(asked.append)
    with qtbot.waitSignal(model.rows_asked, timeout=1000):
        for place in range(195, 205):
            texts(model, place)
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=1000)
    assert [ids[0] for ids in asked] == ["c0", f"c{CHUNK}"]
    assert {len(ids) for ids in asked} == {CHUNK}
    texts(model, 0)
    qtbot.waitUntil(lambda: not model._asking.isActive(), timeout=1000)
    assert len(asked) == 2


def test_a_row_appears_in_place_and_rows_of_others_are_ignored(qtbot: QtBot) -> None:
    model = filled(3)
    with qtbot.waitSignal(model.dataChanged, timeout=1000) as changed:
        model.show_rows([row("c1", "鼎芯"), row("nobody")])
    first, last = changed.args[0], changed.args[1]
    assert (first.row(), last.row()) == (1, 1)
    assert texts(model, 1) == ["鼎芯", "广东 深圳"]
    assert texts(model, 0) == [WAITING, WAITING]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_rows([row("nobody")])


def test_after_a_new_listing_known_rows_are_shown_at_once_and_asked_for_anew(qtbot: QtBot) -> None:
    model = filled(3)
    model.show_rows([row("c2", "鼎芯")])
    model.show_listing(Listing(COLUMNS, ["c2", "c0"]))
    with qtbot.waitSignal(model.rows_asked, timeout=1000) as asked:
        assert texts(model, 0) == ["鼎芯", "广东 深圳"]
    assert asked.args == [("c2", "c0")]


def test_other_columns_forget_rows_and_ticks() -> None:
    model = filled(3)
    model.show_rows([row("c0")])
    model.tick(0, 1, ticked=True)
    told: list[Selection] = []
    model.ticks_changed.connect(told.append)
    model.show_listing(Listing((Column.NAME,), ["c0", "c1"]))
    assert texts(model, 0) == [WAITING]
    assert told == [NOBODY]


def test_data_answers_unserved_roles_with_nothing() -> None:
    model = filled(2)
    roles = (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.BackgroundRole)
    assert [model.index(0, 1).data(role) for role in roles] == [None, None, None]
    assert model.index(1, 0).data(Role.ID) == "c1"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


def test_memory_stays_bounded_on_a_long_way_down() -> None:
    model = filled(3 * KEPT_ROWS)
    for start in range(0, 3 * KEPT_ROWS, CHUNK):
        model.show_rows([row(f"c{place}") for place in range(start, start + CHUNK)])
        assert len(model._rows) <= KEPT_ROWS
    assert model.row_at(3 * KEPT_ROWS - 1) is not None
    assert model.row_at(0) is None


def test_ticks_come_in_the_order_the_person_saw() -> None:
    model = filled(10)
    told: list[Selection] = []
    model.ticks_changed.connect(told.append)
    for place in (7, 2, 5):
        model.tick(place, place, ticked=True)
    assert told[-1] == These(("c2", "c5", "c7"))
    model.tick(2, 2, ticked=False)
    assert told[-1] == These(("c5", "c7"))


def test_all_matching_holds_exceptions_not_ids() -> None:
    model = filled(100_000)
    model.tick_all(ticked=True)
    assert model.ticks == AllMatching()
    model.tick(3, 4, ticked=False)
    assert model.ticks == AllMatching(frozenset({"c3", "c4"}))
    assert [model.is_ticked(place) for place in (2, 3, 4, 99_999)] == [True, False, False, True]
    model.tick(4, 4, ticked=True)
    assert model.ticks == AllMatching(frozenset({"c3"}))

    model.tick_all(ticked=False)
    nobody: Selection = model.ticks
    assert nobody == NOBODY


def test_a_tick_on_somebody_no_longer_listed_is_dropped_and_told() -> None:
    model = filled(4)
    model.tick(0, 2, ticked=True)
    told: list[Selection] = []
    model.ticks_changed.connect(told.append)
    model.show_listing(Listing(COLUMNS, ["c3", "c2", "c0"]))
    assert told == [These(("c0", "c2"))]
    model.show_ticks(These(("c1", "c3")))
    assert model.ticks == These(("c3",))
    assert len(told) == 1


def test_assistive_programs_tick_through_the_model() -> None:
    model = filled(2)
    assert model.index(1, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticks == These(("c1",))
    assert not model.setData(model.index(1, 1), "x", Qt.ItemDataRole.EditRole)


def test_an_empty_list_of_labels_is_no_text() -> None:
    model = filled(1)
    model.show_rows([Row("c0", (Named("鼎芯"), Labels()))])
    assert texts(model, 0) == ["鼎芯", ""]
    assert (model.id_at(5), model.place_of("nobody"), model.row_at(9)) == ("", -1, None)
