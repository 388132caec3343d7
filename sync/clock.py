"""The door to time. Nothing else reads a clock."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from domain.identifiers import Instant
from domain.instants import instant, millis


class Clock(Protocol):
    """`now` may step in either direction; `elapsed` only ever grows, also across such steps."""

    def now(self) -> Instant: ...

    def elapsed(self) -> float:
        """Seconds since some fixed moment of this process."""
        ...


class SystemClock:
    """The machine's own clocks, cut to whole milliseconds."""

    def now(self) -> Instant:
        return instant(millis(datetime.now(UTC)))

    def elapsed(self) -> float:
        return time.monotonic()


class ServerClock:
    """What time it is on the server, by its last reply and the time that has passed since (SPEC §2.4).

    Before the first reply of this run it is an estimate: the machine's clock corrected by the offset that an earlier
    run measured.
    """

    def __init__(self, clock: Clock, offset: timedelta = timedelta()) -> None:
        self._clock = clock
        self._heard_at: tuple[Instant, float] | None = None
        self._offset = offset

    def hear(self, server_time: Instant) -> timedelta:
        """Take the time of a reply just received; returns the machine's offset from it, to be remembered."""
        self._heard_at = server_time, self._clock.elapsed()
        self._offset = server_time - self._clock.now()
        return self._offset

    def elapsed(self) -> float:
        """Seconds since some fixed moment of this process, whatever either clock is set to."""
        return self._clock.elapsed()

    def machine_now(self) -> Instant:
        """What the machine itself believes."""
        return self._clock.now()

    @property
    def has_heard(self) -> bool:
        return self._heard_at is not None

    def now(self) -> Instant:
        if self._heard_at is None:
            return self._clock.now() + self._offset
        heard, elapsed = self._heard_at
        return instant(millis(heard + timedelta(seconds=self._clock.elapsed() - elapsed)))


type Now = Callable[[], Instant]


def chance() -> float:
    """Between 0 and 1, for waits that should not fall together on many machines. No secret is made of it."""
    return random.random()
