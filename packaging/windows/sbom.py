"""The bill of materials: every file that is shipped, its hash, the package it belongs to and the terms. SPDX 2.3."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import dev
from windows.folder import Shipment
from windows.licences import Package
from windows.product import MAKER, NAME, product_code
from windows.terms import MICROSOFT, REVIEWED

FILE: Final = "sbom.spdx.json"
_UNSAID = "NOASSERTION"
_ABOUT_MICROSOFT = "Distributable Code of Microsoft Visual C++, on the terms given in Python's LICENSE.txt for Windows"


def bill(shipment: Shipment, packages: Sequence[Package], at: datetime) -> str:
    """The whole document. `dev.Stop` when a file has no package, or its package is not among those given."""
    files = [path for path in shipment.files() if path != FILE]
    known = {package.name for package in packages}
    strays = [path for path in files if shipment.owners.get(path) not in known]
    if strays:
        raise dev.Stop("Nobody knows where these files come from:\n  " + "\n  ".join(strays[:20]))
    digests = {path: _digests(shipment.folder / path) for path in files}
    owned = {package.name: [path for path in files if shipment.owners[path] == package.name] for package in packages}
    idle = [name for name, paths in owned.items() if not paths]
    if idle:
        raise dev.Stop("Nothing is shipped of these packages, though they are named: " + ", ".join(idle))
    content = hashlib.sha256("".join(f"{path}{digests[path]}" for path in files).encode()).hexdigest()
    licences = {package.name: package.licence for package in packages}
    document = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"{NAME} {shipment.version}",
        "documentNamespace": f"urn:uuid:{product_code(shipment.version, content)}",
        "creationInfo": {
            "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Organization: {MAKER}", f"Tool: gonghai-packaging-{shipment.version}"],
        },
        "hasExtractedLicensingInfos": [{"licenseId": MICROSOFT, "extractedText": _ABOUT_MICROSOFT}],
        "packages": [_package(package, [digests[path][0] for path in owned[package.name]]) for package in packages],
        "files": [_file(path, *digests[path], licences[shipment.owners[path]]) for path in files],
        "relationships": [
            *(_relation("SPDXRef-DOCUMENT", "DESCRIBES", _package_id(package.name)) for package in packages),
            *(_relation(_package_id(shipment.owners[path]), "CONTAINS", _file_id(path)) for path in files),
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _package(package: Package, sha1s: list[str]) -> dict[str, object]:
    # Defined by SPDX: over the sorted hashes of the package's files.
    code = hashlib.sha1("".join(sorted(sha1s)).encode(), usedforsecurity=False).hexdigest()
    told: dict[str, object] = {
        "SPDXID": _package_id(package.name),
        "name": package.name,
        "versionInfo": package.version,
        "downloadLocation": _UNSAID,
        "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": code},
        "licenseConcluded": package.licence,
        "licenseDeclared": package.licence,
        "licenseInfoFromFiles": [_UNSAID],
        "copyrightText": _UNSAID,
    }
    if package.name in REVIEWED:
        told["licenseComments"] = REVIEWED[package.name].why
    if package.locator:
        purl = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": package.locator}
        told["externalRefs"] = [purl]
    return told


def _file(path: str, sha1: str, sha256: str, licence: str) -> dict[str, object]:
    sums = [{"algorithm": "SHA1", "checksumValue": sha1}, {"algorithm": "SHA256", "checksumValue": sha256}]
    return {
        "SPDXID": _file_id(path),
        "fileName": f"./{path}",
        "checksums": sums,
        "licenseConcluded": licence,
        "licenseInfoInFiles": [_UNSAID],
        "copyrightText": _UNSAID,
    }


def _relation(one: str, kind: str, other: str) -> dict[str, str]:
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}


def _package_id(name: str) -> str:
    return "SPDXRef-Package-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def _file_id(path: str) -> str:
    return "SPDXRef-File-" + hashlib.sha256(path.encode()).hexdigest()[:32]


def _digests(file: Path) -> tuple[str, str]:
    """SHA-1, which SPDX 2.3 asks for, and SHA-256, which is worth something."""
    content = file.read_bytes()
    return hashlib.sha1(content, usedforsecurity=False).hexdigest(), hashlib.sha256(content).hexdigest()
