"""One order in full: whose it is and whose its customer, how far it is, what became of money and parcel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.cells import Label
from desktop.screens.customer import Fact
from desktop.screens.order import OrderDetails, OrderLine
from desktop.views.buttons import button, icon_button
from desktop.views.flow_layout import FlowLayout
from desktop.views.inline_link import InlineLink
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.order_lines import OrderLines
from desktop.views.order_tabs import DeedsView, scrolling
from desktop.views.spoken import Spoken
from desktop.views.stepper import Stepper
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import Space

_TABS = ("status", "finance", "subs")
_NAME_WIDTH = 76


class OrderView(Spoken):
    """An `OrderScreen`. Stands beside a list, or in a panel of its own: it knows of neither."""

    customer_asked = Signal(str)
    order_asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: OrderDetails | None = None
        ground = frame("panel", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.back = button("inline")
        self._number, self._amount = text_label("name", wraps=True), text_label("name")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._labels = FlowLayout()
        self.close_button = icon_button("close")
        self._facts_place = QVBoxLayout()
        self._facts = QWidget()
        self._facts_place.addWidget(self._facts)
        self.customer: InlineLink | None = None
        self._away = text_label("second", wraps=True)
        self.tabs = TabStrip("order-tab-", has_keys=False, is_small=True)
        self.stepper, self._no_steps = Stepper(), text_label("quiet", wraps=True)
        self.deeds, self.sub_orders = DeedsView(), OrderLines()
        self._under = QStackedWidget()
        self._lay_out(ground)
        self.says(self.close_button.setAccessibleName, "order-close")
        self.says(self.close_button.setToolTip, "order-close")
        self.close_button.clicked.connect(self.closed)
        self.back.clicked.connect(self._go_back)
        self.sub_orders.order_asked.connect(self.order_asked)
        self.tabs.tab_asked.connect(self._show_tab)
        self.hide()

    def embed(self) -> None:
        """Stand where its place has margins of its own."""
        self._column.setContentsMargins(0, Space.SMALL, 0, 0)

    @property
    def order_id(self) -> str:
        """The order that is shown; empty for none."""
        return "" if self._order is None else self._order.id

    def show_order(self, order: OrderDetails | None) -> None:
        """Show this one, at the tab one is at, or hide."""
        self._order = order
        self.setVisible(order is not None)
        if order is None:
            return
        self._show_back(order.parent)
        self._number.setText(order.number)
        self._amount.setText(order.amount)
        self._labels.clear()
        for label in order.labels:
            self._labels.addWidget(StateLabel(label, self))
        self._show_facts(order)
        self._away.setText(order.parent_away)
        self._away.setVisible(bool(order.parent_away))
        self.stepper.show_steps(order.steps)
        self.stepper.setVisible(bool(order.steps))
        self._no_steps.setText(order.no_steps)
        self._no_steps.setVisible(not order.steps)
        self.deeds.show_deeds(order.deeds)
        self.sub_orders.show_lines(order.sub_orders)
        shown = [Tab("status"), Tab("finance")]
        if order.sub_orders:
            shown.append(Tab("subs", len(order.sub_orders)))
        current = self.tabs.current if self.tabs.current in {tab.key for tab in shown} else "status"
        self.tabs.show_tabs(shown, current)
        self._show_tab(current)

    def take_keyboard(self) -> None:
        """To its tabs; Esc closes it from there."""
        self.tabs.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_back(self, parent: OrderLine | None) -> None:
        self.back.setVisible(parent is not None)
        if parent is not None:
            self.says(self.back.setText, "order-back", number=parent.number)

    def _show_facts(self, order: OrderDetails) -> None:
        old, self._facts = self._facts, QWidget()
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        self._add_fact(grid, words.say("order-customer"), _beside(self._customer_of(order), order.standing))
        self._add_fact(grid, words.say("column-order-rep"), text_label("strong", order.rep))
        self._add_fact(grid, words.say("column-customer-owner"), _owner_of(order))
        for fact in order.facts:
            self._add_fact(grid, fact.name, _value(fact))
        self._facts_place.replaceWidget(old, self._facts)
        old.hide()
        old.deleteLater()

    def _customer_of(self, order: OrderDetails) -> QWidget:
        """A way to the customer where one may go there, else only the name."""
        if not order.customer_id:
            self.customer = None
            return text_label("", order.customer, wraps=True)
        made = self.customer = InlineLink(order.customer)
        made.setToolTip(words.say("order-customer-open", name=order.customer))
        made.setAccessibleName(words.say("order-customer-open", name=order.customer))
        made.clicked.connect(lambda: self.customer_asked.emit(order.customer_id))
        return made

    @staticmethod
    def _add_fact(grid: QGridLayout, name: str, value: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(text_label("second", name), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)

    def _go_back(self) -> None:
        if self._order is not None and self._order.parent is not None:
            self.order_asked.emit(self._order.parent.id)

    def _show_tab(self, key: str) -> None:
        self._under.setCurrentIndex(_TABS.index(key))

    def _lay_out(self, ground: QWidget) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.addWidget(self.stepper)
        column.addWidget(self._no_steps)
        column.addStretch(1)
        for key, content in zip(_TABS, (steps, self.deeds, self.sub_orders), strict=True):
            scrolled = scrolling(content)
            self.says(scrolled.setAccessibleName, f"order-tab-{key}")
            self._under.addWidget(scrolled)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._number, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        whole = self._column = QVBoxLayout(ground)
        whole.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, 0)
        whole.setSpacing(Space.SMALL)
        whole.addWidget(self.back)
        whole.addLayout(head)
        whole.addWidget(self._amount)
        whole.addLayout(self._labels)
        whole.addLayout(self._facts_place)
        whole.addWidget(self._away)
        whole.addWidget(self.tabs)
        whole.addWidget(self._under, 1)


def _owner_of(order: OrderDetails) -> QWidget:
    """With a word beside the name where it is somebody else than the order's."""
    return _beside(text_label("strong", order.owner), order.differs, words.say("order-differs-tip"))


def _beside(value: QWidget, label: Label | None, tooltip: str = "") -> QWidget:
    """The value with a state word at its end, where there is one."""
    if label is None:
        return value
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.SMALL)
    row.addWidget(value)
    state = StateLabel(label, made)
    state.setToolTip(tooltip)
    row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return made


def _value(fact: Fact) -> QLabel:
    made = text_label("", fact.value, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
