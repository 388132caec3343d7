"""Machines to sit at: the program on each, a cable from each to the server, and pictures of a mishap."""

from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtWidgets import QApplication

from desktop.preferences import Preferences
from desktop.screens.preferences import Language, Theme
from tests.journeys.rep import Rep
from tests.link import Link
from tests.tour.hands import Hands


class Seats:
    """Whoever leaves by an exception leaves pictures of every window behind."""

    def __init__(self, server_port: int, folder: Path, pictures: Path) -> None:
        self._server_port = server_port
        self._folder = folder
        self._pictures = pictures
        self._links: dict[str, Link] = {}
        self._reps: list[Rep] = []

    def sit(self, name: str) -> Rep:
        """Start the program on somebody's own machine."""
        machine = self._folder / name
        preferences = Preferences(machine / "profile")
        preferences.choose(language=Language.CHINESE)
        preferences.choose(theme=Theme.LIGHT)
        link = self._links.setdefault(name, Link(self._server_port))
        self._reps.append(Rep(Hands(), machine, link))
        return self._reps[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for number, window in enumerate(QApplication.topLevelWidgets()):
                if window.isVisible():
                    window.grab().save(str(self._pictures / f"mishap-{number}.png"))
        for rep in self._reps:
            rep.leave()
        for link in self._links.values():
            link.close()
