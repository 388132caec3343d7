"""What Windows knows us by: names, versions and the ids that must never change from one release to the next."""

from __future__ import annotations

import re
import tomllib
import uuid
from pathlib import Path
from typing import Final

import dev

NAME: Final = "Gonghai 公海"
MAKER: Final = "Gonghai"
FOLDER: Final = "Gonghai"
"""Under Program Files; also the name of our key in the registry."""

UPGRADE_CODE: Final = uuid.UUID("7d0a1b52-5d0f-5a3e-9c7b-9c1f0f6a4e21")
"""By this Windows finds what is installed of ours already. Changed once, old and new would live side by side."""

_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")
_LARGEST = (255, 255, 65535)


def version_of(root: Path) -> str:
    """As pyproject.toml has it."""
    with (root / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def msi_version(version: str) -> str:
    """Three numbers: Windows Installer compares no more. A pre-release could not be told from its release: refused."""
    match = _VERSION.fullmatch(version)
    if match is None:
        raise dev.Stop(f"An MSI's version is three numbers, such as 1.2.3; this is {version}.")
    numbers = tuple(int(part or 0) for part in match.groups())
    if any(number > largest for number, largest in zip(numbers, _LARGEST, strict=True)):
        raise dev.Stop(f"Windows Installer counts no further than 255.255.65535; this is {version}.")
    return ".".join(map(str, numbers))


def component_code(path: str) -> uuid.UUID:
    """Of what lies at this path of the folder, or at this key of the registry: the same in every version."""
    return uuid.uuid5(UPGRADE_CODE, f"component:{path}")


def product_code(version: str, content: str) -> uuid.UUID:
    """Of one build. Another content under the same version is another product, and so replaces it."""
    return uuid.uuid5(UPGRADE_CODE, f"product:{version}:{content}")
