"""Asking the server whether a company is known: an answer for now, of which nothing is kept."""

from collections.abc import Callable, Sequence

from sync.clock import ServerClock
from sync.exchange import Exchange
from sync.protocol.known import AskKnown, Company, ToldKnown
from sync.session import SessionHolder
from sync.transport import KnownLine


class Inquirer:
    def __init__(self, line: KnownLine, sessions: SessionHolder, clock: ServerClock) -> None:
        self._line = line
        self._exchange = Exchange(sessions, clock)
        self.when_over: Callable[[], None] = lambda: None

    def ask(self, companies: Sequence[Company]) -> ToldKnown:
        """One answer for each, in their order.

        Raises:
            SyncError: as any exchange.
        """
        return self._exchange.make(lambda token: self._line.known(token, AskKnown(tuple(companies))))

    def end(self) -> None:
        """The person has left: what is asked is asked by nobody any more."""
        self.when_over()
