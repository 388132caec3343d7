"""How many import at once: one file a person, a few in a process. Nobody waits in line: they are told to come again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
"""A large file keeps a processor busy for a minute, and whoever syncs beside it should not notice."""


class Taken(Exception):
    """Not now."""


class Turns:
    """One per process. Safe to share between threads."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._people: set[str] = set()
        self._places = 0
        self._door = threading.Lock()

    @contextmanager
    def of(self, person_id: str) -> Iterator[None]:
        """This person's turn, from the first byte of their file.

        Raises:
            Taken: they have one already.
        """
        with self._door:
            if person_id in self._people:
                raise Taken
            self._people.add(person_id)
        try:
            yield
        finally:
            with self._door:
                self._people.discard(person_id)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place to work in, once the file is here: a slow line must not keep others from theirs.

        Raises:
            Taken: all are.
        """
        with self._door:
            if self._places >= self._at_once:
                raise Taken
            self._places += 1
        try:
            yield
        finally:
            with self._door:
                self._places -= 1
