"""One import at work on a thread of its own, and the lines that tell whoever asked how it goes."""

import asyncio
from collections.abc import AsyncGenerator, Callable

import msgspec
import structlog

from domain.instants import millis
from server.background import start_thread
from server.imports.table import GivenUp
from sync.clock import Clock
from sync.protocol.imports import ImportBroken, Imported, ImportLine, ImportProgress, ImportRefused
from sync.protocol.messages import ProblemCode

TELL_SECONDS = 0.5
FORSAKEN_SECONDS = 20.0
"""Who has not looked for so long is gone, even where nobody said so."""

_log = structlog.get_logger("server.imports")


class Run:
    """Made on the event loop, started once. `work` is given this run, to tell how far it is and to ask who still waits.

    A thread and not a task of the pool that answers requests: that pool is small, and a file takes its time.
    """

    def __init__(self, work: Callable[["Run"], Imported | ImportRefused], clock: Clock) -> None:
        self._work = work
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._how_far = ImportProgress(0, 0)
        self._ending: Imported | ImportRefused | ImportBroken | None = None
        self._is_given_up = False
        self._looked_at = clock.elapsed()

    def start(self) -> None:
        start_thread("import", self._do)

    def tell(self, done: int, of: int) -> None:
        """So many rows are settled.

        Raises:
            GivenUp: nobody waits for the others.
        """
        self._how_far = ImportProgress(done, of)
        if self.is_given_up():
            raise GivenUp

    def is_given_up(self) -> bool:
        return self._is_given_up or self._clock.elapsed() - self._looked_at > FORSAKEN_SECONDS

    async def lines(self) -> AsyncGenerator[bytes]:
        """How far it is, again and again, so that a silent line is a dead one; at last how it ended."""
        try:
            while not await self._has_ended():
                self._looked_at = self._clock.elapsed()
                yield as_line(self._how_far)
            if self._ending is not None:
                yield as_line(self._ending)
        finally:
            self._is_given_up = True

    async def _has_ended(self) -> bool:
        try:
            async with asyncio.timeout(TELL_SECONDS):
                return await self._ended.wait()
        except TimeoutError:
            return False

    def _do(self) -> None:
        try:
            self._ending = self._work(self)
        except GivenUp:
            _log.info("import_given_up", done=self._how_far.done, of=self._how_far.of)
        except Exception as error:
            _log.error("import_broken", kind=type(error).__name__, exc_info=error)
            self._ending = ImportBroken(ProblemCode.BROKEN, millis(self._clock.now()))
        finally:
            self._announce_end()

    def _announce_end(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._ended.set)
        except RuntimeError:
            # The loop has ended, and with it whoever waited.
            return


def as_line(message: ImportLine) -> bytes:
    return msgspec.json.encode(message) + b"\n"
