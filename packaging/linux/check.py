"""`dev.py package --linux --check`: the folder is started, timed beside an empty window, and passes the tour."""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
from pathlib import Path
from typing import Final

import dev
import machine
from linux import starts
from linux.contents import NOT_THE_CLIENTS
from linux.stripping import strip_debugging
from linux.tools import PyInstaller
from steps import Steps
from tests.display import display
from wine.verdict import NotAsPromised, promise

NEEDS: Final = {"Xvfb": "xvfb", "xwininfo": "x11-utils"}
MOST_TIMES: Final = 2.5
"""A start may take that many times what the empty window takes."""
_SCREEN: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def check(folder: Path, pyinstaller: PyInstaller, wheel: Path, out: Path, steps: Steps) -> int:
    """Pictures and figures go to `out`; returns the exit code."""
    machine.need(NEEDS)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with steps.step("content"):
            _holds_nothing_foreign(folder)
        with steps.step("empty window"):
            empty = pyinstaller.freeze("window", wheel)
            strip_debugging(empty)
        with steps.step("diagnosis"):
            _examines_itself(folder / "gonghai", out / "profile")
        with steps.step("starts"):
            figures = starts.measure(folder / "gonghai", empty / "window", out)
        (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
        for name, value in figures.items():
            dev.say(f"  {name}: {value}")
        with steps.step("tour, frozen"):
            tour = pyinstaller.freeze("tour", wheel)
            strip_debugging(tour)
            _is_made_of_the_same(folder, tour)
        with steps.step("tour, told"):
            _passes_the_tour(tour, out)
    except NotAsPromised as found:
        dev.say(f"not as promised: {found}")
        return 1
    times = figures["cold start, times the empty window"]
    if times > MOST_TIMES:
        dev.say(f"missed: a cold start takes {times} times the empty window, and should take {MOST_TIMES} at most")
    return 0


def _holds_nothing_foreign(folder: Path) -> None:
    """Neither the server nor what only tests use."""
    inside = folder / "_internal"
    strangers = [name for name in NOT_THE_CLIENTS if list(inside.glob(f"{name}*"))]
    promise(not strangers, f"nothing of the server's or the tests' is shipped; there is {', '.join(strangers)}")
    broken = [link.name for link in inside.rglob("*") if link.is_symlink() and not link.exists()]
    promise(not broken, f"every link leads somewhere; {', '.join(broken)} do not")


def _examines_itself(program: Path, profile: Path) -> None:
    """By its name in a console, without a screen: the port of discard, where nobody listens, is told as such."""
    words = ["doctor", "--json", "--profile", str(profile), "--server", "http://127.0.0.1:9"]
    surroundings = {name: value for name, value in os.environ.items() if name not in _SCREEN}
    ended = subprocess.run([program, *words], env=surroundings, capture_output=True, text=True)
    promise(ended.returncode == 1, f"doctor finds something to do; it ended with {ended.returncode}: {ended.stderr}")
    found = {finding["check"]: finding["outcome"] for finding in json.loads(ended.stdout)["checks"]}
    promise(found.get("connection") == "to-do", f"doctor says that nobody listens; it says {found}")


def _is_made_of_the_same(shipped: Path, tour: Path) -> None:
    """What the tour runs on is what is shipped, byte by byte, and some more for its server."""
    inside = shipped / "_internal"
    files = [str(each.relative_to(inside)) for each in inside.rglob("*") if each.is_file()]
    # What PyInstaller begins with is packed anew for each program.
    files.remove("base_library.zip")
    _, differ, missing = filecmp.cmpfiles(inside, tour / "_internal", files, shallow=False)
    promise(not differ and not missing, f"the tour runs on the shipped files; other or not there: {differ + missing}")


def _passes_the_tour(tour: Path, out: Path) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name not in _SCREEN}
    with display(surroundings) as environment, (out / "tour.log").open("w") as log:
        pictures = out / "tour"
        command = [str(tour / "tour"), "--pictures", str(pictures)]
        code = subprocess.call(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    promise(code == 0, f"the tour passes; it ended with {code}, and {log.name} says why")
