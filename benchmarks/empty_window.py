"""`python -m benchmarks.empty_window`: a process that paints an empty window, says so and ends. The least there is."""

import sys
from typing import override

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Window(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        print("painted", flush=True)
        self.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.resize(1440, 900)
    window.show()
    sys.exit(application.exec())
