"""gonghai.exe and gonghai.com: one small program in C, with our icon, version and manifest, compiled here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import dev
from windows.icon import write_icon
from windows.product import MAKER, NAME, msi_version

SOURCES: Final = Path(__file__).with_name("launcher")
OTHER_HALF: Final = SOURCES / "launch.py"
"""Shipped as it is: what the programs hand over to."""
NEEDS: Final = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "x86_64-w64-mingw32-windres": "gcc-mingw-w64-x86-64"}
ICON: Final = "gonghai.ico"

# What a console finds first is the program that can speak in it: .com stands before .exe in every PATHEXT.
PROGRAMS: Final = {"gonghai.exe": ["-mwindows"], "gonghai.com": ["-mconsole", "-DCONSOLE"]}
_FLAGS = ("-std=c11", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-static-libgcc")
_LINKED = ("-Wl,--nxcompat,--dynamicbase,--high-entropy-va", "-lshell32")


def build_launchers(folder: Path, workshop: Path, version: str) -> list[Path]:
    """Compile both programs into the folder; returns them. The workshop is made anew, and the icon stays in it."""
    shutil.rmtree(workshop, ignore_errors=True)
    shutil.copytree(SOURCES, workshop)
    write_icon(workshop / ICON)
    return [_built(folder / name, flags, workshop, version) for name, flags in PROGRAMS.items()]


def _built(program: Path, flags: list[str], workshop: Path, version: str) -> Path:
    numbers = [*msi_version(version).split("."), "0"]
    words = {
        "@NUMBERS@": ",".join(numbers),
        "@FOUR_NUMBERS@": ".".join(numbers),
        "@VERSION@": version,
        "@NAME@": NAME,
        "@MAKER@": MAKER,
        "@FILE@": program.name,
    }
    for name in ("launcher.rc", "launcher.manifest"):
        text = (SOURCES / name).read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        (workshop / name).write_text(text, encoding="utf-8")
    resource = f"{program.name}.o"
    _run(workshop, "x86_64-w64-mingw32-windres", "--codepage=65001", "launcher.rc", resource)
    _run(workshop, "x86_64-w64-mingw32-gcc", *_FLAGS, *flags, "-o", str(program), "launcher.c", resource, *_LINKED)
    return program


def _run(workshop: Path, *words: str) -> None:
    ended = subprocess.run(words, cwd=workshop, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise dev.Stop(f"The launcher could not be built. {words[0]} says:\n{ended.stderr.strip()}")
