"""A Linux desktop gets to know the program, wherever its folder lies."""

import configparser
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from linux.desktop_entry import icon, write_entry

ENTRY = Path("applications", "gonghai.desktop")
ICON = Path("icons", "hicolor", "scalable", "apps", "gonghai.svg")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def unfolded(place: Path) -> Path:
    place.mkdir(parents=True)
    write_entry(place)
    return place


def install(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    return subprocess.run([folder / "install.sh", *words], env=environment, capture_output=True, text=True)


def entry_of(home: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None, delimiters=["="])
    read.optionxform = str  # type: ignore[method-assign,assignment] # names of entries are told apart by their capitals
    read.read(home / ".local" / "share" / ENTRY, encoding="utf-8")
    return read["Desktop Entry"]


@pytest.mark.parametrize("name", ["gonghai-1.2.3", "公海 客户端", 'it\'s 100% "mine" & $HOME'])
def test_the_entry_leads_to_the_program_wherever_it_lies(name: str, tmp_path: Path, home: Path) -> None:
    folder = unfolded(tmp_path / name)
    assert install(folder, home).returncode == 0
    entry = entry_of(home)
    command = entry["Exec"]
    # As the specification reads it: the file's own backslashes, then the quotes, then the percent signs.
    quoted, option, link = command.replace("\\\\", "\\").rsplit(" ", 2)
    assert (option, link) == ("--link", "%u")
    plain = quoted[1:-1].replace("%%", "%")
    for sign in '"`$\\':
        plain = plain.replace(f"\\{sign}", sign)
    assert plain == str(folder / "gonghai")
    assert entry["MimeType"] == "x-scheme-handler/gonghai;"
    assert entry["Name[zh_CN]"] == "公海"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_entry_is_one_that_desktops_take(tmp_path: Path, home: Path) -> None:
    install(unfolded(tmp_path / "公海 客户端"), home)
    judged = subprocess.run(
        ["desktop-file-validate", home / ".local" / "share" / ENTRY], capture_output=True, text=True, check=False
    )
    assert (judged.returncode, judged.stdout) == (0, "")


def test_what_was_made_known_is_taken_away_again_and_data_stays(tmp_path: Path, home: Path) -> None:
    folder = unfolded(tmp_path / "folder")
    install(folder, home)
    data = home / ".local" / "share" / "Gonghai"
    data.mkdir()
    assert (home / ".local" / "share" / ICON).exists()
    assert install(folder, home, "--remove").returncode == 0
    assert not (home / ".local" / "share" / ENTRY).exists()
    assert not (home / ".local" / "share" / ICON).exists()
    assert data.exists()
    assert (folder / "share" / ENTRY).exists()


def test_a_word_it_does_not_know_changes_nothing(tmp_path: Path, home: Path) -> None:
    ended = install(unfolded(tmp_path / "folder"), home, "--delete")
    assert ended.returncode == 2
    assert "usage" in ended.stderr
    assert not home.exists()


def test_the_icon_is_the_clients_own_sign_on_its_accent() -> None:
    drawing = ElementTree.fromstring(icon())
    assert [part.tag.rpartition("}")[2] for part in drawing] == ["rect", "g"]
    assert [part.tag.rpartition("}")[2] for part in drawing[1]] == ["path"]
