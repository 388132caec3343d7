"""Libraries that Windows has and Wine 8 lacks: built for one prefix, proved to be in no product."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Final

_SOURCES: Final = Path(__file__).parent
MARK: Final = b"Gonghai stand-in for Wine only"
_COMPILER: Final = ("x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-Wall", "-Werror")


def build(folder: Path) -> list[Path]:
    """Each stand-in as a library in `folder`."""
    made = []
    for source in sorted(_SOURCES.glob("*.c")):
        library = folder / f"{source.stem}.dll"
        subprocess.run([*_COMPILER, "-o", str(library), str(source)], check=True)
        made.append(library)
    return made


def found_in(folder: Path, libraries: list[Path]) -> list[str]:
    """What of them lies anywhere in `folder`: by name, by content, or by the mark that each carries within."""
    names = {library.name for library in libraries}
    contents = {hashlib.sha256(library.read_bytes()).digest() for library in libraries}
    found = []
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        if file.name.lower() in names or hashlib.sha256(content).digest() in contents or MARK in content:
            found.append(str(file.relative_to(folder)))
    return found
