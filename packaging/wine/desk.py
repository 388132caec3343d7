"""One person's desk: their Windows, their screen, the installed client, and pictures of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wine.company import Company
from wine.installer import PROGRAM
from wine.prefix import NOTHING_ELSE, Prefix, Running
from wine.screen import Screen
from wine.verdict import NotAsPromised, promise, wait_until
from wine.window_tree import Window

START_SECONDS: Final = 180
SYNC_SECONDS: Final = 180
END_SECONDS: Final = 60
SIGN_IN: Final = "登录公海"
_RED: Final = (0xC0, 0x34, 0x2B)
"""The ink of a trouble in the sign-in window."""
_GREEN: Final = (0xE6, 0xF5, 0xEC)
"""The ground of the pill at the top while all is well."""
_PILL: Final = (300, 70)
_FOOT: Final = 40
_STILL_SECONDS: Final = 0.4


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

    def start(self, *arguments: str, environment: Mapping[str, str] = NOTHING_ELSE) -> Running:
        return self.prefix.start(PROGRAM, *arguments, environment=environment)

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
        """Nothing is left to send, the last word of the server is fresh, and the page shows it."""

        def is_synced() -> bool:
            found = self.screen.windows(self.own_title)
            if [window.title for window in found] != [self.own_title]:
                return False
            right, top = found[0].left + found[0].width, found[0].top
            return self._shows(_GREEN, (right - _PILL[0], top, right, top + _PILL[1]))

        wait_until(is_synced, SYNC_SECONDS, lambda: f"synced; there are {self.screen.titles()}")
        self.wait_until_still()

    def wait_until_still(self) -> None:
        """Until what the last key asked for is painted: keys that come too early would meet another page."""

        def is_still() -> bool:
            before = self._without_clock()
            time.sleep(_STILL_SECONDS)
            return before == self._without_clock()

        wait_until(is_still, SYNC_SECONDS, lambda: "a window that stands still")

    def press(self, *keys: str) -> None:
        """Each once the one before has had its effect."""
        for key in keys:
            self.screen.press(key)
            self.wait_until_still()

    def quit(self, running: Running, key: str = "alt+F4") -> None:
        """By the keyboard, from whatever window of ours has it."""
        self.screen.press(key)
        code = running.wait(END_SECONDS)
        promise(code == 0, f"the client ends with 0, not {code}: {running.said}")

    @contextmanager
    def opened(self, *arguments: str, environment: Mapping[str, str] = NOTHING_ELSE) -> Iterator[Running]:
        """Started; ended by whatever means at the end of a step that went wrong."""
        running = self.start(*arguments, environment=environment)
        try:
            yield running
        except NotAsPromised as fault:
            self.picture("not-as-promised")
            state = "still runs" if running.is_running else f"ended with {running.wait(END_SECONDS)}"
            raise NotAsPromised(f"{fault}\nThe client {state}; it said: {running.said}") from fault
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
        wait_until(lambda: self._shows(_RED, area), SYNC_SECONDS, lambda: "a trouble told in the sign-in window")

    def _shows(self, colour: tuple[int, int, int], area: tuple[int, int, int, int]) -> bool:
        colours = self.screen.frame.picture().crop(area).getcolors(maxcolors=1 << 20) or []
        return any(found == colour for _, found in colours)

    def _without_clock(self) -> bytes:
        """The screen without the line in which seconds pass."""
        window = self.screen.windows("公海")[0]
        area = (window.left, window.top, window.left + window.width, window.top + window.height - _FOOT)
        return self.screen.frame.picture().crop(area).tobytes()
