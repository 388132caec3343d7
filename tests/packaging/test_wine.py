"""What the check under Wine reads, and what it finds: as the programs it asks print it, without Wine."""

import struct
from pathlib import Path

import pytest

from wine import stand_ins
from wine.frame import Frame
from wine.registry import read_export
from wine.verdict import NotAsPromised, promise, wait_until
from wine.window_tree import Window, read_tree

TREE = """
xwininfo: Window id: 0x50d (the root window) (has no name)

  Root window id: 0x50d (the root window) (has no name)
  Parent window id: 0x0 (none)
     4 children:
     0x800005 "公海 · 林晓 · 离线 · 1 项待发送": ("gonghai.exe" "gonghai.exe")  1440x900+4+23  +4+23
     0x800006 "Notes: (a) +1": ("notepad.exe" "notepad.exe")  728x27+0+0  +-5+0
     0xa00041 (has no name): ()  1x1+-1+-1  +-1+-1
        1 child:
        0x400003 "Default IME": ()  1x1+0+0  +0+0
"""

EXPORT = """Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\Software\\Gonghai]
"CaFile"="C:\\\\公司 证书\\\\ca \\"1\\".pem"
"ServerUrl"="https://localhost:1234"
"UpdateNotice"=dword:0000000a
"Binary"=hex:01,02

[HKEY_LOCAL_MACHINE\\Software\\Gonghai\\Empty]

[HKEY_LOCAL_MACHINE\\Software\\Gonghai\\Named]
@="the nameless one"
"""


def test_windows_are_read_with_their_titles_and_places_the_topmost_first() -> None:
    ours, notes, hidden = read_tree(TREE)
    assert ours == Window("0x800005", "公海 · 林晓 · 离线 · 1 项待发送", "gonghai.exe", 4, 23, 1440, 900)
    assert ours.middle == (724, 473)
    assert (notes.title, notes.left) == ("Notes: (a) +1", -5)
    assert (hidden.title, hidden.owner) == ("Default IME", "")


def test_an_exported_key_is_read_with_its_texts_and_numbers() -> None:
    keys = read_export(("\ufeff" + EXPORT).encode("utf-16-le"))
    root = r"HKEY_LOCAL_MACHINE\Software\Gonghai"
    assert keys == {
        root: {"CaFile": r'C:\公司 证书\ca "1".pem', "ServerUrl": "https://localhost:1234", "UpdateNotice": 10},
        rf"{root}\Empty": {},
        rf"{root}\Named": {"": "the nameless one"},
    }


def test_a_frame_tells_colours_by_their_place(tmp_path: Path) -> None:
    width, height, line_bytes, colours = 3, 2, 16, 2
    header = [0] * 25
    header[0], header[4], header[5], header[12], header[19] = 100, width, height, line_bytes, colours
    rows = [bytes([blue, 20, 10, 0]) * width + bytes(line_bytes - 4 * width) for blue in (30, 200)]
    file = tmp_path / "screen"
    file.write_bytes(struct.pack(">25I", *header) + bytes(12 * colours) + b"".join(rows))
    frame = Frame(file)
    assert (frame.width, frame.height) == (3, 2)
    assert [frame.pixel(2, 0), frame.pixel(0, 1)] == [(10, 20, 30), (10, 20, 200)]
    assert [frame.picture().getpixel((2, 0)), frame.picture().getpixel((0, 1))] == [(10, 20, 30), (10, 20, 200)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ICUUC.dll", b"another content"),
        ("hidden.bin", b"the library itself"),
        ("Qt6Core.dll", b"... Gonghai stand-in for Wine only: icuuc ..."),
    ],
)
def test_a_stand_in_is_found_by_name_by_content_and_by_its_mark(tmp_path: Path, name: str, content: bytes) -> None:
    library = tmp_path / "icuuc.dll"
    library.write_bytes(b"the library itself")
    product = tmp_path / "product" / "runtime"
    product.mkdir(parents=True)
    (product / "Qt6Gui.dll").write_bytes(b"of Qt")
    assert stand_ins.found_in(product.parent, [library]) == []
    (product / name).write_bytes(content)
    assert stand_ins.found_in(product.parent, [library]) == [f"runtime/{name}"]


def test_every_stand_in_carries_the_mark_it_is_found_by() -> None:
    sources = sorted(Path(stand_ins.__file__).parent.glob("*.c"))
    assert [source.stem for source in sources] == ["bcryptprimitives", "icuuc", "mscms"]
    assert all(stand_ins.MARK.decode() in source.read_text() for source in sources)


def test_what_is_not_as_promised_is_told_with_its_words() -> None:
    with pytest.raises(NotAsPromised, match="one entry, not two"):
        promise(1 + 1 == 1, "one entry, not two")
    with pytest.raises(NotAsPromised, match="still not: a window"):
        wait_until(lambda: False, 0.01, lambda: "a window")
