"""The installer's source: one component per file, our settings in the registry, and which Windows may install.

ASCII only: wixl 0.101 dies of anything else. Sentences, and what wixl leaves out, are put in by `windows.tables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from xml.sax.saxutils import quoteattr

from windows.product import FOLDER, MAKER, UPGRADE_CODE, component_code, msi_version, product_code

SETTINGS: Final = {"SERVER_URL": "ServerUrl", "CA_FILE": "CaFile", "PROXY": "Proxy", "UPDATE_NOTICE": "UpdateNotice"}
"""What an administrator may give on the command line, and the value under our key that keeps it."""

KEPT: Final = {**SETTINGS, "INSTALLDIR": "InstallFolder"}
"""What an upgrade finds again when nobody says it anew: the settings, and where the program lies."""

KEY: Final = rf"Software\{FOLDER}"
LINK: Final = "gonghai"
SHORTCUT: Final = "Start"
OLDEST_BUILD: Final = 18362
PROGRAM: Final = "gonghai.exe"
ICON: Final = "gonghai.ico"


def known(setting: str) -> str:
    """Takes what an earlier installation wrote. Not the setting itself: Windows Installer would let what it finds in
    the registry overrule what was given on the command line."""
    return f"KNOWN_{setting}"


def source(paths: Iterable[str], version: str, content: str, icon: str) -> str:
    """The whole source. `paths` are the folder's files; `content` tells this build from others of its version."""
    files = sorted(paths)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
        f'<Product Id="{product_code(version, content)}" Name="{FOLDER}" Manufacturer="{MAKER}" Language="1033"',
        f' Version="{msi_version(version)}" UpgradeCode="{str(UPGRADE_CODE).upper()}">',
        '<Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>',
        '<Media Id="1" Cabinet="gonghai.cab" EmbedCab="yes"/>',
        '<MajorUpgrade DowngradeErrorMessage="see windows.tables"/>',
        f'<Icon Id="{ICON}" SourceFile={quoteattr(icon)}/>',
        *_properties(),
        '<Directory Id="TARGETDIR" Name="SourceDir">',
        '<Directory Id="ProgramMenuFolder" Name="Programs"/>',
        '<Directory Id="ProgramFiles64Folder" Name="PFiles">',
        f'<Directory Id="INSTALLDIR" Name="{FOLDER}">',
        *_tree(files, PurePosixPath()),
        *(_component(name, entries) for name, entries in _entries().items()),
        "</Directory></Directory></Directory>",
        f'<Feature Id="Client" Title="{FOLDER}" Level="1" Absent="disallow">',
        *(f'<ComponentRef Id="{component_id(name)}"/>' for name in [*files, *_entries()]),
        "</Feature></Product></Wix>",
    ]
    return "\n".join(lines) + "\n"


def component_id(name: str) -> str:
    """A table's key must be short, of plain letters, and the same each time."""
    return "c" + component_code(name).hex


def file_id(path: str) -> str:
    """Of the file itself, as other entries refer to it."""
    return "f" + component_code(path).hex


def _properties() -> Iterator[str]:
    for name, value in {"ARPNOMODIFY": "1", "ARPPRODUCTICON": ICON}.items():
        yield f'<Property Id="{name}" Value="{value}"/>'
    for name, value in KEPT.items():
        yield f'<Property Id="{known(name)}">{_search(name, KEY, value)}</Property>'
    current = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
    yield f'<Property Id="WINDOWSBUILD">{_search("WindowsBuild", current, "CurrentBuildNumber")}</Property>'
    # Unquoted, so that numbers are compared: as text, 9200 would come after 18362.
    yield f'<Condition Message="see windows.tables">Installed OR WINDOWSBUILD &gt;= {OLDEST_BUILD}</Condition>'


def _search(name: str, key: str, value: str) -> str:
    where = f'Root="HKLM" Key="{key}" Name="{value}" Type="raw" Win64="yes"'
    return f'<RegistrySearch Id="find.{name}" {where}/>'


def _tree(files: list[str], folder: PurePosixPath) -> Iterator[str]:
    """This folder's files, each in a component of its own, and the folders below it."""
    depth = len(folder.parts)
    for path in files:
        if PurePosixPath(path).parent == folder:
            shortcut = _shortcut() if path == PROGRAM else ""
            yield _component(path, f'<File Id="{file_id(path)}" Source={quoteattr(path)} KeyPath="yes"/>{shortcut}')
    for name in sorted({parts[depth] for path in files if len(parts := PurePosixPath(path).parts) > depth + 1}):
        inside = folder / name
        yield f'<Directory Id="d{component_code(f"{inside}/").hex}" Name={quoteattr(name)}>'
        yield from _tree([path for path in files if path.startswith(f"{inside}/")], inside)
        yield "</Directory>"


def _entries() -> dict[str, str]:
    """Our part of the registry, by the component that holds it."""
    link, program = rf"Software\Classes\{LINK}", f"[#{file_id(PROGRAM)}]"
    entries = {setting_part(setting): _value(KEY, value, f"[{setting}]") for setting, value in KEPT.items()}
    entries["link"] = (
        _value(link, "", f"URL:{FOLDER}")
        + _value(link, "URL Protocol", "", is_key=False)
        + _value(rf"{link}\DefaultIcon", "", f'"{program}",0', is_key=False)
        + _value(rf"{link}\shell\open\command", "", f'"{program}" --link "%1"', is_key=False)
    )
    return entries


def setting_part(setting: str) -> str:
    """The component that holds this setting's value."""
    return f"setting:{setting}"


def _value(key: str, name: str, value: str, *, is_key: bool = True) -> str:
    named = f'Name="{name}" ' if name else ""
    key_path = ' KeyPath="yes"' if is_key else ""
    return f'<RegistryValue Root="HKLM" Key="{key}" {named}Type="string" Value={quoteattr(value)}{key_path}/>'


def _shortcut() -> str:
    target = f'Directory="ProgramMenuFolder" Target="[#{file_id(PROGRAM)}]" WorkingDirectory="INSTALLDIR"'
    # It wears the program's own icon: Windows Installer takes another only from a file of the program's kind.
    return f'<Shortcut Id="{SHORTCUT}" Name="{FOLDER}" {target}/>'


def _component(name: str, inside: str) -> str:
    return f'<Component Id="{component_id(name)}" Guid="{component_code(name)}" Win64="yes">{inside}</Component>'
