"""How much memory a process has taken."""

import re
from pathlib import Path

_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def peak_megabytes(process_id: int | None = None) -> float:
    """The most memory that a process, by default this one, has held so far."""
    # Not getrusage: a child inherits its parent's peak there.
    status = Path(f"/proc/{process_id or 'self'}/status")
    if not status.exists():
        raise RuntimeError("peak memory is read from /proc, which this system has not")
    found = _PEAK.search(status.read_text())
    assert found is not None
    return int(found.group(1)) * 1024 / 1e6
