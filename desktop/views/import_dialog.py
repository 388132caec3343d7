"""The small window of an import: file and pool, what was found, how far it is. It stands beside the work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop import words
from desktop.models.id_table import IdTableModel
from desktop.screens.cells import Label
from desktop.screens.choice import Choice
from desktop.screens.imports import COLUMNS, RUNNING, ImportState, ImportStep, Moving
from desktop.screens.lists import Listing
from desktop.views.buttons import button
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import StateLabel, elided_label, text_label, toned
from desktop.views.menu_pick import MenuPick
from desktop.views.spoken import Speaking
from desktop.views.table import IdTable
from desktop.views.tokens import Space

SMALL, LARGE = QSize(620, 300), QSize(820, 600)
NAME_WIDTH = 64


class ImportDialog(Speaking, PlainDialog):
    """Shows an `ImportState`. A file may also be dropped on it."""

    file_chosen = Signal(str)
    pool_chosen = Signal(str)
    template_asked = Signal()
    result_asked = Signal()
    confirmed = Signal()
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", is_modal=False)
        self._state = ImportState(ImportStep.CHOOSE)
        self.setAcceptDrops(True)
        self.file = elided_label("strong")
        self.choose, self.template = button(), button("link")
        self.pool, self.pools = text_label("strong"), MenuPick()
        self.said = text_label("", wraps=True)
        self.said.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        self.moving, self.bar = text_label("second"), QProgressBar()
        self.bar.setTextVisible(False)
        self.counts = QHBoxLayout()
        self.counts.setSpacing(Space.SMALL)
        self.beside = text_label("quiet", wraps=True)
        self.rows_title = text_label("section")
        self.model = IdTableModel(self)
        self.table = IdTable(self.model)
        self.table.setMinimumHeight(180)
        for shortcut in self.table.findChildren(QShortcut):
            # Nothing can be ticked here: Esc closes the window, wherever the keyboard is.
            shortcut.setEnabled(shortcut.key() != QKeySequence(Qt.Key.Key_Escape))
        self.export = button()
        self.stop = button()
        self.confirm = self.add_button("", is_weightiest=True)
        self._lay_out()
        self._speak()
        self.choose.clicked.connect(self._ask_file)
        self.template.clicked.connect(lambda: self.template_asked.emit())
        self.export.clicked.connect(lambda: self.result_asked.emit())
        self.confirm.clicked.connect(lambda: self.confirmed.emit())
        self.stop.clicked.connect(self._stop)
        self.resize(SMALL)

    def show_state(self, state: ImportState) -> None:
        """Everything as it is now."""
        was, self._state = self._state, state
        is_running = state.step in RUNNING
        self.file.setText(state.file or words.say("import-no-file"))
        for widget in (self.choose, self.pools):
            widget.setEnabled(not is_running)
        self.template.setVisible(not is_running)
        self._show_pools(state.pools, state.pool)
        self.said.setVisible(not is_running)
        self.said.setText(state.said)
        toned(self.said, state.tone)
        self._show_moving(state.moving)
        self._show_counts(state.counts)
        self.beside.setVisible(bool(state.beside))
        self.beside.setText(state.beside)
        self._show_rows(state, was)
        self.export.setVisible(state.has_result)
        self.stop.setVisible(not is_running or state.can_stop)
        self.stop.setText(words.say("import-stop" if is_running else "dialog-close"))
        self.confirm.setVisible(bool(state.confirm))
        self.confirm.setText(state.confirm)
        self.confirm.setEnabled(state.can_confirm)
        if state.step is not was.step or state.can_confirm != was.can_confirm:
            self._focus(state)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this machine."""
        if self._state.step not in RUNNING and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As if it were chosen."""
        if path := _dropped(event):
            event.acceptProposedAction()
            self.file_chosen.emit(path)

    def _ask_file(self) -> None:
        asking = QFileDialog(self, words.say("import-choose-file"))
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setNameFilter(f"{words.say('import-file-kinds')} (*.xlsx *.xls *.xlsm *.csv *.txt)")
        asking.fileSelected.connect(self.file_chosen)
        asking.open()

    def _focus(self, state: ImportState) -> None:
        """The keyboard goes on with what is to be done next."""
        next_one = self.confirm if state.can_confirm else self.stop if state.step in RUNNING else self.choose
        next_one.setFocus()

    def _stop(self) -> None:
        if self._state.step in RUNNING:
            self.stop_asked.emit()
        else:
            self.close()

    def _show_pools(self, pools: Sequence[Choice], chosen: str) -> None:
        """A chooser where there is something to choose."""
        name = next((pool.text for pool in pools if pool.key == chosen), "")
        self.pools.setVisible(len(pools) > 1)
        self.pools.setText(name)
        self.pool.setVisible(len(pools) <= 1)
        self.pool.setText(name)
        self.pools.choices.clear()
        for pool in pools:
            action = self.pools.choices.addAction(pool.text)
            action.setCheckable(True)
            action.setChecked(pool.key == chosen)
            action.triggered.connect(partial(self._choose_pool, pool.key))

    def _choose_pool(self, key: str, _checked: bool = False) -> None:
        self.pool_chosen.emit(key)

    def _show_moving(self, moving: Moving | None) -> None:
        for widget in (self.moving, self.bar):
            widget.setVisible(moving is not None)
        if moving is not None:
            self.moving.setText(moving.text)
            # Without an end in sight the bar moves by itself.
            self.bar.setRange(0, 0 if moving.percent is None else 100)
            self.bar.setValue(moving.percent or 0)
            self.bar.setAccessibleName(moving.text)

    def _show_counts(self, counts: Sequence[Label]) -> None:
        while (item := self.counts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for label in counts:
            self.counts.addWidget(StateLabel(label))
        self.counts.addStretch(1)

    def _show_rows(self, state: ImportState, was: ImportState) -> None:
        has_rows = bool(state.rows)
        self.rows_title.setVisible(has_rows)
        self.rows_title.setText(state.rows_title)
        self.table.setVisible(has_rows)
        self.table.setAccessibleName(state.rows_title)
        if state.rows != was.rows:
            self.table.show_listing(Listing(COLUMNS, [row.id for row in state.rows]))
            self.model.show_rows(state.rows)
        if has_rows != bool(was.rows):
            self.resize(LARGE if has_rows else SMALL)

    def _speak(self) -> None:
        self.says(self.setWindowTitle, "import-title")
        self.says(self.title.setText, "import-title")
        self.says(self.choose.setText, "import-choose-file")
        self.says(self.choose.setToolTip, "import-choose-file-tip")
        self.says(self.template.setText, "import-template")
        self.says(self.template.setToolTip, "import-template-tip")
        self.says(self.pools.setAccessibleName, "import-into")
        self.says(self.export.setText, "import-export")
        self.says(self.export.setToolTip, "import-export-tip")

    def _lay_out(self) -> None:
        self.body.addLayout(self._line("import-file", self.file, self.choose, self.template))
        self.body.addLayout(self._line("import-into", self.pools, self.pool))
        self.body.addSpacing(Space.TINY)
        self.body.addWidget(self.said)
        self.body.addWidget(self.moving)
        self.body.addWidget(self.bar)
        self.body.addLayout(self.counts)
        self.body.addWidget(self.beside)
        self.body.addWidget(self.rows_title)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.buttons.insertWidget(0, self.export)
        self.buttons.insertWidget(2, self.stop)

    def _line(self, name_key: str, *widgets: QWidget) -> QHBoxLayout:
        name = text_label("second")
        name.setFixedWidth(NAME_WIDTH)
        self.says(name.setText, name_key)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(name)
        for widget in widgets:
            line.addWidget(widget, 0 if isinstance(widget, QPushButton) else 1)
        line.addStretch(0)
        return line


def _dropped(event: QDropEvent) -> str:
    """The path of the one file that is dropped; empty where it is none, or several."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""
