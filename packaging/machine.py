"""The system parts packaging needs: installed on Debian as root, otherwise named with the command for them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import dev


def need(parts: Mapping[str, str]) -> None:
    """Each command or absolute path is there afterwards, or `dev.Stop` says how to get it. By name → Debian package."""
    missing = _missing(parts)
    if missing and shutil.which("apt-get") and dev.is_root():
        dev.apt_install(missing)
        missing = _missing(parts)
    if missing:
        raise dev.Stop("Missing on this system. On Debian: sudo apt-get install -y " + " ".join(missing))


def _missing(parts: Mapping[str, str]) -> list[str]:
    return sorted({package for part, package in parts.items() if not _is_there(part)})


def _is_there(part: str) -> bool:
    return Path(part).exists() if part.startswith("/") else shutil.which(part) is not None
