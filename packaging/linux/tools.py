"""PyInstaller, by hash and in a folder of its own: the product's environment is what is frozen, and stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import dev

LOCK: Final = Path(__file__).with_name("build.lock")
SPEC: Final = Path(__file__).with_name("freeze.spec")


class PyInstaller:
    """Keeps itself, and what it works out, below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.tools = folder / "tools"

    def install(self) -> None:
        """Once for each lock.

        Raises:
            dev.Stop: pip has said why not.
        """
        stamp = self.tools / "installed-from"
        if stamp.exists() and stamp.read_text() == LOCK.read_text():
            return
        shutil.rmtree(self.tools, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
        options = ["--no-deps", "--require-hashes", "--target", str(self.tools), "-r", str(LOCK)]
        if subprocess.run([*pip, *options]).returncode:
            raise dev.Stop("PyInstaller could not be installed: pip says why above.")
        stamp.write_text(LOCK.read_text())

    def freeze(self, program: str, wheel: Path) -> Path:
        """The folder of `gonghai`, `window` or `tour` (see the spec).

        Raises:
            dev.Stop: PyInstaller has said why not.
        """
        # The rooms of packaging itself, for the spec; nothing of whoever runs this.
        paths = [str(self.tools), str(SPEC.parents[1])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONNOUSERSITE": "1"}
        # What it says before it has read its options.
        environment["PYI_LOG_LEVEL"] = "ERROR"
        work, frozen = self.work(program), self._folder / "frozen"
        options = ["--noconfirm", "--log-level", "ERROR", "--workpath", str(work), "--distpath", str(frozen)]
        command = [sys.executable, "-m", "PyInstaller", *options, str(SPEC), "--", program, str(wheel)]
        # Its cache below the folder too: nothing is left in anybody's home.
        environment["PYINSTALLER_CONFIG_DIR"] = str(self._folder / "cache")
        if subprocess.run(command, env=environment, cwd=self._folder).returncode:
            raise dev.Stop(f"{program} could not be frozen: PyInstaller says why above.")
        return frozen / program

    def work(self, program: str) -> Path:
        """Where PyInstaller notes what it took from where."""
        return self._folder / "work" / program
