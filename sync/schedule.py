"""When to try again: pure arithmetic on a chance between 0 and 1 that somebody else draws."""

from datetime import timedelta

INTERVAL = timedelta(minutes=5)
"""The safety poll: how long a client may rest without a hint."""

OVERDUE = timedelta(minutes=15)
"""So long unsent while the server answers, and it is no wait any more: three polls have gone by."""

_FIRST_SECONDS = 1.0
_LONGEST_SECONDS = 300.0
_JITTER = 0.2


def delay_seconds(failures: int, chance: float, retry_after_seconds: int | None = None) -> float:
    """How long to wait after so many failures in a row: full jitter, so that a thousand clients never come at once.

    What the server asks for is the least; the chance is added, or everybody would come back in the same second.
    """
    ceiling = min(_LONGEST_SECONDS, _FIRST_SECONDS * 2.0 ** min(failures, 30))
    if retry_after_seconds is not None:
        return retry_after_seconds + chance * min(ceiling, max(_FIRST_SECONDS, float(retry_after_seconds)))
    return chance * ceiling


def next_round_seconds(chance: float) -> float:
    """How long to rest after a round that went well."""
    return INTERVAL.total_seconds() * (1 - _JITTER + 2 * _JITTER * chance)
