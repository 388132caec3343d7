"""The page 今日: what waits for the person on the left, what has happened meanwhile on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.register import BlankKind
from desktop.screens.today import TO_DO, TodayBlock, TodayLine, TodayPart, TodayWishes
from desktop.views.blank import BlankPage
from desktop.views.buttons import button
from desktop.views.labels import frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.today_line import MARGIN, TodayLineView
from desktop.views.tokens import Space

WIDEST = 1400


class BlockView(Spoken):
    """One part: its title with the count, its lines, its button. Lines stay as they are where nothing has changed."""

    line_asked = Signal(str)
    more_asked = Signal()

    def __init__(self, part: TodayPart) -> None:
        super().__init__()
        self._block: TodayBlock | None = None
        self.lines: list[TodayLineView] = []
        self._count = text_label("quiet")
        self._nothing = text_label("quiet", wraps=True)
        self.more = button("link")
        title = text_label("section")
        self.says(title.setText, f"today-{part.value}")
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, Space.MEDIUM, MARGIN, Space.TINY)
        head.setSpacing(Space.SMALL)
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.addWidget(self._nothing)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, Space.SMALL)
        inside.setSpacing(0)
        for layout in (head, self._column, foot):
            inside.addLayout(layout)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.more.clicked.connect(self.more_asked)

    def show_block(self, block: TodayBlock) -> None:
        """Show this; the keyboard stays on the line it was on."""
        if block == self._block:
            return
        self._count.setText(words.grouped(block.count) if block.count else "")
        self._nothing.setText(block.nothing)
        self._nothing.setVisible(not block.lines)
        self.more.setText(block.more)
        self.more.setVisible(bool(block.more))
        if self._block is None or block.lines != self._block.lines:
            self._build(block.lines)
        self._block = block

    def _build(self, lines: tuple[TodayLine, ...]) -> None:
        focused = next((view.line.id for view in self.lines if view.hasFocus()), None)
        for view in self.lines:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.lines = [TodayLineView(line) for line in lines]
        for view in self.lines:
            view.clicked.connect(partial(self._ask, view.line.id))
            self._column.addWidget(view)
            if view.line.id == focused:
                view.setFocus()
        room = max((view.label_width for view in self.lines), default=0.0)
        for view in self.lines:
            view.align(room, has_marks=any(line.is_open is not None for line in lines))

    def _ask(self, line_id: str, _checked: bool = False) -> None:
        self.line_asked.emit(line_id)


class TodayPage(Spoken):
    """Shows what it is told, emits what is wished; see `TodayScreen` and `TodayWishes`."""

    shown = Signal()
    left = Signal()
    line_asked = Signal(object, str)
    more_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.blocks = {part: BlockView(part) for part in TodayPart}
        self.nothing = BlankPage()
        self._body = QStackedWidget()
        self._body.addWidget(self._scrolled())
        self._body.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        for part, view in self.blocks.items():
            view.line_asked.connect(partial(self.line_asked.emit, part))
            view.more_asked.connect(partial(self.more_asked.emit, part))

    def serve(self, wishes: TodayWishes) -> None:
        """Bring every wish to this presenter."""
        self.shown.connect(wishes.page_shown)
        self.left.connect(wishes.page_left)
        self.line_asked.connect(wishes.line_asked)
        self.more_asked.connect(wishes.more_asked)

    def show_blocks(self, blocks: Sequence[TodayBlock]) -> None:
        """The parts as they are now."""
        for block in blocks:
            self.blocks[block.part].show_block(block)
        self._body.setCurrentIndex(0)

    def show_nothing(self, title: str, text: str) -> None:
        """In place of all parts."""
        self.nothing.show_words(BlankKind.EMPTY, title, text)
        self._body.setCurrentWidget(self.nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """The person has it before their eyes."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or a window put away."""
        super().hideEvent(event)
        self.left.emit()

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setMaximumWidth(WIDEST)
        row = QHBoxLayout(inner)
        row.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        row.setSpacing(Space.LARGE)
        for side in (TO_DO, frozenset(TodayPart) - TO_DO):
            column = QVBoxLayout()
            column.setSpacing(Space.LARGE)
            for part in TodayPart:
                if part in side:
                    column.addWidget(self.blocks[part])
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.says(area.setAccessibleName, "page-today")
        return area
