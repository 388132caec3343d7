"""How long a reply may take: as long as it keeps coming at some pace, and never for ever."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """A link of 5 kB a second is slow and works; one that gives a byte a second does not, and looks alive."""

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    """Of silence, and of what is free before the pace counts."""
    slowest_bytes_per_second: float = 1000.0
    total_seconds: float = 900.0

    def seconds_for(self, size: int) -> float:
        """How long `size` bytes may take at most."""
        return self.read_seconds + size / self.slowest_bytes_per_second


ORDINARY = Patience()

FILES = Patience(slowest_bytes_per_second=50.0, total_seconds=3600.0)
"""While a server works on a file it says twice a second how far it is, in some fifty bytes."""
