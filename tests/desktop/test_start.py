"""How the program may be started."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.administration import BARE, Setting
from desktop.screens.preferences import Language, Theme
from desktop.start import read_options


def test_every_option_reaches_the_program(tmp_path: Path) -> None:
    options = read_options(
        (
            "--server crm.example.com --user wang --language en --theme dark"
            f" --profile {tmp_path} --ca-file {tmp_path}/ca.pem"
        ).split()
    )
    assert (options.server, options.user) == ("crm.example.com", "wang")
    assert (options.language, options.theme) == (Language.ENGLISH, Theme.DARK)
    assert (options.profile, options.ca_file) == (tmp_path, tmp_path / "ca.pem")


def test_without_options_the_system_and_what_was_chosen_decide() -> None:
    options = read_options([])
    assert (options.server, options.user, options.language, options.theme) == ("", "", None, None)
    assert options.profile.name == "Gonghai"


@pytest.mark.parametrize(
    "wrong", [["--language", "fr"], ["--theme", "pink"], ["--colour"], ["--proxy", "socks5://p:1"]]
)
def test_an_option_that_means_nothing_is_said_so(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_options(wrong)
    assert ended.value.code == 2
    assert "usage: gonghai" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(["--version"])
    assert capsys.readouterr().out.startswith("Gonghai ")


def test_a_link_is_handed_on_unread(tmp_path: Path) -> None:
    assert read_options(["--link", "gonghai:customer/1"]).link == "gonghai:customer/1"
    assert read_options(["--profile", str(tmp_path), "--link", "gonghai:"]).link == "gonghai:"
    assert read_options(["--link"]).link == ""


@pytest.mark.parametrize(
    "smuggled",
    [
        ["--link", "gonghai:customer/1", "--server", "elsewhere.example", "--profile", "/x", "--ca-file", "y"],
        ["--link", "--server=elsewhere.example", "--user", "wang"],
    ],
)
def test_what_comes_with_a_link_is_no_option(smuggled: list[str]) -> None:
    plain = replace(read_options([]), link=smuggled[1], shelf=BARE)
    assert replace(read_options(smuggled), shelf=BARE) == plain


def test_what_the_command_line_settles_is_the_persons_own_choice(tmp_path: Path) -> None:
    options = read_options(["--server", "crm.example.com", "--ca-file", f"{tmp_path}/ca.pem", "--proxy", "none"])
    assert options.settings == {
        Setting.SERVER: "crm.example.com",
        Setting.CERTIFICATES: f"{tmp_path}/ca.pem",
        Setting.PROXY: "none",
    }
    assert read_options([]).settings == {}
