"""A real server process over a demo company, shared by the tests of this folder, and somebody to speak to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from sync.protocol.messages import Device, Session, SignIn
from tests.server_process import ServerProcess, administer

PASSWORD = "gonghai-demo"


@dataclass
class Speaker:
    """Says messages to one server, as one person once they have signed in."""

    address: str
    token: str = ""
    device: str = "desk"

    def say(self, route: str, message: object = None, **headers: str) -> requests.Response:
        body = b"" if message is None else message if isinstance(message, bytes) else msgspec.json.encode(message)
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        headers.setdefault("Content-Type", "application/json")
        return requests.post(f"{self.address}/api/v1/{route}", data=body, headers=headers, timeout=60)

    def ask[Reply](self, route: str, message: object, kind: type[Reply]) -> Reply:
        """Say it and decode the success strictly, as `kind`."""
        reply = self.say(route, message)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=kind)

    def sign_in(self, login: str, password: str = PASSWORD) -> Session:
        session = self.ask("sign-in", SignIn(login, password, Device(self.device, "Desk")), Session)
        self.token = session.access_token
        return session


@dataclass(frozen=True)
class Served:
    address: str
    log: Path

    def speaker(self, login: str = "", device: str = "desk") -> Speaker:
        speaker = Speaker(self.address, device=device)
        if login:
            speaker.sign_in(login)
        return speaker

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.address}{path}", timeout=60)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "200")
    with ServerProcess(url, log=folder / "log") as process:
        yield Served(process.address, folder / "log")


def problem(reply: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal, which must be a well-formed Problem."""
    body: dict[str, Any] = reply.json()
    assert reply.headers["X-Gonghai"] == "1"
    assert isinstance(body["server_time"], int)
    return reply.status_code, body["code"]
