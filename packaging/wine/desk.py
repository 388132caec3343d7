"""One person's desk: their Windows, their screen, the installed client, and pictures of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wine.company import Company
from wine.installer import PROGRAM
from wine.prefix import Prefix, Running
from wine.screen import Screen
from wine.verdict import NotAsPromised, promise, wait_until
from wine.window_tree import Window

START_SECONDS: Final = 90
SYNC_SECONDS: Final = 90
END_SECONDS: Final = 60
SIGN_IN: Final = "登录公海"
_RED: Final = (0xC0, 0x34, 0x2B)
"""The ink of a trouble in the sign-in window."""


@dataclass(slots=True)
class Desk:
    """`pictures`: the folder they go to, numbered in their order."""

    prefix: Prefix
    screen: Screen
    company: Company
    pictures: Path
    _number: int = field(default=0)

    def picture(self, name: str) -> None:
        """The whole screen as it is now."""
        self._number += 1
        self.screen.frame.picture().save(self.pictures / f"{self._number:02}-{name}.png", optimize=True)

    # the client

    def start(self, *arguments: str) -> Running:
        return self.prefix.start(PROGRAM, *arguments)

    @property
    def own_title(self) -> str:
        """What the main window is called while all is well; a state that is not stands behind it."""
        return f"公海 · {self.company.rep.name}"

    def window(self, *titles: str) -> Window:
        """Found, in front, with the keyboard."""
        window = self.screen.wait_for(*titles, seconds=START_SECONDS)
        self.screen.focus(window)
        return window

    def wait_until_synced(self) -> None:
        """Nothing is left to send, and the last word of the server is fresh."""
        wait_until(
            lambda: [window.title for window in self.screen.windows(self.own_title)] == [self.own_title],
            SYNC_SECONDS,
            lambda: f"synced; there are {self.screen.titles()}",
        )

    def quit(self, running: Running) -> None:
        """By the keyboard, from whatever window of ours has it."""
        self.screen.press("alt+F4")
        code = running.wait(END_SECONDS)
        promise(code == 0, f"the client ends with 0, not {code}: {running.said}")

    @contextmanager
    def opened(self, *arguments: str) -> Iterator[Running]:
        """Started; ended by whatever means at the end of a step that went wrong."""
        running = self.start(*arguments)
        try:
            yield running
        except NotAsPromised:
            self.picture("not-as-promised")
            raise
        finally:
            if running.is_running:
                running.kill()

    def type_password(self) -> Window:
        """In the sign-in window, where server and name stand already."""
        window = self.window(SIGN_IN)
        self.screen.type(self.company.rep.password)
        self.screen.press("Return")
        return window

    def wait_for_trouble(self, window: Window) -> None:
        """Until the window tells one, in red."""
        area = (window.left, window.top, window.left + window.width, window.top + window.height)

        def is_told() -> bool:
            colours = self.screen.frame.picture().crop(area).getcolors(maxcolors=1 << 20) or []
            return any(colour == _RED for _, colour in colours)

        wait_until(is_told, SYNC_SECONDS, lambda: "a trouble told in the sign-in window")
