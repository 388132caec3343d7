"""Virtual time. Only the world lets it pass; whoever reads a clock may read a wrong one."""

from datetime import timedelta

from domain.identifiers import Instant
from domain.instants import instant, millis
from tests.server.company import NOW


class WorldTime:
    """The true time, in whole milliseconds from `NOW`."""

    def __init__(self) -> None:
        self._passed = 0

    def now(self) -> Instant:
        return NOW + timedelta(milliseconds=self._passed)

    def elapsed(self) -> float:
        return 1_000.0 + self._passed / 1_000

    def pass_by(self, seconds: float) -> None:
        self._passed += int(seconds * 1_000)


class WrongClock:
    """A machine's clock, `error` away from the truth. Mirrors `sync.clock.Clock`."""

    def __init__(self, time: WorldTime, error: timedelta = timedelta()) -> None:
        self._time = time
        self.error = error

    def now(self) -> Instant:
        return instant(millis(self._time.now() + self.error))

    def elapsed(self) -> float:
        return self._time.elapsed()


class WorldIds:
    """Ids as the real door makes them, the same in every run. Mirrors `sync.identity.Identity`."""

    def __init__(self, time: WorldTime) -> None:
        self._time = time
        self._number = 1 << 40

    def new(self) -> str:
        self._number += 1
        # Multiplying by an odd number scatters the last digits as chance would, and never twice the same.
        scattered = self._number * 0x9E3779B97F4A7C15 % (1 << 76)
        return f"{millis(self._time.now()):012x}7{scattered:019x}"
