"""One person's client beside a company in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.cache.answers import DraftFollowUp
from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from tests.crash import Desk
from tests.fakes.identity import CountingIdentity
from tests.fakes.server import FakeServer, held_by
from tests.server_process import ServerProcess
from tests.sync.client import KEY, Client, Opener


@pytest.fixture
def server() -> FakeServer:
    return FakeServer("me", "other")


@pytest.fixture
def open_client(tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Clients of a server, each with its own folder; closed at the end."""
    opened: list[Client] = []

    def opener(server: FakeServer, person_id: str = "me", folder: str | None = None, *, limit: int = 100) -> Client:
        place = tmp_path / (folder or person_id)
        place.mkdir(exist_ok=True)
        client = Client(server, place, person_id, limit=limit, number=len(opened))
        opened.append(client)
        return client

    yield opener
    for client in opened:
        client.cache.close()


@pytest.fixture
def open_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Desks beside the real server of a module that brings one; closed at the end."""
    server = request.getfixturevalue("server")
    assert isinstance(server, ServerProcess)
    desks: list[Desk] = []

    def opener(login: str) -> Desk:
        folder = tmp_path / f"{login}-{len(desks)}"
        folder.mkdir()
        desk = Desk(folder, server.address, login)
        desks.append(desk)
        desk.engine.run_once()
        return desk

    yield opener
    for desk in desks:
        desk.close()


@pytest.fixture
def client(server: FakeServer, open_client: Callable[..., Client]) -> Client:
    return open_client(server)


@pytest.fixture
def mine(server: FakeServer, client: Client) -> Client:
    """Three of one's own, five in the pool, all known to the client."""
    server.in_pool(5)
    server.add(held_by("me", "m1"), held_by("me", "m2"), held_by("me", "m3"))
    client.sync()
    client.transport.said.clear()
    return client


@pytest.fixture
def worked(server: FakeServer, open_client: Callable[..., Client]) -> Client:
    """A client with customers, two unsent follow-ups and a draft, closed."""
    client = open_client(server)
    server.in_pool(50)
    server.add(*(held_by("me", f"m{number}") for number in range(30)))
    client.sync()
    client.follow_up("m1", "m2", text="只在本机的话")
    client.cache.drafts.keep("m3", DraftFollowUp(text="还没写完"))
    client.cache.close()
    return client


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """An empty cache that has never met a server."""
    opened = open_cache(tmp_path, KEY, person_id="me", identity=CountingIdentity())
    yield opened
    opened.close()
