"""What is shipped is pinned, and is what was tested."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest

import dev
from windows import runtime, wheels
from windows.locks import Locked, downloaded, locked_in, sha256_of

CLIENT = locked_in(wheels.LOCK.read_text(encoding="utf-8"))
TESTED = locked_in((dev.ROOT / "requirements.lock").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(requirements: list[str]) -> set[str]:
    """The names, but for those that only another system or an extra asks for."""
    return {
        plain(re.split(r"[^\w.-]", one)[0])
        for one in requirements
        if ";" not in one or ("win32" in one.partition(";")[2] and "extra" not in one)
    }


def test_the_lock_names_everything_the_client_asks_for() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = asked_for(project["dependencies"] + project["optional-dependencies"]["client"])
    locked = {plain(one.name) for one in CLIENT}
    assert wanted <= locked
    assert not locked & asked_for(project["optional-dependencies"]["server"])


def test_the_lock_names_what_the_libraries_themselves_ask_for() -> None:
    locked = {plain(one.name) for one in CLIENT}
    only_on_windows = {"pywin32-ctypes", "tzdata"}
    for name in sorted(locked - only_on_windows):
        assert asked_for(requires(name) or []) <= locked, name


@pytest.mark.parametrize("one", CLIENT, ids=lambda one: one.name)
def test_what_is_shipped_is_pinned_and_is_what_was_tested(one: Locked) -> None:
    assert one.hashes
    (tested,) = (tested for tested in TESTED if tested.name == one.name)
    assert (one.version, one.hashes) == (tested.version, tested.hashes)


def test_the_runtime_is_pinned_by_one_hash() -> None:
    (python,) = locked_in(runtime.LOCK.read_text(encoding="utf-8"))
    assert len(python.hashes) == 1


def test_a_line_without_a_version_is_no_lock() -> None:
    assert [one.name for one in locked_in("# by hand\na==1 \\\n    --hash=sha256:" + "0" * 64 + "\n")] == ["a"]
    with pytest.raises(dev.Stop, match="requests"):
        locked_in("requests>=2\n")


def test_what_was_downloaded_before_is_known_by_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "whatever.whl"
    file.parent.mkdir()
    file.write_bytes(b"a library")
    lock = tmp_path / "lock"
    lock.write_text(f"library==1 --hash=sha256:{sha256_of(file)}\n")
    assert downloaded(lock, file.parent, ["--no-index"]) == [file]


def test_what_was_changed_since_is_not_taken(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "library.whl").write_bytes(b"something else")
    lock = tmp_path / "lock"
    lock.write_text(f"gonghai-has-no-such-library==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(dev.Stop, match="pip could not download"):
        downloaded(lock, tmp_path, ["--no-index"])
    assert "gonghai-has-no-such-library" in capfd.readouterr().err
