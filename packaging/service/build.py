"""`dev.py package --server`: a folder from which a server is installed, or a container image built."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Final

import dev
import product_wheel
from service import check
from service.lock import server_lock
from steps import Steps

FILES: Final = dev.ROOT / "packaging" / "server"
LOCK: Final = "server.lock"


def main(arguments: list[str]) -> int:
    """Build it as asked; returns the exit code."""
    parser = argparse.ArgumentParser("dev.py package --server", description="Lay out what installs a server.")
    parser.add_argument("--out", type=Path, default=dev.ROOT / "dist" / "server", help="where it is put")
    parser.add_argument("--check", action="store_true", help="install it afresh; then two processes behind nginx")
    chosen = parser.parse_args(arguments)
    steps, folder = Steps(), chosen.out.resolve()
    with steps.step("server"):
        wheel = lay_out(folder)
    dev.say(f"{folder}: {wheel.name}, {LOCK}, and what {FILES.name}/ has to go with them")
    return check.check(folder, dev.ROOT / ".dev" / "server", steps) if chosen.check else 0


def lay_out(folder: Path) -> Path:
    """The folder, made anew; returns the wheel in it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FILES, folder)
    (folder / LOCK).write_text(server_lock(dev.ROOT / "requirements.lock"), encoding="utf-8")
    return product_wheel.build_wheel(folder)
