"""The picker of tags: its card over a page, and the question after a tag that is missed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from desktop.screens.tag_picker import TagPick, TagPickerWishes
from desktop.views.tag_card import TagPickerCard
from desktop.views.tag_dialogs import AskTagDialog


class TagPickerView(QObject):
    """Opens the picker over a page, and the question after a tag that is missed; see `TagPickerScreen`."""

    tags_asked = Signal(object)
    """The ids of customers: by whatever part of the page shows them."""

    chosen = Signal(object, object)
    wanted = Signal(str, str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._anchor: tuple[QWidget, QPoint] = (page, QPoint())
        self.card: TagPickerCard | None = None
        self.asking: AskTagDialog | None = None
        """What stands open."""

    def serve(self, wishes: TagPickerWishes) -> None:
        """Bring every wish to this presenter."""
        self.tags_asked.connect(wishes.tags_asked)
        self.chosen.connect(wishes.tags_chosen)
        self.wanted.connect(wishes.tag_wanted)

    def ask(self, ids: tuple[str, ...], anchor: QWidget, place: QPoint) -> None:
        """Of these customers, to be opened above that place of the page."""
        self._anchor = anchor, place
        self.tags_asked.emit(ids)

    def open_tags(self, pick: TagPick) -> None:
        """One at a time."""
        self.close_tags()
        self.card = TagPickerCard(pick, self._page.window())
        self.card.chosen.connect(self.chosen)
        self.card.ask_asked.connect(self._ask)
        self.card.left.connect(self._gone)
        self.card.open_over(*self._anchor)

    def close_tags(self) -> None:
        """It is chosen."""
        if self.card is not None:
            self.card.close()

    def show_asking_trouble(self, text: str) -> None:
        """Why not."""
        if self.asking is not None:
            self.asking.show_trouble(text)

    def close_asking(self) -> None:
        """It is asked for."""
        if self.asking is not None:
            self.asking.accept()

    def _ask(self, name: str) -> None:
        self.close_tags()
        self.asking = AskTagDialog(name, self._page)
        self.asking.answered.connect(self.wanted)
        self.asking.finished.connect(self._asked)
        self.asking.open()

    def _asked(self) -> None:
        self.asking = None

    def _gone(self) -> None:
        """The keyboard goes back to what it was about."""
        self.card = None
        if QApplication.focusWidget() is None:
            self._page.setFocus()
