"""Before a version of the rules is saved: what it would do, by day and by owner."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QScrollArea, QWidget

from desktop import words
from desktop.screens.rules import OutflowOwner, Outlook, WhatIf
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label
from desktop.views.outflow_chart import OutflowChart
from desktop.views.tokens import Space

_SIZE = QSize(720, 620)
_OWNERS_HEIGHT = 150


class WhatIfDialog(PlainDialog):
    """Can be confirmed once it was counted, or could not be."""

    confirmed = Signal()

    def __init__(self, what_if: WhatIf, parent: QWidget | None = None) -> None:
        super().__init__(parent, what_if.title)
        self.setMinimumSize(_SIZE)
        self.told = text_label("", wraps=True)
        self.progress = text_label("second")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words.say("rules-what-if-counting", percent=0))
        self.chart = OutflowChart()
        self._owners_title = text_label("section", words.say("rules-what-if-owners"))
        self._owners = QScrollArea()
        self._owners.setProperty("kind", "listed")
        self._owners.setWidgetResizable(True)
        self._owners.setMinimumHeight(_OWNERS_HEIGHT)
        self._owners.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._owners.setAccessibleName(words.say("rules-what-if-owners"))
        for widget in (self.told, self.progress, self._bar, self.chart, self._owners_title):
            self.body.addWidget(widget)
        self.body.addWidget(self._owners, 1)
        self.body.addStretch(0)
        for hidden in (self.chart, self._owners_title, self._owners):
            hidden.hide()
        self.add_cancel()
        self.confirm = self.add_button("", is_weightiest=True)
        self.confirm.clicked.connect(self._take)
        self.show_what_if(what_if)

    def show_what_if(self, what_if: WhatIf) -> None:
        """What is known now."""
        self.told.setText(what_if.text)
        self.progress.setText(what_if.progress)
        for widget in (self.progress, self._bar):
            widget.setVisible(bool(what_if.progress))
        self.confirm.setVisible(bool(what_if.confirm))
        self.confirm.setText(what_if.confirm)

    def show_outlook(self, outlook: Outlook) -> None:
        """What was counted."""
        self.chart.show_days(outlook.days)
        self._owners.setWidget(_table(outlook.owners))
        for shown in (self.chart, self._owners_title, self._owners):
            shown.show()
        self.confirm.setFocus()

    def _take(self) -> None:
        self.confirm.setEnabled(False)
        self.confirmed.emit()


def _table(owners: tuple[OutflowOwner, ...]) -> QWidget:
    inner = QWidget()
    inner.setProperty("kind", "scrolled")
    grid = QGridLayout(inner)
    grid.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
    grid.setHorizontalSpacing(Space.HUGE)
    grid.setVerticalSpacing(Space.TINY)
    grid.setColumnStretch(0, 1)
    if not owners:
        grid.addWidget(text_label("quiet", words.say("rules-what-if-nobody")), 0, 0)
    else:
        heads = ("owner", "candidate", "present", "difference")
        _add_line(grid, 0, "quiet", [words.say(f"rules-what-if-{head}") for head in heads])
    for row, owner in enumerate(owners, start=1):
        numbers = [words.grouped(owner.candidate), words.grouped(owner.present), _signed(owner)]
        _add_line(grid, row, "", [owner.name, *numbers])
    grid.setRowStretch(len(owners) + 1, 1)
    return inner


def _add_line(grid: QGridLayout, row: int, kind: str, texts: list[str]) -> None:
    for column, text in enumerate(texts):
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        grid.addWidget(text_label(kind, text), row, column, side)


def _signed(owner: OutflowOwner) -> str:
    difference = owner.candidate - owner.present
    return f"{difference:+,}" if difference else "0"
