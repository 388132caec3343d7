"""Days begin and end at the company's midnight, whatever the machine's zone (SPEC 2.1, 2.4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import company_day, counted_day, next_midnight, rounded_up_to_midnight, start_of_day
from domain.identifiers import Instant
from tests.builders import shanghai

ZONE = "Asia/Shanghai"
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-10 00:00:00.000", date(2026, 3, 10)),
        ("2026-03-10 07:59:59.999", date(2026, 3, 10)),  # still the 9th in UTC
        ("2026-03-10 23:59:59.999", date(2026, 3, 10)),
        ("2026-03-11 00:00:00.000", date(2026, 3, 11)),
        ("2026-01-01 00:00:00.000", date(2026, 1, 1)),  # still last year in UTC
        ("2028-02-29 23:59:59.999", date(2028, 2, 29)),
    ],
)
def test_the_company_day_turns_at_midnight_in_shanghai(moment: str, day: date) -> None:
    assert company_day(shanghai(moment), ZONE) == day


@pytest.mark.parametrize(
    ("moment", "following", "rounded"),
    [
        ("2026-03-10 00:00:00.000", "2026-03-11 00:00", "2026-03-10 00:00"),  # SPEC 2.4: on a midnight it stays
        ("2026-03-10 00:00:00.001", "2026-03-11 00:00", "2026-03-11 00:00"),
        ("2026-03-10 00:00:01.000", "2026-03-11 00:00", "2026-03-11 00:00"),
        ("2026-03-10 08:00:00.000", "2026-03-11 00:00", "2026-03-11 00:00"),  # midnight in UTC is none in Shanghai
        ("2026-03-10 23:59:59.000", "2026-03-11 00:00", "2026-03-11 00:00"),
        ("2026-03-10 23:59:59.999", "2026-03-11 00:00", "2026-03-11 00:00"),
        ("2026-12-31 23:59:59.999", "2027-01-01 00:00", "2027-01-01 00:00"),  # year's end
        ("2028-02-28 12:00:00.000", "2028-02-29 00:00", "2028-02-29 00:00"),  # leap day
        ("2027-02-28 12:00:00.000", "2027-03-01 00:00", "2027-03-01 00:00"),  # none that year
    ],
)
def test_deadlines_round_up_and_limits_reset_at_midnight(moment: str, following: str, rounded: str) -> None:
    assert next_midnight(shanghai(moment), ZONE) == shanghai(following)
    assert rounded_up_to_midnight(shanghai(moment), ZONE) == shanghai(rounded)


def test_a_company_elsewhere_has_days_of_its_own_length() -> None:
    before = start_of_day(date(2026, 3, 29), "Europe/Berlin")
    assert next_midnight(before, "Europe/Berlin") - before == timedelta(hours=23)


@given(MOMENTS)
def test_rounding_never_goes_back_nor_a_day_ahead_and_is_done_once(moment: Instant) -> None:
    rounded = rounded_up_to_midnight(moment, ZONE)
    assert timedelta() <= rounded - moment < timedelta(days=1)
    assert rounded == start_of_day(company_day(rounded, ZONE), ZONE)
    assert rounded_up_to_midnight(rounded, ZONE) == rounded


@given(MOMENTS)
def test_the_next_midnight_begins_the_next_day(moment: Instant) -> None:
    midnight = next_midnight(moment, ZONE)
    assert timedelta() < midnight - moment <= timedelta(days=1)
    assert company_day(midnight, ZONE) == company_day(moment, ZONE) + timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "day"),
    [
        (None, date(2026, 3, 10)),
        (date(2026, 3, 9), date(2026, 3, 10)),
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2026, 3, 11), date(2026, 3, 11)),  # the clock was set back
    ],
)
def test_no_day_is_counted_for_after_a_later_one(last: date | None, day: date) -> None:
    assert counted_day(shanghai("2026-03-10 23:59:00"), ZONE, last) == day
