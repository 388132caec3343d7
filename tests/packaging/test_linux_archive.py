"""The archive of the Linux client: whole, the same for the same content, and with its hash."""

import hashlib
import os
import tarfile
from pathlib import Path

import pytest
import zstandard

from linux.archive import pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "gonghai-1.2.3"
    (made / "_internal").mkdir(parents=True)
    (made / "gonghai").write_bytes(b"program")
    (made / "gonghai").chmod(0o755)
    (made / "_internal" / "libQt6Core.so.6").write_bytes(b"library")
    (made / "_internal" / "link.so").symlink_to("libQt6Core.so.6")
    return made


def entries_of(archive: Path) -> dict[str, tarfile.TarInfo]:
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as plain,
        tarfile.open(fileobj=plain, mode="r|") as read,
    ):
        return {entry.name: entry for entry in read}


def test_it_unfolds_to_one_folder_with_rights_and_links(folder: Path, tmp_path: Path) -> None:
    entries = entries_of(pack(folder, tmp_path / "client.tar.zst"))
    assert {name.split("/")[0] for name in entries} == {folder.name}
    assert entries[f"{folder.name}/gonghai"].mode & 0o111
    assert entries[f"{folder.name}/_internal/link.so"].linkname == "libQt6Core.so.6"
    assert {entry.uname for entry in entries.values()} == {"root"}


def test_its_hash_lies_beside_it(folder: Path, tmp_path: Path) -> None:
    archive = pack(folder, tmp_path / "client.tar.zst")
    digest, name = archive.with_name("client.tar.zst.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(archive.read_bytes()).hexdigest(), "client.tar.zst")


def test_the_same_content_makes_the_same_archive_whenever_it_was_built(folder: Path, tmp_path: Path) -> None:
    first = pack(folder, tmp_path / "first.tar.zst").read_bytes()
    os.utime(folder / "gonghai", (1, 1))
    assert pack(folder, tmp_path / "second.tar.zst").read_bytes() == first
    (folder / "gonghai").write_bytes(b"another")
    assert pack(folder, tmp_path / "third.tar.zst").read_bytes() != first
