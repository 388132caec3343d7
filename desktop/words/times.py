"""Times as a person says them: 今天 13:40, 9 月 14 日 0:00.

`now` carries the company's zone; whatever zone `when` comes in, it is told in that of `now`.
"""

from __future__ import annotations

from datetime import date, datetime

from desktop.words.sentences import Value, say


def time_of_day(when: datetime, now: datetime) -> str:
    """13:40, without a leading zero for the hour: 0:00."""
    local = when.astimezone(now.tzinfo)
    return f"{local.hour}:{local.minute:02}"


def clock(now: datetime) -> str:
    """14:02:11, in the zone it comes in."""
    return f"{now.hour:02}:{now.minute:02}:{now.second:02}"


def day(which: date, today: date) -> str:
    """今天, 昨天, 明天, 9 月 14 日, and with the year where it is another."""
    away = (which - today).days
    if away in (-1, 0, 1):
        return say({-1: "day-yesterday", 0: "day-today", 1: "day-tomorrow"}[away])
    # As text: a day of a month is never grouped nor counted, and numbers cost Fluent far more.
    facts: dict[str, Value] = {"day": str(which.day), "monthname": say(f"month-{which.month}")}
    if which.year == today.year:
        return say("day-of-year", **facts)
    return say("day-of-other-year", year=str(which.year), **facts)


def moment(when: datetime, now: datetime) -> str:
    """The day and the time: 今天 13:40, 9 月 14 日 0:00."""
    local = when.astimezone(now.tzinfo)
    return say("moment", day=day(local.date(), now.date()), time=time_of_day(when, now))


def month_day(when: datetime, now: datetime) -> str:
    """09-02 for a narrow column, 2025-09 where the year is another."""
    local = when.astimezone(now.tzinfo)
    return f"{local:%m-%d}" if local.year == now.year else f"{local:%Y-%m}"
