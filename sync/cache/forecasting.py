"""What would flow out of a pool by other rules, counted from the cache's rows: nothing is written."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from domain.customers import PoolState
from domain.forecast import Forecast, and_these, course_of, no_forecast
from domain.identifiers import Instant, PersonId, PoolId
from domain.rulesets import Ruleset
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import judged
from sync.cache.shapes import CUSTOMER_COLUMNS, customer_row
from sync.cache.tables import customer, scope

_STRETCH = 2_000
"""So many rows are looked at at once: whatever else is read waits for no more than these."""

_LAST = select(func.max(customer.c.no))
# Seen by the team of whoever holds it, a customer is seen whole, and once.
_OF_TEAMS = select(scope.c.no).where(scope.c.name.startswith("team:"))
_HELD = select(*CUSTOMER_COLUMNS).where(
    customer.c.scope_no.in_(_OF_TEAMS), customer.c.pool_state == PoolState.ASSIGNED.value
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far the counting has come, by the rules as they are and with the candidate among them."""

    pool_id: PoolId
    present: Forecast
    candidate: Forecast
    courses: tuple[tuple[Ruleset, ...], tuple[Ruleset, ...]]
    exempt: frozenset[PersonId]
    last: int
    reached: int = 0

    @property
    def is_done(self) -> bool:
        return self.reached >= self.last


class Forecasting:
    """For whoever sees what every team holds, as system admins do: only what is seen is counted, and what is still
    on its way to the server is not."""

    def __init__(self, pool: StoreFile, directory: Directory) -> None:
        self._pool = pool
        self._directory = directory

    def begin(self, pool_id: PoolId, candidate: Ruleset, now: Instant) -> Outlook:
        """Nothing is counted yet. `candidate` as the newest version, in force from its own instant."""
        versions = self._directory.versions(pool_id)
        if not any(one.effective_from <= now for one in versions):
            # Until one of them holds, the pool is judged by the defaults.
            versions = (replace(self._directory.ruleset(pool_id, now), version=0, effective_from=now), *versions)
        number = max(one.version for one in versions) + 1
        saved = replace(candidate, version=number, effective_from=max(now, candidate.effective_from))
        present = course_of(versions, now)
        with self._pool.reading() as connection:
            last = connection.scalar(_LAST) or 0
        return Outlook(
            pool_id,
            no_forecast(now, present[0].zone),
            no_forecast(now, present[0].zone),
            (present, course_of((*versions, saved), now)),
            frozenset(person.id for person in self._directory.people() if person.is_key_account),
            last,
        )

    def go_on(self, outlook: Outlook) -> Outlook:
        """With the next stretch counted in."""
        present, candidate = outlook.courses
        end = outlook.reached + _STRETCH
        rows = _HELD.where(customer.c.pool_id == outlook.pool_id, customer.c.no > outlook.reached, customer.c.no <= end)
        with self._pool.reading() as connection:
            customers = [judged(customer_row(row)) for row in connection.execute(rows)]
        held = [(one, one.owner_id in outlook.exempt) for one in customers]
        return replace(
            outlook,
            present=and_these(outlook.present, held, present),
            candidate=and_these(outlook.candidate, held, candidate),
            reached=end,
        )
