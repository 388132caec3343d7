"""What can be asked of a build."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

import dev
from windows import signing
from windows.runtime import Other
from windows.signing import Signer

PASSWORD: Final = "GONGHAI_PFX_PASSWORD"
"""Never an option: every process of the machine may read those."""


def read(arguments: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        "dev.py package",
        description="Build the Windows client and its MSI, on Linux. First word --check: try it under Wine; "
        "--linux: build the Linux client.",
    )
    add = parser.add_argument
    add("--out", type=Path, default=dev.ROOT / "dist" / "windows", help="where it is put (dist/windows)")
    add("--version", default="", help="another version than pyproject.toml's")
    add("--runtime", type=Path, help="another Windows runtime: the embeddable zip of Python 3.13, or a folder")
    add("--runtime-sha256", default="", help="the hash that runtime must have")
    add("--certificate", type=Path, help="PEM: your code-signing certificate with its chain")
    add("--key", type=Path, help="PEM: its key")
    add("--pfx", type=Path, help=f"both in one PKCS #12 file; its password in the environment, as {PASSWORD}")
    add("--authority", type=Path, help="PEM: the root to check your signature against; else the system's")
    add("--timestamp", default="", help="the address of a timestamp server; none is asked by default")
    add("--json", type=Path, help="also write the figures into this file")
    chosen = parser.parse_args(arguments)
    for file in (chosen.certificate, chosen.key, chosen.pfx, chosen.authority):
        if file is not None and not file.is_file():
            raise dev.Stop(f"There is no file {file}")
    if (chosen.certificate is None) != (chosen.key is None) or (chosen.pfx and chosen.key):
        raise dev.Stop("To sign with your own certificate give --certificate and --key together, or --pfx alone.")
    if (chosen.timestamp or chosen.authority) and not (chosen.pfx or chosen.key):
        raise dev.Stop("--timestamp and --authority belong to a certificate of your own: --certificate or --pfx.")
    return chosen


def other_runtime(chosen: argparse.Namespace) -> Other | None:
    """The runtime to ship instead of the pinned one."""
    if chosen.runtime is None:
        return None
    if not chosen.runtime_sha256:
        raise dev.Stop("--runtime needs --runtime-sha256: only what is known by its hash is shipped.")
    return Other(chosen.runtime, chosen.runtime_sha256)


def signer(chosen: argparse.Namespace, folder: Path) -> Signer:
    """Who signs: the builder's own certificate, or one made for this build. Keys stay in the folder given."""
    if chosen.key:
        return Signer(chosen.certificate, chosen.key, chosen.authority, chosen.timestamp)
    if chosen.pfx:
        return signing.from_pfx(chosen.pfx, os.environ.get(PASSWORD, ""), folder, chosen.authority, chosen.timestamp)
    return signing.self_made(folder)
