"""The installer, made of the folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import dev
from windows import tables, wix
from windows.locks import sha256_of
from windows.product import NAME, msi_version

NEEDS: Final = {"wixl": "wixl", "msibuild": "msitools", "msiinfo": "msitools"}


def make_msi(folder: Path, icon: Path, version: str, target: Path, workshop: Path) -> None:
    """Pack everything that lies in the folder. What it is made from is written into the workshop."""
    workshop.mkdir(parents=True, exist_ok=True)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    content = hashlib.sha256("".join(f"{sha256_of(folder / path)} {path}\n" for path in paths).encode()).hexdigest()
    written = workshop / "gonghai.wxs"
    # wixl takes files by relative paths only, from where it runs.
    written.write_text(wix.source(paths, version, content, os.path.relpath(icon, folder)), encoding="ascii")
    target.unlink(missing_ok=True)
    _run(folder, "wixl", "-a", "x64", "-o", str(target.resolve()), os.path.relpath(written, folder))
    codepage = workshop / "_ForceCodepage.idt"
    codepage.write_bytes(tables.codepage().encode())
    _run(workshop, "msibuild", str(target.resolve()), "-i", codepage.name)
    _run(workshop, "msibuild", str(target.resolve()), "-q", *tables.statements(version))
    _check(target, version)


def table_of(msi: Path, table: str) -> list[list[str]]:
    """The rows of one table of an installer, as `msiinfo` tells them; names and types come first and are left out."""
    return [line.split("\t") for line in _run(msi.parent, "msiinfo", "export", str(msi.resolve()), table)][3:]


def _check(msi: Path, version: str) -> None:
    """msibuild says nothing of a statement that matched no row: read back what must stand there."""
    properties = dict(_pairs(table_of(msi, "Property")))
    conditions = {row[4] for row in table_of(msi, "Component")}
    upgrade = {row[6]: row[4] for row in table_of(msi, "Upgrade")}
    said = "\n".join(row[1] for row in table_of(msi, "LaunchCondition"))
    facts = {
        "name": properties["ProductName"] == NAME,
        "version": properties["ProductVersion"] == msi_version(version),
        "secure properties": properties["SecureCustomProperties"].split(";") == tables.secure(),
        "conditions": set(wix.SETTINGS) <= conditions,
        "upgrade": upgrade.get("WIX_UPGRADE_DETECTED") == "513" and "WIX_DOWNGRADE_DETECTED" in upgrade,
        "sentences": said.count("公海") == 2,
        "actions": len(table_of(msi, "CustomAction")) == len(wix.KEPT) + 1,
        "shortcut": any(NAME in row[2] for row in table_of(msi, "Shortcut")),
    }
    wrong = [name for name, holds in facts.items() if not holds]
    if wrong:
        raise dev.Stop("The installer is not as it was meant: " + ", ".join(wrong))


def _pairs(rows: Iterable[list[str]]) -> Iterable[tuple[str, str]]:
    return ((row[0], row[1]) for row in rows)


def _run(folder: Path, *words: str) -> list[str]:
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    if ended.returncode or "WARNING" in ended.stderr:
        raise dev.Stop(f"{words[0]} did not succeed ({ended.returncode}):\n{ended.stderr.strip()[-2000:]}")
    return ended.stdout.splitlines()
