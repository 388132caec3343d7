"""The wheel holds all that runs, reads and migrates, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

import product_wheel
from product_wheel import ROOT

ROOMS = ("domain", "sync", "desktop", "server")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return product_wheel.build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def laid_down(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return product_wheel.unfolded(wheel, tmp_path_factory.mktemp("unfolded"))


def files_in(root: Path, *rooms: str) -> set[str]:
    found = (path for room in rooms for path in (root / room).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in found if path.suffix != ".pyc"}


def test_everything_that_lies_in_the_rooms_is_in_it(laid_down: Path) -> None:
    """Sentences, icons, migrations: what is read as a file is left out of wheels unless somebody says so."""
    assert files_in(laid_down, *ROOMS) == files_in(ROOT, *ROOMS)


def test_nothing_else_is_in_it(laid_down: Path) -> None:
    beside = {path.name for path in laid_down.iterdir()} - set(ROOMS)
    assert len(beside) == 1
    assert beside.pop().endswith(".dist-info")


def test_nothing_of_the_machine_it_was_made_on_is_in_it(laid_down: Path) -> None:
    about = [path for path in laid_down.glob("*.dist-info/*") if path.is_file()]
    assert about
    assert not [path.name for path in about if str(ROOT) in path.read_text(encoding="utf-8")]


def test_the_server_it_lays_down_migrates_and_founds_a_company(laid_down: Path, tmp_path: Path) -> None:
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from server.__main__ import main; main()"
    words = ["--language", "en", "init", "--database", f"sqlite:///{tmp_path / 'company.db'}"]
    # Of a working directory that is not the checkout, so that only the wheel's modules are met.
    ended = subprocess.run(
        [sys.executable, "-c", program, str(laid_down), *words], cwd=tmp_path, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    assert "assword" in ended.stdout


def test_building_it_leaves_nothing_in_the_checkout(wheel: Path) -> None:
    assert wheel.name.startswith("gonghai-")
    assert not list(ROOT.glob("*.egg-info"))
