"""认证: the card and the form beside a customer, and the licence under a manager's eyes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.presenters.certification import CertificationDesk
from desktop.presenters.licences import Licences
from desktop.screens.certification import Typed
from desktop.screens.review import ReviewAct
from desktop.screens.window import Page
from desktop.views.certification_card import CertificationView
from desktop.views.main_window import MainWindow
from desktop.views.pictures import decoded, encoded
from desktop.views.review_page import ReviewPage
from desktop.views.tokens import PANEL_WIDTH, Space
from sync.protocol.attachments import Part
from sync.protocol.rows import CertificationRow, PersonRow
from sync.protocol.scopes import REFERENCE, person_scope, team_scope
from tests.desktop.presenters.above import SUN, ZHOU, held, sit_above
from tests.desktop.presenters.certifying import TYPED, USCC, WRONG_USCC, certified
from tests.desktop.presenters.desk import CHEN, TEAM, WANG, ago, customer_id, mine, open_desk
from tests.desktop.presenters.rooms import request
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, dressed, leave_with, named, open_window, renamed
from tests.desktop.views.stage import dialog_of

ONE = customer_id(1)


def licence_image() -> bytes:
    """Something like a business licence, lying on its side as a telephone took it."""
    paper = QImage(900, 640, QImage.Format.Format_RGB32)
    paper.fill(QColor("#FBF7EC"))
    painter = QPainter(paper)
    painter.setPen(QColor("#B8860B"))
    painter.drawRect(24, 24, 852, 592)
    painter.setPen(QColor("#222222"))
    font = painter.font()
    font.setPixelSize(44)
    painter.setFont(font)
    painter.drawText(QRect(0, 60, 900, 60), Qt.AlignmentFlag.AlignCenter, "营 业 执 照")
    font.setPixelSize(24)
    painter.setFont(font)
    lines = (f"统一社会信用代码  {USCC}", f"名    称  {named(1)}", "注册资本  叁佰万元整", "成立日期  2015年03月01日")
    for place, line in enumerate((*lines, "住    所  深圳市南山区科技园 1 号")):
        painter.drawText(QPoint(90, 210 + 64 * place), line)
    painter.setPen(QColor("#C0342B"))
    painter.drawEllipse(QPoint(740, 500), 70, 70)
    painter.end()
    return encoded(paper)


def _told(number: int, state: str = "submitted", days: float = 0.1, **fields: Any) -> CertificationRow:
    name = named(number)
    address = told("深圳市南山区科技园 1 号", "1 Science Park, Nanshan, Shenzhen")
    return certified(
        number, state, days, **({"customer_name": name, "company_name": name, "address": address} | fields)
    )


@dataclass(frozen=True, slots=True)
class _Stand:
    """The card with whoever looks after it, in a window of its own."""

    window: QWidget
    view: CertificationView
    desk: CertificationDesk


def _card(
    height: int, rows: tuple[CertificationRow, ...] = (), standing: str = "", *, is_online: bool = True
) -> _Stand:
    """Wang's card of her first customer, as wide as the side panel."""
    folder = Path(tempfile.mkdtemp())
    desk = open_desk(folder, [dressed(msgspec.structs.replace(mine(1), certification=standing))])
    desk.store(REFERENCE, company())
    desk.store(person_scope(WANG), rows)
    desk.go_online() if is_online else desk.go_offline()
    for row in rows:
        if row.licence_id:
            desk.cache.attachments.store.keep(row.licence_id, Part.CONTENT, "image/png", licence_image())
    holder, view = QWidget(), CertificationView()
    holder.setProperty("kind", "page")
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
    inside.addWidget(view)
    holder.resize(PANEL_WIDTH, height)
    licences = Licences(desk.place, decoded)
    presenter = CertificationDesk(view, desk.place, desk.presenters._room_ways(), licences)
    desk.presenters.furnishing.rooms[:] = [presenter]
    view.serve(presenter)

    def leave() -> None:
        desk.cache.close()
        shutil.rmtree(folder)

    holder.destroyed.connect(leave)
    holder.show()
    view.show_customer(ONE)
    return _Stand(holder, view, presenter)


def _told_card(
    width: int, height: int, state: str, note: tuple[str, str] = ("", ""), standing: str = "", **fields: Any
) -> QWidget:
    if state != "submitted":
        fields |= {"answered_by": ZHOU, "answered_at": ago(0.05), "note": told(*note)}
    return _card(height, (_told(1, state, **fields),), standing).window


def none_yet(width: int, height: int) -> QWidget:
    return _card(height).window


def of_customer(width: int, height: int) -> QWidget:
    """It certified itself; what the rep had sent in is told below."""
    own = _told(2, "approved", 0.5, origin="customer", person_id=None, licence_id=None, answered_at=ago(0.5))
    former = _told(1, "superseded", 3, answered_at=ago(0.5))
    own = msgspec.structs.replace(own, customer_id=ONE, company_name=named(1))
    return _card(height, (own, former), "customer").window


def _form(height: int, typed: Typed, *, has_licence: bool = True) -> _Stand:
    stand = _card(height, is_online=False)
    form = stand.view.form
    stand.desk.certification_form_asked(ONE)
    form.name.setText(typed.company_name)
    form.uscc.show_code(typed.uscc)
    form.capital.setText(typed.capital)
    form.founded_on.show_value(typed.founded_on)
    form.address.setText(typed.address)
    if has_licence:
        stand.desk.licence_pasted(ONE, licence_image())
    stand.desk.certification_typed(ONE, stand.view.typed)
    return stand


def _typed() -> Typed:
    return replace(TYPED, company_name=named(1), address=told(TYPED.address, "1 Science Park, Nanshan, Shenzhen"))


def form(width: int, height: int) -> QWidget:
    """All of it filled in, the licence pasted."""
    return _form(height, _typed()).window


def form_troubled(width: int, height: int) -> QWidget:
    """A misread code, capital in characters, and no licence."""
    stand = _form(height, replace(_typed(), uscc=WRONG_USCC, capital="三百万"), has_licence=False)
    stand.desk.certification_sent(ONE, stand.view.typed)
    return stand.window


def waiting(width: int, height: int) -> QWidget:
    """Sent in without a network."""
    stand = _form(height, _typed())
    stand.desk.certification_sent(ONE, stand.view.typed)
    return stand.window


def _review(width: int, height: int, person_id: str = ZHOU) -> tuple[MainWindow, ReviewPage]:
    folder = Path(tempfile.mkdtemp())
    theirs = [dressed(held(number, WANG if number % 2 else CHEN)) for number in range(1, 6)]
    everybody = [row for row in company() if row.id != SUN]
    sun = PersonRow(SUN, 1, told("孙丽", "Sun Li"), TEAM, ("sales_support",))
    desk = sit_above(folder, person_id, theirs, company=[*everybody, sun])
    answer = {"answered_by": ZHOU, "answered_at": ago(0.4)}
    rows = [
        _told(1, days=0.05, company_name=told("厦门信达光电有限公司", "Xiamen Xinda Opto Ltd")),
        _told(2, days=0.2, person_id=CHEN),
        _told(3, "approved", 2, **answer),
        _told(4, "rejected", 3, person_id=CHEN, note=told("照片不清", "The photo is blurred"), **answer),
        _told(5, "approved", 4, **answer),
    ]
    desk.store(team_scope(TEAM), [*rows, *renamed([request(13, days=0.3)])])
    for row in rows:
        assert row.licence_id is not None
        desk.cache.attachments.store.keep(row.licence_id, Part.CONTENT, "image/png", licence_image())
    window, presenters = open_window(desk, width, height, is_online=True)
    leave_with(window, desk, folder)
    window.show()
    presenters.window.open_page(Page.REVIEW)
    page = window._pages[Page.REVIEW]
    assert isinstance(page, ReviewPage)
    return window, page


def listed(width: int, height: int) -> QWidget:
    """Certifications beside another kind of request."""
    window, page = _review(width, height)
    page.table.go_to_place(0)
    return window


def examination(width: int, height: int) -> QWidget:
    window, page = _review(width, height)
    page.act_asked.emit(certified(1).id, ReviewAct.EXAMINE.value)
    return window


def rejecting(width: int, height: int) -> QWidget:
    _, page = _review(width, height)
    page.act_asked.emit(certified(1).id, ReviewAct.DECLINE.value)
    return dialog_of(page)


def standing(width: int, height: int) -> QWidget:
    """What sales support may revoke, one of it examined."""
    window, page = _review(width, height, SUN)
    page.table.go_to_place(0)
    return window


def revocable(width: int, height: int) -> QWidget:
    window, page = _review(width, height, SUN)
    page.act_asked.emit(certified(3).id, ReviewAct.EXAMINE.value)
    return window


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "certification-none": none_yet,
    "certification-submitted": partial(_told_card, state="submitted", standing="submitted"),
    "certification-approved": partial(_told_card, state="approved", standing="profile"),
    "certification-rejected": partial(
        _told_card, state="rejected", note=("照片不清，请重拍", "The photo is blurred, take another")
    ),
    "certification-revoked": partial(_told_card, state="revoked", note=("资料有误", "It says something wrong")),
    "certification-of-customer": of_customer,
    "certification-form": form,
    "certification-form-troubled": form_troubled,
    "certification-waiting": waiting,
    "certification-listed": listed,
    "certification-examination": examination,
    "certification-standing": standing,
    "certification-revocable": revocable,
    "dialog-certification-reject": rejecting,
}
"""The cards and forms are as wide as the side panel in which they stand."""
