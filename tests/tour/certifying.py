"""A certification sent in with its licence, approved, revoked, sent in again; then the customer certifies itself."""

import re
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.screens.review import ReviewAct, ReviewTab
from desktop.screens.today import TodayPart
from desktop.screens.window import Page
from desktop.views.certification_card import CertificationView
from desktop.views.customer_window import CustomerWindow
from desktop.views.review_page import ReviewPage
from server.demo.companies import Company
from tests.journeys.requests import review, today
from tests.tour.desk import Desk
from tests.tour.licence import licence_of
from tests.tour.shop import Shop, certificate

WRONG, MOVED = "地址已迁，请按新执照重报", "深圳市坪山区创新大道 88 号"


class Certifying:
    """Lin sends in, Zhou examines, Sun revokes, the shop tells."""

    def __init__(self, lin: Desk, zhou: Desk, sun: Desk, shop: Shop) -> None:
        self._lin = lin
        self._zhou = zhou
        self._sun = sun
        self._shop = shop

    def send_in(self, company: Company) -> None:
        """Everything that the licence says, and the licence itself out of the clipboard."""
        desk, lin = self._lin, self._lin.rep
        self._card(company)
        lin.click(lin.window.register.panel.head.window_button)
        lin.wait(lambda: lin.window.findChild(CustomerWindow) is not None)
        window = lin.window.findChild(CustomerWindow)
        assert window is not None
        desk.in_front(window)
        desk.press_tab(window.panel.tabs.strip, "certification")
        view = window.panel.findChild(CertificationView)
        assert view is not None
        lin.wait(lambda: view.state.text() == "未认证")
        lin.click(view.start)
        lin.wait(lambda: view.is_form_open)
        form = view.form
        desk.type(_misread(company.uscc), form.uscc)
        lin.wait(lambda: any("写得不对" in label.text() and label.isVisible() for label in form.said.values()))
        desk.picture("wrong-code", window)
        typed = {
            form.uscc: company.uscc,
            form.capital: company.registered_capital.removesuffix("人民币"),
            form.founded_on.line: company.founded_on,
            form.address: company.address,
        }
        for field, text in typed.items():
            desk.type(text, field)
        lin.wait(lambda: not any("写得不对" in label.text() and label.isVisible() for label in form.said.values()))
        self._paste_licence(view, company)
        desk.picture("certification-form", window)
        self._send(view)
        desk.picture("certification-sent", window)
        window.close()

    def approve(self, company: Company) -> str:
        """Beside the licence; returns what Lin's card says then."""
        desk, zhou = self._zhou, self._zhou.rep
        page = self._examine(desk, ReviewTab.OPEN, company)
        desk.say(f"beside the licence: {desk.sees(page.examination, company.name, company.uscc, '林晓')}")
        desk.picture("examination")
        zhou.press(Qt.Key.Key_G, page.examination)
        zhou.wait(lambda: "已提交通过" in zhou.notice)
        desk.synced()
        view = self._card(company, is_news=True)
        self._lin.rep.wait(lambda: view.state.text() == "已认证")
        return view.text.text()

    def show_approved(self, company: Company) -> None:
        self.approve(company)
        said = self._lin.sees(self._view(), company.name, company.uscc, company.address)
        self._lin.rep.wait(lambda: self._view().picture.licence is not None)
        self._lin.show("H 117", said)
        self._lin.picture("certified")

    def revoke(self, company: Company) -> None:
        """With the reason, which its rep reads; then it can be sent in again."""
        desk, sun = self._sun, self._sun.rep
        page = self._examine(desk, ReviewTab.CERTIFIED, company)
        desk.picture("certified-in-full")
        sun.click(page.examination.buttons[ReviewAct.REVOKE])
        sun.wait(lambda: page.asking is not None)
        asking = page.asking
        assert asking is not None
        desk.type(WRONG, asking.note)
        desk.picture("revoke", asking)
        sun.click(asking.confirm)
        sun.wait(lambda: page.asking is None)
        desk.in_front()
        sun.wait(lambda: "已提交撤销" in sun.notice)
        desk.synced()
        lin, view = self._lin.rep, self._card(company, is_news=True)
        lin.wait(lambda: view.state.text() == "已撤销" and WRONG in view.text.text())
        self._lin.picture("certification-revoked")

    def send_in_again(self, company: Company) -> None:
        """What was typed before stands there; only what changed is typed, and the new licence pasted."""
        desk, lin, view = self._lin, self._lin.rep, self._view()
        said = view.text.text()
        lin.click(view.start)
        lin.wait(lambda: view.is_form_open)
        form = view.form
        desk.check("the former fields stand there", (form.name.text(), form.uscc.code) == (company.name, company.uscc))
        desk.check("and the licence too", bool(form.licence.licence_id))
        former = form.licence.licence_id
        desk.type(MOVED, form.address)
        self._paste_licence(view, replace(company, address=MOVED))
        lin.wait(lambda: form.licence.licence_id != former)
        desk.picture("certification-again")
        self._send(view)
        approved = self.approve(company)
        desk.sees(view, "已认证", MOVED)
        desk.show("H 119", f"{said} Sent in again: {approved}")
        desk.picture("certified-again")

    def be_superseded(self, company: Company, external_id: str) -> None:
        """The customer certifies itself at the shop: that counts, and the rep is told."""
        desk, lin = self._lin, self._lin.rep
        told = {
            "company_name": company.name,
            "uscc": company.uscc,
            "capital": str(int(re.sub(r"\D", "", company.registered_capital)) * 10_000),
            "founded_on": company.founded_on,
            "address": MOVED,
        }
        at = desk.now() - timedelta(minutes=1)
        self._shop.tell_new(certificate("CERT-TOUR-1", external_id, at, **told))
        view = self._card(company, is_news=True)
        news = "已自行完成客户认证"
        lin.wait(lambda: view.state.text() == "客户认证" and news in lin.notice)
        desk.check("what the rep had certified is superseded", "已被取代" in view.earlier.text())
        desk.check("nobody sends another in", view.start.isHidden())
        desk.show(
            "H 118", f"{view.state.text()}: {view.text.text()} {' '.join(view.earlier.text().split())}; {lin.notice}"
        )
        desk.picture("certified-by-the-customer")
        lin.press_notice()
        lin.wait(lambda: any("取代" in line for line in self._answers()))
        desk.say("on her page 今日: " + next(line for line in self._answers() if "取代" in line))
        desk.picture("told-of-it")

    def _paste_licence(self, view: CertificationView, company: Company) -> None:
        """Out of the clipboard, and look at it from below the fields."""
        QApplication.clipboard().setImage(licence_of(company))
        self._lin.rep.click(view.form.licence.paste)
        self._lin.rep.wait(lambda: view.form.licence.pane.view.isVisible())
        for area in view.findChildren(QScrollArea):
            area.ensureWidgetVisible(view.form.send)

    def _send(self, view: CertificationView) -> None:
        """And wait until it is with the server, the licence before it."""
        lin = self._lin.rep
        lin.click(view.form.send)
        lin.wait(lambda: not view.is_form_open and "已提交认证" in lin.notice)
        self._lin.synced()
        lin.wait(lambda: view.state.text() == "待审核")

    def _examine(self, desk: Desk, tab: ReviewTab, company: Company) -> ReviewPage:
        """This one, with its licence in sight."""
        desk.in_front()
        desk.synced()
        desk.rep.wait(lambda: Page.REVIEW in desk.rep.window.rail._buttons)
        desk.rep.open_page(Page.REVIEW)
        page = review(desk.rep)
        desk.rep.wait(lambda: tab.value in [each.key for each in page.tabs._tabs])
        desk.press_tab(page.tabs, tab.value)
        desk.rep.wait(lambda: self._row_of(page, company) >= 0)
        page.table.go_to_place(self._row_of(page, company))
        desk.rep.press(Qt.Key.Key_Return, page.table)
        picture = page.examination.picture
        desk.rep.wait(lambda: picture.licence is not None and picture.licence.picture is not None)
        return page

    @staticmethod
    def _row_of(page: ReviewPage, company: Company) -> int:
        model = page.model
        for row in range(model.rowCount()):
            cells = [str(model.index(row, column).data()) for column in range(model.columnCount())]
            if company.name in " ".join(cells):
                return row
        return -1

    def _card(self, company: Company, *, is_news: bool = False) -> CertificationView:
        """Lin's, of this customer; `is_news`: of what has come meanwhile."""
        self._lin.in_front()
        if is_news:
            self._lin.synced()
        self._lin.go_to(company.name)
        self._lin.panel_tab("certification")
        return self._view()

    def _view(self) -> CertificationView:
        view = self._lin.rep.window.register.panel.findChild(CertificationView)
        assert view is not None
        return view

    def _answers(self) -> list[str]:
        """What became of what she asked for, as it stands on her page 今日."""
        lines = today(self._lin.rep, TodayPart.REQUESTS)
        return [f"{line.text} {line.label.text if line.label else ''} {line.detail}" for line in lines]


def _misread(uscc: str) -> str:
    """Another check digit than the right one."""
    return uscc[:-1] + ("1" if uscc[-1] != "1" else "2")
