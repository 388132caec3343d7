"""A customer that is lost while one looks at it: gone altogether, or to the pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QWidget

from desktop.screens.customer import ContactField
from sync.protocol.rows import CustomerRow, FollowUpRow
from sync.protocol.scopes import person_scope, pool_scope
from sync.report import Report
from tests.desktop.presenters.desk import SOUTH, WANG, Desk, in_pool
from tests.desktop.views.customer_scenes import ONE, in_a_window
from tests.desktop.views.invented import told
from tests.desktop.views.live import named


def lost_to_the_pool(width: int, height: int) -> QWidget:
    """Released elsewhere while somebody was being written down: what may still be seen stays."""
    made, desk = in_a_window(width, height)
    contacts = made.panel.tabs.contacts
    made.panel.tabs.open("contacts")
    contacts.add.click()
    assert contacts.form is not None
    contacts.form.fields[ContactField.NAME].setText(told("赵工", "Mr Zhao"))
    contacts.form.fields[ContactField.PHONE].setText("13800001234")
    lose_to_the_pool(desk)
    return made


def lose_to_the_pool(desk: Desk) -> None:
    """The server says that it lies in the pool now, where it is seen masked."""
    desk.store(person_scope(WANG), [], [(CustomerRow.kind, ONE), (FollowUpRow.kind, "f1"), (FollowUpRow.kind, "f2")])
    desk.store(pool_scope(SOUTH), [in_pool(1, name=named(1), phone="138****5678")])
    desk.hear(Report(changed={CustomerRow.kind: frozenset({str(ONE)})}))
    QApplication.processEvents()


def lost(width: int, height: int) -> QWidget:
    """Lost while it stands open, with words that had not been saved."""
    made, desk = in_a_window(width, height)
    made.panel.entry.text.setPlainText(told("客户要加急，明天回复交期。", "They are in a hurry; tell them the date."))
    made.panel.entry.tell_draft()
    lose(desk)
    return made


def lose(desk: Desk) -> None:
    """The server takes it out of sight."""
    gone: Sequence[tuple[str, str]] = [(CustomerRow.kind, ONE)]
    desk.store(person_scope(WANG), [], gone)
    desk.hear(Report(removed={CustomerRow.kind: frozenset({str(ONE)})}))
    QApplication.processEvents()


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "customer-lost": lost,
    "customer-lost-to-pool": lost_to_the_pool,
}
