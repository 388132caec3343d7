"""今日, the line at the foot, and a follow-up that came too late: as Wang sees them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from desktop.presenters.signed_in import SignedIn
from desktop.screens.customer import Draft
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.today_page import TodayPage
from domain.commands import (
    Command,
    PutTag,
    RegisterCustomer,
    SaveContact,
    SubmitCertification,
    WriteNote,
)
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, PoolId, TagId
from domain.instants import millis
from domain.reasons import Reason
from sync.protocol.rows import CustomerRow, FollowUpRow, ReceiptRow, Row, TagGroupRow, TagRow
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.above import ZHOU
from tests.desktop.presenters.desk import CHEN, DAY, NOW, SOUTH, WANG, Desk, ago, customer_id, in_pool, mine, open_desk
from tests.desktop.presenters.rooms import notice, request
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, dressed, leave_with, named, open_window, renamed

_HDI = TagRow("7" * 32, 1, "HDI", "6" * 32)


def _rep(
    width: int, height: int, rows: Sequence[CustomerRow], told_rows: Iterable[Row], *, is_online: bool = True
) -> tuple[MainWindow, SignedIn, Desk]:
    """Wang's window. What was told to her stands there before it opens."""
    folder = Path(tempfile.mkdtemp())
    pooled = [dressed(in_pool(number)) for number in range(50, 56)]
    desk = open_desk(folder, [dressed(row) for row in rows], pooled)
    desk.store(REFERENCE, company())
    desk.store(person_scope(WANG), told_rows)
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    return window, presenters, desk


def _plan(number: int, days: int, text: str) -> tuple[CustomerRow, FollowUpRow]:
    on = (NOW.date() + timedelta(days=days)).isoformat()
    row = mine(number, 20, last_follow_up_at=ago(6 - days), next_follow_up_on=on)
    said = FollowUpRow(f"n{number}", 1, row.id, WANG, "phone", text, ago(6 - days), ago(6 - days))
    return row, said


def _day() -> tuple[list[CustomerRow], list[Row]]:
    """What a full day holds."""
    plans = [
        _plan(
            1, -2, told("王工确认 6 层板打样，周五给 Gerber", "Mr Wang confirmed the 6-layer samples; Gerber on Friday")
        ),
        _plan(2, -1, told("对方出差，下周二再联系", "Away on business; call again on Tuesday")),
        _plan(3, 0, told("要 HDI 报价，量约 500 片", "Wants a quote for HDI, about 500 pieces")),
        _plan(13, 0, told("等对方财务审批账期", "Waits for their finance to agree the terms")),
    ]
    flowing = [mine(number, 12.2 + number * 0.31) for number in range(4, 11)]
    given = [mine(number, 0.2) for number in (20, 21, 22)]
    later = millis(NOW.replace(hour=0, minute=0) + 33 * DAY)
    extended = msgspec.structs.replace(mine(30, 30), extended_until=later, extensions=2, outflow_at=later)
    note = told("老客户转介绍", "Referred by an old customer")
    given_by_zhou: dict[str, Any] = {"from_owner_id": None, "to_owner_id": WANG, "actor_id": ZHOU, "note": note}
    idle: dict[str, Any] = {"rule": "follow_up_gap", "numbers": {"follow_up_gap_days": 40}}
    until = {"until": extended.extended_until, "days": 30}
    changes = [
        *(notice(number, "assign", 0.2, **given_by_zhou) for number in (20, 21, 22)),
        *(notice(number, "recycle", 0.58, **idle) for number in (50, 51)),
        notice(40, "recycle", 0.58, rule="no_deal", numbers={"no_deal_days": 120}),
        notice(41, "release", 1.2, actor_id=ZHOU, note=told("长期未跟进", "Not followed up for long")),
        notice(42, "assign", 1.3, actor_id=ZHOU, to_owner_id=CHEN),
        notice(30, "extend", 2.1, to_owner_id=WANG, actor_id=ZHOU, numbers=until),
    ]
    answer = {"answered_by": ZHOU, "answered_at": ago(0.3)}
    requests = [
        request(52, days=0.1),
        request(53, "declined", 1, note=told("已另行安排", "Arranged otherwise"), **answer),
        request(4, "granted", 2, **answer),
    ]
    customers = [*(row for row, _ in plans), *flowing, *given, extended]
    return customers, [*(said for _, said in plans), *renamed(changes), *renamed(requests)]


def today(width: int, height: int, *, is_online: bool = True) -> MainWindow:
    """A full day, a deed opened."""
    customers, rows = _day()
    window, presenters, _ = _rep(width, height, customers, rows, is_online=is_online)
    window.show()
    presenters.window.open_page(Page.TODAY)
    page = window._pages[Page.TODAY]
    assert isinstance(page, TodayPage)
    group = next(view.line.id for view in page.blocks[TodayPart.CHANGES].lines if view.line.is_open is not None)
    page.blocks[TodayPart.CHANGES].line_asked.emit(group)
    return window


def today_offline(width: int, height: int) -> MainWindow:
    return today(width, height, is_online=False)


def today_quiet(width: int, height: int) -> MainWindow:
    """Only the one part that has something."""
    window, presenters, _ = _rep(width, height, [mine(1, 13.2)], ())
    window.show()
    presenters.window.open_page(Page.TODAY)
    return window


def today_empty(width: int, height: int) -> MainWindow:
    window, presenters, _ = _rep(width, height, [mine(1, 2)], ())
    window.show()
    presenters.window.open_page(Page.TODAY)
    return window


def news(width: int, height: int) -> MainWindow:
    """At the list, when the system has taken two back meanwhile."""
    window, presenters, desk = _rep(width, height, [mine(number, 3) for number in range(12)], ())
    window.show()
    desk.store(person_scope(WANG), renamed(notice(number, "recycle", 0.01, rule="lapsed") for number in (50, 51)))
    presenters.reported(Report(contact=Contact.GOOD, changed={"notice": frozenset({"1"})}))
    presenters.rested(Report(contact=Contact.GOOD))
    return window


def late(width: int, height: int) -> MainWindow:
    """The sync centre with a follow-up that came too late, and one whose customer was asked back."""
    window, presenters, desk = _rep(width, height, [mine(number, 38) for number in (1, 2, 3)], (), is_online=False)
    window.show()
    for number in (1, 2):
        text = told("王工确认 6 层板打样，周五给 Gerber", "Mr Wang confirmed the 6-layer samples; Gerber on Friday")
        presenters.customer.save_asked(customer_id(number), Draft("phone", text))
    items = [item for group in desk.cache.outbox.groups() for item in group.items]
    desk.store(person_scope(WANG), (), [("customer", customer_id(number)) for number in (1, 2)])
    desk.store(pool_scope(SOUTH), [dressed(in_pool(number)) for number in (1, 2)])
    why: dict[str, str | int] = {"rule": "follow_up_gap", "days": 40, "recycled_at": ago(0.6)}
    desk.store(
        person_scope(WANG), [ReceiptRow(item.id, 1, True, Reason.LATE_EVIDENCE, why, millis(NOW)) for item in items]
    )
    presenters.reported(Report(contact=Contact.UNREACHABLE, changed={"receipt": frozenset({"1"})}))
    presenters.sync_centre.step_asked(items[1].id, "ask-back")
    presenters.window.open_page(Page.SYNC_CENTRE)
    window.sync_centre.table.go_to_place(len(desk.cache.outbox.groups()) - 1)
    return window


def written(width: int, height: int) -> MainWindow:
    """The sync centre with what was written about customers: some waits, some was refused and can be copied."""
    rows = [mine(number, 20) for number in range(1, 6)]
    window, presenters, desk = _rep(width, height, rows, (), is_online=False)
    desk.store(REFERENCE, (TagGroupRow("6" * 32, 1, "工艺"), _HDI))
    window.show()
    first, second, third, fourth, fifth = (CustomerId(row.id) for row in rows)
    waiting: list[Command] = [
        WriteNote(first, told("要开发票抬头，每月 25 日对账", "Wants invoices made out anew; accounts on the 25th")),
        PutTag(second, TagId(_HDI.id)),
        SaveContact(second, ContactId("c" * 32), told("李工", "Ms Li"), told("工艺", "Process"), "13700001111"),
    ]
    refused: list[Command] = [
        SaveContact(
            third, ContactId("d" * 32), told("王工", "Mr Wang"), told("采购", "Purchasing"), "13900003333"
        ),
        SubmitCertification(
            fourth, CertificationId("e" * 32), named(4), "91350100M000100Y43", "3000000", "CNY", date(2015, 3, 1),
            told("深圳市南山区科技园 1 号", "1 Science Park, Nanshan, Shenzhen"), AttachmentId("a" * 32),
        ),
        RegisterCustomer(
            CustomerId("f" * 32), PoolId(SOUTH), told("深圳市创芯科技有限公司", "Shenzhen Chuangxin Technology"),
            contact_name=told("王工", "Mr Wang"), phone="13900003333", note=told("展会认识", "Met at the fair"),
        ),
        WriteNote(fifth, told("对方财务换人，账期改 45 天", "New accountant; 45 days to pay from now on")),
    ]  # fmt: skip
    kept = [desk.cache.outbox.submit([each], NOW, is_online=False).accepted[0] for each in (*refused, *waiting)]
    held: dict[str, str | int] = {"known": "held_by", "owner_id": CHEN, "customer_id": customer_id(51)}
    answers: list[tuple[Reason, dict[str, str | int]]] = [
        (Reason.PHONE_CONFLICT, held | {"by": "phone"}),
        (Reason.CERTIFIED, {"origin": "customer"}),
        (Reason.ALREADY_KNOWN, held | {"by": "name"}),
        (Reason.NOT_YOURS, {"owner_id": CHEN}),
    ]
    desk.store(
        person_scope(WANG),
        [ReceiptRow(kept[at], 1, False, reason, facts, millis(NOW)) for at, (reason, facts) in enumerate(answers)],
    )
    presenters.reported(Report(contact=Contact.UNREACHABLE, changed={"receipt": frozenset(kept)}))
    presenters.window.open_page(Page.SYNC_CENTRE)
    window.sync_centre.table.go_to_place(0)
    return window


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "today": today,
    "today-offline": today_offline,
    "today-quiet": today_quiet,
    "today-empty": today_empty,
    "today-news": news,
    "sync-late": late,
    "sync-written": written,
}
