"""How many customers will flow out, by the rules as they are and as they might become (SPEC §2.4).

Nothing is decided here: each deadline is `domain.deadlines`' own, asked of every version in the order of their time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.customers import Customer
from domain.days import company_day, rounded_up_to_midnight
from domain.deadlines import outflow
from domain.identifiers import Instant, PersonId
from domain.rulesets import Ruleset, in_force

HORIZON_DAYS = 60
"""So far ahead does a forecast look, today with it."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What flows out on each company day from `first_day` on, and how much of it whose."""

    first_day: date
    by_day: tuple[int, ...]
    by_owner: Mapping[PersonId, int]

    @property
    def total(self) -> int:
        return sum(self.by_day)

    @property
    def last_day(self) -> date:
        """The last day that is looked at."""
        return self.first_day + timedelta(days=len(self.by_day) - 1)


def no_forecast(now: Instant, zone: str) -> Forecast:
    """One that has counted nothing yet."""
    return Forecast(company_day(now, zone), (0,) * HORIZON_DAYS, {})


def course_of(versions: Iterable[Ruleset], now: Instant) -> tuple[Ruleset, ...]:
    """The version in force at `now` and those to come, in the order in which they will hold.

    Raises:
        LookupError: none of them is in force yet.
    """
    known = tuple(versions)
    first = in_force(known, now)
    # Of several from one instant the newest holds, and it stands last.
    later = sorted((one for one in known if one.effective_from > now), key=lambda one: one.version)
    by_instant = {one.effective_from: one for one in later}
    return first, *(by_instant[instant] for instant in sorted(by_instant))


def flows_out_at(customer: Customer, course: Sequence[Ruleset], *, is_owner_key_account: bool) -> Instant | None:
    """When a held customer will be taken back, if nothing happens to it; None: never.

    What is due before the next version comes into force goes by the one before. A new version takes nothing back
    before the first company midnight that it sees.
    """
    for place, ruleset in enumerate(course):
        due = outflow(customer, ruleset, is_owner_key_account=is_owner_key_account)
        if due is None:
            continue
        at = due.at if place == 0 else max(due.at, rounded_up_to_midnight(ruleset.effective_from, ruleset.zone))
        if place + 1 == len(course) or at < course[place + 1].effective_from:
            return at
    return None


def and_these(forecast: Forecast, held: Iterable[tuple[Customer, bool]], course: Sequence[Ruleset]) -> Forecast:
    """With these customers counted in by this course; each comes with whether a key-account rep holds it.

    What is due already goes on the first day, what lies beyond the last is not counted.
    """
    by_day, by_owner = list(forecast.by_day), dict(forecast.by_owner)
    for customer, is_owner_key_account in held:
        at = flows_out_at(customer, course, is_owner_key_account=is_owner_key_account)
        if at is None or customer.owner_id is None:
            continue
        number = max(0, (company_day(at, course[0].zone) - forecast.first_day).days)
        if number < len(by_day):
            by_day[number] += 1
            by_owner[customer.owner_id] = by_owner.get(customer.owner_id, 0) + 1
    return Forecast(forecast.first_day, tuple(by_day), by_owner)
