import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.display import display

needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
NO_SCREEN = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}


def test_a_screen_that_is_there_is_used_as_it_is() -> None:
    with display({"DISPLAY": ":7"}) as environment:
        assert environment == {"DISPLAY": ":7"}


def test_a_platform_that_is_asked_for_is_kept() -> None:
    with display({"QT_QPA_PLATFORM": "minimal"}) as environment:
        assert environment == {"QT_QPA_PLATFORM": "minimal"}


@needs_xvfb
def test_a_window_opens_on_a_virtual_screen_large_enough_for_the_pictures() -> None:
    program = textwrap.dedent("""
        from PySide6.QtWidgets import QApplication
        app = QApplication([])
        size = app.primaryScreen().size()
        print(app.platformName(), size.width() >= 1440, size.height() >= 900)
    """)
    with display(NO_SCREEN) as environment:
        said = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
    assert said.split() == ["xcb", "True", "True"]


@needs_xvfb
def test_two_virtual_screens_do_not_meet_and_both_go() -> None:
    with display(NO_SCREEN) as first, display(NO_SCREEN) as second:
        names = first["DISPLAY"], second["DISPLAY"]
        assert names[0] != names[1]
        assert all(is_served(name) for name in names)
    assert not any(is_served(name) for name in names)


def is_served(name: str) -> bool:
    return Path(f"/tmp/.X11-unix/X{name[1:]}").exists()
