"""What goes into the Linux folder, and what would only weigh."""

import pytest

from linux.contents import Entry, is_library, is_needed, linked_only


@pytest.mark.parametrize(
    ("place", "needed"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),  # Chinese is typed so
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("babel/locale-data/zh_Hans_CN.dat", True),
        ("babel/locale-data/en.dat", True),
        ("babel/locale-data/de.dat", False),
        ("pytz/zoneinfo/Asia/Shanghai", False),
        ("desktop/locale/zh_CN/window.ftl", True),
    ],
)
def test_only_what_a_rep_uses_is_taken(place: str, needed: bool) -> None:
    assert is_needed(place) is needed


def test_a_library_stays_as_long_as_something_leads_to_it() -> None:
    plugin: Entry = ("PySide6/Qt/plugins/platforms/libqxcb.so", "/libqxcb.so", "BINARY")
    near: Entry = ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/libQt6XcbQpa.so.6", "BINARY")
    far: Entry = ("libxcb-cursor.so.0", "/libxcb-cursor.so.0", "BINARY")
    nobodys: Entry = ("PySide6/Qt/lib/libQt6Quick.so.6", "/libQt6Quick.so.6", "BINARY")
    its_link: Entry = ("libQt6Quick.so.6", "PySide6/Qt/lib/libQt6Quick.so.6", "SYMLINK")
    python: Entry = ("libpython3.13.so.1.0", "/libpython3.13.so.1.0", "BINARY")
    words: Entry = ("desktop/locale/en/window.ftl", "/window.ftl", "DATA")
    links: dict[str, list[tuple[str, str | None]]] = {
        plugin[1]: [("libQt6XcbQpa.so.6", near[1])],
        near[1]: [("libxcb-cursor.so.0", far[1]), ("libc.so.6", None)],
        nobodys[1]: [("libQt6Qml.so.6", None)],
    }
    entries = [plugin, near, far, nobodys, its_link, python, words]
    assert linked_only(entries, lambda source: links.get(source, [])) == [plugin, near, far, python, words]


def test_what_python_itself_loads_is_no_mere_library() -> None:
    assert is_library("libz.so.1")
    assert is_library("PySide6/libpyside6.abi3.so.6.12")
    assert not is_library("PySide6/QtCore.abi3.so")
    assert not is_library("sqlcipher3/_sqlite3.cpython-313-x86_64-linux-gnu.so")
