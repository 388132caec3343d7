"""`dev.py package`: from an empty machine to a signed MSI, step by step, with its figures."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Final

import dev
import machine
from steps import Steps
from windows import launchers, msi, signing
from windows.folder import Shipment, assemble
from windows.locks import sha256_of
from windows.product import version_of
from windows.runtime import Other
from windows.signing import Signer

MEGABYTE: Final = 1_000_000
LARGEST_MSI, LARGEST_FOLDER = 45, 110
"""In MB: what an administrator sends to every desk, and what lies there."""


def main(arguments: list[str]) -> int:
    """Build it as asked; returns the exit code."""
    chosen = _read(arguments)
    steps = Steps()
    root, out = dev.ROOT, chosen.out.resolve()
    version = chosen.version or version_of(root)
    target = out / f"gonghai-{version}-x64.msi"
    with steps.step("system parts"):
        machine.need({**launchers.NEEDS, **msi.NEEDS, **signing.NEEDS})
    cache = root / ".dev" / "package"
    workshop = cache / "workshop"
    shutil.rmtree(workshop, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with steps.step("folder"):
        shipment = assemble(root, out / "folder", cache, version, _other(chosen))
    with steps.step("launcher"):
        programs = launchers.build_launchers(shipment.folder, workshop / "launcher", version)
        shipment.own("gonghai", [program.name for program in programs])
    signer = _signer(chosen, workshop)
    with steps.step("signatures"):
        for program in programs:
            signing.sign(program, signer)
    with steps.step("installer"):
        msi.make_msi(shipment.folder, workshop / "launcher" / launchers.ICON, version, target, workshop)
        signing.sign(target, signer)
        (out / f"{target.name}.sha256").write_text(f"{sha256_of(target)}  {target.name}\n", encoding="ascii")
    figures = measured(shipment, target, steps)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    dev.say(f"{target}: {figures['msi_mb']} MB, {figures['folder_mb']} MB installed, {figures['files']} files")
    return 0


def measured(shipment: Shipment, target: Path, steps: Steps) -> dict[str, object]:
    """The figures of this build, beside what they may be at most."""
    sizes = [(shipment.folder / path).stat().st_size for path in shipment.files()]
    return {
        "version": shipment.version,
        "seconds": steps.total(),
        "steps": steps.seconds,
        "msi_mb": round(target.stat().st_size / MEGABYTE, 1),
        "msi_mb_at_most": LARGEST_MSI,
        "folder_mb": round(sum(sizes) / MEGABYTE, 1),
        "folder_mb_at_most": LARGEST_FOLDER,
        "files": len(sizes),
    }


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("dev.py package", description="Build the Windows client and its MSI, on Linux.")
    parser.add_argument("--out", type=Path, default=dev.ROOT / "dist" / "windows", help="where it is put")
    parser.add_argument("--version", default="", help="another version than pyproject.toml's")
    parser.add_argument(
        "--runtime", type=Path, help="another Windows runtime: the embeddable zip of Python 3.13, or a folder"
    )
    parser.add_argument("--runtime-sha256", default="", help="the hash that runtime must have")
    parser.add_argument("--certificate", type=Path, help="PEM: your code-signing certificate with its chain")
    parser.add_argument("--key", type=Path, help="PEM: its key")
    parser.add_argument("--pfx", type=Path, help="both in one PKCS #12 file; its password in GONGHAI_PFX_PASSWORD")
    parser.add_argument(
        "--authority", type=Path, help="PEM: the root to check the signature against; else the system's"
    )
    parser.add_argument("--timestamp", default="", help="the address of a timestamp server; none is asked by default")
    parser.add_argument("--json", type=Path, help="also write the figures into this file")
    return parser.parse_args(arguments)


def _other(chosen: argparse.Namespace) -> Other | None:
    if chosen.runtime is None:
        return None
    if not chosen.runtime_sha256:
        raise dev.Stop("--runtime needs --runtime-sha256: only what is known by its hash is shipped.")
    return Other(chosen.runtime, chosen.runtime_sha256)


def _signer(chosen: argparse.Namespace, workshop: Path) -> Signer:
    return signing.self_made(workshop / "signing")
