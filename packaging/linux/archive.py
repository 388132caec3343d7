"""One archive of the folder, the same bytes for the same content, with its hash beside it."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path
from typing import Final

import zstandard

_LEVEL: Final = 12


def pack(folder: Path, target: Path) -> Path:
    """`target`, a .tar.zst that unfolds to a folder of the same name as `folder`; links stay links."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL, threads=-1)
    with (
        target.open("wb") as file,
        compressor.stream_writer(file) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w|") as archive,
    ):
        archive.add(folder, folder.name, filter=_nobodys)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name(f"{target.name}.sha256").write_text(f"{digest}  {target.name}\n", encoding="ascii")
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    # Times of a build are nobody's business, and would tell two builds of one content apart.
    entry.mtime = 0
    return entry
