"""The client as it lies under Program Files: a Python, the libraries, ourselves, and who every file belongs to."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import dev
from windows import binaries
from windows.bytecode import compile_folder, drop_sources
from windows.choice import qt_modules, shipped_of
from windows.launchers import OTHER_HALF
from windows.packs import pack, packages_below
from windows.runtime import SEARCH_PATH, STANDARD_LIBRARY, Other, check, put_runtime
from windows.wheels import Wheel, client_wheels

OURS: Final = "gonghai"
RUNTIME: Final = "cpython"
MICROSOFT_RUNTIME: Final = "microsoft-visual-c++-runtime"
APP: Final = "app"
LIBRARIES: Final = "runtime/Lib/site-packages"
ROOMS: Final = ("domain", "sync", "desktop")
AS_FILES: Final = frozenset({"PySide6_Essentials", "shiboken6", "python-stdnum"})
"""Under the LGPL: whoever installs them may change them. All other libraries lie in packs."""
WITH_SOURCES: Final = AS_FILES | {OURS}
"""Of ours what is not packed either: the launcher's other half, and the migrations."""

_MICROSOFTS = re.compile(r".*/(vcruntime|msvcp)140(_\d)?\.dll")
# The demo company needs the server's side, which a rep's machine does not have.
_NOT_SHIPPED = ("desktop/demo.py",)
# Alembic takes these for files in a folder, not for modules.
_RUN_BY_ALEMBIC = re.compile(r"/migrations/")


@dataclass
class Shipment:
    """The folder and, for each file in it by its path, the package it came with."""

    folder: Path
    version: str
    owners: dict[str, str] = field(default_factory=dict)
    wheels: list[Wheel] = field(default_factory=list)

    def own(self, owner: str, paths: Iterable[str]) -> None:
        """These files came with that package."""
        self.owners.update(dict.fromkeys(paths, owner))

    def files(self) -> list[str]:
        """Every file that lies in the folder now."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


def assemble(root: Path, folder: Path, cache: Path, version: str, other: Other | None) -> Shipment:
    """Put the folder together anew, but for the launcher and the papers."""
    if other:
        # Before the last build is thrown away.
        check(other)
    shutil.rmtree(folder, ignore_errors=True)
    shipment = Shipment(folder, version)
    put_python(shipment, cache, other)
    put_libraries(shipment, cache, qt_modules(root / "desktop"))
    put_ourselves(shipment, root)
    _compile(shipment)
    # Whatever brought them along, these are Microsoft's.
    shipment.own(MICROSOFT_RUNTIME, (path for path in shipment.files() if _MICROSOFTS.fullmatch(path)))
    missing = list(binaries.unmet(_binaries(shipment)))
    if missing:
        raise dev.Stop("Libraries are missing in the folder:\n  " + "\n  ".join(missing))
    return shipment


def _compile(shipment: Shipment) -> None:
    """Whoever a module came with, its bytecode came with too."""
    for room in (APP, LIBRARIES):
        compile_folder(shipment.folder / room, shipment.folder)
        for package in packages_below(shipment.folder / room):
            _pack(shipment, package, shipment.folder / room)
    bare = [path for path in shipment.files() if path.endswith(".py") and shipment.owners[path] not in WITH_SOURCES]
    drop_sources(shipment.folder / path for path in bare)
    for path in bare:
        shipment.owners[path + "c"] = shipment.owners.pop(path)
    for path in shipment.files():
        source, in_cache, name = path.rpartition("__pycache__/")
        if in_cache:
            shipment.own(shipment.owners[f"{source}{name.partition('.')[0]}.py"], [path])


def _pack(shipment: Shipment, package: Path, room: Path) -> None:
    paths = {path.relative_to(shipment.folder).as_posix(): path for path in package.rglob("*.py")}
    (owner,) = {shipment.owners[path] for path in paths}
    if owner in AS_FILES:
        return
    packed = {path: file for path, file in paths.items() if not _RUN_BY_ALEMBIC.search(path)}
    target = pack(package, room, packed.values())
    for path in packed:
        del shipment.owners[path]
    shipment.own(owner, [target.relative_to(shipment.folder).as_posix()])


def put_python(shipment: Shipment, cache: Path, other: Other | None) -> None:
    """The runtime, told where to look for modules: nowhere but inside the folder."""
    names = put_runtime(shipment.folder / "runtime", cache / "runtime", other)
    search = "\n".join((STANDARD_LIBRARY, ".", "Lib/site-packages", "../app", ""))
    (shipment.folder / "runtime" / SEARCH_PATH).write_text(search, encoding="ascii")
    shipment.own(RUNTIME, (f"runtime/{name}" for name in names))
    shipment.own(OURS, [f"runtime/{SEARCH_PATH}"])


def put_libraries(shipment: Shipment, cache: Path, modules: set[str]) -> None:
    """What of the libraries the client needs."""
    shipment.wheels = client_wheels(cache / "wheels")
    for wheel in shipment.wheels:
        chosen = shipped_of(wheel, modules)
        wheel.unpack(chosen, shipment.folder / LIBRARIES)
        shipment.own(wheel.name, (f"{LIBRARIES}/{name}" for name in chosen))


def put_ourselves(shipment: Shipment, root: Path) -> None:
    """Domain, sync and desktop with the files that belong to them, and the card by which the version is known."""
    for path in our_files(root):
        _put(shipment, root / path, f"{APP}/{path}")
    _put(shipment, OTHER_HALF, f"{APP}/{OTHER_HALF.name}")
    card = f"{APP}/gonghai-{shipment.version}.dist-info/METADATA"
    (shipment.folder / card).parent.mkdir()
    lines = ("Metadata-Version: 2.1", "Name: gonghai", f"Version: {shipment.version}", "License-Expression: MIT", "")
    (shipment.folder / card).write_text("\n".join(lines), encoding="utf-8")
    shipment.own(OURS, [card])


def _put(shipment: Shipment, file: Path, path: str) -> None:
    target = shipment.folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    shipment.own(OURS, [path])


def our_files(root: Path) -> list[str]:
    """By the same endings as an installed wheel of ours: what an editor or a test run leaves behind stays here."""
    with (root / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["*"]
    found = {path for room in ROOMS for pattern in ("*.py", *patterns) for path in (root / room).rglob(pattern)}
    return sorted(name for path in found if (name := path.relative_to(root).as_posix()) not in _NOT_SHIPPED)


def _binaries(shipment: Shipment) -> dict[str, bytes]:
    folder = shipment.folder
    return {name: (folder / name).read_bytes() for name in shipment.files() if name.endswith((".dll", ".pyd"))}
