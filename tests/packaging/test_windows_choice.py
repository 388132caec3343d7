"""What is left out only weighs: whatever the client loads is shipped."""

import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import dev
from tests.packaging.windows_binary import windows_binary
from windows.choice import PLUGINS, is_wanted, qt_modules, shipped_of
from windows.wheels import opened

LOAD_EVERYTHING = """
import importlib, pkgutil, sys
import domain, sync, desktop
for room in (domain, sync, desktop):
    for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        # The demo is not shipped, the registry is Windows' own, and the others do something when they are imported.
        elsewhere = module.name in {"desktop.demo", "desktop.administration.registry"}
        if not elsewhere and not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
import keyring.backends.Windows, sqlalchemy.dialects.sqlite.pysqlcipher, requests, truststore
for module in list(sys.modules.values()):
    if getattr(module, "__file__", None):
        print(module.__file__)
"""


def wheel(folder: Path, name: str, files: dict[str, bytes]) -> Path:
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n")
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
        for path, content in files.items():
            archive.writestr(path, content)
    return file


def test_the_modules_of_qt_are_read_from_the_code(tmp_path: Path) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "page.py").write_text("from PySide6.QtCore import Qt\nimport PySide6.QtSvg as svg\n")
    (tmp_path / "late.py").write_text("def f():\n    from PySide6 import QtNetwork\n    from os import path\n")
    assert qt_modules(tmp_path) == {"QtCore", "QtSvg", "QtNetwork"}
    assert {"QtCore", "QtGui", "QtWidgets"} <= qt_modules(dev.ROOT / "desktop")


def test_of_qt_what_is_imported_is_shipped_with_what_that_needs(tmp_path: Path) -> None:
    files = {
        "PySide6/__init__.py": b"",
        "PySide6/QtCore.pyd": windows_binary(["Qt6Core.dll"]),
        "PySide6/QtSvg.pyd": windows_binary(["Qt6Svg.dll"]),
        "PySide6/Qt6Core.dll": windows_binary(["KERNEL32.dll"]),
        "PySide6/Qt6Svg.dll": windows_binary(["Qt6Core.dll"]),
        "PySide6/Qt6Quick.dll": windows_binary(["Qt6Core.dll"]),
        "PySide6/designer.exe": windows_binary(),
        "PySide6/translations/qtbase_de.qm": b"",
        **{f"PySide6/plugins/{plugin}.dll": windows_binary(["Qt6Core.dll"]) for plugin in PLUGINS},
    }
    qt = opened(wheel(tmp_path, "PySide6_Essentials", files))
    heavy = {"PySide6/designer.exe", "PySide6/translations/qtbase_de.qm", "PySide6/Qt6Quick.dll"}
    card = "PySide6_Essentials-1.0.dist-info/METADATA"
    assert shipped_of(qt, {"QtCore", "QtSvg"}) == {*files, card} - heavy
    svg = {"PySide6/QtSvg.pyd", "PySide6/Qt6Svg.dll"}
    assert shipped_of(qt, {"QtCore"}) == {*files, card} - heavy - svg


def test_of_other_libraries_all_but_the_dead_weight_is_shipped(tmp_path: Path) -> None:
    files = ["alembic/util.py", "alembic/util.pyi", "alembic/testing/env.py", "alembic-1.0.data/scripts/alembic"]
    chosen = shipped_of(opened(wheel(tmp_path, "alembic", dict.fromkeys(files, b""))), set())
    assert chosen == {"alembic/util.py", "alembic-1.0.dist-info/METADATA"}


def test_nothing_the_client_loads_is_left_out() -> None:
    """Every module is loaded in another process, and each file of a library it took must be one that is shipped."""
    asked = subprocess.run([sys.executable, "-c", LOAD_EVERYTHING], cwd=dev.ROOT, capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    loaded = set(asked.stdout.splitlines())
    left_out = [
        str(file)
        for library in distributions()
        for file in library.files or ()
        if file.suffix == ".py" and str(library.locate_file(file)) in loaded
        if not is_wanted(library.metadata["Name"], file.as_posix())
    ]
    assert any("sqlalchemy" in name for name in loaded)
    assert left_out == []


def test_the_languages_of_the_screens_have_their_data() -> None:
    for language in ("zh", "zh_Hans", "zh_Hans_CN", "en", "en_US", "root"):
        assert is_wanted("babel", f"babel/locale-data/{language}.dat")
    assert not is_wanted("babel", "babel/locale-data/fr.dat")
    assert is_wanted("python-stdnum", "stdnum/cn/uscc.py")
    assert not is_wanted("python-stdnum", "stdnum/de/vat.py")
