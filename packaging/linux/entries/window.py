"""An empty window, frozen as the program is: what a start cannot be quicker than."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = QWidget()
    window.resize(900, 600)
    window.show()
    sys.exit(application.exec())
