"""How long until something is painted: the installed client beside an empty window of the same Qt, started alike."""

from __future__ import annotations

import shutil
import statistics
import time
from typing import Final

from windows.launcher.launch import PACK
from windows.launchers import OTHER_HALF
from wine.desk import END_SECONDS, START_SECONDS, Desk
from wine.installer import FOLDER, PROGRAM
from wine.verdict import promise, wait_until

TARGET: Final = 2.5
_EMPTY: Final = r"C:\empty window"
_EMPTY_TITLE: Final = "empty"
_NOTHING: Final = (rf"{_EMPTY}\gonghai.exe",)
_SIGNED_IN: Final = (PROGRAM,)
_FIRST_START: Final = (PROGRAM, "--profile", r"C:\users\nobody\Gonghai")
_EMPTY_WINDOW: Final = """\
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication([])
window = QWidget()
window.setWindowTitle("empty")
window.resize(720, 620)
window.show()
application.exec()
"""
_BLACK = (0, 0, 0)
_LOOK_SECONDS = 0.01

type Starts = dict[str, list[float]]


def cold_starts(desk: Desk, rounds: int) -> dict[str, object]:
    """Seconds to the first painted window, in turn, so that what the machine does besides meets all of them."""
    _make_empty_window(desk)
    programs = {"empty": _NOTHING, "signed in": _SIGNED_IN, "first start": _FIRST_START}
    starts: Starts = {name: [] for name in programs}
    for words in programs.values():
        _seconds(desk, *words)  # once before it counts: the files come into memory, for all of them
    for _ in range(rounds):
        for name, words in programs.items():
            starts[name].append(_seconds(desk, *words))
    medians = {name: statistics.median(seconds) for name, seconds in starts.items()}
    ratios = {name: round(medians[name] / medians["empty"], 2) for name in programs if name != "empty"}
    return {"seconds": starts, "medians": medians, "times_the_empty_window": ratios, "target": TARGET}


def sentence(measured: dict[str, object]) -> str:
    return (
        f"First painted window: medians in seconds {measured['medians']}; "
        f"times the empty window {measured['times_the_empty_window']} (target {TARGET})"
    )


def _make_empty_window(desk: Desk) -> None:
    """The same launcher and the same runtime; what it hands over to opens one window, and needs no pack."""
    here, product = desk.prefix.path(_EMPTY), desk.prefix.path(FOLDER)
    (here / "app" / "desktop").mkdir(parents=True)
    (here / "app" / "desktop" / PACK).touch()
    (here / "app" / OTHER_HALF.name).write_text(_EMPTY_WINDOW)
    shutil.copyfile(product / "gonghai.exe", here / "gonghai.exe")
    (here / "runtime").symlink_to(product / "runtime")


def _seconds(desk: Desk, *words: str) -> float:
    middle = desk.screen.frame.width // 2, desk.screen.frame.height // 2
    promise(desk.screen.frame.pixel(*middle) == _BLACK, "the screen is empty before a start is measured")
    begun = time.monotonic()
    running = desk.prefix.start(*words)
    while desk.screen.frame.pixel(*middle) == _BLACK:
        promise(time.monotonic() - begun < START_SECONDS, f"{words} paints a window: {running.said}")
        time.sleep(_LOOK_SECONDS)
    seconds = round(time.monotonic() - begun, 2)
    # Closed only once all of it is there: what ends half-way may leave the next start something to do.
    if words == _SIGNED_IN:
        desk.wait_until_synced()
    desk.window(_EMPTY_TITLE if words == _NOTHING else "公海")
    desk.screen.press("alt+F4")
    running.wait(END_SECONDS)
    wait_until(lambda: desk.screen.frame.pixel(*middle) == _BLACK, END_SECONDS, lambda: "an empty screen")
    return seconds
