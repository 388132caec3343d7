"""Bytecode in packs: one file for each library where there would be a hundred. `launcher/launch.py` takes it out."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

from windows.launcher.launch import LENGTH, PACK

_HEADER: Final = 16
"""So many bytes stand before the code in a file of bytecode."""


def packages_below(folder: Path) -> list[Path]:
    """The outermost packages, also below names that several libraries share."""
    found: list[Path] = []
    for each in sorted(folder.iterdir()):
        if each.is_dir() and each.name.isidentifier():
            found += [each] if (each / "__init__.py").exists() else packages_below(each)
    return found


def pack(package: Path, room: Path, sources: Iterable[Path]) -> Path:
    """Lay the compiled modules of these sources into the package's pack, in place of the files; returns the pack.

    `room` is the folder from which the package is imported.
    """
    index: dict[str, tuple[bool, int, int]] = {}
    codes = bytearray()
    for source in sorted(sources):
        compiled = Path(cache_from_source(str(source)))
        begin = len(codes)
        codes += compiled.read_bytes()[_HEADER:]
        parts = source.relative_to(room).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        index[".".join(parts[:-1] if is_package else parts)] = (is_package, begin, len(codes))
        for file in (compiled, source):
            file.unlink()
    for folder in sorted((each for each in package.rglob("*") if each.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    header = marshal.dumps(index)
    target = package / PACK
    target.write_bytes(len(header).to_bytes(LENGTH, "little") + header + codes)
    return target
