"""In place of a list: why there is none, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from desktop import words
from desktop.screens.register import Blank, BlankKind
from desktop.views.buttons import button
from desktop.views.labels import IconView, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

SYMBOL = 56
WORDS_WIDTH = 440


class BlankPage(Spoken):
    """A quiet symbol, a title, a sentence, one button; a bar while the first sync runs."""

    act_asked = Signal(object)
    """`BlankKind`: the one act was wished."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = BlankKind.EMPTY
        self._symbol = IconView(BlankKind.EMPTY.value, SYMBOL)
        self._title = text_label("name")
        self._text = text_label("second", wraps=True)
        self._detail = text_label("quiet", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._act = button("primary")
        column = QVBoxLayout(self)
        column.setSpacing(Space.SMALL)
        column.addStretch(2)
        for label in (self._title, self._text, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for wide in (self._text, self._detail, self._bar):
            wide.setFixedWidth(WORDS_WIDTH)
        for widget in (self._symbol, self._title, self._text, self._bar, self._detail):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.SMALL)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self._act)
        self.says(self._bar.setAccessibleName, "blank-progress")
        self._act.clicked.connect(lambda: self.act_asked.emit(self._kind))

    @property
    def is_final(self) -> bool:
        """Whether there is nothing to list, rather than nothing yet."""
        return self._kind in (BlankKind.EMPTY, BlankKind.FILTERED_EMPTY, BlankKind.NO_PERMISSION)

    def show_blank(self, blank: Blank, place: str) -> None:
        """Say why; `place` is the tab, for the words that differ from tab to tab."""
        self._kind = blank.kind
        kind = (
            f"{place}-{blank.kind.value}"
            if words.knows(f"blank-{place}-{blank.kind.value}-title")
            else blank.kind.value
        )
        is_first_sync = blank.progress is not None
        self.says(self._title.setText, f"blank-{kind}-title" if not is_first_sync else "blank-progress")
        self.says(self._text.setText, f"blank-{kind}-text" if not is_first_sync else "blank-progress-text")
        self.says(self._act.setText, f"blank-{kind}-act")
        self._act.setVisible(not is_first_sync)
        self._symbol.show_icon(blank.kind.value)
        self._bar.setVisible(is_first_sync)
        detail = blank.detail
        if blank.progress is not None:
            self._bar.setMaximum(blank.progress.total or 0)
            self._bar.setValue(blank.progress.done if blank.progress.total else 0)
            detail = blank.progress.text or detail
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def show_words(self, symbol: BlankKind, title: str, text: str) -> None:
        """Words of the presenter's own, without an act."""
        self._symbol.show_icon(symbol.value)
        self._title.setText(title)
        self._text.setText(text)
        for widget in (self._bar, self._detail, self._act):
            widget.hide()
