"""The side panel: one customer, what is urgent first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.cells import Label
from desktop.screens.customer import CustomerPanel, CustomerWishes, Draft, FollowUpLine
from desktop.views.acts_pick import ActsPick
from desktop.views.card import CardView
from desktop.views.flow_layout import FlowLayout
from desktop.views.follow_up_list import FactList, FollowUpList
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.quick_entry import QuickEntry
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import Space


class CustomerPanelView(Spoken):
    """Fills itself from a `CustomerPanel`. What is typed belongs to the person: a refresh never touches it."""

    save_asked = Signal(str, object)
    draft_changed = Signal(str, object)
    act_asked = Signal(str, str)
    """A customer and the key of what is to be done with it."""

    more_follow_ups_asked = Signal(str)
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel: CustomerPanel | None = None
        self._drafts: dict[str, Draft] = {}
        ground = frame("panel", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._name, self._numbers = text_label("name", wraps=True), text_label("quiet", wraps=True)
        for label in (self._name, self._numbers):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._labels = FlowLayout()
        self.card = CardView()
        self.entry = QuickEntry()
        self._tabs = TabStrip("panel-tab-", has_keys=False, is_small=True)
        self.acts = ActsPick()
        self._follow_ups, self._facts = FollowUpList("panel-tab-follow-ups"), FactList()
        self.history = FollowUpList("panel-tab-history")
        self._under = QStackedWidget()
        self._under.addWidget(self._follow_ups)
        self._under.addWidget(self._facts)
        self._under.addWidget(self.history)
        self._nobody = text_label("quiet", wraps=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setMargin(Space.HUGE)
        self._whole = QWidget()
        self._lay_out(self._whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._whole)
        inner = QHBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._stack)
        self.says(self._nobody.setText, "panel-nobody")
        self.entry.save_asked.connect(lambda draft: self.save_asked.emit(self.customer_id, draft))
        self.entry.draft_changed.connect(self._keep_draft)
        self.entry.left.connect(self.left)
        self.card.act_clicked.connect(self._ask_claim)
        self.acts.act_asked.connect(lambda key: self.act_asked.emit(self.customer_id, key))
        self._follow_ups.more_asked.connect(lambda: self.more_follow_ups_asked.emit(self.customer_id))
        self._tabs.tab_asked.connect(self._show_tab)

    def serve(self, wishes: CustomerWishes) -> None:
        """Bring every wish to this presenter."""
        self.save_asked.connect(wishes.save_asked)
        self.draft_changed.connect(wishes.draft_changed)
        self.act_asked.connect(wishes.panel_act_asked)
        self.more_follow_ups_asked.connect(wishes.more_follow_ups_asked)

    @property
    def customer_id(self) -> str:
        """Whose panel it is; empty for nobody's."""
        return self._panel.customer_id if self._panel is not None else ""

    def show_customer(self, panel: CustomerPanel | None) -> None:
        """Show this customer; the same one again leaves what is typed alone."""
        is_same = panel is not None and panel.customer_id == self.customer_id and self._panel is not None
        had_entry = self._panel is not None and self._panel.entry is not None
        self.entry.tell_if_due()
        self._panel = panel
        self._stack.setCurrentIndex(0 if panel is None else 1)
        if panel is None:
            return
        self._name.setText(panel.name)
        self._numbers.setText(panel.numbers)
        self._show_labels(panel.labels)
        self.card.show_card(panel.card, panel.claim)
        self.entry.setVisible(panel.entry is not None)
        if panel.entry is not None and is_same and had_entry:
            self.entry.show_limits(panel.entry)
        elif panel.entry is not None:
            self.entry.show_entry(panel.entry, self._drafts.get(panel.customer_id, panel.entry.draft))
        self.acts.show_acts(panel.acts)
        tabs = (Tab("follow-ups", panel.follow_up_count), Tab("profile"), Tab("history"))
        self._tabs.show_tabs(tabs, self._tabs.current or "follow-ups")
        self._follow_ups.show_lines(panel.follow_ups, panel.follow_up_count, panel.no_follow_ups)
        self._facts.show_facts(panel.facts, panel.masked_because)
        self.history.show_lines(panel.history, len(panel.history), panel.no_history)

    def show_more_follow_ups(self, customer_id: str, lines: Sequence[FollowUpLine]) -> None:
        """Older ones, if it is still the same customer."""
        if customer_id == self.customer_id:
            self._follow_ups.add_lines(lines)

    def follow_up_saved(self, customer_id: str) -> None:
        """It is kept: forget the draft."""
        self._drafts.pop(customer_id, None)
        if customer_id == self.customer_id and self._panel is not None and self._panel.entry is not None:
            self.entry.show_entry(self._panel.entry, Draft())
        self.draft_changed.emit(customer_id, Draft())

    def show_entry_trouble(self, customer_id: str, text: str) -> None:
        """Why it could not be kept; what is typed stays."""
        if customer_id == self.customer_id:
            self.entry.show_trouble(text)

    def write_follow_up(self) -> None:
        """Put the cursor into the entry, where there is one."""
        if not self.entry.isHidden():
            self.entry.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell_drafts(self) -> None:
        """Tell what is typed and not told; before closing."""
        self.entry.tell_if_due()

    def _ask_claim(self) -> None:
        if self._panel is not None and self._panel.claim is not None:
            self.act_asked.emit(self.customer_id, self._panel.claim.key)

    def _keep_draft(self, draft: Draft) -> None:
        if self.customer_id:
            self._drafts[self.customer_id] = draft
            self.draft_changed.emit(self.customer_id, draft)

    def _show_labels(self, labels: tuple[Label, ...]) -> None:
        self._labels.clear()
        for label in labels:
            self._labels.addWidget(StateLabel(label))

    def _show_tab(self, key: str) -> None:
        self._under.setCurrentIndex({"profile": 1, "history": 2}.get(key, 0))

    def _lay_out(self, whole: QWidget) -> None:
        column = QVBoxLayout(whole)
        column.setContentsMargins(Space.LARGE, 16, Space.LARGE, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._name, 1)
        head.addWidget(self.acts, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._numbers)
        column.addLayout(self._labels)
        column.addSpacing(6)
        column.addWidget(self.card)
        column.addSpacing(6)
        column.addWidget(self.entry)
        column.addSpacing(Space.HAIR)
        column.addWidget(self._tabs)
        column.addWidget(self._under, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for label in (self._name, self._numbers):
            _fits(label, policy)


def _fits(label: QLabel, policy: QSizePolicy) -> None:
    """As high as its text, no higher."""
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
