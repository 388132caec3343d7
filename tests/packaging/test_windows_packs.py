"""Modules in packs: found, run and named as if they lay in files, beside the data and binaries that do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from windows import launchers
from windows.bytecode import compile_folder
from windows.launcher.launch import PACK
from windows.packs import pack, packages_below

SOURCES = {
    "shop/__init__.py": "from shop.till import total\n",
    "shop/till.py": "def total():\n    raise LookupError('no prices')\n",
    "shop/goods/__init__.py": "from importlib import resources\nNAME = (resources.files('shop.goods') / 'name.txt')\n",
    "shop/goods/bread.py": "WEIGHT = 500\n",
    "shop/goods/name.txt": "bread",
    "shared/first/__init__.py": "WHO = 'first'\n",
    "shared/second/__init__.py": "from shared.first import WHO\n",
    "loose/__init__.py": "HERE = 'a file'\n",
    "alone.py": "HERE = 'a file'\n",
}
ASK = """\
import json, sys
sys.path.insert(0, sys.argv[1])
sys.path.insert(0, sys.argv[2])
import launch
launch.take_from_packs(sys.argv[2])
"""
RUN = """\
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("launch", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder of libraries: two share a name, one stays in files."""
    for name, text in SOURCES.items():
        file = tmp_path / "room" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    folder = tmp_path / "room"
    compile_folder(folder, tmp_path)
    for package in packages_below(folder):
        if package.name != "loose":
            pack(package, folder, list(package.rglob("*.py")))
    return folder


def asked(room: Path, program: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-I", "-c", ASK + program, str(launchers.SOURCES), str(room)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def told(room: Path, expression: str, *modules: str) -> object:
    ended = asked(room, f"import {', '.join(modules)}\nprint(json.dumps({expression}))")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_the_outermost_packages_are_found_below_a_shared_name_too(room: Path) -> None:
    for package in ("shop", "shared/first", "shared/second"):
        (room / package / "__init__.py").touch()
    assert [path.relative_to(room).as_posix() for path in packages_below(room)] == [
        "loose",
        "shared/first",
        "shared/second",
        "shop",
    ]


def test_what_is_packed_leaves_its_data_and_nothing_else(room: Path) -> None:
    left = sorted(path.relative_to(room).as_posix() for path in room.rglob("*") if path.is_file())
    assert [name for name in left if "__pycache__" not in name] == [
        "alone.py",
        "loose/__init__.py",
        f"shared/first/{PACK}",
        f"shared/second/{PACK}",
        "shop/goods/name.txt",
        f"shop/{PACK}",
    ]
    assert not (room / "shop" / "__pycache__").exists()


def test_modules_packages_and_data_are_found(room: Path) -> None:
    assert told(room, "[bread.WEIGHT, goods.NAME.read_text()]", "shop.goods.bread as bread", "shop.goods as goods") == [
        500,
        "bread",
    ]


def test_libraries_that_share_a_name_find_each_other(room: Path) -> None:
    assert told(room, "second.WHO", "shared.second as second") == "first"


def test_what_is_in_no_pack_is_looked_for_in_folders(room: Path) -> None:
    assert told(room, "[alone.HERE, loose.HERE]", "alone", "loose") == ["a file", "a file"]


def test_a_module_left_beside_a_pack_belongs_to_the_package(room: Path) -> None:
    """Binaries do."""
    (room / "shop" / "goods" / "milk.py").write_text("WEIGHT = 1000\n")
    assert told(room, "milk.WEIGHT", "shop.goods.milk as milk") == 1000


def test_a_module_says_where_it_would_lie_and_has_no_source(room: Path) -> None:
    said = told(room, "[bread.__file__, bread.__loader__.get_source('x')]", "shop.goods.bread as bread")
    assert said == [str(room / "shop" / "goods" / "bread.py"), None]


def test_a_traceback_names_the_line_and_no_folder_of_the_builder(room: Path) -> None:
    ended = asked(room, "import shop\nshop.total()")
    assert 'File "room/shop/till.py", line 2, in total' in ended.stderr
    assert str(room) not in ended.stderr


def test_a_module_that_is_not_there_is_missed_by_its_name(room: Path) -> None:
    assert "ModuleNotFoundError: No module named 'shop.cheese'" in asked(room, "import shop.cheese").stderr


def test_the_other_half_runs_the_client_out_of_its_pack(tmp_path: Path) -> None:
    app = tmp_path / "app"
    (app / "desktop").mkdir(parents=True)
    (app / "desktop" / "__init__.py").touch()
    client = "import os, sys\ndef main():\n    print(sys.argv[1:], os.environ['PYTZ_TZDATADIR'])\n    return 7\n"
    (app / "desktop" / "__main__.py").write_text(client)
    compile_folder(app, tmp_path)
    pack(app / "desktop", app, list((app / "desktop").glob("*.py")))
    (app / launchers.OTHER_HALF.name).write_bytes(launchers.OTHER_HALF.read_bytes())
    words = [sys.executable, "-I", "-c", RUN, str(app), "--user", "lin"]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    zones = tmp_path / "runtime" / "Lib" / "site-packages" / "tzdata" / "zoneinfo"
    assert (ended.returncode, ended.stdout) == (7, f"['--user', 'lin'] {zones}\n"), ended.stderr
