"""审核, as Zhou sees it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.presenters.signed_in import SignedIn
from desktop.screens.review import ReviewAct, ReviewTab
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.review_page import ReviewPage
from sync.protocol.rows import ReinstatementRow
from sync.protocol.scopes import team_scope
from tests.desktop.presenters.above import ZHOU, held, sit_above
from tests.desktop.presenters.desk import CHEN, TEAM, ago, in_pool
from tests.desktop.presenters.rooms import request
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, dressed, leave_with, open_window, renamed
from tests.desktop.views.stage import dialog_of


def _manager(
    width: int, height: int, requests: Iterable[ReinstatementRow], *, is_online: bool = True
) -> tuple[MainWindow, SignedIn, ReviewPage]:
    """Zhou's window at 审核."""
    folder = Path(tempfile.mkdtemp())
    theirs = [dressed(held(number, CHEN, 0.3)) for number in (3, 4)]
    pooled = [dressed(in_pool(number)) for number in (1, 2, 5, 13)]
    desk = sit_above(folder, ZHOU, theirs, pooled, company=company())
    desk.store(team_scope(TEAM), renamed(requests))
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    window.show()
    presenters.window.open_page(Page.REVIEW)
    page = window._pages[Page.REVIEW]
    assert isinstance(page, ReviewPage)
    return window, presenters, page


def _asked() -> list[ReinstatementRow]:
    text = told(
        "王工确认 6 层板打样，周五给 Gerber；对方希望账期 30 天。当天在客户厂里没有信号，回来才送达。",
        "Mr Wang confirmed the 6-layer samples, Gerber on Friday; wants 30 days to pay. No signal inside their plant.",
    )
    answer = {"answered_by": ZHOU, "answered_at": ago(0.4)}
    return [
        request(1, days=0.05, text=text),
        request(2, days=0.2, rule="no_first_follow_up", person_id=CHEN, text=text),
        request(13, days=0.3, text=text),
        request(3, days=0.9, text=text),
        request(5, "declined", 2, note=told("间隔太久", "Too long ago"), text=text, **answer),
    ]


def review(width: int, height: int) -> MainWindow:
    window, _, page = _manager(width, height, _asked())
    page.table.go_to_place(0)
    return window


def review_offline(width: int, height: int) -> MainWindow:
    """One granted, not sent yet."""
    window, _, page = _manager(width, height, _asked(), is_online=False)
    page.act_asked.emit(page.model.id_at(0), ReviewAct.GRANT.value)
    page.table.go_to_place(2)
    return window


def review_answered(width: int, height: int) -> MainWindow:
    window, _, page = _manager(width, height, _asked())
    page.tabs.tab_asked.emit(ReviewTab.ANSWERED.value)
    page.table.go_to_place(0)
    return window


def review_empty(width: int, height: int) -> MainWindow:
    return _manager(width, height, ())[0]


def declining(width: int, height: int) -> QWidget:
    """Why not, with what kept it from being done."""
    _, _, page = _manager(width, height, _asked())
    page.act_asked.emit(page.model.id_at(0), ReviewAct.DECLINE.value)
    assert page.asking is not None
    page.asking.note.setText(told("间隔太久", "Too long ago"))
    page.asking.show_trouble(told("这份申请已经批准过", "The request was granted already"))
    return dialog_of(page)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "review": review,
    "review-offline": review_offline,
    "review-answered": review_answered,
    "review-empty": review_empty,
    "dialog-decline": declining,
}
