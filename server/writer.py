"""How writing is put in turn. Each writer runs a piece of work in one transaction and returns once it is durable."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.background import pause_before_try, start_thread

GROUP_LIMIT = 200
TRIES = 6
_COLLISIONS = frozenset({"40001", "40P01"})  # serialization failure, deadlock


class Writer(Protocol):
    def run[T](self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction and commit it; when it raises, nothing of it stays and the error comes back."""
        ...

    def close(self) -> None: ...


class RetryingWriter:
    """PostgreSQL orders writers by itself; who lost a deadlock or a serialization tries again, a few times."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run[T](self, work: Callable[[Connection], T]) -> T:
        for number in range(1, TRIES):
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _COLLISIONS:
                    raise
                pause_before_try(number)
        with self._engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        pass


class InlineWriter:
    """SQLite without a thread: the caller writes, one at a time. For a simulator that owns the order of things."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()

    def run[T](self, work: Callable[[Connection], T]) -> T:
        with self._turn, self._engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[Connection], Any]
    done: Future[Any]


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class GroupWriter:
    """SQLite with one writing thread: what waits is committed together, so that one flush to disk serves many.

    A connection for each writer starves (a p99 of 109 ms and waits of seconds, against 18 ms: measured). A piece of
    work that fails takes back only its own savepoint; the others of its group are committed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._is_closed = False
        self._door = threading.Lock()
        self._thread = start_thread("database-writer", self._serve)

    def run[T](self, work: Callable[[Connection], T]) -> T:
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write within a write would wait for itself")
        done: Future[T] = Future()
        with self._door:
            if self._is_closed:
                raise RuntimeError("the database is closed")
            self._tasks.put(_Task(work, done))
        return done.result()

    def close(self) -> None:
        """Finish what was asked, then stop."""
        with self._door:
            if not self._is_closed:
                self._is_closed = True
                self._tasks.put(None)
        self._thread.join()

    def _serve(self) -> None:
        is_open = True
        while is_open:
            group: list[_Task] = []
            task = self._tasks.get()
            while task is not None:
                group.append(task)
                if len(group) == GROUP_LIMIT or self._tasks.empty():
                    break
                task = self._tasks.get()
            is_open = task is not None
            if group:
                self._commit(group)

    def _commit(self, group: list[_Task]) -> None:
        try:
            with self._engine.begin() as connection:
                outcomes = [_attempt(connection, task.work) for task in group]
        except BaseException as error:  # the transaction is lost, and each of its askers must hear of it
            for task in group:
                task.done.set_exception(error)
            return
        for task, outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, _Failed):
                task.done.set_exception(outcome.error)
            else:
                task.done.set_result(outcome)


def _attempt(connection: Connection, work: Callable[[Connection], Any]) -> Any:
    savepoint = connection.begin_nested()
    try:
        result = work(connection)
        savepoint.commit()
    except Exception as error:
        # Raises in turn where the database gave up the whole transaction (a full disk): then the group fails.
        savepoint.rollback()
        return _Failed(error)
    return result
