"""What was chosen is there again, and a damaged file is no reason not to start."""

from pathlib import Path

import pytest

from desktop.preferences import Chosen, Preferences, system_language
from desktop.screens.preferences import Density, Language, Theme


def test_what_was_chosen_is_there_in_the_next_start(tmp_path: Path) -> None:
    first = Preferences(tmp_path / "profile")
    first.choose(language=Language.CHINESE, theme=Theme.DARK, density=Density.COMPACT)
    first.remember_layout("panel", "372")
    again = Preferences(tmp_path / "profile").chosen
    assert (again.language, again.theme, again.density) == (Language.CHINESE, Theme.DARK, Density.COMPACT)
    assert again.layout == {"panel": "372"}


def test_the_server_met_last_stands_first_and_once(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    for server in ("https://a", "https://b", "https://a"):
        preferences.signed_in(server, "wang", "profile-1")
    assert preferences.chosen.servers == ("https://a", "https://b")
    assert (preferences.chosen.user_name, preferences.chosen.profile) == ("wang", "profile-1")
    preferences.signed_out()
    assert (preferences.chosen.user_name, preferences.chosen.profile) == ("wang", "")


@pytest.mark.parametrize("content", [b"", b"{", b'{"theme": "pink"}', b"\xff\xfe", b"[]"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "preferences.json").write_bytes(content)
    preferences = Preferences(tmp_path)
    assert preferences.chosen == Chosen()
    preferences.choose(theme=Theme.DARK)
    assert Preferences(tmp_path).chosen.theme is Theme.DARK


@pytest.mark.expects_log("preferences_not_kept")
def test_a_folder_that_takes_nothing_does_not_stop_the_program(tmp_path: Path) -> None:
    in_the_way = tmp_path / "profile"
    in_the_way.write_text("a file where the folder should be")
    assert Preferences(in_the_way).choose(theme=Theme.DARK).theme is Theme.DARK


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Language.CHINESE),
        ({"LC_ALL": "zh_TW", "LANG": "en_US.UTF-8"}, Language.CHINESE),
        ({"LANG": "en_US.UTF-8"}, Language.ENGLISH),
        ({"LANG": "C"}, Language.ENGLISH),
    ],
)
def test_the_system_decides_where_nobody_chose(environment: dict[str, str], expected: Language) -> None:
    assert system_language(environment) is expected
