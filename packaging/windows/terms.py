"""On what terms each library is shipped: from what it says of itself, or as a person has read it."""

from __future__ import annotations

import email.message
from dataclasses import dataclass
from typing import Final

import dev

MICROSOFT: Final = "LicenseRef-Microsoft-Distributable-Code"
ALLOWED: Final = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "ISC",
            "MIT",
            "MPL-2.0",
            "PSF-2.0",
            "Unicode-3.0",
            "Zlib",
        ),
        *("LGPL-2.1-or-later", "LGPL-3.0-only", "blessing", "bzip2-1.0.6", MICROSOFT),
    }
)
"""What may stand in a folder that is handed to anybody. The GPL is not among it: where a library offers a choice, the
other branch is taken, and a library that offers none stops the build."""

_CLASSIFIERS = {"License :: OSI Approved :: MIT License": "MIT"}


@dataclass(frozen=True)
class Reviewed:
    """A library whose card is unclear, read by a person. `texts` are names in notices/ or among Debian's licences."""

    licence: str
    why: str
    texts: tuple[str, ...] = ()


REVIEWED: Final = {
    "cpython": Reviewed(
        "PSF-2.0 AND Apache-2.0 AND MIT AND Zlib AND bzip2-1.0.6 AND 0BSD",
        "and within it OpenSSL, libffi and Expat, zlib, bzip2, XZ: all in the LICENSE.txt it brings",
    ),
    "babel": Reviewed("BSD-3-Clause AND Unicode-3.0", "the locale data is the Unicode consortium's"),
    "fluent.runtime": Reviewed("Apache-2.0", "its card says APL 2", ("Apache-2.0",)),
    "fluent.syntax": Reviewed("Apache-2.0", "its card says APL 2", ("Apache-2.0",)),
    "PySide6_Essentials": Reviewed(
        "LGPL-3.0-only",
        "chosen of what it offers: Qt stays in files of its own, which may be exchanged",
        ("LGPL-3", "GPL-3", "qt.txt"),
    ),
    "python-stdnum": Reviewed("LGPL-2.1-or-later", "its sources say so, its card only LGPL"),
    "shiboken6": Reviewed("LGPL-3.0-only", "as PySide6", ("LGPL-3", "GPL-3")),
    "sqlcipher3": Reviewed(
        "Zlib AND BSD-3-Clause AND Apache-2.0 AND blessing",
        "the library itself, and within it SQLCipher, OpenSSL and SQLite",
        ("sqlcipher.txt", "Apache-2.0"),
    ),
}


def licence_of(name: str, metadata: email.message.Message) -> str:
    """One SPDX expression without a choice left in it; `dev.Stop` where it is unknown or not allowed."""
    reviewed = REVIEWED.get(name)
    said = reviewed.licence if reviewed else _said(metadata)
    if not said:
        raise dev.Stop(f"{name} does not say on what terms it may be handed on: read them and enter it in terms.py.")
    chosen = allowed_of(said)
    if chosen is None:
        raise dev.Stop(f"{name} comes under {said}, which may not go into the folder (terms.py says what may).")
    return chosen


def allowed_of(expression: str) -> str | None:
    """The first branch of a choice that may be shipped. Brackets are for people to read: None."""
    if "(" in expression:
        return None
    branches = (branch.strip() for branch in expression.split(" OR "))
    return next((branch for branch in branches if set(branch.split(" AND ")) <= ALLOWED), None)


def _said(metadata: email.message.Message) -> str:
    """Only words that are SPDX's own; free text is for people to read."""
    expression = metadata["License-Expression"] or metadata["License"] or ""
    if expression:
        return str(expression).strip()
    found = {_CLASSIFIERS[one] for one in metadata.get_all("Classifier") or () if one in _CLASSIFIERS}
    return " AND ".join(sorted(found))
