"""Every version of a pool's rules, the newest first, with what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.screens.rules import VersionLine
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space


class VersionList(Spoken):
    """Read, never clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[VersionLine, ...] = ()
        self._lines = Spoken()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        title = text_label("section")
        self.says(title.setText, "rules-versions")
        self._column.addWidget(title)
        self._column.addWidget(self._lines)

    def show_versions(self, versions: Sequence[VersionLine]) -> None:
        """These; built anew only where they differ."""
        if tuple(versions) == self.shown:
            return
        self.shown = tuple(versions)
        old, self._lines = self._lines, Spoken()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        for version in versions:
            head = QHBoxLayout()
            head.setSpacing(Space.SMALL)
            head.addWidget(text_label("strong", version.name))
            head.addWidget(text_label("quiet", version.since))
            if version.label is not None:
                head.addWidget(StateLabel(version.label))
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(text_label("second", version.changes, wraps=True))
            column.addWidget(frame("line"))
        self._column.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()
