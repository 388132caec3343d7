"""What a Windows program or library asks to be loaded beside it: read from its import tables."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

_IMPORTS, _DELAYED = 1, 13
_PE32_PLUS = 0x20B

# What every Windows 10 from 1903 on brings along. A name that is neither here nor shipped fails the build.
_OF_WINDOWS = """
    advapi32 authz avrt bcrypt bcryptprimitives bluetoothapis cfgmgr32 combase comctl32 comdlg32 credui crypt32
    cryptbase cryptui d2d1 d3d11 d3d12 d3d9 dbghelp dcomp dhcpcsvc dnsapi dwmapi dwrite dxgi dxcore gdi32 gdiplus
    icuin icuuc imm32 iphlpapi kernel32 mpr mscms msimg32 msvcrt mswsock ncrypt netapi32 normaliz ntdll odbc32 ole32
    oleacc oleaut32 opengl32 pdh powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi sspicli
    ucrtbase uiautomationcore urlmon user32 userenv usp10 uxtheme version winhttp wininet winmm winspool.drv
    wintrust wlanapi ws2_32 wsock32 wtsapi32
"""
_SET_OF_WINDOWS = re.compile(r"(api|ext)-ms-win-[\w-]+")


def imports_of(binary: bytes) -> set[str]:
    """The files it needs, in lower case; those it asks for only when first used are among them."""
    header = struct.unpack_from("<I", binary, 0x3C)[0]
    if binary[:2] != b"MZ" or binary[header : header + 4] != b"PE\0\0":
        raise ValueError("not a Windows binary")
    sections, optional_size = struct.unpack_from("<2xH12xH2x", binary, header + 4)
    optional = header + 24
    if struct.unpack_from("<H", binary, optional)[0] != _PE32_PLUS:
        raise ValueError("not a 64-bit Windows binary")
    table = optional + optional_size
    places = [struct.unpack_from("<8xIIII", binary, table + 40 * number) for number in range(sections)]
    found = set()
    for directory, size, name_at in ((_IMPORTS, 20, 12), (_DELAYED, 32, 4)):
        start = struct.unpack_from("<I", binary, optional + 112 + 8 * directory)[0]
        if start:
            offset = _offset(start, places)
            while name := struct.unpack_from("<I", binary, offset + name_at)[0]:
                found.add(_text(binary, _offset(name, places)).lower())
                offset += size
    return found


def is_of_windows(name: str) -> bool:
    """Whether the system itself brings this file."""
    stem = name.lower().removesuffix(".dll")
    return stem in _OF_WINDOWS.split() or _SET_OF_WINDOWS.fullmatch(stem) is not None


def needed_by(roots: set[str], there: Iterable[str], read: Callable[[str], bytes]) -> set[str]:
    """The roots and whatever of the files there they ask for, near or far. Files are found by their bare names."""
    paths = {PurePosixPath(path).name.lower(): path for path in there}
    found, waiting = set(roots), list(roots)
    while waiting:
        for name in imports_of(read(waiting.pop())):
            path = paths.get(name)
            if path is not None and path not in found:
                found.add(path)
                waiting.append(path)
    return found


def unmet(binaries: Mapping[str, bytes]) -> Iterator[str]:
    """What is asked for and neither shipped nor Windows' own: a library that would not load."""
    shipped = {PurePosixPath(path).name.lower() for path in binaries}
    for path, binary in sorted(binaries.items()):
        for name in sorted(imports_of(binary)):
            if name not in shipped and not is_of_windows(name):
                yield f"{path} needs {name}"


def _offset(address: int, sections: list[tuple[int, ...]]) -> int:
    for virtual_size, virtual_start, raw_size, raw_start in sections:
        if virtual_start <= address < virtual_start + max(virtual_size, raw_size):
            return address - virtual_start + raw_start
    raise ValueError(f"no section holds the address {address:#x}")


def _text(binary: bytes, offset: int) -> str:
    return binary[offset : binary.index(b"\0", offset)].decode("ascii")
