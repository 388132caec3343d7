"""Time that passes when the test says so. Mirrors `sync.clock.Clock`."""

from datetime import timedelta

from domain.identifiers import Instant
from tests.builders import NOW


class ManualClock:
    """`jump` sets the wall clock only, as a person or a time server does; `pass_by` is time that really passes."""

    def __init__(self, now: Instant = NOW) -> None:
        self._now = now
        self._elapsed = 1_000.0

    def now(self) -> Instant:
        return self._now

    def elapsed(self) -> float:
        return self._elapsed

    def pass_by(self, time: timedelta) -> None:
        self._now += time
        self._elapsed += time.total_seconds()

    def jump(self, time: timedelta) -> None:
        self._now += time
