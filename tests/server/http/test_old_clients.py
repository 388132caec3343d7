"""What a server says of versions, and to whom it says nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.protocol import FLOOR, VERSION
from sync.protocol.messages import About, Hello, Pull, Push, Welcome
from tests.server.http.conftest import Served, Speaker, problem
from tests.server_process import ServerProcess, administer

PLACE = "https://it.example.cn/gonghai"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Speaker]:
    """Signed in at a server with a floor."""
    folder: Path = tmp_path_factory.mktemp("strict")
    url = f"sqlite:///{folder / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "20")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("OLDEST_CLIENT", "1.2.0"), ("NEWEST_CLIENT", "1.4.0"), ("NEWEST_CLIENT_AT", PLACE)):
            patch.setenv(f"GONGHAI_{name}", value)
        process = ServerProcess(url)
    with process:
        speaker = Speaker(process.address)
        speaker.sign_in("lin")
        yield speaker


def test_who_is_too_old_is_told_what_is_needed_and_where_it_is_found(strict: Speaker) -> None:
    reply = strict.say("hello", Hello("1.1.9", (1, 1), "desk"))
    assert problem(reply) == (426, "upgrade_required")
    assert reply.json()["facts"] == {"oldest_client": "1.2.0", "newest_client": "1.4.0", "newest_client_at": PLACE}


def test_who_speaks_no_protocol_of_ours_is_told_that_too(strict: Speaker) -> None:
    facts = strict.say("hello", Hello("1.4.0", (0, 0), "desk")).json()["facts"]
    assert (facts["floor"], facts["newest"], facts["newest_client"]) == (FLOOR, VERSION, "1.4.0")


@pytest.mark.parametrize("version", ["1.2.0", "2.0.0", "0", "1.1.9-trial", "公海"])
def test_who_is_young_enough_or_has_no_version_is_welcome(strict: Speaker, version: str) -> None:
    welcome = strict.ask("hello", Hello(version, (1, 1), "desk"), Welcome)
    assert (welcome.releases.oldest_client, welcome.releases.newest_client) == ("1.2.0", "1.4.0")
    assert (welcome.releases.newest_client_at, welcome.releases.server != "") == (PLACE, True)


@pytest.mark.parametrize(
    ("agent", "status"),
    [("Gonghai/1.1.9", 426), ("Gonghai/1.2.0", 200), ("Gonghai/0", 200), ("Mozilla/1.0.0", 200), ("", 200)],
)
def test_who_greeted_before_the_floor_was_raised_pulls_no_longer(strict: Speaker, agent: str, status: int) -> None:
    assert strict.say("pull", Pull((), 1000), **{"User-Agent": agent}).status_code == status


def test_who_is_too_old_delivers_what_was_written(strict: Speaker) -> None:
    reply = strict.say("push", Push(()), **{"User-Agent": "Gonghai/1.1.9"})
    assert (reply.status_code, reply.json()["receipts"]) == (200, [])


def test_a_server_says_what_it_is_to_whoever_asks(served: Served, strict: Speaker) -> None:
    about = Speaker(strict.address).ask("about", None, About)
    assert (about.protocol_versions, about.releases.newest_client) == ((FLOOR, VERSION), "1.4.0")
    assert about.server_time > 1_700_000_000_000
    assert served.speaker().ask("about", None, About).releases.newest_client == ""
