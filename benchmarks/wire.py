"""A client that is nothing but the wire: one connection kept open, so that the server's share is what is measured."""

import http.client
import time
from collections.abc import Sequence
from typing import Self
from urllib.parse import urlsplit

import msgspec

from benchmarks.choices import PASSWORD
from domain.commands import Command
from sync.identity import RandomIdentity
from sync.protocol.commands import Envelope, encode_command
from sync.protocol.messages import Device, Push, Pushed, Receipt, Session, SignIn
from tests.server_process import ServerProcess

_SILENT_SECONDS = 2.0
_new_id = RandomIdentity().new
_sessions = msgspec.json.Decoder(Session)
_pushes = msgspec.json.Decoder(Pushed)


class Wire:
    """One person, signed in."""

    def __init__(self, server: ServerProcess, login: str) -> None:
        place = urlsplit(server.address)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        self._last_used = time.perf_counter()
        self._headers = {"Content-Type": "application/json"}
        asked = SignIn(login, PASSWORD, Device(_new_id(), "bench"))
        session = _sessions.decode(self._post("sign-in", msgspec.json.encode(asked)))
        self._headers["Authorization"] = f"Bearer {session.access_token}"
        self.person_id = session.person_id

    def push(self, commands: Sequence[Command]) -> tuple[Receipt, ...]:
        """Send commands as new ones; their receipts, in order."""
        envelopes = [Envelope(_new_id(), self.person_id, msgspec.Raw(encode_command(one))) for one in commands]
        return _pushes.decode(self._post("push", msgspec.json.encode(Push(tuple(envelopes))))).receipts

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _post(self, route: str, body: bytes) -> bytes:
        # The server hangs up on who has been silent for a while, and http.client would not notice before sending.
        if time.perf_counter() - self._last_used > _SILENT_SECONDS:
            self._connection.close()
        self._last_used = time.perf_counter()
        self._connection.request("POST", f"/api/v1/{route}", body, self._headers)
        reply = self._connection.getresponse()
        text = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{route}: {reply.status} {text[:200]!r}")
        return text
