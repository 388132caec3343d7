"""A Windows library of a few hundred bytes: no code, only what it asks to be loaded."""

import struct
from collections.abc import Sequence

_HEADER_AT, _SECTION_AT, _ADDRESS = 0x40, 0x200, 0x1000


def windows_binary(imports: Sequence[str] = (), delayed: Sequence[str] = (), magic: int = 0x20B) -> bytes:
    """64-bit unless another magic number is asked for."""
    at = _ADDRESS
    near, far = at, at + 20 * (len(imports) + 1)
    names = far + 32 * (len(delayed) + 1)
    tables, texts = b"", b""
    for name in imports:
        tables += struct.pack("<5I", 0, 0, 0, names + len(texts), 0)
        texts += name.encode() + b"\0"
    tables += bytes(20)
    for name in delayed:
        tables += struct.pack("<8I", 1, names + len(texts), 0, 0, 0, 0, 0, 0)
        texts += name.encode() + b"\0"
    content = tables + bytes(32) + texts
    directories = [(0, 0)] * 16
    directories[1] = (near, 20) if imports else (0, 0)
    directories[13] = (far, 32) if delayed else (0, 0)
    optional = struct.pack("<H110x", magic) + b"".join(struct.pack("<II", *one) for one in directories)
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022)
    section = struct.pack("<8sIIII16x", b".rdata", len(content), _ADDRESS, len(content), _SECTION_AT)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", _HEADER_AT) + b"PE\0\0" + coff + optional + section
    return head.ljust(_SECTION_AT, b"\0") + content
