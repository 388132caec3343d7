"""Why the program does not start, before there is any window of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import words
from desktop.views.copying import copy_button
from desktop.views.dialogs import PlainDialog
from desktop.views.labels import text_label


class RefusedDialog(PlainDialog):
    """Names the folder, and what to do about it. `fault` is one of `desktop.profile_place`."""

    def __init__(self, fault: str, folder: str) -> None:
        super().__init__(None, words.say(f"refused-{fault}"))
        self.setWindowTitle(words.say("refused-window"))
        self.folder = text_label("strong", folder, wraps=True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder.setAccessibleName(words.say("refused-folder"))
        named = QHBoxLayout()
        named.addWidget(self.folder, 1)
        named.addWidget(copy_button(words.say("refused-folder"), folder), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(named)
        self.body.addWidget(text_label("", words.say(f"refused-{fault}-now"), wraps=True))
        close = self.add_button(words.say("refused-close"), is_weightiest=True)
        close.clicked.connect(self.accept)
        close.setFocus()
