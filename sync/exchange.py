"""One exchange for who is signed in: with a good token, renewed once if need be, and the server's time heard."""

from collections.abc import Callable
from typing import Protocol

from domain.instants import instant
from sync.clock import ServerClock
from sync.errors import SignInNeeded
from sync.protocol.messages import ProblemCode
from sync.session import SessionHolder


class Reply(Protocol):
    @property
    def server_time(self) -> int: ...


class Exchange:
    def __init__(self, sessions: SessionHolder, clock: ServerClock) -> None:
        self._sessions = sessions
        self._clock = clock

    def make[R: Reply](self, call: Callable[[str], R]) -> R:
        """The reply to `call(access_token)`; a token that ran out on the way is renewed, once.

        Raises:
            SyncError: whatever the exchange, or the renewal, raises.
        """
        token = self._sessions.access_token()
        try:
            reply = call(token)
        except SignInNeeded as error:
            if error.code != ProblemCode.SESSION_EXPIRED:
                raise
            self._sessions.reject(token)
            reply = call(self._sessions.access_token())
        self._clock.hear(instant(reply.server_time))
        return reply
