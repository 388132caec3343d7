"""What a library asks for is read from the library itself, so nothing it needs is left behind."""

import pytest

from tests.packaging.windows_binary import windows_binary
from windows.binaries import imports_of, is_of_windows, needed_by, unmet


def test_a_library_says_what_it_needs_at_once_and_later() -> None:
    assert imports_of(windows_binary(["Qt6Core.dll", "KERNEL32.dll"], ["dwmapi.dll"])) == {
        "qt6core.dll",
        "kernel32.dll",
        "dwmapi.dll",
    }
    assert imports_of(windows_binary()) == set()


@pytest.mark.parametrize("content", [b"#!/bin/sh".ljust(200), windows_binary(magic=0x10B)])
def test_what_is_no_64_bit_library_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="Windows binary"):
        imports_of(content)


def test_what_is_needed_is_followed_to_its_end_and_no_further() -> None:
    there = {
        "PySide6/QtWidgets.pyd": windows_binary(["Qt6Widgets.dll", "python3.dll"]),
        "PySide6/Qt6Widgets.dll": windows_binary(["Qt6Gui.dll"]),
        "PySide6/Qt6Gui.dll": windows_binary([], ["Qt6Core.dll"]),
        "PySide6/Qt6Core.dll": windows_binary(["KERNEL32.dll", "Qt6Gui.dll"]),
        "PySide6/Qt6Quick.dll": windows_binary(["Qt6Core.dll"]),
    }
    found = needed_by({"PySide6/QtWidgets.pyd"}, there, there.__getitem__)
    assert found == there.keys() - {"PySide6/Qt6Quick.dll"}


def test_a_library_that_could_not_be_loaded_is_named() -> None:
    there = {"a/One.dll": windows_binary(["two.DLL", "api-ms-win-crt-heap-l1-1-0.dll"]), "b/two.dll": windows_binary()}
    assert list(unmet(there)) == []
    del there["b/two.dll"]
    assert list(unmet(there)) == ["a/One.dll needs two.dll"]


@pytest.mark.parametrize(("name", "brings"), [("KERNEL32.dll", True), ("WINSPOOL.DRV", True), ("libssl-3.dll", False)])
def test_what_windows_brings_is_known(name: str, brings: bool) -> None:
    assert is_of_windows(name) is brings
