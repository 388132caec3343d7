"""What happened with a customer, the newest first: follow-ups, or whose it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.screens.customer import Draft, Entry, FollowUpLine
from desktop.views.buttons import button
from desktop.views.labels import frame, text_label
from desktop.views.spoken import Speaking
from desktop.views.timeline_line import TimelineLine
from desktop.views.tokens import Space
from desktop.views.words_editor import WordsEditor


class Timeline(Speaking, QScrollArea):
    """Older ones on demand; one's own can be said otherwise in its place. `name_key` names the list."""

    more_asked = Signal()
    words_asked = Signal(str, object)
    """A follow-up and the `Draft` with its new words."""

    file_asked = Signal(str)

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = button("link")
        self._lines: list[FollowUpLine] = []
        self._count = 0
        self._empty = ""
        self._entry: Entry | None = None
        self._edited = ""
        self._waiting: Draft | None = None
        """New words of the line being edited, for when it is shown."""
        self.editor: WordsEditor | None = None
        self.says(self.setAccessibleName, name_key)
        self.says(self._more.setText, "follow-ups-more")
        self._more.clicked.connect(self.more_asked)
        self._more.setParent(self)
        self._more.hide()

    def show_entry(self, entry: Entry | None) -> None:
        """What an editor offers; None: nothing is to be edited."""
        self._entry = entry

    @property
    def unfinished(self) -> tuple[str, Draft] | None:
        """The line being edited and its new words, where they are not what is kept."""
        if self.editor is None:
            return None if self._waiting is None else (self._edited, self._waiting)
        before = next((line.own for line in self._lines if line.id == self._edited), None)
        return None if before is None or self.editor.draft == before else (self._edited, self.editor.draft)

    def go_on(self, follow_up_id: str, typed: Draft) -> None:
        """Edit this line again, from where it was left; an older one when it is shown again."""
        self._edited, self.editor, self._waiting = follow_up_id, None, typed
        self._build()

    def show_lines(self, lines: Sequence[FollowUpLine], count: int, empty: str) -> None:
        """Show these of so many; or the sentence for none."""
        if list(lines) == self._lines and (count, empty) == (self._count, self._empty) and self.widget() is not None:
            return
        self._lines, self._count, self._empty = list(lines), count, empty
        self._build()

    def add_lines(self, lines: Sequence[FollowUpLine]) -> None:
        """Older ones, below; those already there are left out."""
        known = {line.id for line in self._lines}
        self._lines += [line for line in lines if line.id not in known]
        self._build()

    def edit(self, follow_up_id: str) -> None:
        """Put an editor in the place of this line, where it is one's own."""
        if any(line.id == follow_up_id and line.own is not None for line in self._lines) and self._entry is not None:
            self._edited, self.editor, self._waiting = follow_up_id, None, None
            editor = self._build()
            if editor is not None:
                editor.text.setFocus()

    def stop_editing(self, follow_up_id: str = "") -> None:
        """Give the line back; of one follow-up only where it is that one's."""
        if self._edited and follow_up_id in ("", self._edited):
            self._edited, self.editor, self._waiting = "", None, None
            self._build()
            self.setFocus()

    def show_words_trouble(self, follow_up_id: str, text: str) -> None:
        """Why the new words could not be kept."""
        if follow_up_id == self._edited and self.editor is not None:
            self.editor.show_trouble(text)

    def _build(self) -> WordsEditor | None:
        """Returns the editor that stands open."""
        scrolled = self.verticalScrollBar().value()
        typed = self._waiting if self.editor is None else self.editor.draft
        had_focus = self.editor is not None and self.editor.text.hasFocus()
        self._more.setParent(self)
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, Space.MEDIUM, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.MEDIUM)
        thread = frame("thread")
        lines = QVBoxLayout(thread)
        lines.setContentsMargins(Space.MEDIUM, 0, 0, 0)
        lines.setSpacing(14)
        editor: WordsEditor | None = None
        for line in self._lines:
            if line.id == self._edited and line.own is not None and self._entry is not None:
                editor = self._edit_line(self._entry, typed or line.own, line.id)
                lines.addWidget(editor)
            else:
                lines.addWidget(self._line(line))
        if self._lines:
            column.addWidget(thread)
        elif self._empty:
            column.addWidget(text_label("quiet", self._empty, wraps=True))
        self._more.setVisible(len(self._lines) < self._count)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inner)
        self.verticalScrollBar().setValue(scrolled)
        self.editor, self._waiting = editor, None if editor is not None else typed
        if had_focus and editor is not None:
            editor.text.setFocus()
        return editor

    def _edit_line(self, entry: Entry, now: Draft, follow_up_id: str) -> WordsEditor:
        editor = WordsEditor(entry, now)
        editor.kept.connect(lambda draft: self.words_asked.emit(follow_up_id, draft))
        editor.left.connect(self.stop_editing)
        return editor

    def _line(self, line: FollowUpLine) -> TimelineLine:
        made = TimelineLine(line)
        made.edit_asked.connect(self.edit)
        made.file_asked.connect(self.file_asked)
        return made
