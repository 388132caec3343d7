"""The papers in the folder: whose work it is, on what terms, and how Qt may be exchanged."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import dev
from windows.folder import LIBRARIES, MICROSOFT_RUNTIME, OURS, RUNTIME, Shipment
from windows.terms import MICROSOFT, REVIEWED, licence_of
from windows.wheels import Wheel

COMMON: Final = Path("/usr/share/common-licenses")
"""Debian's own shelf of licences, for libraries whose wheels bring no text."""

NEEDS: Final = {str(COMMON / "LGPL-3"): "base-files"}
_NOTICES = Path(__file__).with_name("notices")
_TEXT = re.compile(r"(licen[cs]es?|copying|notice|authors|unicode)[^/]*", re.IGNORECASE)
_NOT_OURS_TO_TAKE = "LicenseRef-Qt-Commercial.txt"


@dataclass(frozen=True)
class Package:
    """One thing that is shipped, by the name its files are known under. `texts`: what is laid down, by file name."""

    name: str
    version: str
    licence: str
    texts: dict[str, bytes] = field(default_factory=dict)
    locator: str = ""
    """A package URL, where there is one."""


def packages_of(shipment: Shipment, root: Path) -> list[Package]:
    """Everything that files of the folder belong to; `dev.Stop` for terms that are unknown or not allowed."""
    runtime = {"LICENSE.txt": (shipment.folder / "runtime" / "LICENSE.txt").read_bytes()}
    return [
        Package(OURS, shipment.version, "MIT", {"LICENSE.txt": (root / "LICENSE").read_bytes()}),
        Package(RUNTIME, runtime_version(shipment.folder), REVIEWED[RUNTIME].licence, runtime),
        # Python for Windows hands these on, and says on which terms, as the wheels do that bring their own copies.
        Package(MICROSOFT_RUNTIME, "14", MICROSOFT, runtime),
        *map(_of_wheel, shipment.wheels),
    ]


def lay_down(packages: list[Package], folder: Path) -> Iterator[str]:
    """A table, one folder of texts for each package, and how to exchange Qt; tells the paths within `licences`."""
    shutil.rmtree(folder, ignore_errors=True)
    for package in packages:
        for name, text in package.texts.items():
            place = folder / package.name / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
    rows = [f"{one.name} {one.version}: {one.licence}" for one in sorted(packages, key=lambda one: one.name.lower())]
    about = (_NOTICES / "about.txt").read_text(encoding="utf-8").replace("@PACKAGES@", "\n".join(rows))
    # Notepad opens these: it is given the line ends and the mark by which every version of it knows UTF-8.
    (folder / "README.txt").write_text(about, encoding="utf-8-sig", newline="\r\n")
    replacing = (_NOTICES / "replacing-qt.txt").read_text(encoding="utf-8").replace("@FOLDER@", LIBRARIES)
    (folder / "replacing-qt.txt").write_text(replacing, encoding="utf-8-sig", newline="\r\n")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def runtime_version(folder: Path) -> str:
    """Of the Python that is shipped, as its own library says it."""
    library = (folder / "runtime" / "python313.dll").read_bytes()
    marked = re.search("ProductVersion\0".encode("utf-16-le") + b"\0{0,4}" + rb"((?:[\d.]\0)+)", library)
    if marked is None:
        raise dev.Stop("python313.dll does not say its version.")
    return marked[1].decode("utf-16-le")


def _of_wheel(wheel: Wheel) -> Package:
    licence = licence_of(wheel.name, wheel.metadata)
    texts = {Path(name).name: wheel.read(name) for name in wheel.names() if _is_text(name)}
    for name in REVIEWED[wheel.name].texts if wheel.name in REVIEWED else ():
        shelf = _NOTICES if name.endswith(".txt") else COMMON
        texts[Path(name).stem + ".txt"] = (shelf / name).read_bytes()
    if not texts:
        raise dev.Stop(f"{wheel.name} brings no text of its licence: name one for it in terms.py.")
    known = re.sub(r"[-_.]+", "-", wheel.name).lower()
    return Package(wheel.name, wheel.version, licence, texts, f"pkg:pypi/{known}@{wheel.version}")


def _is_text(name: str) -> bool:
    """Licences where wheels keep them, and a list of what was built into a library where its maker gives one."""
    path = Path(name)
    if path.name == _NOT_OURS_TO_TAKE or path.suffix in {".py", ".pyc"}:
        return False
    in_card = ".dist-info/" in name
    return (in_card and (_TEXT.fullmatch(path.name) is not None or "/sboms/" in name)) or path.name == "LICENSE.unicode"
