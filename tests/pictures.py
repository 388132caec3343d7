"""Every screen and state, in both languages, light and dark, at 100 % and 150 %: `python -m tests.pictures DIR`.

The pictures are for people to look at. A scale is a process of its own, because Qt reads it once at the start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SCALES = ("1", "1.5")


def main() -> int:
    """Render all, or with `--scale` only this process's part."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES)
    parser.add_argument("--only", default="", help="names that contain this")
    wished = parser.parse_args()
    wished.folder.mkdir(parents=True, exist_ok=True)
    if wished.scale:
        return render(wished.folder, wished.scale, wished.only)
    worst = 0
    for scale in SCALES:
        environment = os.environ | {"QT_SCALE_FACTOR": scale}
        if "DISPLAY" not in os.environ:
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "tests.pictures", str(wished.folder), "--scale", scale, "--only", wished.only]
        worst = max(worst, subprocess.run(command, env=environment, check=False).returncode)
    return worst


def render(folder: Path, scale: str, only: str) -> int:
    """Render every scene at this scale; returns the process's exit code."""
    from PySide6.QtWidgets import QApplication

    from desktop import words
    from desktop.screens.preferences import Language, Theme
    from desktop.views.look import Look
    from desktop.views.spoken import say_everything_again
    from tests.desktop.views.scenes import SCENES

    application = QApplication([])
    look = Look(application, Theme.LIGHT)
    size = (1440, 900) if scale == "1" else (1280, 760)
    drawn = 0
    for theme in (Theme.LIGHT, Theme.DARK):
        look.choose(theme)
        for language in Language:
            words.speak(language)
            say_everything_again()
            for name, scene in SCENES.items():
                if only in name:
                    percent = round(float(scale) * 100)
                    target = folder / f"{name}-{language.value}-{theme.value}-{percent}.png"
                    drawn += _draw(application, scene, target, size)
    sys.stdout.write(f"{drawn} pictures at {scale} in {folder}\n")
    return 0 if drawn else 1


def _draw(application: object, scene: Callable[[int, int], object], target: Path, size: tuple[int, int]) -> int:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(application, QApplication)
    window = scene(*size)
    assert isinstance(window, QWidget)
    for _ in range(4):
        application.processEvents()
    if not window.grab().save(str(target)):
        raise OSError(f"{target} could not be written")
    top = window.window()
    while (parent := top.parentWidget()) is not None:
        top = parent.window()
    window.close()
    top.close()
    top.deleteLater()
    # No loop runs here that would let the deleted go: they would stay, and be dressed anew with every theme.
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application.processEvents()
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
