"""The form of flowing in: points by activity, the threshold, where each source's customers go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.choice import Choice
from desktop.screens.flow_in import (
    POOL,
    THRESHOLD,
    WINDOW,
    FlowInForm,
    ScoreLine,
    SourceLine,
    TypedFlowIn,
    WordOf,
    score_field,
    source_field,
)
from desktop.views.buttons import button
from desktop.views.flow_in_rows import FlowInRow, NumberRow, PoolRow, ScoreRow, SourceRow, put_text
from desktop.views.labels import frame, text_label
from desktop.views.menu_pick import MenuPick
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

_AT_THE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
"""Also what has its arrow behind its word."""


class FlowInFormView(Spoken):
    """Whatever is typed is told at once, as the whole form; rows come and go as it is told."""

    typed_anew = Signal(object)
    word_asked = Signal(object, str)
    turn_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.threshold = NumberRow("flow-in-threshold", "flow-in-points")
        self.window_days = NumberRow("flow-in-window", "unit-name-days")
        self.pool = PoolRow()
        self.scores: list[ScoreRow] = []
        self.sources: list[SourceRow] = []
        self.add_kind, self.add_source = MenuPick(), button()
        self._kinds: tuple[Choice, ...] = ()
        self._score_lines, self._source_lines = QVBoxLayout(), QVBoxLayout()
        self._nothing_scored = text_label("quiet", wraps=True)
        self.meaning = text_label("", wraps=True)
        self._lay_out()
        for fixed in (self.threshold, self.window_days, self.pool):
            fixed.changed.connect(self._tell)
        self.add_source.clicked.connect(lambda: self.word_asked.emit(WordOf.SOURCE, ""))
        self.says(self.add_kind.setText, "flow-in-add-kind")
        self.says(self.add_source.setText, "flow-in-add-source")
        self.says(self._nothing_scored.setText, "flow-in-scores-none")
        self.say_again()

    def say_again(self) -> None:
        """Units as wide as the longer, so that numbers stand in one column in every language."""
        super().say_again()
        units = self.threshold.unit, self.window_days.unit
        named = (words.say(key) for key in ("flow-in-points", "unit-name-days"))
        width = max(map(units[0].fontMetrics().horizontalAdvance, named)) + Space.TINY
        for unit in units:
            unit.setFixedWidth(width)

    @property
    def typed(self) -> TypedFlowIn:
        """As it stands."""
        return TypedFlowIn(
            self.threshold.edit.text(),
            self.window_days.edit.text(),
            self.pool.pool.key,
            tuple(row.typed for row in self.scores),
            tuple(row.typed for row in self.sources),
        )

    def show_form(self, form: FlowInForm) -> None:
        """Rows are built anew only where there are others, so that the keyboard stays where it is."""
        put_text(self.threshold.edit, form.typed.threshold)
        put_text(self.window_days.edit, form.typed.window_days)
        self.pool.pool.show_choices(form.pools, form.typed.pool_id, "")
        self._show_scores(form.scores)
        self._show_sources(form.sources)
        self._show_kinds(form.kinds)

    def show_meaning(self, sentences: Sequence[str]) -> None:
        """What all that comes to."""
        self.meaning.setText("\n".join(sentences))

    def show_troubles(self, troubles: Mapping[str, str]) -> None:
        """Each at its field."""
        for name, row in self._rows().items():
            row.show_trouble(troubles.get(name, ""))

    def field_of(self, name: str) -> QWidget | None:
        """What is typed into or chosen from, by the field's name."""
        row = self._rows().get(name)
        return None if row is None else row.field

    def _rows(self) -> dict[str, FlowInRow]:
        fixed: dict[str, FlowInRow] = {THRESHOLD: self.threshold, WINDOW: self.window_days, POOL: self.pool}
        scores = {score_field(row.kind): row for row in self.scores}
        return fixed | scores | {source_field(row.typed.source): row for row in self.sources}

    def _show_scores(self, lines: Sequence[ScoreLine]) -> None:
        new = [line.typed.kind for line in lines]
        if [row.kind for row in self.scores] != new:
            was = {row.kind for row in self.scores}
            _clear(self._score_lines, self.scores)
            self.scores = [ScoreRow() for _ in lines]
            for row, line in zip(self.scores, lines, strict=True):
                row.changed.connect(self._tell)
                row.removed.connect(partial(self._remove_score, row))
                self._score_lines.addWidget(row)
                if was and line.typed.kind not in was:
                    row.edit.setFocus()
        for row, line in zip(self.scores, lines, strict=True):
            row.show_line(line)
        self._nothing_scored.setVisible(not lines)

    def _show_sources(self, lines: Sequence[SourceLine]) -> None:
        if [row.typed.source for row in self.sources] != [line.typed.source for line in lines]:
            _clear(self._source_lines, self.sources)
            self.sources = [SourceRow() for _ in lines]
            for row in self.sources:
                row.changed.connect(self._tell)
                row.removed.connect(partial(self._remove_source, row))
                row.turn_asked.connect(self.turn_asked)
                self._source_lines.addWidget(row)
        for row, line in zip(self.sources, lines, strict=True):
            row.show_line(line, words.say("flow-in-pick-pool"))

    def _show_kinds(self, kinds: Sequence[Choice]) -> None:
        """Those that can be scored besides, and any other by its word."""
        choices = (*kinds, Choice("", words.say("flow-in-other-kind")))
        if choices != self._kinds:
            self._kinds = choices
            self.add_kind.choices.clear()
            for choice in choices:
                line = self.add_kind.choices.addAction(choice.text)
                line.triggered.connect(partial(self._ask_kind, choice.key))

    def _ask_kind(self, kind: str, _checked: bool = False) -> None:
        self.word_asked.emit(WordOf.KIND, kind)

    def _remove_score(self, row: ScoreRow) -> None:
        self.scores.remove(row)
        _clear(self._score_lines, [row])
        self._tell()

    def _remove_source(self, row: SourceRow) -> None:
        self.sources.remove(row)
        _clear(self._source_lines, [row])
        self._tell()

    def _tell(self) -> None:
        self.typed_anew.emit(self.typed)

    def _lay_out(self) -> None:
        scores, its_scores = self._card("flow-in-scores")
        enough, its_numbers = self._card("flow-in-enough")
        means, its_words = self._card("flow-in-meaning")
        sources, its_sources = self._card("flow-in-sources")
        hint = text_label("quiet", wraps=True)
        self.says(hint.setText, "flow-in-scores-hint")
        self._score_lines.setSpacing(Space.TINY)
        self._source_lines.setSpacing(Space.SMALL)
        its_scores.addLayout(self._score_lines)
        its_scores.addWidget(self._nothing_scored)
        its_scores.addWidget(self.add_kind, 0, _AT_THE_LEFT)
        its_scores.addWidget(hint)
        its_scores.addStretch(1)
        for row in (self.threshold, self.window_days, self.pool):
            its_numbers.addWidget(row)
        its_words.addWidget(self.meaning)
        its_words.addStretch(1)
        its_sources.addLayout(self._source_lines)
        its_sources.addWidget(self.add_source, 0, _AT_THE_LEFT)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.MEDIUM)
        grid.addWidget(scores, 0, 0, 2, 1)
        grid.addWidget(enough, 0, 1)
        grid.addWidget(means, 1, 1)
        grid.addWidget(sources, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)

    def _card(self, key: str) -> tuple[QWidget, QVBoxLayout]:
        card, title = frame("card"), text_label("section")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(14, Space.MEDIUM, 14, Space.MEDIUM)
        lines.setSpacing(Space.SMALL)
        self.says(title.setText, key)
        lines.addWidget(title)
        return card, lines


def _clear(lines: QVBoxLayout, rows: Sequence[QWidget]) -> None:
    for row in rows:
        row.hide()
        lines.removeWidget(row)
        row.deleteLater()
