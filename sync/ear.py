"""Hears from the server that something moved. A client that hears nothing still comes to the same by polling."""

from sync.cache.cache import Cache
from sync.clock import ServerClock
from sync.exchange import Exchange
from sync.protocol.messages import HintWait
from sync.session import SessionHolder
from sync.transport import Transport


class Ear:
    """Its transport is its own: a wait of a minute must hold up nothing else, and closing it ends the wait."""

    def __init__(self, cache: Cache, transport: Transport, sessions: SessionHolder, clock: ServerClock) -> None:
        self._cache = cache
        self._transport = transport
        self._exchange = Exchange(sessions, clock)

    def listen(self, seconds: int) -> tuple[str, ...]:
        """Wait up to `seconds`; returns the scopes that moved beyond what we hold, none when nothing did.

        Raises:
            SyncError: there was no server to listen to.
        """
        cursors = self._cache.scopes.cursors()
        return self._exchange.make(lambda token: self._transport.hint(token, HintWait(cursors, seconds))).moved
