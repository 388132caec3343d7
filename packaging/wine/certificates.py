"""A private certificate authority, such as a company has, and what it may be mistaken for."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KEY: Final = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
_NAMES: Final = "subjectAltName=DNS:localhost,IP:127.0.0.1"


@dataclass(frozen=True, slots=True)
class Authority:
    """`certificate` is what clients are told to trust."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Identity:
    """What a server shows, and the key to it."""

    certificate: Path
    key: Path


def authority(folder: Path, name: str) -> Authority:
    """One that is good for a day more."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    _openssl(
        "req", "-x509", *_KEY, "-days", "2", "-subj", f"/CN=Gonghai check {name}",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout", str(key), "-out", str(certificate),
    )  # fmt: skip
    return Authority(certificate, key)


def expired_authority(folder: Path, name: str) -> Authority:
    """One that was good in January 2020."""
    certificate, key, request = folder / f"{name}.pem", folder / f"{name}.key", folder / f"{name}.csr"
    config = folder / f"{name}.cnf"
    (folder / f"{name}.index").touch()
    (folder / f"{name}.serial").write_text("01\n")
    config.write_text(
        f"[ca]\ndefault_ca=us\n[us]\ndatabase={folder}/{name}.index\nserial={folder}/{name}.serial\n"
        f"new_certs_dir={folder}\ndefault_md=sha256\npolicy=any\nx509_extensions=root\n"
        "[any]\ncommonName=supplied\n[root]\nbasicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n"
        "keyUsage=critical,keyCertSign,cRLSign\n"
    )
    _openssl("req", *_KEY, "-subj", f"/CN=Gonghai check {name}", "-keyout", str(key), "-out", str(request))
    _openssl(
        "ca", "-batch", "-selfsign", "-config", str(config), "-in", str(request), "-keyfile", str(key),
        "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-notext", "-out", str(certificate),
    )  # fmt: skip
    return Authority(certificate, key)


def identity(folder: Path, name: str, signed_by: Authority) -> Identity:
    """Of a server on this machine."""
    certificate, key, request = folder / f"{name}.pem", folder / f"{name}.key", folder / f"{name}.csr"
    extensions = folder / f"{name}.ext"
    extensions.write_text(f"{_NAMES}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    _openssl("req", *_KEY, "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(request))
    _openssl(
        "x509", "-req", "-in", str(request), "-CA", str(signed_by.certificate), "-CAkey", str(signed_by.key),
        "-CAcreateserial", "-days", "2", "-extfile", str(extensions), "-out", str(certificate),
    )  # fmt: skip
    return Identity(certificate, key)


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
