"""Bringing a file into a pool: the one thing a client does with a server that is neither a command nor a page."""

from collections.abc import Callable

from sync.clock import ServerClock
from sync.exchange import Exchange
from sync.protocol.imports import AskImportTerms, Imported, ImportRefused, ImportTerms
from sync.session import SessionHolder
from sync.transport import FileLine, HowFar, ImportOrder


class Importer:
    """Needs the server: nothing is kept for later, the file stays where it is."""

    def __init__(self, line: FileLine, sessions: SessionHolder, clock: ServerClock) -> None:
        self._line = line
        self._exchange = Exchange(sessions, clock)
        self.is_over = False
        """Nobody is in any longer: what still comes of a file is nobody's."""
        self.when_over: Callable[[], None] = lambda: None

    def terms(self, language: str) -> ImportTerms:
        """How large a file may be, and an empty one to fill in.

        Raises:
            SyncError: as any exchange.
        """
        return self._exchange.make(lambda token: self._line.import_terms(token, AskImportTerms(language)))

    def bring_in(
        self, order: ImportOrder, file: bytes, tell: Callable[[HowFar], None], is_given_up: Callable[[], bool]
    ) -> Imported | ImportRefused:
        """What became of every row. Takes as long as the file does.

        Raises:
            GivenUp: it was stopped; what was brought in by then stays.
            SyncError: as any exchange. What was brought in by then stays, and nothing tells how much it was.
        """

        def call(token: str) -> Imported | ImportRefused:
            return self._line.import_file(token, order, file, tell, is_given_up)

        return self._exchange.make(call)

    def end(self) -> None:
        """The person has left: let go who waits, and answer nobody any more."""
        self.is_over = True
        self.when_over()
        self.stop()

    def stop(self) -> None:
        """Let whoever waits in `bring_in` go at once, from any thread."""
        self._line.stop_file()
