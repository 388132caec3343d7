"""流入规则 as an admin of the system types them: real presenters, a real cache, the real window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.screens.flow_in import WordOf
from desktop.screens.pools import PoolsPart
from desktop.screens.window import Page
from desktop.views.flow_in_dialogs import WordDialog
from desktop.views.flow_in_view import FlowInView
from desktop.views.pools_page import PoolsPage
from domain.flow_in import THE_FLOW_IN, Allocation, FlowIn, settings_of_flow_in
from domain.identifiers import PersonId, PoolId
from sync.protocol.rows import FlowInRow, PersonRow, PoolRow, Row
from tests.desktop.presenters.above import sit_above
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, TEAM, WANG
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, leave_with, open_window
from tests.desktop.views.stage import dialog_of

ADMIN, LIU = "0" * 31 + "a", "0" * 31 + "d"
RULES = FlowIn(
    window_days=14,
    pool_id=PoolId(SOUTH),
    scores={"login": 5, "browse": 5, "upload": 40, "quote": 40, "consult": 30, "order": 100, "live_stream": 10},
    allocations={
        "self_registered": Allocation(PoolId(SOUTH), (PersonId(WANG), PersonId(CHEN))),
        "dfm": Allocation(PoolId(NORTH)),
        "exhibition_2026": Allocation(PoolId(NORTH)),
    },
)


def flow_in_rows() -> list[Row]:
    """An admin, a third rep, a second pool, and rules of a second version."""
    return [
        *company(),
        PersonRow(ADMIN, 1, told("何敏", "He Min"), "8" * 32, ("system_admin",)),
        PersonRow(LIU, 1, told("刘洋", "Liu Yang"), TEAM, ("rep",)),
        PoolRow(NORTH, 1, told("高校与研究所公海", "Universities and institutes")),
        FlowInRow(THE_FLOW_IN, 2, settings_of_flow_in(RULES)),
    ]


def _live(width: int, height: int, *, is_online: bool = True) -> FlowInView:
    folder = Path(tempfile.mkdtemp())
    desk = sit_above(folder, ADMIN, company=flow_in_rows())
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    presenters.window.open_page(Page.POOLS)
    window.show()
    page = window.findChild(PoolsPage)
    assert page is not None
    page.show_part(PoolsPart.FLOW_IN)
    return page.flow_in


def rules(width: int, height: int) -> QWidget:
    """As they hold."""
    return _live(width, height).window()


def offline(width: int, height: int) -> QWidget:
    """Saved on a train, and something typed since."""
    view = _live(width, height, is_online=False)
    view.form.typed_anew.emit(replace(view.typed, threshold="100"))
    view.save.click()
    view.form.typed_anew.emit(replace(view.typed, scores=view.typed.scores[2:]))
    return view.window()


def troubled(width: int, height: int) -> QWidget:
    """Numbers that cannot be, a source without a pool."""
    view = _live(width, height)
    scores = tuple(replace(each, points="-4" if each.kind == "quote" else each.points) for each in view.typed.scores)
    sources = tuple(replace(each, pool_id="") for each in view.typed.sources)
    view.form.typed_anew.emit(replace(view.typed, threshold="", scores=scores, sources=sources))
    view.save.click()
    return view.window()


def word(width: int, height: int) -> QWidget:
    """One that is there already."""
    view = _live(width, height)
    view.form.word_asked.emit(WordOf.KIND, "")
    dialog = view.question
    assert isinstance(dialog, WordDialog)
    dialog.word.setText("live_stream")
    dialog.confirm.click()
    return dialog


def turn(width: int, height: int) -> QWidget:
    """Who gets them."""
    view = _live(width, height)
    view.form.turn_asked.emit("self_registered")
    return dialog_of(view)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "flow-in": rules,
    "flow-in-offline": offline,
    "flow-in-troubled": troubled,
    "dialog-flow-in-word": word,
    "dialog-flow-in-turn": turn,
}
