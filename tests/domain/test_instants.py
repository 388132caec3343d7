"""Instants cross wires and databases as whole milliseconds, and come back as they were."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instants import instant, millis, optional_instant, optional_millis

SPAN = (-2_208_988_800_000, 7_258_118_400_000)
"""The years 1900 to 2200."""


@pytest.mark.parametrize(
    ("moment", "milliseconds"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC), -1),  # a company older than its epoch
        (datetime(2026, 3, 10, 2, 30, tzinfo=UTC), 1_773_109_800_000),
        (datetime(2026, 3, 10, 10, 30, tzinfo=timezone(timedelta(hours=8))), 1_773_109_800_000),
        (datetime(2028, 2, 29, 12, 0, 0, 1_000, tzinfo=UTC), 1_835_438_400_001),
    ],
)
def test_an_instant_is_a_count_of_milliseconds(moment: datetime, milliseconds: int) -> None:
    assert millis(moment) == milliseconds
    assert instant(milliseconds) == moment


def test_what_is_finer_than_a_millisecond_is_cut_off_downwards() -> None:
    assert millis(datetime(1970, 1, 1, 0, 0, 0, 1_999, tzinfo=UTC)) == 1
    assert millis(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_an_instant_that_is_not_there_stays_not_there() -> None:
    assert optional_millis(None) is None
    assert optional_instant(None) is None
    assert optional_instant(optional_millis(instant(7))) == instant(7)


def test_a_time_without_a_zone_is_nobodys_instant() -> None:
    with pytest.raises(TypeError):
        millis(datetime(2026, 3, 10))  # noqa: DTZ001


@given(st.integers(*SPAN))
def test_every_millisecond_survives_the_round_trip(milliseconds: int) -> None:
    there = instant(milliseconds)
    assert there.tzinfo is UTC
    assert millis(there) == milliseconds
