"""What a client says about itself while it works, one line a time, so that its end can be timed.

A line is one write to a pipe: it arrives whole or not at all, however its writer ends.
"""

import os
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from sync.protocol.messages import Hello, Hint, HintWait, Pull, Pulled, Push, Pushed, Refresh, Session, SignIn, Welcome
from sync.transport import Transport


class Stage(StrEnum):
    """Where a client is. Each is said just before it begins; `…ED` just after a reply came."""

    STARTING = "starting"
    SIGNING_IN = "signing_in"
    REFRESHING = "refreshing"
    OPENING = "opening"
    GREETING = "greeting"
    PUSHING = "pushing"
    PUSHED = "pushed"
    PULLING = "pulling"
    PULLED = "pulled"
    FINISHING = "finishing"
    READY = "ready"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    WITHDRAWING = "withdrawing"


class Line(NamedTuple):
    """`at STAGE`, `saved COMMAND`, `withdrawing COMMAND`, `withdrawn COMMAND`, `anew REASON`."""

    kind: str
    what: str


class Teller:
    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def at(self, stage: Stage) -> None:
        self._write([f"at {stage}"])

    def say(self, kind: str, whats: Iterable[str]) -> None:
        self._write([f"{kind} {what}" for what in whats])

    def _write(self, lines: list[str]) -> None:
        for line in lines:
            os.write(self._pipe, f"{line}\n".encode())


class Listener:
    """Puts together again what a `Teller` wrote; the piece of a line that was never finished is nothing."""

    def __init__(self) -> None:
        self._rest = b""

    def hear(self, written: bytes) -> list[Line]:
        *whole, self._rest = (self._rest + written).split(b"\n")
        return [Line(kind, what) for kind, _, what in (line.decode().partition(" ") for line in whole)]


class TellingTransport:
    """Mirrors `sync.transport.Transport`: the same exchanges, each announced."""

    def __init__(self, inner: Transport, teller: Teller) -> None:
        self._inner = inner
        self._teller = teller

    def sign_in(self, request: SignIn) -> Session:
        self._teller.at(Stage.SIGNING_IN)
        return self._inner.sign_in(request)

    def refresh(self, request: Refresh) -> Session:
        self._teller.at(Stage.REFRESHING)
        return self._inner.refresh(request)

    def sign_out(self, access_token: str) -> None:
        self._inner.sign_out(access_token)

    def hello(self, access_token: str, request: Hello) -> Welcome:
        self._teller.at(Stage.GREETING)
        return self._inner.hello(access_token, request)

    def push(self, access_token: str, request: Push) -> Pushed:
        self._teller.at(Stage.PUSHING)
        pushed = self._inner.push(access_token, request)
        self._teller.at(Stage.PUSHED)
        return pushed

    def pull(self, access_token: str, request: Pull) -> Pulled:
        self._teller.at(Stage.PULLING)
        pulled = self._inner.pull(access_token, request)
        self._teller.at(Stage.PULLED)
        return pulled

    def hint(self, access_token: str, request: HintWait) -> Hint:
        return self._inner.hint(access_token, request)
