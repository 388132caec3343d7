"""Tags to tick by group, found by a few letters; what some of the customers carry stands half ticked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.tag_picker import Carried, PickTag
from desktop.views.labels import text_label
from desktop.views.tick_box import TickBox
from desktop.views.tokens import Space

_STATES = {
    Carried.NONE: Qt.CheckState.Unchecked,
    Carried.SOME: Qt.CheckState.PartiallyChecked,
    Carried.ALL: Qt.CheckState.Checked,
}
_LIST_HEIGHT = 280


class TagTick(TickBox):
    """One tag. What some carry can be put on all, taken off all, and left as it is."""

    def __init__(self, tag: PickTag) -> None:
        super().__init__(tag.name)
        self.tag = tag
        self.setTristate(tag.carried is Carried.SOME)
        self.setCheckState(_STATES[tag.carried])
        if tag.carried is Carried.SOME:
            self.setToolTip(words.say("tag-pick-some"))
            self.setAccessibleDescription(words.say("tag-pick-some"))

    def nextCheckState(self) -> None:
        """All, none, and where some carried it as it was."""
        ways = [Qt.CheckState.Checked] if self.tag.can_be_put or self.tag.carried is Carried.ALL else []
        ways.append(Qt.CheckState.Unchecked)
        if self.tag.carried is Carried.SOME:
            ways.append(Qt.CheckState.PartiallyChecked)
        at = ways.index(self.checkState()) if self.checkState() in ways else -1
        self.setCheckState(ways[(at + 1) % len(ways)])

    @property
    def is_put(self) -> bool:
        """Whether it is to be put on those who lack it."""
        return self.checkState() is Qt.CheckState.Checked and self.tag.carried is not Carried.ALL

    @property
    def is_taken(self) -> bool:
        """Whether it is to be taken off those who carry it."""
        return self.checkState() is Qt.CheckState.Unchecked and self.tag.carried is not Carried.NONE


class TagTicks(QScrollArea):
    """Tells when a tick changed; moves from tick to tick as it is told."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "listed")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_LIST_HEIGHT)
        self.setAccessibleName(words.say("tag-pick-list"))
        self.ticks: list[TagTick] = []
        self._heads: list[tuple[QWidget, list[TagTick]]] = []
        self._none = text_label("quiet", wraps=True)

    def show_tags(self, tags: Sequence[PickTag]) -> None:
        """These, as they stand."""
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(Space.SMALL, Space.TINY, Space.SMALL, Space.TINY)
        lines.setSpacing(Space.HAIR)
        self.ticks, self._heads = [], []
        for group, members in groupby(tags, key=lambda tag: tag.group):
            head = text_label("second", group)
            head.setContentsMargins(0, Space.TINY, 0, 0)
            lines.addWidget(head)
            own = [TagTick(tag) for tag in members]
            for tick in own:
                tick.checkStateChanged.connect(lambda _state: self.changed.emit())
                lines.addWidget(tick)
            self.ticks += own
            self._heads.append((head, own))
        self._none = text_label("quiet", words.say("tag-pick-none"), wraps=True)
        self._none.setVisible(not tags)
        lines.addWidget(self._none)
        lines.addStretch(1)
        self.setWidget(inner)

    def narrow(self, text: str) -> None:
        """Only those in whose name this is."""
        sought = text.strip().casefold()
        for tick in self.ticks:
            tick.setVisible(sought in tick.tag.name.casefold())
        for head, own in self._heads:
            head.setVisible(any(not tick.isHidden() for tick in own))
        is_none = all(tick.isHidden() for tick in self.ticks)
        self._none.setVisible(is_none)
        said = words.say("tag-pick-none-found", text=text.strip()) if self.ticks else words.say("tag-pick-none")
        self._none.setText(said)

    def step(self, by: int) -> None:
        """The keyboard goes to the next that is in sight, from outside to the first."""
        seen = [tick for tick in self.ticks if not tick.isHidden()]
        if not seen:
            return
        at = next((place for place, tick in enumerate(seen) if tick.hasFocus()), -1)
        chosen = seen[min(max(at + by, 0), len(seen) - 1)]
        chosen.setFocus()
        self.ensureWidgetVisible(chosen)

    @property
    def is_at_first(self) -> bool:
        """Whether the keyboard is at the first in sight."""
        seen = [tick for tick in self.ticks if not tick.isHidden()]
        return bool(seen) and seen[0].hasFocus()
