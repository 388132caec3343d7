"""A cold start with no network: from the command to rows that can be worked with. Nothing is loaded before."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from benchmarks.choices import CHOSEN
from benchmarks.company import cast, login_of
from benchmarks.harness import Measures, WorkItem
from benchmarks.rep import DEVICE_ID, signed_in
from benchmarks.stage import new_folder, serving, synced, workshop
from desktop.preferences import Preferences
from sync.identity import RandomIdentity
from sync.profile import profile_of

_HELD = 200
_PATIENCE_SECONDS = 60


@contextmanager
def until(said: str) -> Iterator[Measures]:
    """Until the program has said it; the floor is a process that paints an empty window."""
    folder = _left_behind()
    desktop = ("benchmarks.cold_desktop", "--profile", str(folder), "--language", "zh_CN", "--theme", "light")
    figure = partial(_seconds_until, said, *desktop)
    # Once for nothing: an installed program's modules are compiled long before anybody starts it.
    figure(), _empty_window()
    yield Measures(figure=figure, floor=_empty_window)


def _empty_window() -> float:
    return _seconds_until("painted", "benchmarks.empty_window")


@cache
def _environment() -> dict[str, str]:
    """Ours, with bytecode kept, but not beside the sources."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPYCACHEPREFIX": str(workshop() / "bytecode"),
        "PYTHON_KEYRING_BACKEND": "benchmarks.keys.RunKeys",
    }


@cache
def _left_behind() -> Path:
    """What a rep's program leaves on the disk: the whole pool, 200 customers held, somebody signed in."""
    url, synced_folder = synced("sqlite")
    with serving(url) as server, signed_in(server.address, login_of(0), synced_folder) as rep:
        held = [row.id for row in cast().customers[-_HELD:]]
        rep.ask(rep.cache.bench.claims(held, rep.clock.now()))
        rep.sync()
        address = server.address
    root = new_folder()
    profile = profile_of(
        root / "profiles", address, cast().reps[0], "销售00", RandomIdentity(), device_id=DEVICE_ID, login=login_of(0)
    )
    shutil.copytree(synced_folder, profile.folder, dirs_exist_ok=True)
    Preferences(root).signed_in(address, login_of(0), profile.folder.name)
    return root


def _seconds_until(said: str, module: str, *arguments: str) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        assert process.stdout is not None
        seconds = next((time.perf_counter() - began for line in process.stdout if line.strip() == said), None)
        process.wait(_PATIENCE_SECONDS)
    if seconds is None or process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode} and never said {said!r}")
    return seconds


WORK_ITEMS = [
    WorkItem(f"cold start to {CHOSEN.rows:,} cached rows", partial(until, "rows"), target=6.0, repeats=2),
    WorkItem("cold start to a painted window", partial(until, "window"), repeats=2),
]
