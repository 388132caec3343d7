"""A private certificate authority, such as a company has, and what goes wrong with one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_NEW_KEY: Final = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
_AUTHORITY: Final = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
_SERVER: Final = "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n"
_NOW: Final = (datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC) + timedelta(days=365))
_LONG_AGO: Final = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate and the key to it. `chain`: the certificate and whoever signed it, as a server shows them."""

    certificate: Path
    key: Path
    chain: Path


def authority(folder: Path, name: str, *, is_expired: bool = False) -> Certified:
    """One that signs itself; good today, or in January 2020."""
    return _certified(folder, name, f"Gonghai check {name}", _AUTHORITY, None, is_expired=is_expired)


def identity(folder: Path, name: str, signed_by: Certified, *, is_expired: bool = False) -> Certified:
    """Of a server on this machine."""
    return _certified(folder, name, "localhost", _SERVER, signed_by, is_expired=is_expired)


def binary(certificate: Path) -> Path:
    """The same beside it, as Windows keeps them."""
    made = certificate.with_suffix(".der")
    _openssl("x509", "-in", str(certificate), "-outform", "DER", "-out", str(made))
    return made


def _certified(
    folder: Path, name: str, subject: str, extensions: str, signed_by: Certified | None, *, is_expired: bool
) -> Certified:
    made = Certified(folder / f"{name}.pem", folder / f"{name}.key", folder / f"{name}.chain.pem")
    request, config = folder / f"{name}.csr", folder / f"{name}.cnf"
    (folder / f"{name}.index").touch()
    config.write_text(
        f"[ca]\ndefault_ca=us\n[us]\ndatabase={folder}/{name}.index\nrand_serial=yes\nnew_certs_dir={folder}\n"
        f"default_md=sha256\npolicy=any\nx509_extensions=extensions\n[any]\ncommonName=supplied\n"
        f"[extensions]\nsubjectKeyIdentifier=hash\n{extensions}"
    )
    begins, ends = (f"{at:%Y%m%d%H%M%SZ}" for at in (_LONG_AGO if is_expired else _NOW))
    signing = (
        ("-selfsign", "-keyfile", str(made.key))
        if signed_by is None
        else ("-cert", str(signed_by.certificate), "-keyfile", str(signed_by.key))
    )
    _openssl("req", *_NEW_KEY, "-subj", f"/CN={subject}", "-keyout", str(made.key), "-out", str(request))
    _openssl(
        *("ca", "-batch", "-notext", "-config", str(config), "-in", str(request), *signing),
        *("-startdate", begins, "-enddate", ends, "-out", str(made.certificate)),
    )
    signers = "" if signed_by is None else signed_by.certificate.read_text()
    made.chain.write_text(made.certificate.read_text() + signers)
    return made


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
