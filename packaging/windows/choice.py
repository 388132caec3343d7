"""Which files of the libraries are shipped: what the client imports, and what that needs. The rest only weighs."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Final

from windows.binaries import needed_by
from windows.wheels import Wheel, is_metadata

QT: Final = "PySide6"
# What Qt loads by itself: the screen, and the images that reps attach. PNG and BMP are within Qt; TLS is not Qt's here.
PLUGINS: Final = ("platforms/qwindows", "imageformats/qjpeg", "imageformats/qgif", "imageformats/qwebp")
_QT_SUPPORT = ("PySide6/__init__.py", "PySide6/_config.py", "PySide6/_git_pyside_version.py", "PySide6/support/*.py")

# Of other libraries, what no program of ours ever opens: by library, then for all of them.
_DROPPED: Final = {
    "shiboken6": ("*/concrt140.dll", "*/vc[oa]*140.dll", "*/vccorlib140.dll", "*/msvcp140_*.dll"),
    "pytz": ("pytz/zoneinfo/*",),
    "SQLAlchemy": ("sqlalchemy/testing/*",),
    "alembic": ("alembic/testing/*", "alembic/templates/*"),
    "Mako": ("mako/testing/*",),
    "zstandard": ("zstandard/_cffi*", "zstandard/backend_cffi.py"),
}
_DROPPED_OF_ALL = ("*.pyi", "*.pyx", "*.pxd", "*.c", "*.h", "*.lib", "*.cmake", "*/py.typed", "*/include/*", "*.data/*")
# And what is kept of folders that hold one file for each country or language of the world.
_KEPT: Final = {
    "babel": (
        "babel/locale-data/",
        ("root.dat", "en.dat", "en_001.dat", "en_US.dat", "zh.dat", "zh_Hans.dat", "zh_Hans_CN.dat"),
    ),
    "python-stdnum": ("stdnum/", ("stdnum/*.py", "stdnum/cn/*")),
}


def qt_modules(room: Path) -> set[str]:
    """The modules of Qt that the code of this room imports, such as QtCore."""
    found: set[str] = set()
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == QT:
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.update(_of_qt([node.module]))
            elif isinstance(node, ast.Import):
                found.update(_of_qt(alias.name for alias in node.names))
    return found


def shipped_of(wheel: Wheel, modules: set[str]) -> set[str]:
    """The names of the wheel's files that go into the folder."""
    names = wheel.names()
    chosen = _of_qt_wheel(wheel, names, modules) if any(name.startswith("PySide6/Qt") for name in names) else names
    return {name for name in chosen if is_wanted(wheel.name, name)}


def _of_qt_wheel(wheel: Wheel, names: list[str], modules: set[str]) -> set[str]:
    """From the modules and plugins outwards, along what each asks to be loaded beside it."""
    roots = {f"PySide6/{module}.pyd" for module in modules} | {f"PySide6/plugins/{plugin}.dll" for plugin in PLUGINS}
    there = [name for name in names if name.count("/") == 1 and name.endswith((".dll", ".pyd"))]
    support = {name for name in names if any(fnmatch(name, pattern) for pattern in _QT_SUPPORT)}
    return needed_by(roots, there, wheel.read) | support | {name for name in names if ".dist-info/" in name}


def is_wanted(library: str, name: str) -> bool:
    """Whether this file of the library is not one of those that only weigh."""
    if ".dist-info/" in name:
        # Licences go to a folder of their own. Entry points are how keyring finds its stores.
        return is_metadata(name) or name.endswith(".dist-info/entry_points.txt")
    if any(fnmatch(name, pattern) for pattern in (*_DROPPED_OF_ALL, *_DROPPED.get(library, ()))):
        return False
    folder, kept = _KEPT.get(library, ("", ()))
    return not name.startswith(folder or "/") or any(PurePosixPath(name).match(pattern) for pattern in kept)


def _of_qt(modules: Iterable[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith(QT + ".")}
