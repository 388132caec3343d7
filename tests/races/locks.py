"""Seeing who waits for a lock, so that a test goes on exactly then."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import psycopg

from tests.races.arena import Arena, conninfo

PATIENCE_SECONDS = 20.0
_WAITING = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND state = 'active'
"""


def waiting(stage: Arena) -> set[int]:
    """The backends that wait for somebody's lock."""
    with psycopg.connect(conninfo(stage.url), autocommit=True) as session:
        return {pid for (pid,) in session.execute(_WAITING)}


def until(is_so: Callable[[], bool], what: str) -> None:
    """Return once it is so; it must be soon."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > ends:
            raise AssertionError(f"never came about: {what}")
        threading.Event().wait(0.002)


@contextmanager
def held_up[T](stage: Arena, ask: Callable[[], T]) -> Iterator[Future[T]]:
    """`ask` under way in another thread, and waiting for a lock that somebody else holds."""
    before = waiting(stage)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(ask)
        until(lambda: bool(waiting(stage) - before), "somebody waits for a lock")
        yield asked
