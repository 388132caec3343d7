"""Is this company known? Lin asks before she enters one; then it is hers, with everybody who works there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.screens.customer import ContactField
from desktop.screens.new_customer import EntryField
from desktop.views.contact_form import ContactForm
from desktop.views.known import EntryView, KnownView
from desktop.views.known_dialog import KnownDialog
from desktop.views.new_customer_dialog import NewCustomerDialog
from server.demo.companies import Company
from tests.tour.desk import Desk
from tests.tour.shop import Shop, account

BUYER, ENGINEER = "何雨桐", "苏志强"
BUYER_PHONE, NO_PHONE = "139-0013-7701", "12"


class Knowing:
    """Lin's desk, with the shop behind it."""

    def __init__(self, lin: Desk, shop: Shop) -> None:
        self._desk = lin
        self._lin = lin.rep
        self._shop = shop

    def look_up(self, text: str, expected: str, whose_word: str = "服务器的答复") -> KnownDialog:
        """Type it, and wait until the answer is this one."""
        dialog = self._opened()
        self._desk.type(text, dialog.field)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        self._lin.wait(lambda: dialog._state.typed == text and dialog.source.text().startswith(whose_word))
        self._desk.check(f"{text}: {expected}", bool(dialog.cards) and dialog.cards[0].label.text() == expected)
        return dialog

    def six_answers(self, answers: dict[str, str]) -> None:
        """By what each customer is called, under the answer that is to stand there."""
        self._desk.in_front()
        said = []
        for place, (expected, name) in enumerate(answers.items()):
            dialog = self.look_up(name, expected)
            said.append(f"{expected}: {dialog.cards[0].text.text()}")
            self._desk.picture(f"known-{place + 1}", dialog)
        self._desk.show("H 112", "; ".join(said))
        self._close()

    def answer_without_network(self, mine: str, unseen: str) -> None:
        """The cache answers, and says that it cannot be sure."""
        self._lin.cut()
        self.look_up(mine, "我的客户", whose_word="离线")
        dialog = self.look_up(unseen, "本机未找到", whose_word="离线")
        self._desk.check("offline it says that it cannot be sure", "不能确定" in dialog.source.text())
        self._desk.say(f"offline: {dialog.source.text()}; {dialog.cards[0].text.text()}")
        self._desk.picture("known-offline", dialog)
        self._close()
        self._lin.mend()
        self._desk.synced()

    def enter(self, company: Company) -> None:
        """What nobody knows becomes hers."""
        form = self._form(company.name)
        typed = {
            EntryField.USCC: company.uscc,
            EntryField.REGION: company.region,
            EntryField.CITY: company.city,
            EntryField.INDUSTRY: company.industry,
            EntryField.CONTACT_NAME: company.contact_name,
            EntryField.PHONE: company.phone,
        }
        for field, text in typed.items():
            self._desk.type(text, form.fields[field])
            proposals = QApplication.activePopupWidget()
            if proposals is not None:
                QTest.keyClick(proposals, Qt.Key.Key_Escape)
        self._lin.wait(form.confirm.isEnabled)
        self._desk.picture("new-customer", form)
        self._desk.say(form.cost.text())
        self._lin.click(form.confirm)
        self._lin.wait(lambda: "已登记，是您的客户" in self._lin.notice)
        self._desk.in_front()
        self._desk.synced()

    def see_no_account(self, company: Company) -> None:
        """A customer that a rep entered has no account at the shop."""
        self._desk.go_to(company.name)
        self._desk.panel_tab("profile")
        panel = self._lin.window.register.panel
        told = f"{panel.head._numbers.text()} {self._desk.sees(panel.tabs.facts, company.uscc)}"
        self._desk.check("its profile stands there, without a 华秋ID", "华秋ID" not in told)
        self._desk.show("H 111", f"{company.name}, entered by hand: {told}")
        self._desk.picture("no-account")

    def get_an_account(self, company: Company, external_id: str) -> None:
        """It registers at the shop by itself, with the same code: one customer still, and hers."""
        self._shop.tell_new(account(external_id, company.name, uscc=company.uscc, source="self_registered"))
        self._desk.synced()
        self._desk.go_to(company.name)
        numbers = self._lin.window.register.panel.head._numbers
        self._lin.wait(lambda: external_id in numbers.text())
        self._desk.check("one customer of that name, still hers", self._lin.count() == 1)
        self._desk.say(f"after it registered at the shop: {numbers.text()}")
        self._desk.picture("account")

    def add_contacts(self, company: Company) -> None:
        self._desk.go_to(company.name)
        self._desk.panel_tab("contacts")
        contacts = self._lin.window.register.panel.tabs.contacts
        for name, position, phone in ((BUYER, "采购经理", BUYER_PHONE), (ENGINEER, "硬件工程师", NO_PHONE)):
            self._lin.click(contacts.add)
            form = contacts.form
            assert form is not None
            written = {ContactField.NAME: name, ContactField.POSITION: position, ContactField.PHONE: phone}
            for field, text in written.items():
                self._desk.type(text, form.fields[field])
            self._lin.click(form.keep)
            if phone == NO_PHONE:
                self._mend(form)
            self._lin.wait(lambda name=name: contacts.form is None and name in self._desk.seen(contacts))  # type: ignore[misc]
        self._desk.synced()
        self._desk.check("several people stand at one customer", len(contacts._contacts) > 1)
        self._desk.picture("contacts")

    def meet_a_phone_conflict(self, company: Company, other: Company) -> None:
        """The phone of a contact is no customer's, and makes nobody one."""
        form = self._form(other.name)
        self._desk.type(BUYER_PHONE, form.fields[EntryField.PHONE])
        trouble = form.troubles[EntryField.PHONE]
        self._lin.wait(lambda: not trouble.isHidden() and bool(trouble.text()))
        self._desk.check("it cannot be entered with that phone", not form.confirm.isEnabled())
        self._desk.picture("phone-conflict", form)
        said = trouble.text()
        self._lin.click(form.later)
        self._lin.wait(lambda: self._view(EntryView).opened is None)
        (fate,) = self._shop.tell(account("HQ-TOUR-2", other.name, phone=BUYER_PHONE, source="self_registered"))
        self._desk.check("an account with the phone of a contact is in conflict", fate == "conflict")
        self.look_up(other.name, "未找到")
        self._close()
        self._desk.show(
            "H 121", f"{BUYER} and {ENGINEER} at {company.name}; that phone again: {said}; upstream: {fate}"
        )

    def _mend(self, form: ContactForm) -> None:
        """A number that cannot be is told at its field, and nothing typed is lost."""
        trouble = form._troubles[ContactField.PHONE]
        self._lin.wait(lambda: not trouble.isHidden())
        self._desk.check("what was typed stays", form.fields[ContactField.NAME].text() == ENGINEER)
        self._desk.say(f"{NO_PHONE}: {trouble.text()}")
        self._desk.type("", form.fields[ContactField.PHONE])
        self._lin.click(form.keep)

    def _form(self, name: str) -> NewCustomerDialog:
        """Enter on the answer that nobody knows it leads to the form."""
        dialog = self.look_up(name, "未找到")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        view = self._view(EntryView)
        self._lin.wait(lambda: view.opened is not None)
        assert view.opened is not None
        return view.opened

    def _opened(self) -> KnownDialog:
        """N, where it does not stand open."""
        view = self._view(KnownView)
        if view.opened is None:
            self._lin.press(Qt.Key.Key_N, self._lin.window.register.table)
        self._lin.wait(lambda: view.opened is not None)
        assert view.opened is not None
        return view.opened

    def _close(self) -> None:
        """Esc."""
        view = self._view(KnownView)
        if view.opened is not None:
            QTest.keyClick(view.opened.field, Qt.Key.Key_Escape)
        self._desk.in_front()

    def _view[V: (KnownView, EntryView)](self, kind: type[V]) -> V:
        found = self._lin.window.findChild(kind)
        assert found is not None
        return found
