"""A display of its own: windows are found by their titles, and used by keyboard, mouse and clipboard."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from wine.frame import Frame
from wine.verdict import wait_until
from wine.window_tree import Window, read_tree

SIZE: Final = (1600, 1000)
_HANDS_SECONDS = 20
_BLACK = (0, 0, 0)


class Screen:
    """Black where nothing stands, so that whatever has another colour was painted by somebody."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="gonghai-screen-")
        reading, writing = os.pipe()
        # It takes a free number and tells it: two checks at once cannot meet on one display.
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-br", "-noreset"),
                *("-nolisten", "tcp", "-fbdir", self._folder.name),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            self.close()
            raise RuntimeError("Xvfb is installed but could not start")
        self.name = f":{number}"
        # Titles and clipboard in Chinese pass through these programs as UTF-8.
        self._environment = os.environ | {"DISPLAY": self.name, "LC_ALL": "C.UTF-8"}
        self.frame = Frame(Path(self._folder.name) / "Xvfb_screen0")
        # Out of the pictures: it starts in the middle.
        self._hands("mousemove", str(SIZE[0]), str(SIZE[1]))

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # windows

    def windows(self, *titles: str) -> list[Window]:
        """Those whose title holds all of this, the topmost first. One that is not shown stands outside of the list."""
        tree = read_tree(self._ask("xwininfo", "-root", "-tree"))
        return [window for window in tree if all(part in window.title for part in titles) and self._is_shown(window)]

    def wait_for(self, *titles: str, seconds: float) -> Window:
        """The topmost of them, once it stands.

        Raises:
            NotAsPromised: it does not come.
        """
        found: list[Window] = []

        def is_there() -> bool:
            found[:] = self.windows(*titles)
            return bool(found)

        wait_until(is_there, seconds, lambda: f"a window “{' … '.join(titles)}”; there are {self.titles()}")
        return found[0]

    def wait_until_gone(self, *titles: str, seconds: float) -> None:
        wait_until(
            lambda: not self.windows(*titles), seconds, lambda: f"no window “{titles}”; there are {self.titles()}"
        )

    def titles(self) -> list[str]:
        return [window.title for window in self.windows() if window.width > 1]

    def is_painted(self, window: Window) -> bool:
        """Its middle is not the black of the empty screen any more."""
        return self.frame.pixel(*window.middle) != _BLACK

    # hands

    def focus(self, window: Window) -> None:
        """The keyboard belongs to it: there is no window manager that would see to it."""
        self._hands("windowraise", window.number, "windowfocus", window.number)

    def press(self, *keys: str) -> None:
        """One after the other: `Tab`, `ctrl+2`."""
        for key in keys:
            self._hands("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Latin letters and signs."""
        self._hands("type", "--delay", "15", text)

    def paste(self, text: str) -> None:
        """Whatever no keyboard has a key for goes by the clipboard."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-in"],
            input=text.encode(),
            env=self._environment,
            check=True,
            timeout=_HANDS_SECONDS,
            stdout=subprocess.DEVNULL,
        )
        # Wine fetches it when it is told of the change; the key must not be quicker.
        time.sleep(0.5)
        self.press("ctrl+v")

    def click(self, window: Window, left: int, top: int) -> None:
        """At this place of the window; counted from its right or lower edge where negative."""
        x = window.left + (left if left >= 0 else window.width + left)
        y = window.top + (top if top >= 0 else window.height + top)
        self._hands("mousemove", "--sync", str(x), str(y), "click", "1")

    def _hands(self, *words: str) -> None:
        self._ask("xdotool", *words)

    def _ask(self, *words: str) -> str:
        ended = subprocess.run(
            words, env=self._environment, capture_output=True, encoding="utf-8", errors="replace", check=False,
            timeout=_HANDS_SECONDS,
        )  # fmt: skip
        return ended.stdout

    def _is_shown(self, window: Window) -> bool:
        return "IsViewable" in self._ask("xwininfo", "-id", window.number)
