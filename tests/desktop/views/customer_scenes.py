"""The whole customer, tab by tab and state by state: the real presenters on a real cache, in the real window."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.screens.customer import ContactField, Draft
from desktop.screens.register import RegisterTab
from desktop.views.customer_window import CustomerWindow
from desktop.views.main_window import MainWindow
from domain.commands import AddFollowUp, EditFollowUp, FollowUpKind, SaveContact, WriteNote
from domain.identifiers import AttachmentId, ContactId, CustomerId, FollowUpId
from domain.instants import instant
from sync.protocol.rows import (
    CertificationRow,
    ContactRow,
    CustomerRow,
    FollowUpRow,
    OrderRow,
    OwnershipEventRow,
    RevisionRow,
    Row,
    TagGroupRow,
    TagRow,
)
from sync.protocol.scopes import REFERENCE, person_scope
from tests.desktop.presenters.above import ZHOU
from tests.desktop.presenters.desk import WANG, Desk, ago, customer_id, in_pool, mine, open_desk
from tests.desktop.views.invented import told
from tests.desktop.views.live import company, leave_with, named, open_window

ONE = CustomerId(customer_id(1))
LAYERS, FAST = "b" * 32, "c" * 32


def _customer(number: int, **fields: object) -> CustomerRow:
    return mine(
        number,
        8,
        name=named(number),
        uscc=f"91440300MA5F2K{number:04}",
        external_id=f"88{number:04}",
        last_order_at=ago(30),
        last_follow_up_at=ago(1.2),
        follow_up_count=2,
        order_count=2,
        tags=(LAYERS, FAST),
        contact_name=told("王工", "Mr Wang"),
        phone="138 0000 5678",
        email="wang@dingxin.example",
        wechat="wang_dx",
        address="广东省深圳市宝安区西乡街道固戍社区航城大道 168 号 3 栋 602",
        industry=told("工业控制", "Industrial control"),
        level="A",
        source=told("线下老客户", "Offline legacy"),
        registered_capital="3000",
        founded_on="2013-05-17",
        note=told(
            "采购周期两周，账期 30 天。样板走顺丰到付。", "Two weeks to buy, 30 days to pay. Samples by courier."
        ),
        **fields,
    )


def _lying_with() -> list[Row]:
    wang, li = told("王工", "Mr Wang"), told("李采购", "Ms Li")
    said = told("王工确认 6 层板打样，周五给 Gerber。", "Mr Wang confirmed the 6-layer samples; Gerber on Friday.")
    stages = (("reviewing", ago(6)), ("engineering", ago(5)), ("in_production", ago(2)), ("shipped", None))
    first, second = ago(2.3), ago(6.1)
    return [
        ContactRow("1" * 32, 1, ONE, wang, told("研发经理", "R&D"), "13812342671", "wang@dingxin.example", "wang_dx"),
        ContactRow("2" * 32, 1, ONE, li, told("采购", "Buyer"), "0755-2345 6789", note=told("上午好找", "Mornings")),
        FollowUpRow("f1", 1, ONE, WANG, "phone", said, first, first, "2026-09-18", wang, True, (), first + 60_000),
        RevisionRow("r1", 1, ONE, "f1", first + 60_000, "wechat", told("王工确认打样。", "Confirmed."), None, wang),
        FollowUpRow("f2", 1, ONE, WANG, "visit", told("参观产线。", "Saw the line."), second, second, None, li),
        OrderRow("o1", 1, ONE, named(1), "W20260905001", ago(6), 1_234_560, rep_id=WANG, category="pcb",
                 title=told("6 层沉金板", "6 layers, ENIG"), status="in_production", stages=stages, is_invoiced=False),
        OrderRow("o2", 1, ONE, named(1), "W20260812007", ago(30), 86_000, rep_id=WANG, category="smt",
                 title=told("样机贴片", "Prototype assembly"), status="completed", is_invoiced=True, is_shipped=True),
        CertificationRow("p1", 1, ONE, named(1), "profile", "approved", named(1), "91440300MA5F2K0001", ago(9), WANG,
                         capital="3000000", currency="CNY", founded_on="2013-05-17", answered_by=ZHOU,
                         answered_at=ago(8.5)),
        OwnershipEventRow("e1", 1, ONE, "import", ago(90), None, None, WANG),
        OwnershipEventRow("e2", 1, ONE, "claim", ago(8), None, WANG, WANG),
    ]  # fmt: skip


def at_the_customer(width: int, height: int, *, is_online: bool = True) -> tuple[MainWindow, Desk]:
    """Wang's window with customers of his own and some in the pool."""
    folder = Path(tempfile.mkdtemp())
    own = [_customer(number, certification="profile" if number == 1 else "") for number in range(1, 9)]
    long_name = named(13) + "（" + named(13) + "）"
    own[1] = mine(2, 8, name=long_name, note="", tags=())
    pooled = [in_pool(number, name=named(number), phone="138****5678") for number in range(20, 30)]
    desk = open_desk(folder, own, pooled)
    groups = [TagGroupRow("d" * 32, 1, told("工艺", "Process"))]
    tags = [
        TagRow(LAYERS, 1, told("多层板", "Multilayer"), "d" * 32),
        TagRow(FAST, 1, told("加急", "Express"), "d" * 32),
    ]
    desk.store(REFERENCE, [*company(), *groups, *tags])
    desk.store(person_scope(WANG), _lying_with())
    window, presenters = open_window(desk, width, height, is_online=is_online)
    desk.presenters = presenters
    leave_with(window, desk, folder)
    window.show()
    window.register.go_to(ONE)
    return window, desk


def _picture(colour: str, size: tuple[int, int] = (640, 420)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def tab(key: str, width: int, height: int) -> MainWindow:
    """One tab of one's own customer."""
    window, _ = at_the_customer(width, height)
    window.register.panel.tabs.open(key)
    return window


def waiting(width: int, height: int) -> MainWindow:
    """Offline: a follow-up with files, an edit, a contact and a note are on their way."""
    window, desk = at_the_customer(width, height, is_online=False)
    panel, now = window.register.panel, desk.place.now()
    presenter = desk.presenters.customer
    for name, content in (("layout.jpg", _picture("#2f7d5a")), ("报价单.pdf", b"%PDF-1.7 quote")):
        presenter.file_offered(ONE, content, name)
    ids = tuple(AttachmentId(file.id) for file in panel.entry.files.files)
    text = told("发了叠层图和报价，等确认。", "Sent the stack-up and the quote; waiting.")
    call = AddFollowUp(ONE, FollowUpId("a1"), FollowUpKind.EMAIL, text, instant(ago(0.02)), None, "", ids)
    edit = EditFollowUp(ONE, FollowUpId("f2"), FollowUpKind.VISIT, told("参观产线，谈了账期。", "Saw the line; terms."))
    person = SaveContact(ONE, ContactId("3" * 32), told("陈总", "Mr Chen"), told("总经理", "Director"), "13900001111")
    note = WriteNote(ONE, told("新备注：周三前报价。", "New: quote by Wednesday."))
    desk.cache.outbox.submit([call, edit, person, note], now, is_online=False)
    panel.entry.show_entry(panel._panel.entry, Draft())  # type: ignore[union-attr,arg-type]
    presenter.draft_changed(ONE, Draft())
    presenter.refresh()
    return window


def typing(width: int, height: int) -> MainWindow:
    """Files in the entry, one refused."""
    window, desk = at_the_customer(width, height)
    panel, presenter = window.register.panel, desk.presenters.customer
    panel.entry.text.setPlainText(told("带了样板过去，拍了产线。", "Brought samples, took pictures of the line."))
    panel.entry.whom.show_value(told("王工", "Mr Wang"))
    quote = told("一个名字很长很长的报价单附件第三版最终确认.pdf", "quote-v3-final-confirmed-by-both-sides.pdf")
    for content, name in (
        (_picture("#1763b6"), told("产线.jpg", "line.jpg")),
        (b"%PDF-1.7 quote", quote),
        (b"MZ", "setup.exe"),
    ):
        presenter.file_offered(ONE, content, name)
    return window


def editing(width: int, height: int) -> MainWindow:
    """One's own words being said otherwise; the former ones shown."""
    window, _ = at_the_customer(width, height)
    window.register.panel.tabs.follow_ups.edit("f2")
    return window


def contact_trouble(width: int, height: int) -> MainWindow:
    """A contact being written, its phone not a phone."""
    window, _ = at_the_customer(width, height)
    contacts = window.register.panel.tabs.contacts
    window.register.panel.tabs.open("contacts")
    contacts.add.click()
    assert contacts.form is not None
    contacts.form.fields[ContactField.NAME].setText(told("赵工", "Mr Zhao"))
    contacts.form.fields[ContactField.PHONE].setText("12")
    contacts.form._mend()
    contacts.form._keep()
    return window


def long_names(width: int, height: int) -> MainWindow:
    """A very long name, and tabs with nothing in them."""
    window, _ = at_the_customer(width, height)
    window.register.go_to(customer_id(2))
    window.register.panel.tabs.open("contacts")
    return window


def pooled(key: str, width: int, height: int) -> MainWindow:
    """In the pool: masked, and saying why."""
    window, _ = at_the_customer(width, height)
    window.register.tabs.tab_asked.emit(RegisterTab.UNASSIGNED.value)
    window.register.panel.tabs.open(key)
    return window


def in_a_window(width: int, height: int) -> tuple[CustomerWindow, Desk]:
    """Their customer in a window of its own."""
    window, desk = at_the_customer(width, height)
    window.register.panel.window_asked.emit(ONE)
    return window.findChildren(CustomerWindow)[0], desk


def windowed(width: int, height: int) -> QWidget:
    """In a window of its own."""
    made, _ = in_a_window(width, height)
    return made


def many_files(width: int, height: int) -> MainWindow:
    """As many files as go with one follow-up, and one more that did not."""
    window, desk = at_the_customer(width, height)
    window.register.panel.entry.text.setPlainText(told("产线照片都在这里。", "Pictures of the whole line."))
    colours = ("#1763b6", "#1b7f4b", "#a15c00", "#c0342b", "#5b6472", "#2f7d5a", "#6cb0f5", "#e2a552", "#8a919f")
    for number, colour in enumerate(colours, 1):
        desk.presenters.customer.file_offered(ONE, _picture(colour), told(f"产线 {number}.jpg", f"line {number}.jpg"))
    one_more = QMimeData()
    one_more.setUrls([QUrl.fromLocalFile("/line-10.jpg")])
    window.register.panel.entry.files.take(one_more)
    return window


def taking(width: int, height: int) -> MainWindow:
    """A picture was pasted and is not a file yet."""
    window, desk = at_the_customer(width, height)
    window.register.panel.entry.text.setPlainText(told("截图见附件。", "See the screenshot."))
    desk.background.hold()
    picture = QMimeData()
    picture.setImageData(QImage(64, 48, QImage.Format.Format_RGB32))
    window.register.panel.entry.files.take(picture)
    return window


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    **{
        f"customer-{key}": partial(tab, key)
        for key in ("follow-ups", "contacts", "orders", "certification", "describing", "profile", "history")
    },
    "customer-waiting": waiting,
    "customer-typing": typing,
    "customer-editing": editing,
    "customer-contact-trouble": contact_trouble,
    "customer-long": long_names,
    "customer-pool-contacts": partial(pooled, "contacts"),
    "customer-pool-profile": partial(pooled, "profile"),
    "customer-pool-describing": partial(pooled, "describing"),
    "customer-window": windowed,
    "customer-many-files": many_files,
    "customer-taking": taking,
}
