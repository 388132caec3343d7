"""`dev.py package --linux`: the client as one folder for Linux on 64-bit Intel, and an archive of it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Final

import dev
import machine
import product_wheel
from linux import check, licences, stripping
from linux.archive import pack
from linux.desktop_entry import write_entry
from linux.tools import PyInstaller
from steps import Steps
from windows.product import version_of

NEEDS: Final = stripping.NEEDS | {"objdump": "binutils", "ldd": "libc-bin", "dpkg-query": "dpkg"}


def main(arguments: list[str]) -> int:
    """Build it as asked; returns the exit code."""
    parser = argparse.ArgumentParser("dev.py package --linux", description="Build the client for Linux.")
    parser.add_argument("--out", type=Path, default=dev.ROOT / "dist" / "linux", help="where it is put")
    parser.add_argument("--check", action="store_true", help="start it for real and let it pass the tour")
    chosen = parser.parse_args(arguments)
    steps, out, workshop = Steps(), chosen.out.resolve(), dev.ROOT / ".dev" / "linux"
    version = version_of(dev.ROOT)
    with steps.step("system parts"):
        machine.need(NEEDS)
    out.mkdir(parents=True, exist_ok=True)
    workshop.mkdir(parents=True, exist_ok=True)
    pyinstaller = PyInstaller(workshop)
    with steps.step("PyInstaller"):
        pyinstaller.install()
    with steps.step("wheel"):
        wheel = product_wheel.unfolded(product_wheel.build_wheel(workshop), workshop / "wheel")
    with steps.step("folder"):
        frozen = pyinstaller.freeze("gonghai", wheel)
        stripping.strip_debugging(frozen)
        folder = out / f"gonghai-{version}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(frozen, folder, symlinks=True)
        write_entry(folder)
    with steps.step("licences"):
        sources = licences.sources_in(pyinstaller.work("gonghai"))
        licences.lay_down(licences.parts_of(sources, wheel, pyinstaller.tools), folder / "licences")
    with steps.step("archive"):
        target = pack(folder, out / f"gonghai-{version}-x86_64.tar.zst")
    files = [each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()]
    installed = sum(each.stat().st_size for each in files)
    dev.say(f"{target}: {_mb(target.stat().st_size)} MB, {_mb(installed)} MB unfolded, {len(files)} files")
    if chosen.check:
        return check.check(folder, pyinstaller, wheel, out / "check", steps)
    return 0


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"
