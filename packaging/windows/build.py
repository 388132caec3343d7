"""`dev.py package`: from an empty machine to a signed MSI, step by step, with its figures."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import dev
import machine
from steps import Steps
from windows import launchers, licences, msi, options, sbom, signing
from windows.folder import OURS, Shipment, assemble
from windows.locks import sha256_of
from windows.product import msi_version, version_of

MEGABYTE: Final = 1_000_000
LARGEST_MSI, LARGEST_FOLDER = 45, 110
"""In MB: what an administrator sends to every desk, and what lies there."""


def main(arguments: list[str]) -> int:
    """Build it as asked; returns the exit code."""
    chosen = options.read(arguments)
    steps = Steps()
    root, out = dev.ROOT, chosen.out.resolve()
    version = chosen.version or version_of(root)
    target = out / f"gonghai-{msi_version(version)}-x64.msi"
    with steps.step("system parts"):
        machine.need({**launchers.NEEDS, **msi.NEEDS, **signing.NEEDS, **licences.NEEDS})
    out.mkdir(parents=True, exist_ok=True)
    with steps.step("folder"):
        shipment = assemble(root, out / "folder", root / ".dev" / "package", version, options.other_runtime(chosen))
    with tempfile.TemporaryDirectory(prefix="gonghai-package-") as temporary:
        workshop = Path(temporary)
        with steps.step("launcher"):
            programs = launchers.build_launchers(shipment.folder, workshop / "launcher", version)
            shipment.own(OURS, [program.name for program in programs])
        with steps.step("signatures"):
            signer = options.signer(chosen, workshop / "signing")
            for program in programs:
                signing.sign(program, signer)
            shutil.copyfile(signer.certificate, out / "signing-certificate.pem")
        with steps.step("papers"):
            put_papers(shipment, root, out / f"gonghai-{version}.spdx.json")
        with steps.step("installer"):
            icon = workshop / "launcher" / launchers.ICON
            msi.make_msi(shipment.folder, icon, version, target, workshop / "msi")
            signing.sign(target, signer)
            (out / f"{target.name}.sha256").write_text(f"{sha256_of(target)}  {target.name}\n", encoding="ascii")
    tell(measured(shipment, target, steps), target, chosen.json)
    return 0


def put_papers(shipment: Shipment, root: Path, beside: Path) -> None:
    """Policies, licences and the bill of materials; the last once more beside the MSI, to be read before installing."""
    kept = root / "packaging"
    policies = [path.relative_to(kept).as_posix() for path in (kept / "policy").rglob("*.adm[xl]")]
    if not policies:
        raise dev.Stop("There are no policies in packaging/policy: administrators could settle nothing.")
    for path in policies:
        (shipment.folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept / path, shipment.folder / path)
    shipment.own(OURS, policies)
    packages = licences.packages_of(shipment, root)
    shipment.own(OURS, [f"licences/{path}" for path in licences.lay_down(packages, shipment.folder / "licences")])
    written = sbom.bill(shipment, packages, datetime.now(UTC))
    for place in (shipment.folder / sbom.FILE, beside):
        place.write_text(written, encoding="utf-8")


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


def tell(figures: dict[str, object], target: Path, file: Path | None) -> None:
    """Where it lies and how large it is."""
    if file:
        file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    dev.say(
        f"{target}\n"
        f"built in {figures['seconds']} s; MSI {figures['msi_mb']} MB (at most {LARGEST_MSI}), installed "
        f"{figures['folder_mb']} MB (at most {LARGEST_FOLDER}) in {figures['files']} files"
    )
