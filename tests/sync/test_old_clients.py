"""A client below the server's floor, with the real server: it delivers what was written, and is told nothing new."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from server.exchange.clients import server_version
from sync.cache.answers import OutboxCounts
from sync.cache.asking import Mine, Wanted
from sync.engine import Engine
from sync.errors import UpgradeRequired
from sync.protocol.messages import Releases
from sync.releases import kept_releases
from sync.state import Contact
from tests.crash import Desk, follow_ups_at
from tests.server_process import ServerProcess, administer

PLACE = r"\\files\软件\公海"


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "60")
    return url


@pytest.fixture
def server(database_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(database_url) as running:
        yield running


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path, server.address)
    yield opened
    opened.close()


def of_version(desk: Desk, version: str) -> Engine:
    return Engine(desk.cache, desk.transport, desk.sessions, desk.clock, "d", version)


def write_follow_up(desk: Desk) -> str:
    now = desk.clock.now()
    customer_id = desk.cache.register.ids(Wanted(Mine()), now)[0]
    command = AddFollowUp(CustomerId(customer_id), FollowUpId(desk.identity.new()), FollowUpKind.VISIT, "看了样品", now)
    assert desk.cache.outbox.submit([command], now, is_online=False).accepted
    return command.follow_up_id


def test_a_client_below_the_floor_delivers_and_pulls_nothing_until_it_is_upgraded(
    server: ServerProcess, desk: Desk, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of_version(desk, "1.1.9").run_once().contact is Contact.GOOD
    for name, value in (("OLDEST_CLIENT", "1.2.0"), ("NEWEST_CLIENT", "1.4.0"), ("NEWEST_CLIENT_AT", PLACE)):
        monkeypatch.setenv(f"GONGHAI_{name}", value)
    server.restart()
    written, before = write_follow_up(desk), desk.cache.scopes.last_pulled_at()
    old = of_version(desk, "1.1.9")
    report = old.run_once()
    assert (report.contact, type(report.trouble)) == (Contact.UPGRADE_REQUIRED, UpgradeRequired)
    assert report.releases is not None
    assert (report.releases.oldest_client, report.releases.newest_client_at) == ("1.2.0", PLACE)
    assert (written in follow_ups_at(database_url), report.pulled) == (True, {})
    assert (desk.cache.outbox.counts(), desk.cache.scopes.last_pulled_at()) == (OutboxCounts(answered=1), before)
    assert kept_releases(desk.cache.settings) == report.releases

    report = of_version(desk, "1.2.0").run_once()
    assert (report.contact, desk.cache.outbox.counts()) == (Contact.GOOD, OutboxCounts(done=1))
    assert report.releases is not None and report.releases.newest_client == "1.4.0"


@pytest.mark.parametrize("version", ["0", "1.4.0rc1", "crash", ""])
def test_a_version_that_is_none_is_let_in(
    server: ServerProcess, desk: Desk, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    monkeypatch.setenv("GONGHAI_OLDEST_CLIENT", "1.2.0")
    server.restart()
    assert of_version(desk, version).run_once().contact is Contact.GOOD


def test_a_client_of_a_server_without_a_floor_knows_only_the_servers_version(desk: Desk) -> None:
    report = of_version(desk, "0.0.1").run_once()
    assert report.releases == kept_releases(desk.cache.settings)
    assert report.releases == Releases(server_version())
