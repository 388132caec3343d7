"""Instants as whole milliseconds since 1970 UTC: the one form on the wire and in both databases."""

from datetime import UTC, datetime, timedelta

from domain.identifiers import Instant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def millis(instant: Instant) -> int:
    return (instant - _EPOCH) // _MILLISECOND


def instant(milliseconds: int) -> Instant:
    return _EPOCH + milliseconds * _MILLISECOND


def optional_millis(moment: Instant | None) -> int | None:
    return None if moment is None else millis(moment)


def optional_instant(milliseconds: int | None) -> Instant | None:
    return None if milliseconds is None else instant(milliseconds)
