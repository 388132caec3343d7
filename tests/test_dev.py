"""The way in: what can be told of it without making a second environment."""

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

import dev

SOURCE = Path(dev.__file__).read_text(encoding="utf-8")
HANDED_OVER_TO = set(re.findall(r'"((?:desktop|tests|benchmarks)(?:\.\w+)?)"', SOURCE))


def test_it_starts_on_the_python_of_an_old_machine() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    # A Windows console speaks neither UTF-8 nor, as a rule, what an ellipsis is in.
    assert SOURCE.isascii()


def test_it_needs_nothing_but_the_standard_library() -> None:
    imported = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("module", sorted(HANDED_OVER_TO))
def test_every_command_hands_over_to_something(module: str) -> None:
    assert importlib.util.find_spec(module) is not None


def test_packaging_is_run_as_a_folder() -> None:
    assert 'run("packaging", ' in SOURCE
    assert (Path(dev.__file__).parent / "packaging" / "__main__.py").exists()


def test_a_python_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'not chosen' >&2\nexit 127\n")
    shim.chmod(0o755)
    assert dev.version_of(shim) == (0, 0)
    assert dev.version_of(tmp_path / "nothing") == (0, 0)
    assert dev.version_of(Path(sys.executable)) == sys.version_info[:2]


def test_a_python_on_the_path_or_on_a_shelf_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not our own version: for that one, who runs this comes first.
    version = "3.12" if sys.version_info[:2] == (3, 13) else "3.13"
    shelves = [
        tmp_path / f"bin/python{version}",
        tmp_path / f"home/.pyenv/versions/{version}.2/bin/python3",
        tmp_path / f"home/.local/share/uv/python/cpython-{version}.7-linux-x86_64-gnu/bin/python3",
    ]
    for python in shelves:
        python.parent.mkdir(parents=True)
        python.touch(mode=0o755)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert [path for path in dev.candidates() if tmp_path in path.parents] == shelves


def test_the_way_to_a_python_is_one_line() -> None:
    line = dev.way_to_python()
    assert "\n" not in line
    assert "3.13" in line


def test_a_missing_library_is_noticed() -> None:
    assert not dev.loads("libthereisnosuchthing.so.1")
