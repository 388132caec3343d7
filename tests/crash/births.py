"""Processes born in milliseconds: a parent that has loaded everything forks each of them.

It is a process apart from whoever runs the trial: that one has threads and open databases, which no fork must copy.
"""

import multiprocessing
import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

_LOADED = [
    "tests.crash.client",
    "tests.crash.serving",
    # What these load only when they are used.
    "server.cli.process",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlcipher",
    "logging.config",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
]


@cache
def _parent() -> "ForkServerContext":
    """Asked for when the first is born: there is none where processes cannot be forked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


class Being:
    """A process of its own, with a pipe to it that only shows it that we live, and one from it."""

    def __init__(self, life: Callable[..., None], *arguments: object) -> None:
        parent = _parent()
        its_life, self._lifeline = parent.Pipe(duplex=False)
        self._pipe, its_pipe = parent.Pipe(duplex=False)
        self._process = parent.Process(target=life, args=(*arguments, its_life, its_pipe), daemon=True)
        self._process.start()
        its_life.close()
        its_pipe.close()

    def fileno(self) -> int:
        """Where what it says can be waited for."""
        return self._pipe.fileno()

    def read(self) -> bytes:
        """What it has said since; waits for something, and is empty once it has ended and all is read."""
        return os.read(self._pipe.fileno(), 65536)

    def strike(self) -> None:
        """SIGKILL, without waiting for its effect: so that several can be struck in one moment."""
        self._process.kill()

    def bury(self) -> bytes:
        """Back when nothing of it is left, its locks and sockets included. Returns what it had still said."""
        self._process.join()
        rest = b""
        while piece := self.read():
            rest += piece
        for end in (self._pipe, self._lifeline):
            end.close()
        return rest
