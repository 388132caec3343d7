"""Nothing is shipped of which it is not known whose it is and on what terms."""

import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

import dev
import product_wheel
from linux import licences

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="not a Debian")


@pytest.mark.parametrize(
    ("terms", "only_gpl"),
    [
        ("MIT", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("GPL-2.0-or-later WITH Bootloader-exception", False),
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("AGPL-3.0-only", True),
    ],
)
def test_terms_that_would_bind_everything_beside_them_are_told_from_the_others(terms: str, only_gpl: bool) -> None:
    assert licences.is_only_gpl(terms) is only_gpl


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return product_wheel.unfolded(product_wheel.build_wheel(folder), folder / "unfolded")


def test_a_file_of_ours_of_a_library_and_of_python_are_told_by_where_they_lie(wheel: Path, tmp_path: Path) -> None:
    qt = Path(str(distribution("PySide6_Essentials").locate_file("PySide6/__init__.py")))
    python = Path(sys.base_prefix, "lib", "libpython.so")
    entry = Path(licences.__file__).with_name("entries") / "gonghai.py"
    parts = licences.parts_of([wheel / "desktop" / "app.py", entry, qt, python], wheel, tmp_path)
    assert {part.name: files for part, files in parts.items()} == {"gonghai": 2, "PySide6_Essentials": 1, "Python": 1}
    licences.lay_down(parts, tmp_path / "licences")
    said = (tmp_path / "licences" / "README.txt").read_text()
    assert "gonghai" in said
    assert "LGPL-3.0-only" in said
    version = distribution("PySide6_Essentials").version
    assert (tmp_path / "licences" / f"PySide6_Essentials-{version}" / "LGPL-3").stat().st_size > 5_000


@needs_dpkg
def test_a_library_of_the_system_is_told_by_its_package(wheel: Path, tmp_path: Path) -> None:
    library = next(Path("/usr/lib/x86_64-linux-gnu").glob("libz.so.1"))
    (part,) = licences.parts_of([library], wheel, tmp_path)
    assert part.name == "zlib1g"
    assert [text.name for text in part.texts] == ["copyright"]


@needs_dpkg
def test_a_file_from_nowhere_stops_the_build(wheel: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "libstranger.so.1"
    stranger.touch()
    with pytest.raises(dev.Stop, match="libstranger"):
        licences.parts_of([stranger], wheel, tmp_path)


def test_what_pyinstaller_noted_is_read_however_deep_it_lies(tmp_path: Path) -> None:
    work = tmp_path / "freeze"
    work.mkdir()
    taken, made, link = "/usr/lib/libz.so.1", str(work / "base_library.zip"), "PySide6/Qt/lib/libQt6Core.so.6"
    listing = (
        [("libz.so.1", taken, "BINARY"), ("base_library.zip", made, "DATA"), ("libQt6Core.so.6", link, "SYMLINK")],
    )
    (work / "COLLECT-00.toc").write_text(repr(listing))
    (work / "PYZ-00.toc").write_text(repr((made, [("abc", "/usr/lib/python3/abc.py", "PYMODULE")])))
    assert licences.sources_in(tmp_path) == [Path(taken), Path("/usr/lib/python3/abc.py")]
