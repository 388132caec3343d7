"""The diagnosis: a line for each check, with what is to be done; it stands beside the work and stops nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.cells import Label, Tone
from desktop.screens.diagnosis import CheckLine, DiagnosisWishes, Outcome
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.tokens import Space

BUNDLE_NAME = "gonghai-doctor.zip"

_TONES = {Outcome.GOOD: Tone.GOOD, Outcome.TO_DO: Tone.WARNING, Outcome.NOT_CHECKED: Tone.NEUTRAL}
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
_STATE_WIDTH, _NAME_WIDTH = 84, 136


class DiagnosisView(QObject):
    """Opens the dialog over its window; see `DiagnosisScreen` and `DiagnosisWishes`."""

    diagnosis_asked = Signal()
    copy_asked = Signal()
    export_asked = Signal(object)
    diagnosis_closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: DiagnosisDialog | None = None

    def serve(self, wishes: DiagnosisWishes) -> None:
        """Bring every wish to this presenter."""
        self.diagnosis_asked.connect(wishes.diagnosis_asked)
        self.copy_asked.connect(wishes.copy_asked)
        self.export_asked.connect(wishes.export_asked)
        self.diagnosis_closed.connect(wishes.diagnosis_closed)

    def open_diagnosis(self) -> None:
        """Empty and at work."""
        if self.dialog is None:
            made = self.dialog = DiagnosisDialog(self._window.window())
            made.again.clicked.connect(lambda: self.diagnosis_asked.emit())
            made.copy.clicked.connect(lambda: self.copy_asked.emit())
            made.where_chosen.connect(self.export_asked)
            made.finished.connect(self._closed)
            made.show()
        self.dialog.empty()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def add_line(self, line: CheckLine) -> None:
        """One more is known."""
        if self.dialog is not None:
            self.dialog.add_line(line)

    def show_end(self, summary: str) -> None:
        """All is known."""
        if self.dialog is not None:
            self.dialog.end(summary)

    def copy_text(self, text: str) -> None:
        """To where it can be pasted."""
        QApplication.clipboard().setText(text)
        if self.dialog is not None:
            self.dialog.tell(words.say("doctor-copied"))

    def show_exported(self, text: str) -> None:
        """Where it lies now, or why it does not."""
        if self.dialog is not None:
            self.dialog.tell(text)

    def _closed(self) -> None:
        self.dialog = None
        self.diagnosis_closed.emit()


class DiagnosisDialog(PlainDialog):
    """Emptied by `empty`, filled line by line, ended by `end`."""

    where_chosen = Signal(object)
    """The file a bundle is to be written to."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, words.say("doctor-title"), words.say("doctor-lead"), is_modal=False)
        self.setMinimumSize(QSize(640, 480))
        self.resize(QSize(760, 640))
        self._summary, self._told = text_label("section"), text_label("second", wraps=True)
        self._told.setTextInteractionFlags(_SELECTABLE)
        self._bar = QProgressBar()
        self._bar.setMaximum(0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words.say("doctor-at-work"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(words.say("doctor-title"))
        for widget in (self._summary, self._bar):
            self.body.addWidget(widget)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._told)
        self.again = self.add_button(words.say("doctor-again"))
        self.copy = self.add_button(words.say("doctor-copy"))
        self.export = self.add_button(words.say("doctor-export"))
        self.export.setToolTip(words.say("doctor-export-tip"))
        self.export.clicked.connect(self._ask_where)
        close = self.add_button(words.say("dialog-close"), is_weightiest=True)
        close.clicked.connect(self.accept)
        self._lines = QVBoxLayout()
        self._first_to_do: QWidget | None = None

    def empty(self) -> None:
        """Nothing is known yet."""
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.SMALL, 0)
        column.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        column.addStretch(1)
        self._area.setWidget(inner)
        self._first_to_do = None
        self._summary.setText(words.say("doctor-at-work"))
        self._show_ended(is_ended=False)
        self.tell("")

    def add_line(self, line: CheckLine) -> None:
        """Below the others."""
        view = _view_of(line)
        self._lines.addWidget(view)
        self._lines.addWidget(frame("line"))
        if line.outcome is Outcome.TO_DO and self._first_to_do is None:
            self._first_to_do = view

    def end(self, summary: str) -> None:
        """Nothing more comes; what is to be done is in sight."""
        self._summary.setText(summary)
        if self._first_to_do is not None:
            self._area.ensureWidgetVisible(self._first_to_do)
        self._show_ended(is_ended=True)

    def tell(self, text: str) -> None:
        """What became of copying or exporting."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _show_ended(self, *, is_ended: bool) -> None:
        self._bar.setVisible(not is_ended)
        for made in (self.again, self.copy, self.export):
            made.setEnabled(is_ended)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, words.say("doctor-export"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(BUNDLE_NAME)
        dialog.fileSelected.connect(lambda name: self.where_chosen.emit(Path(name)))
        dialog.open()


def _view_of(line: CheckLine) -> QWidget:
    view = QWidget()
    outcome = words.say(f"doctor-outcome-{line.outcome.value}")
    grid = QGridLayout(view)
    grid.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
    grid.setHorizontalSpacing(Space.SMALL)
    grid.setVerticalSpacing(Space.HAIR)
    grid.setColumnMinimumWidth(0, _STATE_WIDTH)
    grid.setColumnMinimumWidth(1, _NAME_WIDTH)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(StateLabel(Label(outcome, _TONES[line.outcome])), 0, 0, Qt.AlignmentFlag.AlignLeft | top)
    name = text_label("second", line.name, wraps=True)
    name.setFixedWidth(_NAME_WIDTH)
    grid.addWidget(name, 0, 1, top)
    text = text_label("", line.text, wraps=True)
    text.setTextInteractionFlags(_SELECTABLE)
    grid.addWidget(text, 0, 2, top)
    if line.what_now:
        what_now = text_label("second", words.say("doctor-now", text=line.what_now), wraps=True)
        what_now.setTextInteractionFlags(_SELECTABLE)
        grid.addWidget(what_now, 1, 2, top)
    view.setAccessibleName(f"{outcome} {line.name}: {line.text}")
    return view
