"""What a lock names, and what of it has been downloaded already."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import dev

_NAME = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True)
class Locked:
    """One package of a lock; the hashes are of the files that may stand for it."""

    name: str
    version: str
    hashes: frozenset[str]


def locked_in(text: str) -> list[Locked]:
    """Every package the lock names, in its order."""
    lines = re.sub(r"(?m)^\s*#.*$", "", text).replace("\\\n", " ").splitlines()
    found = []
    for line in filter(str.strip, lines):
        match = _NAME.match(line)
        if match is None:
            raise dev.Stop(f"This line of a lock names no package and version: {line.strip()}")
        found.append(Locked(match["name"], match["version"], frozenset(_HASH.findall(line))))
    return found


def downloaded(lock: Path, folder: Path, how: Sequence[str]) -> list[Path]:
    """The file of every package in the lock, each with one of its hashes; what is missing is fetched by pip."""
    wanted = locked_in(lock.read_text(encoding="utf-8"))
    present = _present(wanted, folder)
    if len(present) < len(wanted):
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps"]
        ended = subprocess.run([*pip, "--require-hashes", *how, "-d", str(folder), "-r", str(lock)], check=False)
        if ended.returncode:
            raise dev.Stop(f"pip could not download what {lock.name} names: it says why above.")
        present = _present(wanted, folder)
    missing = [one.name for one in wanted if one.name not in present]
    if missing:
        raise dev.Stop("Downloaded, but with a hash the lock does not know: " + ", ".join(missing))
    return [present[one.name] for one in wanted]


def sha256_of(file: Path) -> str:
    """As the locks write it."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _present(wanted: Sequence[Locked], folder: Path) -> dict[str, Path]:
    """By name. A file is known by its hash alone: what it is called does not matter."""
    files = {sha256_of(file): file for file in sorted(folder.glob("*")) if file.is_file()}
    return {one.name: files[found] for one in wanted for found in one.hashes & files.keys()}
