"""Telling those who wait that something moved. One thread looks for all of them, and only while somebody waits.

A hint carries no truth: who never gets one converges by polling. So trouble here is logged and outlived.
"""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from server.background import start_thread
from server.database import Database
from server.feed.heads import head_positions
from server.feed.log import TENANT, NewId
from server.feed.positions import stamp
from server.replica import ReplicaAway
from sync.protocol.messages import ScopeCursor

LOOK_SECONDS = 1.0

_log = structlog.get_logger()


@dataclass(frozen=True, eq=False, slots=True)
class _Waiter:
    cursors: Sequence[ScopeCursor]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[tuple[str, ...]]

    def moved(self, heads: dict[str, int]) -> tuple[str, ...]:
        return tuple(cursor.scope for cursor in self.cursors if heads.get(cursor.scope, 0) > cursor.position)

    def tell(self, scopes: tuple[str, ...]) -> None:
        try:
            self.loop.call_soon_threadsafe(self._settle, scopes)
        except RuntimeError:
            # The loop has ended, and with it whoever waited.
            return

    def _settle(self, scopes: tuple[str, ...]) -> None:
        if not self.answer.done():
            self.answer.set_result(scopes)


class Hints:
    """Shared by all requests of a process. Who wrote calls `publish`, so that waiters of this process hear at once."""

    def __init__(self, database: Database, new_id: NewId) -> None:
        self._database = database
        self._new_id = new_id
        self._state = threading.Condition()
        self._waiters: set[_Waiter] = set()
        self._must_look = False
        self._is_closed = False
        self._thread = start_thread("hints", self._watch)

    async def wait(self, cursors: Sequence[ScopeCursor], seconds: float) -> tuple[str, ...]:
        """The scopes of `cursors` that have moved beyond them: at once, or when some do; none after `seconds`."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(cursors, loop, loop.create_future())
        with self._state:
            if self._is_closed:
                return ()
            self._waiters.add(waiter)
        self.publish()
        try:
            async with asyncio.timeout(seconds):
                return await waiter.answer
        except TimeoutError:
            return ()
        finally:
            with self._state:
                self._waiters.discard(waiter)

    def publish(self) -> None:
        """Something may have moved: look now rather than at the next turn."""
        with self._state:
            self._must_look = True
            self._state.notify_all()

    def close(self) -> None:
        """Answer everybody with nothing, and stop."""
        with self._state:
            self._is_closed = True
            waiters, self._waiters = self._waiters, set()
            self._state.notify_all()
        for waiter in waiters:
            waiter.tell(())
        self._thread.join()

    def _watch(self) -> None:
        while True:
            with self._state:
                if self._waiters and not self._must_look:
                    self._state.wait(LOOK_SECONDS)
                while not self._waiters and not self._is_closed:
                    self._state.wait()
                if self._is_closed:
                    return
                self._must_look = False
                waiters = tuple(self._waiters)
            self._look(waiters)

    def _look(self, waiters: Sequence[_Waiter]) -> None:
        scopes = {cursor.scope for waiter in waiters for cursor in waiter.cursors}
        try:
            stamp(self._database, TENANT, self._new_id)
            heads = self._heads(scopes)
        except SQLAlchemyError as error:
            _log.warning("hints_not_looked_for", error=type(error).__name__)
            return
        for waiter in waiters:
            moved = waiter.moved(heads)
            if moved:
                waiter.tell(moved)

    def _heads(self, scopes: set[str]) -> dict[str, int]:
        """As pulls will find them: a hint of what a replica has not heard yet would be asked for again and again."""

        def look(connection: Connection) -> dict[str, int]:
            return head_positions(connection, TENANT, scopes)

        if self._database.replica is not None:
            try:
                return self._database.replica.read(look)
            except ReplicaAway:
                pass
        return self._database.read(look)
