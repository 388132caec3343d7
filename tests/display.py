"""A place for windows on a machine without a screen: `python -m tests.display MODULE [arguments]` runs MODULE there."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SCREEN = "1920x1200x24"


@contextmanager
def display(surroundings: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """The environment for a program with windows: the screen there is, else a virtual one of its own, else offscreen.

    Who names a platform in QT_QPA_PLATFORM gets that.
    """
    environment = dict(surroundings)
    if _has_screen(environment) or "QT_QPA_PLATFORM" in environment:
        yield environment
    elif shutil.which("Xvfb") is None:
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}
    else:
        with _xvfb() as name:
            yield environment | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}


def _has_screen(environment: Mapping[str, str]) -> bool:
    on_linux = sys.platform.startswith("linux")
    return not on_linux or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


@contextmanager
def _xvfb() -> Iterator[str]:
    reading, writing = os.pipe()
    # Xvfb takes a free number and tells it: two runs at once cannot meet on one display.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb is installed but could not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def main(module: str, *arguments: str) -> int:
    command = [sys.executable, "-m", module, *arguments]
    with display() as environment, subprocess.Popen(command, env=environment) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The terminal told the child as well: let it close its windows and its servers first.
            return child.wait() or 130
        finally:
            child.terminate()


if __name__ == "__main__":
    # So that whoever ends us ends the module and the virtual screen too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(*sys.argv[1:]))
