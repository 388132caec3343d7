"""One customer, what is urgent first: beside the list, or in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.screens.customer import (
    ContactField,
    CustomerPanel,
    CustomerWishes,
    Draft,
    FileLine,
    FollowUpLine,
    OpenedFile,
)
from desktop.views.card import CardView
from desktop.views.customer_above import CustomerAbove
from desktop.views.customer_head import CustomerHead
from desktop.views.customer_tabs import CustomerTabs
from desktop.views.file_window import FileWindow
from desktop.views.labels import frame, text_label
from desktop.views.quick_entry import QuickEntry
from desktop.views.spoken import Spoken
from desktop.views.tag_picker import TagPickerView
from desktop.views.tokens import Space


class CustomerPanelView(Spoken):
    """Fills itself from a `CustomerPanel`. What is typed belongs to the person: a refresh never touches it."""

    save_asked = Signal(str, object)
    draft_changed = Signal(str, object)
    act_asked = Signal(str, str)
    """A customer and the key of what is to be done with it."""

    more_follow_ups_asked = Signal(str)
    words_asked = Signal(str, str, object)
    file_offered = Signal(str, object, str)
    contact_asked = Signal(object, str)
    contact_removed = Signal(str, str)
    note_asked = Signal(str, str)
    tag_taken = Signal(str, str)
    file_kept = Signal(str, object)
    customer_shown = Signal(str)
    """Another customer stands here now, or the same one anew; empty for none. For whoever looks after a section."""

    window_asked = Signal(str)
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
        self.head, self.card, self.entry = CustomerHead(), CardView(), QuickEntry()
        self.tabs = CustomerTabs()
        self.tag_picker = TagPickerView(self)
        self._nobody = text_label("quiet", wraps=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setMargin(Space.HUGE)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(Space.LARGE, 16, Space.LARGE, 0)
        column.setSpacing(Space.MEDIUM)
        self._above = CustomerAbove((self.head, self.card, self.entry))
        column.addWidget(self._above)
        column.addWidget(self.tabs, 1)
        self._stack = QStackedLayout(ground)
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(whole)
        self.says(self._nobody.setText, "panel-nobody")
        self._connect()

    def serve(self, wishes: CustomerWishes) -> None:
        """Bring every wish to this presenter; the picker of tags and the sections have their own."""
        self.save_asked.connect(wishes.save_asked)
        self.draft_changed.connect(wishes.draft_changed)
        self.act_asked.connect(wishes.panel_act_asked)
        self.more_follow_ups_asked.connect(wishes.more_follow_ups_asked)
        self.words_asked.connect(wishes.words_asked)
        self.file_offered.connect(wishes.file_offered)
        self.entry.files.dropped.connect(wishes.file_dropped)
        self.entry.files.opened.connect(wishes.file_asked)
        self.tabs.follow_ups.file_asked.connect(wishes.file_asked)
        self.file_kept.connect(wishes.file_kept)
        self.contact_asked.connect(wishes.contact_asked)
        self.contact_removed.connect(wishes.contact_removed)
        self.note_asked.connect(wishes.note_asked)
        self.tag_taken.connect(wishes.tag_taken)

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
        if panel is not None:
            typed = self._drafts.get(panel.customer_id)
            self.tabs.show_customer(panel, is_same=is_same)
            kept = (typed.text if typed else panel.kept, self.tabs.left_over(panel.customer_id))
            self.head.show_customer(panel, "" if panel.entry else "\n".join(filter(None, kept)))
            self.card.show_card(panel.card, panel.claim)
            self.entry.setVisible(panel.entry is not None)
            if panel.entry is not None and is_same and had_entry:
                self.entry.show_limits(panel.entry)
            elif panel.entry is not None:
                self.entry.show_entry(panel.entry, typed or panel.entry.draft)
        if not is_same:
            self._above.start_anew()
            self.customer_shown.emit(self.customer_id)

    def show_more_follow_ups(self, customer_id: str, lines: Sequence[FollowUpLine]) -> None:
        """Older ones, if it is still the same customer."""
        if customer_id == self.customer_id:
            self.tabs.follow_ups.add_lines(lines)

    def follow_up_saved(self, customer_id: str) -> None:
        """It is kept: forget the draft."""
        self._drafts.pop(customer_id, None)
        if customer_id == self.customer_id and self._panel is not None and self._panel.entry is not None:
            self.entry.show_entry(self._panel.entry, Draft())
        self.draft_changed.emit(customer_id, Draft())

    def show_entry_trouble(self, customer_id: str, text: str) -> None:
        """Why it could not be kept; what is typed stays."""
        if customer_id == self.customer_id:
            self.entry.files.stop_waiting()
            self.entry.show_trouble(text)

    def write_follow_up(self) -> None:
        """Put the cursor into the entry, where there is one."""
        if not self.entry.isHidden():
            self._above.bring(self.entry)
            self.entry.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_file(self, customer_id: str, file: FileLine) -> None:
        """With the customer it was offered for, though another one stands here by now."""
        if customer_id == self.customer_id and not self.entry.isHidden():
            self.entry.files.add(file)
        else:
            typed = self._drafts.get(customer_id, Draft())
            self._keep_draft(customer_id, replace(typed, files=(*typed.files, file.id)))

    def show_file(self, file: OpenedFile) -> None:
        """In a window of its own."""
        shown = FileWindow(file, self.window())
        shown.kept.connect(lambda target: self.file_kept.emit(file.id, target))
        shown.show()

    def words_saved(self, follow_up_id: str) -> None:
        """The editor may close."""
        self.tabs.words_saved(follow_up_id)

    def show_words_trouble(self, follow_up_id: str, text: str) -> None:
        """At the editor."""
        self.tabs.follow_ups.show_words_trouble(follow_up_id, text)

    def contact_saved(self, customer_id: str, contact_id: str) -> None:
        """The form may close."""
        self.tabs.contact_saved(customer_id, contact_id)

    def show_contact_trouble(self, customer_id: str, contact_id: str, field: ContactField, text: str) -> None:
        """At its field."""
        if customer_id == self.customer_id:
            self.tabs.contacts.show_trouble(contact_id, field, text)

    def note_saved(self, customer_id: str) -> None:
        """As it stands."""
        self.tabs.note_saved(customer_id)

    def show_note_trouble(self, customer_id: str, text: str) -> None:
        """Under the note."""
        if customer_id == self.customer_id:
            self.tabs.describing.show_trouble(text)

    def tell_drafts(self) -> None:
        """Tell what is typed and not told; before closing."""
        self.entry.tell_if_due()

    def _ask_claim(self) -> None:
        if self._panel is not None and self._panel.claim is not None:
            self.act_asked.emit(self.customer_id, self._panel.claim.key)

    def _keep_draft(self, customer_id: str, draft: Draft) -> None:
        if customer_id:
            self._drafts[customer_id] = draft
            self.draft_changed.emit(customer_id, draft)

    def _connect(self) -> None:
        """What its parts ask for is asked of the customer that stands here."""
        self.entry.save_asked.connect(lambda draft: self.save_asked.emit(self.customer_id, draft))
        self.entry.draft_changed.connect(lambda draft: self._keep_draft(self.customer_id, draft))
        self.entry.left.connect(self.left)
        self.entry.grown.connect(lambda: self._above.bring(self.entry))
        self.entry.files.offered.connect(lambda file, name: self.file_offered.emit(self.customer_id, file, name))
        self.card.act_clicked.connect(self._ask_claim)
        self.head.acts.act_asked.connect(lambda key: self.act_asked.emit(self.customer_id, key))
        self.head.window_asked.connect(lambda: self.window_asked.emit(self.customer_id))
        tabs = self.tabs
        tabs.follow_ups.more_asked.connect(lambda: self.more_follow_ups_asked.emit(self.customer_id))
        tabs.follow_ups.words_asked.connect(lambda key, draft: self.words_asked.emit(self.customer_id, key, draft))
        tabs.contacts.contact_asked.connect(lambda contact: self.contact_asked.emit(contact, self.customer_id))
        tabs.contacts.contact_removed.connect(lambda key: self.contact_removed.emit(key, self.customer_id))
        tabs.describing.note_asked.connect(lambda text: self.note_asked.emit(self.customer_id, text))
        tabs.describing.tag_taken.connect(lambda key: self.tag_taken.emit(self.customer_id, key))
        tabs.describing.tags_asked.connect(lambda over, at: self.tag_picker.ask((self.customer_id,), over, at))
