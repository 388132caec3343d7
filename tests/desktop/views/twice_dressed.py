"""`python -m tests.desktop.views.twice_dressed`: build one window bare and one in its clothes, and compare them."""

import sys

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import words
from desktop.screens.preferences import Language, Theme
from desktop.views.look import Look
from desktop.views.main_window import MainWindow


def picture(window: MainWindow) -> QImage:
    window.show()
    QApplication.processEvents()
    return window.grab().toImage()


def main() -> int:
    application = QApplication(sys.argv[:1])
    words.speak(Language.CHINESE)
    look = Look(application, Theme.LIGHT, waits=True)
    with look.put_on_at_the_end():
        bare = MainWindow()
    is_same = picture(bare) == picture(MainWindow())
    print("the same" if is_same else "they differ")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
