"""What somebody begins to write in the tabs of a customer, and does not end; each returns its words."""

from PySide6.QtTest import QTest

from desktop.screens.customer import ContactField
from desktop.views.customer_panel import CustomerPanelView


def a_contact(panel: CustomerPanelView) -> str:
    panel.tabs.open("contacts")
    panel.tabs.contacts.add.click()
    assert panel.tabs.contacts.form is not None
    QTest.keyClicks(panel.tabs.contacts.form.fields[ContactField.NAME], "Zhao")
    QTest.keyClicks(panel.tabs.contacts.form.fields[ContactField.PHONE], "13800001234")
    return "Zhao · 13800001234"


def a_note(panel: CustomerPanelView) -> str:
    panel.tabs.open("describing")
    panel.tabs.describing.note.setPlainText("pays late")
    return "pays late"


def other_words(panel: CustomerPanelView) -> str:
    panel.tabs.follow_ups.edit("f2")
    assert panel.tabs.follow_ups.editor is not None
    panel.tabs.follow_ups.editor.text.setPlainText("saw the new line")
    return "saw the new line"


ALL = (a_contact, a_note, other_words)
