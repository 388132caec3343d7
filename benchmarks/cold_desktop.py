"""`python -m benchmarks.cold_desktop --profile FOLDER`: the program as `python -m desktop` starts it.

It says when the first window and when the register's first rows have been painted, and ends.
"""

import sys
from collections.abc import Callable
from typing import override

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program
from desktop.log_file import write_log
from desktop.start import read_options


class Watch(QObject):
    """Calls `then` once, after the first paint of `widget` that is due."""

    def __init__(self, widget: QWidget, is_due: Callable[[], bool], then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._is_due = is_due
        self._then = then
        self._widget = widget
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._is_due():
            self._widget.removeEventFilter(self)
            # The filter is asked before the painting.
            QTimer.singleShot(0, self._widget, self._then)
        return False


def main() -> int:
    options = read_options(sys.argv[1:])
    write_log(options.profile)
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    program = Program(application, options)
    program.ended.connect(application.quit)
    if not program.start() or program.window is None:
        return 1
    page = program.window.register
    window_painted = Watch(program.window, lambda: True, lambda: print("window", flush=True))
    rows_painted = Watch(page.table.viewport(), lambda: page.model.row_at(0) is not None, lambda: _end(program))
    del window_painted, rows_painted  # Qt keeps them, as children of what they watch
    return application.exec()


def _end(program: Program) -> None:
    print("rows", flush=True)
    program.close()


if __name__ == "__main__":
    sys.exit(main())
