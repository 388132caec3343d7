"""An option beats the environment, the environment beats the file, the file beats the default."""

from pathlib import Path

import pytest

from server.settings import Settings, UnfitSetting, is_loopback, load_settings


def test_each_place_beats_the_one_behind_it(tmp_path: Path) -> None:
    file = tmp_path / "gonghai.toml"
    file.write_text('port = 1\nhost = "file"\ncommands_per_push = 5\n', encoding="utf-8")
    environment = {"GONGHAI_PORT": "2", "GONGHAI_HOST": "environment", "GONGHAI_CONFIG": str(file)}
    settings = load_settings(environment, {"port": 3, "host": None})
    assert (settings.port, settings.host, settings.commands_per_push) == (3, "environment", 5)
    assert settings.database == Settings().database


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("true", True), ("NO", False), ("0", False)])
def test_yes_and_no_are_understood(said: str, meant: bool) -> None:
    assert load_settings({"GONGHAI_IS_BEHIND_PROXY": said}).is_behind_proxy is meant


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"GONGHAI_PORT": "many"}, "port"),
        ({"GONGHAI_PORT": "-1"}, "port"),
        ({"GONGHAI_IS_BEHIND_PROXY": "maybe"}, "is_behind_proxy"),
        ({"GONGHAI_CERTIFICATE": "a.pem"}, "certificate"),
        ({"GONGHAI_KEY": "a.pem"}, "certificate"),
        ({"GONGHAI_CONFIG": "/nowhere.toml"}, "config"),
        ({"GONGHAI_OLDEST_CLIENT": "1.4"}, "oldest_client"),
        ({"GONGHAI_NEWEST_CLIENT": "newest"}, "newest_client"),
        ({"GONGHAI_OLDEST_CLIENT": "1.4.0", "GONGHAI_NEWEST_CLIENT": "1.3.9"}, "newest_client"),
        ({"GONGHAI_NEWEST_CLIENT_AT": "http://it.example.cn"}, "newest_client_at"),
    ],
)
def test_what_makes_no_sense_is_named(environment: dict[str, str], name: str) -> None:
    with pytest.raises(UnfitSetting) as refused:
        load_settings(environment)
    assert refused.value.name == name


def test_a_floor_for_clients_and_where_the_newest_is_found_are_taken_as_said() -> None:
    said = {
        "GONGHAI_OLDEST_CLIENT": "1.2.0",
        "GONGHAI_NEWEST_CLIENT": "1.10.0",
        "GONGHAI_NEWEST_CLIENT_AT": r"\\files\软件",
    }
    settings = load_settings(said)
    assert (settings.oldest_client, settings.newest_client) == ("1.2.0", "1.10.0")
    assert settings.newest_client_at == r"\\files\软件"


@pytest.mark.parametrize("text", ["port = 'x'", "port = true", "prot = 1", "not toml", "[port]\n"])
def test_a_file_with_mistakes_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnfitSetting):
        load_settings({}, file=tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("10.0.0.1", False), ("example.com", False)],
)  # fmt: skip
def test_only_this_machine_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
