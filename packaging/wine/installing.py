"""What an administrator does: install silently, upgrade, be refused a downgrade, remove."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wine import installer, stand_ins
from wine.desk import Desk
from wine.verdict import promise

_ELSEWHERE: Final = r"C:\程序 文件\公海"
_CA: Final = r"C:\公司 证书\公海 根证书.pem"


@dataclass(frozen=True, slots=True)
class Packages:
    """The built MSI, one of a higher version made the same way, and the folder both were made of."""

    now: Path
    later: Path
    folder: Path


def holds_no_stand_in(desk: Desk, packages: Packages) -> None:
    """Neither the built folder nor what comes out of the MSI."""
    with tempfile.TemporaryDirectory(prefix="gonghai-msi-") as taken_out:
        subprocess.run(["msiextract", "-C", taken_out, str(packages.now)], check=True, capture_output=True)
        for folder in (packages.folder, Path(taken_out)):
            found = stand_ins.found_in(folder, desk.prefix.stand_ins)
            promise(not found, f"nothing that was made for Wine is in the product; found {found}")
            promise(any(folder.rglob("gonghai.exe")), f"the product is in {folder}")


def install(desk: Desk, packages: Packages) -> None:
    """Silently, with a server and a certificate; then everything is where Windows looks for it."""
    certificate = desk.prefix.copied(desk.company.authority.certificate, _CA)
    ended = _run(desk, packages.now, SERVER_URL=desk.company.address, CA_FILE=certificate)
    promise(ended.code == 0, f"msiexec answers 0, not {ended.code}:\n{ended.log[-2000:]}")
    _check_settings(desk)
    program = desk.prefix.path(installer.PROGRAM)
    promise(program.is_file(), f"{installer.PROGRAM} is there")
    command = desk.prefix.keys(rf"{installer.LINK}\shell\open\command")
    handler = [str(values.get("", "")) for values in command.values()]
    promise(any(installer.PROGRAM in line and "%1" in line for line in handler), f"a handler for gonghai: {handler}")
    entries = installer.start_menu_entries(desk.prefix)
    promise(len(entries) == 1, f"one entry in the Start menu, not {entries}")
    _check_version(desk, packages.now)


def upgrade(desk: Desk, packages: Packages) -> None:
    """Over what is there, without saying the settings again; the person stays signed in."""
    ended = _run(desk, packages.later)
    promise(ended.code == 0, f"an upgrade answers 0, not {ended.code}:\n{ended.log[-2000:]}")
    _check_settings(desk)
    _check_version(desk, packages.later)
    promise(len(installer.start_menu_entries(desk.prefix)) == 1, "one entry in the Start menu after an upgrade")
    with desk.opened() as client:
        desk.window(desk.own_title)
        desk.wait_until_synced()
        desk.picture("upgraded")
        desk.quit(client)


def refuse_downgrade(desk: Desk, packages: Packages) -> None:
    """With 1603; nothing has changed. Wine writes no sentence to the log: that there is one is read from the MSI."""
    ended = _run(desk, packages.now)
    promise(ended.code == installer.FAILED, f"a downgrade answers {installer.FAILED}, not {ended.code}")
    promise(_tells_why(packages.now), "the MSI has a sentence for whoever has a newer version already")
    _check_version(desk, packages.later)
    _check_settings(desk)


def remove(desk: Desk, packages: Packages) -> None:
    """Nothing is left but what belongs to the person."""
    kept = _own_files(desk)
    _uninstall(desk)
    folder = desk.prefix.path(installer.FOLDER)
    left = [str(file) for file in folder.rglob("*")] if folder.exists() else []
    promise(not folder.exists(), f"no program files stay: {left[:20]}")
    for key in (installer.SETTINGS, installer.LINK):
        promise(not desk.prefix.keys(key), f"{key} is gone: {desk.prefix.keys(key)}")
    promise(not installer.program_entries(desk.prefix), "no entry under “Apps and features” stays")
    promise(not installer.start_menu_entries(desk.prefix), "no entry in the Start menu stays")
    promise(bool(kept) and _own_files(desk) == kept, "what belongs to the person stays")
    desk.picture("removed")


def install_elsewhere(desk: Desk, packages: Packages) -> None:
    """Into a folder with a space and Chinese in its name; the person finds what they left, and it goes as it came."""
    ended = _run(desk, packages.now, INSTALLDIR=f"{_ELSEWHERE}\\", SERVER_URL=desk.company.address)
    promise(ended.code == 0, f"msiexec answers 0, not {ended.code}:\n{ended.log[-2000:]}")
    program = rf"{_ELSEWHERE}\gonghai.exe"
    promise(desk.prefix.path(program).is_file(), f"{program} is there")
    client = desk.prefix.start(program)
    desk.window(desk.own_title)
    desk.wait_until_synced()
    desk.picture("installed-elsewhere")
    desk.quit(client)
    _uninstall(desk)
    promise(not desk.prefix.path(_ELSEWHERE).exists(), f"{_ELSEWHERE} is gone")


def _run(desk: Desk, msi: Path, **properties: str) -> installer.Ended:
    there = desk.prefix.copied(msi, rf"C:\软件 分发\{msi.name}")
    return installer.install(desk.prefix, there, **properties)


def _uninstall(desk: Desk) -> None:
    (entry,) = installer.program_entries(desk.prefix)
    ended = installer.uninstall(desk.prefix, entry.rsplit("\\", 1)[1])
    promise(ended.code == 0, f"removing answers 0, not {ended.code}:\n{ended.log[-2000:]}")


def _check_settings(desk: Desk) -> None:
    values = next(iter(desk.prefix.keys(installer.SETTINGS).values()), {})
    expected = {"ServerUrl": desk.company.address, "CaFile": _CA}
    told = {name: values.get(name) for name in expected}
    promise(told == expected, f"{installer.SETTINGS} holds {expected}, not {told}")


def _check_version(desk: Desk, msi: Path) -> None:
    entries = installer.program_entries(desk.prefix)
    told = [str(values.get("DisplayVersion")) for values in entries.values()]
    version = msi.name.split("-")[1]
    promise(told == [version], f"one entry under “Apps and features”, of {version}: {told}")


def _own_files(desk: Desk) -> dict[str, int]:
    local = desk.prefix.home / "AppData" / "Local" / "Gonghai"
    return {str(file.relative_to(local)): file.stat().st_size for file in local.rglob("*") if file.is_file()}


def _tells_why(msi: Path) -> bool:
    printed = subprocess.run(["msiinfo", "export", str(msi), "LaunchCondition"], capture_output=True, check=True)
    lines = [line.split("\t") for line in printed.stdout.decode("utf-8", "replace").splitlines()]
    return any("DOWNGRADE" in cells[0] and "更新版本" in cells[1] for cells in lines if len(cells) == 2)
