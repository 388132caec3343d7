"""What an admin's cache can say of whole pools: how many each has, and what would flow out by other rules."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from domain.days import next_midnight
from domain.forecast import Forecast
from domain.identifiers import PersonId, PoolId
from domain.instants import millis
from domain.rulesets import Ruleset, huaqiu, settings_of
from sync.cache.cache import Cache
from sync.cache.census import Headcount
from sync.cache.opening import open_cache
from sync.protocol.messages import ScopePage, Upserts
from sync.protocol.rows import CustomerRow, PersonRow, PoolRow, Row, RulesetRow, TeamRow
from sync.protocol.scopes import REFERENCE, assigned_scope, person_scope, pool_scope, team_scope
from tests.builders import NOW, days_ago
from tests.fakes.identity import CountingIdentity

POOL, OTHER = PoolId("pool"), PoolId("other")
TOMORROW = next_midnight(NOW, "Asia/Shanghai")
PRESENT = huaqiu(1, days_ago(400))
STRICTER = replace(huaqiu(0, TOMORROW), no_first_follow_up_days=5)


def ruled(number: int, rules: Ruleset, pool_id: str = POOL) -> RulesetRow:
    return RulesetRow(f"rules-{pool_id}-{number}", 1, pool_id, number, millis(rules.effective_from), settings_of(rules))


REFERENCE_ROWS: list[Row] = [
    PersonRow("admin", 1, "管理员", "head", ("system_admin",)),
    PersonRow("lin", 1, "林晓", "south", ("rep",)),
    PersonRow("key", 1, "大客户", "north", ("rep",), is_key_account=True),
    TeamRow("head", 1, "总部"),
    TeamRow("south", 1, "华南", "head"),
    TeamRow("north", 1, "华北", "head"),
    PoolRow(POOL, 1, "公海"),
    PoolRow(OTHER, 1, "另一个"),
    ruled(1, PRESENT),
]


class AdminsCache:
    """`tell` stores a page as a server would send it."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.position = 0

    def tell(self, scope: str, rows: Iterable[Row]) -> None:
        self.position += 1
        by_kind: dict[str, list[Row]] = {}
        for row in rows:
            by_kind.setdefault(row.kind, []).append(row)
        upserts = (Upserts(kind, msgspec.Raw(msgspec.json.encode(each))) for kind, each in by_kind.items())
        self.cache.scopes.store(ScopePage(scope, self.position, f"salt {self.position}", tuple(upserts)))

    def outlook(self, candidate: Ruleset = STRICTER, pool_id: PoolId = POOL) -> tuple[Forecast, Forecast]:
        outlook = self.cache.forecasting.begin(pool_id, candidate, NOW)
        while not outlook.is_done:
            outlook = self.cache.forecasting.go_on(outlook)
        return outlook.present, outlook.candidate


@pytest.fixture
def admin(tmp_path: Path) -> Iterator[AdminsCache]:
    cache = open_cache(tmp_path, "ab" * 32, person_id="admin", identity=CountingIdentity())
    teams = (team_scope("south"), team_scope("north"))
    cache.scopes.grant((REFERENCE, person_scope("admin"), *teams, pool_scope(POOL), pool_scope(OTHER)))
    made = AdminsCache(cache)
    made.tell(REFERENCE, REFERENCE_ROWS)
    yield made
    cache.close()


def held(number: int, held_days: float, owner: str = "lin", pool_id: str | None = POOL) -> CustomerRow:
    state = "assigned" if pool_id else "ordinary"
    acquired_at = millis(days_ago(held_days))
    return CustomerRow(
        f"c{number:05}", 1, "客户", pool_id=pool_id, pool_state=state, owner_id=owner, acquired_at=acquired_at
    )


def lying(number: int, pool_id: str = POOL) -> CustomerRow:
    return CustomerRow(f"u{number}", 1, "公海客户", pool_id=pool_id, pool_state="unassigned")


def days_of(forecast: Forecast) -> dict[int, int]:
    return {day: count for day, count in enumerate(forecast.by_day) if count}


def test_a_pool_is_forecast_by_the_rules_as_they_are_and_as_they_might_be(admin: AdminsCache) -> None:
    admin.tell(team_scope("south"), [held(1, 1), held(2, 7), held(3, 13), held(4, 3, pool_id=OTHER)])
    admin.tell(team_scope("south"), [held(5, 9, pool_id=None)])
    admin.tell(team_scope("north"), [held(6, 13, "key")])
    present, candidate = admin.outlook()
    # Half past ten: 15 days are over in the middle of a day, and end with it.
    assert days_of(present) == {15: 1, 9: 1, 3: 1}
    assert days_of(candidate) == {1: 2, 5: 1}
    assert present.by_owner == candidate.by_owner == {PersonId("lin"): 3}
    assert len(admin.cache.office.pending()) == 0


def test_a_version_that_waits_for_its_day_is_part_of_the_present(admin: AdminsCache) -> None:
    waits = replace(STRICTER, effective_from=TOMORROW + timedelta(days=1))
    admin.tell(REFERENCE, [ruled(2, waits)])
    admin.tell(team_scope("south"), [held(1, 9)])
    present, candidate = admin.outlook(replace(STRICTER, no_first_follow_up_days=60))
    assert (days_of(present), days_of(candidate)) == ({2: 1}, {2: 1})


def test_rules_that_none_holds_by_yet_leave_the_defaults_until_then(admin: AdminsCache) -> None:
    admin.tell(REFERENCE, [ruled(1, replace(STRICTER, no_first_follow_up_days=None, no_deal_days=None), OTHER)])
    admin.tell(team_scope("south"), [held(1, 9, pool_id=OTHER), held(2, 14.9, pool_id=OTHER)])
    present, candidate = admin.outlook(pool_id=OTHER)
    assert (days_of(present), days_of(candidate)) == ({}, {1: 2})


def test_a_long_pool_is_counted_stretch_by_stretch(admin: AdminsCache) -> None:
    admin.tell(team_scope("south"), [held(number, number % 14) for number in range(2_500)])
    outlook = admin.cache.forecasting.begin(POOL, STRICTER, NOW)
    partly = admin.cache.forecasting.go_on(outlook)
    assert 0 < partly.candidate.total < 2_500 and not partly.is_done
    assert [forecast.total for forecast in admin.outlook()] == [2_500, 2_500]


def test_an_empty_pool_is_forecast_at_once(admin: AdminsCache) -> None:
    assert admin.cache.forecasting.begin(POOL, STRICTER, NOW).is_done


def test_each_pool_is_told_with_what_lies_in_it_and_what_is_held(admin: AdminsCache) -> None:
    admin.tell(team_scope("south"), [held(1, 1), held(2, 7), held(4, 3, pool_id=OTHER), held(5, 3, pool_id=None)])
    admin.tell(team_scope("north"), [held(6, 13, "key")])
    admin.tell(pool_scope(POOL), [lying(1), lying(2)])
    assert admin.cache.census.of_pools() == {POOL: Headcount(2, 3), OTHER: Headcount(0, 1)}


def test_an_admin_of_a_pool_counts_what_they_are_shown_of_it(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "ab" * 32, person_id="admin", identity=CountingIdentity())
    cache.scopes.grant((REFERENCE, assigned_scope(POOL), pool_scope(POOL)))
    made = AdminsCache(cache)
    made.tell(REFERENCE, REFERENCE_ROWS)
    made.tell(assigned_scope(POOL), [held(1, 1), held(2, 7)])
    made.tell(pool_scope(POOL), [lying(1)])
    assert cache.census.of_pools() == {POOL: Headcount(1, 2)}
    cache.close()


def test_every_version_of_a_pools_rules_is_known_in_their_order(admin: AdminsCache) -> None:
    admin.tell(REFERENCE, [ruled(10, PRESENT), ruled(2, PRESENT)])
    assert [one.version for one in admin.cache.directory.versions(POOL)] == [1, 2, 10]
    assert admin.cache.directory.versions(OTHER) == ()
