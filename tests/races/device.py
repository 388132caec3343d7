"""One device of a person: it speaks the wire to whichever server process it likes, and remembers what it was told."""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import msgspec

from domain.commands import Command
from domain.identifiers import PersonId
from sync.errors import Unreachable
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol.commands import Envelope, body_hash, encode_command
from sync.protocol.messages import Device as DeviceName
from sync.protocol.messages import Push, SignIn
from tests.races.history import Asked

new_id = RandomIdentity().new

PASSWORD = "races-are-won-late"
_TRIES = 60
_MOST_PAGES = 10_000


@dataclass
class Device:
    """Signed in once, at the first of `ports`; the token is good at all of them."""

    login: str
    ports: Sequence[int]
    asked: list[Asked] = field(default_factory=list)
    tried_again: int = 0

    def __post_init__(self) -> None:
        self.servers = [HttpTransport(f"http://127.0.0.1:{port}") for port in self.ports]
        self.device_id = new_id()
        name = DeviceName(self.device_id, "a device")
        session = self.servers[0].sign_in(SignIn(self.login, PASSWORD, name))
        self.token = session.access_token
        self.person_id = PersonId(session.person_id)

    def close(self) -> None:
        for server in self.servers:
            server.close()

    def push(self, envelopes: Sequence[Envelope], server: int) -> list[Asked]:
        """Ask until answered: first that server, then in turn. Whatever was sent is remembered with its answer."""
        for number in range(_TRIES):
            sent = time.monotonic_ns()
            try:
                pushed = self.servers[(server + number) % len(self.servers)].push(self.token, Push(tuple(envelopes)))
            except Unreachable:
                self.asked += [asked_of(envelope, sent) for envelope in envelopes]
                self.tried_again += 1
                _pause(min(0.02 * 2**number, 0.5))
                continue
            answered = time.monotonic_ns()
            told = [
                replace(asked_of(envelope, sent), answered=answered, receipt=receipt)
                for envelope, receipt in zip(envelopes, pushed.receipts, strict=True)
            ]
            self.asked += told
            return told
        raise AssertionError("no server answers")

    @contextmanager
    def unheard(self, envelopes: Sequence[Envelope], server: int) -> Iterator[None]:
        """Send and never listen: what is asked is done, and its answer is lost."""
        self.asked += [asked_of(envelope, time.monotonic_ns()) for envelope in envelopes]
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[server], timeout=10)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request("POST", "/api/v1/push", msgspec.json.encode(Push(tuple(envelopes))), headers)
        except OSError:
            self.tried_again += 1  # that server is just being killed
        try:
            yield
        finally:
            connection.close()

    def hang_up(self, envelopes: Sequence[Envelope], server: int) -> None:
        """Send and be gone at once, as a train that enters a tunnel: perhaps it was read, perhaps not."""
        with self.unheard(envelopes, server):
            pass

    def envelope(self, command: Command, command_id: str | None = None) -> Envelope:
        return Envelope(command_id or new_id(), self.person_id, msgspec.Raw(encode_command(command)))


def asked_of(envelope: Envelope, sent: int) -> Asked:
    """What is known of a command when it leaves."""
    body = msgspec.json.decode(envelope.body, type=dict[str, str | int | None])
    version = body.get("ownership_version")
    follow_up_id = body.get("follow_up_id")
    return Asked(
        command_id=envelope.id,
        body_hash=body_hash(bytes(envelope.body)),
        person_id=envelope.person_id,
        verb=str(body["verb"]),
        customer_id=str(body["customer_id"]),
        sent=sent,
        ownership_version=version if isinstance(version, int) else None,
        follow_up_id=None if follow_up_id is None else str(follow_up_id),
    )


def _pause(seconds: float) -> None:
    """A pause between tries, as a client makes it; nothing is waited for."""
    threading.Event().wait(seconds)
