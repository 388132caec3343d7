"""Days as the company counts them: calendar days of its own zone, on the server's clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from domain.identifiers import Instant


@cache
def company_zone(name: str) -> ZoneInfo:
    """The zone in which the company's days begin and end, such as `Asia/Shanghai`."""
    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Whether there is a zone of that name."""
    try:
        company_zone(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def company_day(instant: Instant, zone: str) -> date:
    """The calendar day of `instant` where the company is."""
    return instant.astimezone(company_zone(zone)).date()


def counted_day(instant: Instant, zone: str, last: date | None) -> date:
    """The day for which a claim counts, where `last` is the latest one that was counted for.

    A clock that is set back over midnight gives nobody the earlier day again.
    """
    today = company_day(instant, zone)
    return today if last is None else max(today, last)


# Deadlines of whole pools are rounded to the same few hundred midnights.
@lru_cache(maxsize=4096)
def start_of_day(day: date, zone: str) -> Instant:
    """The midnight with which `day` begins where the company is."""
    return datetime.combine(day, time(), company_zone(zone)).astimezone(UTC)


def next_midnight(instant: Instant, zone: str) -> Instant:
    """The first company midnight after `instant`: when daily limits start anew."""
    return start_of_day(company_day(instant, zone) + timedelta(days=1), zone)


def rounded_up_to_midnight(instant: Instant, zone: str) -> Instant:
    """`instant` itself where it is a company midnight, else the next one, so that people see whole days."""
    day = company_day(instant, zone)
    midnight = start_of_day(day, zone)
    return midnight if midnight == instant else start_of_day(day + timedelta(days=1), zone)
