"""The MSI as an admin uses it: silently, with a log, judged by its exit code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wine.prefix import CODE_PAGE, Prefix
from wine.registry import Keys

FOLDER: Final = r"C:\Program Files\Gonghai"
PROGRAM: Final = rf"{FOLDER}\gonghai.exe"
CONSOLE_PROGRAM: Final = rf"{FOLDER}\gonghai.com"
SETTINGS: Final = r"HKLM\Software\Gonghai"
LINK: Final = r"HKLM\Software\Classes\gonghai"
INSTALLED: Final = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
FAILED: Final = 1603
_INSTALL_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Ended:
    """`log` is what `/l*v` wrote."""

    code: int
    log: str


def install(prefix: Prefix, msi: str, **properties: str) -> Ended:
    """`msi` is a path in that Windows."""
    given = "".join(f' {name}="{value}"' for name, value in properties.items())
    return _msiexec(prefix, f'/i "{msi}"{given}')


def uninstall(prefix: Prefix, product_code: str) -> Ended:
    return _msiexec(prefix, f"/x {product_code}")


def program_entries(prefix: Prefix) -> Keys:
    """What stands under “Apps and features” with our name."""
    return {
        key: values for key, values in prefix.keys(INSTALLED).items() if "Gonghai" in str(values.get("DisplayName", ""))
    }


def start_menu_entries(prefix: Prefix) -> list[Path]:
    """In any menu: Wine lays into the person's own what Windows lays into everybody's."""
    return [entry for entry in prefix.drive.rglob("Start Menu/**/*.lnk") if "Gonghai" in entry.name]


def _msiexec(prefix: Prefix, words: str) -> Ended:
    log = prefix.drive / "msi.log"
    log.unlink(missing_ok=True)
    code = prefix.exit_code(rf"msiexec {words} /qn /l*v C:\msi.log", seconds=_INSTALL_SECONDS)
    if not log.exists():
        return Ended(code, "")
    # Windows writes it as UTF-16, Wine in the code page of the machine.
    content = log.read_bytes()
    return Ended(code, content.decode("utf-16" if content.startswith(b"\xff\xfe") else CODE_PAGE, "replace"))
