"""Signatures on what is ours: the two programs and the MSI."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dev
from windows.product import MAKER, NAME

NEEDS: Final = {"osslsigncode": "osslsigncode", "openssl": "openssl"}
_DAYS = "1095"


@dataclass(frozen=True)
class Signer:
    """Who signs. A timestamp is asked of a server only where its address is given: nothing else leaves this machine."""

    certificate: Path
    key: Path
    authority: Path | None = None
    """Whose word the check takes; without it the system's list of authorities."""
    timestamp: str = ""


def self_made(folder: Path) -> Signer:
    """A certificate for this one build. It shows that nothing was changed since; whom to trust it cannot show."""
    folder.mkdir(parents=True, exist_ok=True)
    signer = Signer(folder / "certificate.pem", folder / "key.pem", folder / "certificate.pem")
    _run(
        *("openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-sha256", "-days", _DAYS),
        *("-subj", f"/O={MAKER}/CN={MAKER} (self-signed build)", "-keyout", str(signer.key)),
        *("-out", str(signer.certificate), "-addext", "extendedKeyUsage=codeSigning"),
        *("-addext", "basicConstraints=critical,CA:FALSE", "-addext", "keyUsage=critical,digitalSignature"),
    )
    signer.key.chmod(0o600)
    return signer


def from_pfx(file: Path, password: str, folder: Path, authority: Path | None, timestamp: str) -> Signer:
    """The certificate with its chain, and the key, out of a PKCS #12 file."""
    folder.mkdir(parents=True, exist_ok=True)
    signer = Signer(folder / "certificate.pem", folder / "key.pem", authority, timestamp)
    opened = ["openssl", "pkcs12", "-in", str(file), "-nodes", "-passin", "stdin"]
    _run(*opened, "-nokeys", "-out", str(signer.certificate), told=password)
    _run(*opened, "-nocerts", "-out", str(signer.key), told=password)
    signer.key.chmod(0o600)
    return signer


def sign(file: Path, signer: Signer) -> None:
    """Sign the file where it lies, and check that the signature holds."""
    signed = file.with_name(file.name + ".signed")
    stamp = ["-ts", signer.timestamp] if signer.timestamp else []
    by = ["-certs", str(signer.certificate), "-key", str(signer.key)]
    _run("osslsigncode", "sign", *by, "-h", "sha256", "-n", NAME, *stamp, "-in", str(file), "-out", str(signed))
    signed.chmod(file.stat().st_mode)
    signed.replace(file)
    verify(file, signer)


def verify(file: Path, signer: Signer) -> None:
    """Stop unless the file carries a whole signature of this signer."""
    authority = ["-CAfile", str(signer.authority)] if signer.authority else []
    _run("osslsigncode", "verify", *authority, "-in", str(file))


def _run(*words: str, told: str = "") -> None:
    ended = subprocess.run(words, input=told, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise dev.Stop(f"{words[0]} {words[1]} did not succeed:\n{(ended.stderr or ended.stdout).strip()}")
