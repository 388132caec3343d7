"""What stands under a customer's head: its tabs, and what each of them shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.customer import CustomerPanel
from desktop.views.contact_list import ContactList
from desktop.views.describing import DescribingView
from desktop.views.follow_up_list import FactList
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.timeline import Timeline
from desktop.views.unfinished import Unfinished

ORDER = ("follow-ups", "contacts", "orders", "certification", "describing", "profile", "history")
"""As the tabs stand; those that nobody has put there are left out."""

_LEAST = 64


class CustomerTabs(QWidget):
    """Follow-ups first. `add_section` puts in what is looked after by others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = TabStrip("panel-tab-", has_keys=False, is_small=True, wraps=True)
        self.follow_ups, self.contacts = Timeline("panel-tab-follow-ups"), ContactList()
        self.describing, self.facts = DescribingView(), FactList()
        self.history = Timeline("panel-tab-history")
        self._counts: dict[str, int | None] = {}
        self._bare: frozenset[str] = frozenset()
        """Of a lost customer: tabs of which nothing may be seen any more."""

        self._customer_id = ""
        self._unfinished: dict[str, Unfinished] = {}
        self._left_over: dict[str, str] = {}
        self._nothing = QWidget()
        self._sections: dict[str, QWidget] = {}
        self._under = QStackedWidget()
        # Each scrolls by itself: the entry above is never squeezed for what happens to be tallest here.
        self._under.setMinimumHeight(_LEAST)
        self._under.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._under, 1)
        self.strip.tab_asked.connect(self._show_tab)
        for key, widget in (
            ("follow-ups", self.follow_ups),
            ("contacts", self.contacts),
            ("describing", self.describing),
            ("profile", self.facts),
            ("history", self.history),
        ):
            self.add_section(key, widget)

    def hasHeightForWidth(self) -> bool:
        """Its strip may wrap, but it takes what height is left: Qt would else demand that all of it be seen."""
        return False

    def sizeHint(self) -> QSize:
        """No more than it must have, before it grows: what stands above comes first."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The whole strip, in as many rows as it needs here, and some of what stands under it."""
        strip = self.strip.heightForWidth(self.width()) if self.strip.isVisible() else 0
        return QSize(super().minimumSizeHint().width(), strip + _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def add_section(self, key: str, widget: QWidget) -> None:
        """A tab of `ORDER`; its word is the message `panel-tab-<key>`."""
        self._sections[key] = widget
        self._under.addWidget(widget)
        self._show_strip()

    def show_count(self, key: str, count: int | None) -> None:
        """So many stand there."""
        if self._counts.get(key) != count:
            self._counts[key] = count
            self._show_strip()

    def open(self, key: str) -> None:
        """Go there."""
        self._show_tab(key)
        self._show_strip()

    @property
    def current(self) -> str:
        """The key of the tab one is at."""
        return self.strip.current

    def left_over(self, customer_id: str) -> str:
        """What was being written in the tabs of this customer, of whom nothing may be written any more."""
        return self._left_over.get(customer_id, "")

    def show_customer(self, panel: CustomerPanel, *, is_same: bool) -> None:
        """Everything that came with the customer; what is half-typed stays with the customer it was typed for."""
        stays = is_same and panel.may_describe
        if not stays:
            self._put_aside()
        self._customer_id = panel.customer_id
        if not is_same:
            self.follow_ups.stop_editing()
            self.contacts.stop_editing()
        self.follow_ups.show_entry(panel.entry)
        self.follow_ups.show_lines(panel.follow_ups, panel.follow_up_count, panel.no_follow_ups)
        self.contacts.show_contacts(panel.contacts, panel.no_contacts, may_write=panel.may_describe)
        self.describing.show_customer(panel)
        self.facts.show_facts(panel.facts, panel.masked_because)
        self.history.show_lines(panel.history, len(panel.history), panel.no_history)
        self._counts |= {"follow-ups": panel.follow_up_count, "contacts": len(panel.contacts)}
        self._bare = _bare(panel) if panel.lost else frozenset()
        self._show_strip()
        self._show_tab(self.current)
        if not stays:
            self._take_up(panel)

    def words_saved(self, follow_up_id: str) -> None:
        """They are kept: whoever's they are, the editor may close."""
        self.follow_ups.stop_editing(follow_up_id)
        for customer_id, left in self._unfinished.items():
            if left.said is not None and left.said[0] == follow_up_id:
                self._unfinished[customer_id] = replace(left, said=None)

    def contact_saved(self, customer_id: str, contact_id: str) -> None:
        """What was written about them is kept: the form may close."""
        if customer_id == self._customer_id:
            self.contacts.contact_saved(contact_id)
        elif customer_id in self._unfinished:
            self._unfinished[customer_id] = replace(self._unfinished[customer_id], contact=None)

    def note_saved(self, customer_id: str) -> None:
        """It is kept as it was asked for."""
        if customer_id == self._customer_id:
            self.describing.note_saved()
        elif customer_id in self._unfinished:
            self._unfinished[customer_id] = replace(self._unfinished[customer_id], note=None)

    def _put_aside(self) -> None:
        left = Unfinished(self.follow_ups.unfinished, self.contacts.unfinished, self.describing.unfinished)
        if left != Unfinished():
            self._unfinished[self._customer_id] = left

    def _take_up(self, panel: CustomerPanel) -> None:
        left = self._unfinished.pop(panel.customer_id, Unfinished())
        if not panel.may_describe:
            self._left_over[panel.customer_id] = left.text or self.left_over(panel.customer_id)
            return
        if left.said is not None:
            self.follow_ups.go_on(*left.said)
        if left.contact is not None:
            self.contacts.go_on(left.contact)
        if left.note is not None:
            self.describing.go_on(left.note)

    def _show_strip(self) -> None:
        keys = [key for key in ORDER if key in self._sections and key not in self._bare]
        current = self.strip.current
        tabs = [Tab(key, self._counts.get(key) or None) for key in keys]
        self.strip.show_tabs(tabs, current if current in keys else "".join(keys[:1]))
        self.strip.setVisible(bool(keys))

    def _show_tab(self, key: str) -> None:
        self._under.setCurrentWidget(self._sections.get(key, self._nothing))
        self.strip.choose(key)


def _bare(panel: CustomerPanel) -> frozenset[str]:
    """Orders and certification go with the customer; of the others, those with nothing in them."""
    seen = {
        "follow-ups": panel.follow_ups,
        "contacts": panel.contacts,
        "describing": panel.note.text or panel.tags,
        "profile": panel.facts,
        "history": panel.history,
    }
    return frozenset(key for key in ORDER if not seen.get(key))
