"""Only a Python that is known by its hash is shipped, and only with bytecode it reads."""

import io
import zipfile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

import dev
from windows.runtime import NOT_SHIPPED, Other, check_bytecode, digest_of, put_runtime


def standard_library(magic: bytes = MAGIC_NUMBER) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("encodings/utf_8.pyc", magic + bytes(12))
    return content.getvalue()


def other(folder: Path, **changed: bytes) -> Path:
    """What an administrator has unpacked: the official package, as far as the build looks at it."""
    folder.mkdir()
    files = {"python313.dll": b"a library", "python313.zip": standard_library(), "LICENSE.txt": b"PSF"}
    for name, content in {**files, **dict.fromkeys(NOT_SHIPPED, b"not shipped"), **changed}.items():
        (folder / name).write_bytes(content)
    return folder


def zipped(folder: Path, file: Path, **more: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
        for content in more.values():
            archive.writestr(content, b"")
    return file


@pytest.mark.parametrize("is_zip", [False, True])
def test_another_runtime_is_taken_with_the_hash_it_was_promised(tmp_path: Path, is_zip: bool) -> None:
    source = other(tmp_path / "other")
    if is_zip:
        source = zipped(source, tmp_path / "python.zip")
    names = put_runtime(tmp_path / "runtime", tmp_path, Other(source, digest_of(source).upper()))
    assert names == ["LICENSE.txt", "python313.dll", "python313.zip"]
    assert (tmp_path / "runtime" / "python313.dll").read_bytes() == b"a library"


def test_one_changed_byte_or_name_is_another_runtime(tmp_path: Path) -> None:
    source = other(tmp_path / "other")
    promised = digest_of(source)
    (source / "LICENSE.txt").rename(source / "LICENCE.txt")
    with pytest.raises(dev.Stop, match="was to have"):
        put_runtime(tmp_path / "runtime", tmp_path, Other(source, promised))
    (source / "LICENCE.txt").rename(source / "LICENSE.txt")
    (source / "python313.dll").write_bytes(b"a librarz")
    with pytest.raises(dev.Stop, match="was to have"):
        put_runtime(tmp_path / "elsewhere", tmp_path, Other(source, promised))


def test_what_is_no_embeddable_python_is_named(tmp_path: Path) -> None:
    source = other(tmp_path / "other")
    (source / "python313.dll").rename(source / "python312.dll")
    with pytest.raises(dev.Stop, match=r"python313\.dll"):
        put_runtime(tmp_path / "runtime", tmp_path, Other(source, digest_of(source)))
    with pytest.raises(dev.Stop, match="no runtime"):
        put_runtime(tmp_path / "elsewhere", tmp_path, Other(tmp_path / "gone", ""))


def test_a_runtime_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    source = zipped(other(tmp_path / "other"), tmp_path / "python.zip", outside="../outside.dll")
    with pytest.raises(dev.Stop, match="outside its folder"):
        put_runtime(tmp_path / "runtime", tmp_path, Other(source, digest_of(source)))
    assert not (tmp_path / "outside.dll").exists()


def test_bytecode_that_the_runtime_does_not_read_stops_the_build() -> None:
    check_bytecode(standard_library())
    for theirs in (b"\x00\x00\r\n", bytes(reversed(MAGIC_NUMBER))):
        with pytest.raises(dev.Stop, match="another bytecode"):
            check_bytecode(standard_library(theirs))
