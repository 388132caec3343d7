"""标签 as a tag admin sees it, and the picker as a rep does: real presenters, a real cache, the real window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.presenters.signed_in import SignedIn
from desktop.screens.selection import These
from desktop.screens.tags import TagsTab
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.tags_page import TagsPage
from domain.instants import millis
from sync.protocol.rows import PersonRow, Row, TagGroupRow, TagRequestRow, TagRow
from tests.desktop.presenters.above import COMPANY, OTHER, held, sit_above
from tests.desktop.presenters.desk import CHEN, NOW, WANG, Desk, in_pool, mine
from tests.desktop.views.invented import told
from tests.desktop.views.live import leave_with, open_window

QIAN = "0" * 31 + "9"
GROUPS = tuple(f"{number:032x}" for number in range(0xA0, 0xA4))
TAGS = tuple(f"{number:032x}" for number in range(0xB0, 0xD0))
REQUESTS = tuple(f"{number:032x}" for number in range(0xE0, 0xE3))


def _at(hours: float) -> int:
    return millis(NOW - timedelta(hours=hours))


def tag_rows() -> list[Row]:
    """Four groups; one tag is used no more; three requests."""
    process = (
        told("多层板", "Multilayer"),
        "HDI",
        "FPC",
        told("高频板", "High frequency"),
        told("铝基板", "Aluminium base"),
        told("软硬结合板", "Rigid-flex"),
        told("单面板", "Single layer"),
    )
    needs = told("打样", "Prototypes"), told("批量", "Series"), told("急单", "Express")
    relation = told("重点维护", "Key"), told("价格敏感", "Price-sensitive"), told("竞品在供", "Buys elsewhere")
    source = told("展会", "Fair"), told("转介绍", "Referral")
    names = told("工艺", "Process"), told("需求", "Needs"), told("关系", "Relation"), told("来源", "Source")
    rows: list[Row] = [TagGroupRow(key, 1, name) for key, name in zip(GROUPS, names, strict=True)]
    ids = iter(TAGS)
    for group, tags in zip(GROUPS, (process, needs, relation, source), strict=True):
        rows += [TagRow(next(ids), 1, name, group, name == process[-1]) for name in tags]
    why = told("功率模块客户越来越多，想单独挑出来", "More and more build power modules; I want to find them")
    no = told("写在备注里更合适", "Better written in the note")
    rows += [
        TagRequestRow(REQUESTS[0], 1, told("陶瓷板", "Ceramic"), WANG, _at(3), why),
        TagRequestRow(
            REQUESTS[1], 2, told("厚铜板", "Heavy copper"), CHEN, _at(52), "", "granted", TAGS[0], QIAN, _at(30)
        ),
        TagRequestRow(
            REQUESTS[2], 2, told("好说话", "Easy-going"), WANG, _at(80), "", "declined", None, QIAN, _at(70), no
        ),
    ]
    return rows


def _company() -> list[Row]:
    return [*COMPANY, PersonRow(QIAN, 1, told("钱多", "Qian Duo"), OTHER, ("tag_admin",)), *tag_rows()]


def live(
    width: int, height: int, person_id: str = QIAN, *, is_online: bool = True
) -> tuple[MainWindow, SignedIn, Desk]:
    """The whole window of somebody whose customers carry tags."""
    folder = Path(tempfile.mkdtemp())
    own = [
        mine(number, tags=(TAGS[number % 6], TAGS[7 + number % 3], "老客户")[: 1 + number % 3]) for number in range(9)
    ]
    theirs = [held(number, CHEN, tags=(TAGS[number % 7],)) for number in range(20, 60)]
    pooled = [in_pool(number, tags=(TAGS[number % 5], TAGS[10])) for number in range(300, 340)]
    is_rep = person_id == WANG
    desk = sit_above(folder, person_id, () if is_rep else theirs, pooled, own if is_rep else (), company=_company())
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    window.show()
    return window, presenters, desk


def page_of(width: int, height: int, *, is_online: bool = True) -> TagsPage:
    window, presenters, _ = live(width, height, is_online=is_online)
    presenters.window.open_page(Page.TAGS)
    page = window.findChild(TagsPage)
    assert page is not None
    return page


def tags(width: int, height: int) -> QWidget:
    """A group and its tags."""
    return page_of(width, height).window()


def offline(width: int, height: int) -> QWidget:
    """A tag made and another retired on a train."""
    page = page_of(width, height, is_online=False)
    page.tag_named.emit("", told("陶瓷板", "Ceramic"), GROUPS[0])
    page.tags.act_asked.emit(TAGS[1], page.tags.views[0].line.acts[1])
    return page.window()


def requests(width: int, height: int) -> QWidget:
    """What reps ask for."""
    page = page_of(width, height)
    page.tabs.tab_asked.emit(TagsTab.REQUESTS.value)
    return page.window()


def editing(width: int, height: int) -> QWidget:
    """A name that another has: refused, and the question stays."""
    page = page_of(width, height)
    page.tags.act_asked.emit(TAGS[1], page.tags.views[0].line.acts[0])
    dialog = page.question
    assert dialog is not None
    dialog.name.setText("FPC")  # type: ignore[union-attr]
    dialog.confirm.click()
    return dialog


def granting(width: int, height: int) -> QWidget:
    """With a new tag, or with one that is there."""
    page = page_of(width, height)
    page.requests.grant_asked.emit(REQUESTS[0])
    assert page.question is not None
    return page.question


def declining(width: int, height: int) -> QWidget:
    """A word for whoever asked."""
    page = page_of(width, height)
    page.requests.decline_asked.emit(REQUESTS[0])
    assert page.question is not None
    return page.question


def picking(width: int, height: int) -> QWidget:
    """Three of one's own: some carry a tag, one text is no tag."""
    window, presenters, _ = live(width, height, WANG)
    register = window.register
    register.table.go_to_place(1)
    ticks = These(tuple(register.model.id_at(place) for place in range(3)))
    register.show_ticks(ticks)
    presenters.register.ticks_changed(ticks)
    register.batch.tags.click()
    assert register.tag_picker.card is not None
    return window


def picked(width: int, height: int) -> QWidget:
    """Found by letters, ticked by keys."""
    window = picking(width, height)
    assert isinstance(window, MainWindow)
    card = window.register.tag_picker.card
    assert card is not None
    card.search.setText("板" if told("a", "b") == "a" else "l")
    card.list.step(1)
    card.list.ticks[0].click()
    return window


def asking(width: int, height: int) -> QWidget:
    """A tag is missed."""
    window, presenters, _ = live(width, height, WANG)
    register = window.register
    presenters.register.ticks_changed(These((register.model.id_at(0),)))
    register.tag_picker.ask((register.model.id_at(0),), register, QPoint(400, 600))
    assert register.tag_picker.card is not None
    register.tag_picker.card.ask.click()
    assert register.tag_picker.asking is not None
    return register.tag_picker.asking


def ticked(width: int, height: int) -> QWidget:
    """The bar with its button for tags, and tags by name in the list."""
    window, presenters, _ = live(width, height, WANG, is_online=False)
    register = window.register
    ticks = These(tuple(register.model.id_at(place) for place in range(3)))
    register.show_ticks(ticks)
    presenters.register.ticks_changed(ticks)
    register.batch.tags.click()
    card = register.tag_picker.card
    assert card is not None
    card.list.ticks[3].click()
    card.apply.click()
    register.show_ticks(ticks)
    presenters.register.ticks_changed(ticks)
    return window


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "tags": tags,
    "tags-offline": offline,
    "tags-requests": requests,
    "tags-edit": editing,
    "tags-grant": granting,
    "tags-decline": declining,
    "tag-picker": picking,
    "tag-picker-found": picked,
    "tag-picker-ask": asking,
    "register-tagged": ticked,
}
