"""From the command to something painted: the program, frozen and from the checkout, beside an empty window."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import dev
from wine.screen import Screen
from wine.verdict import NotAsPromised

ROUNDS: Final = 7
_GLANCE_SECONDS: Final = 0.004
_PATIENCE_SECONDS: Final = 60.0
_SETTLED_SECONDS: Final = 3.0
_BLACK: Final = (0, 0, 0)
_STEP: Final = 100


def measure(program: Path, empty: Path, out: Path) -> dict[str, float]:
    """Medians in seconds of alternating rounds, and a picture of the program's first window in `out`."""
    with Screen() as screen, tempfile.TemporaryDirectory(prefix="gonghai-starts-") as temporary:
        start = _Starts(screen, Path(temporary))
        look = ("--language", "zh_CN", "--theme", "light")
        frozen, window = [str(program), *look], [str(empty)]
        checkout = [sys.executable, "-m", "desktop", *look]
        start.picture(frozen, out / "first-window.png")
        cold: dict[str, list[float]] = {"program": [], "window": []}
        warm: dict[str, list[float]] = {"program": [], "window": [], "checkout": []}
        for _ in range(ROUNDS):
            for name, command, folder in (("window", window, empty.parent), ("program", frozen, program.parent)):
                _put_out_of_memory(folder)
                cold[name].append(start.seconds(command))
            for name, command in (("window", window), ("program", frozen), ("checkout", checkout)):
                warm[name].append(start.seconds(command))
    figures = {f"cold start, {name}": statistics.median(values) for name, values in cold.items()}
    figures |= {f"warm start, {name}": statistics.median(values) for name, values in warm.items()}
    for state in ("cold", "warm"):
        times = figures[f"{state} start, program"] / figures[f"{state} start, window"]
        figures[f"{state} start, times the empty window"] = times
    return {name: round(value, 2) for name, value in figures.items()}


class _Starts:
    """Each with a profile that nobody has used."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen = screen
        self._folder = folder
        self._number = 0
        frame = screen.frame
        self._places = [(x, y) for x in range(_STEP, frame.width, _STEP) for y in range(_STEP, frame.height, _STEP)]

    def seconds(self, command: Sequence[str]) -> float:
        """Until something is painted; then it is ended."""
        began = time.perf_counter()
        process = self._start(command)
        try:
            self._wait_until_painted(process, is_painted=True)
            return time.perf_counter() - began
        finally:
            _end(process)
            self._wait_until_painted(None, is_painted=False)

    def picture(self, command: Sequence[str], file: Path) -> None:
        """What a person sees after the first start."""
        process = self._start(command)
        try:
            self._wait_until_painted(process, is_painted=True)
            # Its fields and their words come a moment after the first paint.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_SETTLED_SECONDS)
            self._screen.frame.picture().save(file)
        finally:
            _end(process)
            self._wait_until_painted(None, is_painted=False)

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        self._number += 1
        own = ["--profile", str(self._folder / str(self._number))] if len(command) > 1 else []
        return subprocess.Popen([*command, *own], env=self._environment(), cwd=dev.ROOT, stderr=subprocess.DEVNULL)

    def _environment(self) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "PYTHON", "WAYLAND"))}
        return kept | {"DISPLAY": self._screen.name, "QT_QPA_PLATFORM": "xcb"}

    def _wait_until_painted(self, process: subprocess.Popen[bytes] | None, *, is_painted: bool) -> None:
        end = time.perf_counter() + _PATIENCE_SECONDS
        while self._is_painted() is not is_painted:
            if time.perf_counter() > end or (process is not None and process.poll() is not None):
                raise NotAsPromised("a window is painted, and gone once its program has ended")
            time.sleep(_GLANCE_SECONDS)

    def _is_painted(self) -> bool:
        return any(self._screen.frame.pixel(*place) != _BLACK for place in self._places)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _put_out_of_memory(folder: Path) -> None:
    """So that a start reads from the disk, as the first of a day does."""
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            descriptor = os.open(file, os.O_RDONLY)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)
