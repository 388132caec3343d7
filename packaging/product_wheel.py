"""The product's wheel, made from a copy of its sources: nothing is left in the checkout, nothing stale gets in."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_ROOMS = ("domain", "sync", "desktop", "server")
_PAGES = ("pyproject.toml", "README.md", "LICENSE")


def build_wheel(folder: Path) -> Path:
    """The wheel in `folder`, by the environment's own setuptools: no network is needed.

    Raises:
        subprocess.CalledProcessError: pip has said why.
    """
    with tempfile.TemporaryDirectory(prefix="gonghai-wheel-") as temporary:
        sources = Path(temporary)
        for room in _ROOMS:
            shutil.copytree(ROOT / room, sources / room, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        for page in _PAGES:
            shutil.copy2(ROOT / page, sources)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
        subprocess.run([*pip, *options, str(sources)], check=True)
    return next(folder.glob("gonghai-*.whl"))


def unfolded(wheel: Path, folder: Path) -> Path:
    """`folder`, emptied, with what an installation would lay down."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder
