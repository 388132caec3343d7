"""What of ours goes into the folder, and in which form."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from windows.bytecode import compile_folder, drop_sources
from windows.folder import assemble, our_files
from windows.runtime import Other

UNCHECKED = 0b01


def module(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_the_client_goes_in_and_nothing_else_does() -> None:
    files = our_files(dev.ROOT)
    assert {"desktop/__main__.py", "domain/court.py", "desktop/resources/icons/logo.svg"} <= set(files)
    assert any(path.startswith("sync/cache/migrations/") for path in files)
    assert any(path.startswith("desktop/locale/zh_CN/") for path in files)
    assert {path.partition("/")[0] for path in files} == {"domain", "sync", "desktop"}
    assert "desktop/demo.py" not in files
    assert not [path for path in files if "__pycache__" in path or path.endswith(".pyc")]


def test_no_module_of_the_client_asks_for_the_demo() -> None:
    texts = {
        path: (dev.ROOT / path).read_text(encoding="utf-8") for path in our_files(dev.ROOT) if path.endswith(".py")
    }
    assert [path for path, text in texts.items() if "desktop.demo" in text] == []


def test_a_runtime_that_is_refused_leaves_the_last_build_standing(tmp_path: Path) -> None:
    last = module(tmp_path / "folder", "gonghai.exe", "the last build")
    (tmp_path / "python.zip").write_bytes(b"not what was promised")
    with pytest.raises(dev.Stop, match="was to have"):
        assemble(dev.ROOT, tmp_path / "folder", tmp_path, "1.2.3", Other(tmp_path / "python.zip", "0" * 64))
    assert last.read_text() == "the last build"


def test_bytecode_is_taken_as_it_is_whatever_the_installer_did_to_the_times(tmp_path: Path) -> None:
    source = module(tmp_path, "app/greeting.py", "TEXT = 'compiled'\n")
    compile_folder(tmp_path / "app", tmp_path)
    compiled = Path(importlib.util.cache_from_source(str(source)))
    assert compiled.read_bytes()[4] == UNCHECKED
    # Were Python to compare it with the source, it would read this instead.
    source.write_text("TEXT = 'read from the source'\n")
    said = subprocess.run([sys.executable, "-c", "import greeting; print(greeting.TEXT)"], cwd=tmp_path / "app",
                          capture_output=True, text=True)  # fmt: skip
    assert said.stdout == "compiled\n"


def test_a_library_without_its_source_is_still_found(tmp_path: Path) -> None:
    source = module(tmp_path, "library/inside.py", "def where():\n    raise LookupError\n")
    kept = module(tmp_path, "library/__init__.py", "")
    compile_folder(tmp_path, tmp_path)
    drop_sources([source])
    assert sorted(path.name for path in (tmp_path / "library").iterdir()) == [
        "__init__.py",
        "__pycache__",
        "inside.pyc",
    ]
    assert kept.exists()
    said = subprocess.run([sys.executable, "-c", "import library.inside as it; it.where()"], cwd=tmp_path,
                          capture_output=True, text=True)  # fmt: skip
    assert "LookupError" in said.stderr
    assert "library/inside.py" in said.stderr
    assert str(tmp_path) not in said.stderr


def test_a_module_that_does_not_compile_stops_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module(tmp_path, "broken.py", "def\n")
    with pytest.raises(dev.Stop, match=r"broken\.py"):
        compile_folder(tmp_path, tmp_path)
