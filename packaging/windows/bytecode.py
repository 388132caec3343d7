"""The client and its libraries as bytecode: Program Files cannot be written by whoever starts the program."""

from __future__ import annotations

import compileall
import py_compile
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path

import dev


def compile_folder(folder: Path, inside: Path) -> None:
    """Compile every module below. Tracebacks name files by their path inside the whole folder.

    Python is told never to compare with the source's time, which an installer does not keep to the second.
    """
    compileall.compile_dir(
        folder,
        maxlevels=20,
        quiet=2,
        force=True,
        workers=0,
        stripdir=inside,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    left = sorted(path.name for path in folder.rglob("*.py") if not _compiled(path).exists())
    if left:
        raise dev.Stop("These modules could not be compiled: " + ", ".join(left))


def drop_sources(sources: Iterable[Path]) -> None:
    """Leave the bytecode alone, where Python looks for it when there is no source. It saves a tenth of the room."""
    for source in sources:
        compiled = _compiled(source)
        compiled.replace(source.with_suffix(".pyc"))
        source.unlink()
        if not any(compiled.parent.iterdir()):
            compiled.parent.rmdir()


def _compiled(source: Path) -> Path:
    return Path(cache_from_source(str(source)))
