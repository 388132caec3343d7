"""Something broken in the place of something sound, for as long as a `with` lasts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from tests.simulation.company import founding

type Build = Callable[[], AbstractContextManager[None]]


@contextmanager
def instead(room: Any, name: str, broken: Any) -> Iterator[None]:
    founding()  # by a sound build, whoever comes first
    sound = getattr(room, name)
    setattr(room, name, broken)
    try:
        yield
    finally:
        setattr(room, name, sound)
