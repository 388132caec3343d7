"""What the tour tells, checks and pictures: one album for all its parts."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.tour.items import ITEMS, wanted

_ROUNDS = 4


class Mishap(AssertionError):
    """An end state that is not what it must be."""


class Album:
    """Pictures are numbered through all parts; of every item it is kept that it was shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._number = 0
        self._shown: set[str] = set()

    def say(self, what: str) -> None:
        print(f"  {what}", flush=True)

    def check(self, what: str, holds: bool) -> None:
        """
        Raises:
            Mishap: it does not hold.
        """
        if not holds:
            raise Mishap(what)
        print(f"✓ {what}", flush=True)

    def show(self, item: str, what: str) -> None:
        """This item stands on the screen."""
        assert item in ITEMS, item
        self._shown.add(item)
        print(f"★ {item}: {what}", flush=True)

    def picture(self, name: str, window: QWidget) -> None:
        self._number += 1
        # What was shown this instant is laid out in several rounds.
        for _ in range(_ROUNDS):
            QApplication.processEvents()
        window.repaint()
        file = self.folder / f"{self._number:02}-{name}.png"
        if not window.grab().save(str(file)):
            raise Mishap(f"no picture at {file}")

    def close(self, parts: frozenset[int]) -> None:
        """Nothing that these parts have to show is missing.

        Raises:
            Mishap: something is.
        """
        missing = sorted(wanted(parts) - self._shown)
        if missing:
            raise Mishap("never shown: " + "; ".join(f"{item} ({ITEMS[item].topic})" for item in missing))
        print("shown: " + ", ".join(item for item in ITEMS if item in self._shown), flush=True)
