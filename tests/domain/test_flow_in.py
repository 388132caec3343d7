"""Who sleeps, who flows in by which score, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.aftermath import company_after
from domain.company import Company, judge_company
from domain.customers import Customer, Place, PoolState, in_hands, in_pool
from domain.effects import OwnerChanged, QuotaMoved, Verb
from domain.flow_in import (
    Activity,
    Allocation,
    Demand,
    FlowIn,
    SaveFlowIn,
    crosses,
    flow_in_from,
    flowed_in,
    judge_flow_in,
    next_in_turn,
    registered,
    settings_of_flow_in,
    what_contradicts_flow_in,
)
from domain.identifiers import CustomerId, PersonId, PoolId, TeamId
from domain.people import Person, Pool, Role
from domain.reasons import Reason
from domain.rulesets import Contradiction
from domain.verdicts import Granted, Refused

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
POOL, CLOSED = PoolId("p1"), PoolId("p2")
LIN, CHEN, GONE, SUN = (PersonId(name) for name in ("lin", "chen", "gone", "sun"))
SLEEPER = Customer(CustomerId("c"), POOL, PoolState.DORMANT)
RULES = FlowIn(3, threshold=50, window_days=10, pool_id=POOL, scores={"quote": 30, "login": 5})


@pytest.mark.parametrize(
    ("activities", "score"),
    [
        ((), None),
        ([("quote", 0)], None),
        ([("quote", 0), ("quote", 1)], 60),
        ([("quote", 0), ("quote", 10)], 60),
        ([("quote", 0), ("quote", 11)], None),
        ([("quote", 0), ("login", 0), ("login", 0), ("login", 0), ("login", 0)], 50),
        ([("quote", 0), ("somersault", 0)], None),
    ],
)
def test_demand_is_what_was_scored_within_the_window(activities: list[tuple[str, int]], score: int | None) -> None:
    did = [Activity(kind, NOW - days * DAY) for kind, days in activities]
    assert crosses(did, RULES, NOW) == (None if score is None else Demand(score, 50, 10, 3))


def test_only_who_sleeps_flows_in() -> None:
    assert flowed_in(SLEEPER, POOL, NOW) == (OwnerChanged(SLEEPER.id, Verb.FLOW_IN, None, None, in_pool(POOL), NOW),)
    assert flowed_in(replace(SLEEPER, state=PoolState.UNASSIGNED), POOL, NOW) == ()


def test_registrations_sleep_lie_in_the_pool_or_are_somebodys_by_their_source() -> None:
    def place(source: str, person_id: PersonId | None = None) -> object:
        first = registered(SLEEPER.id, source, POOL, person_id, NOW)[0]
        assert isinstance(first, OwnerChanged) and first.verb is Verb.REGISTER
        return first.place, first.to_owner_id

    assert place("dfm") == place("enthusiast") == (Place(PoolState.DORMANT, POOL), None)
    assert place("dfm", LIN) == (Place(PoolState.DORMANT, POOL), None)
    assert place("self_registered") == (in_pool(POOL), None)
    assert place("self_registered", LIN) == (in_hands(POOL), LIN)
    assert registered(SLEEPER.id, "x", POOL, LIN, NOW)[1] == QuotaMoved(LIN, holding=1)


@pytest.mark.parametrize(
    ("given", "free", "expected"),
    [
        (0, {LIN: 1, CHEN: 1}, (LIN, 1)),
        (1, {LIN: 1, CHEN: 1}, (CHEN, 2)),
        (2, {LIN: 1, CHEN: 1}, (LIN, 3)),
        (1, {LIN: 1, CHEN: 0}, (LIN, 3)),
        (0, {LIN: 0}, None),
    ],
)
def test_who_is_full_is_passed_over(given: int, free: dict[PersonId, int], expected: object) -> None:
    assert next_in_turn([LIN, CHEN], given, free) == expected


def test_nobody_chosen_is_nobodys_turn() -> None:
    assert next_in_turn([], 3, {}) is None


def test_a_source_without_an_allocation_goes_where_the_rules_say() -> None:
    rules = replace(RULES, allocations={"self_registered": Allocation(CLOSED, (LIN,))})
    assert rules.allocation_of("self_registered") == Allocation(CLOSED, (LIN,))
    assert rules.allocation_of("other") == Allocation(POOL)
    assert FlowIn().allocation_of("other") is None


def test_rules_travel_as_settings_and_come_back_the_same() -> None:
    rules = replace(
        RULES, allocations={"self_registered": Allocation(POOL, (LIN, CHEN)), "offline_legacy": Allocation(CLOSED)}
    )
    settings = settings_of_flow_in(rules)
    assert settings["people:self_registered"] == "lin,chen" and settings["score:quote"] == 30
    assert flow_in_from(3, settings) == rules
    assert flow_in_from(3, settings | {"of_a_newer_server": 7}) == rules
    assert flow_in_from(0, {}) == FlowIn(scores={})


@pytest.mark.parametrize("wrong", [{"threshold": "5"}, {"window_days": True}, {"pool_id": 5}, {"score:a": None}])
def test_settings_of_another_kind_are_no_rules(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        flow_in_from(0, wrong)


@pytest.mark.parametrize(
    ("rules", "contradiction"),
    [
        (RULES, None),
        (replace(RULES, threshold=0), Contradiction("threshold", 1, 1_000_000)),
        (replace(RULES, window_days=4_000), Contradiction("window_days", 1, 3_650)),
        (replace(RULES, scores={"a": -1}), Contradiction("score:a", 0, 1_000_000)),
        (replace(RULES, scores={"": 1}), Contradiction("", 1, 64)),
        (replace(RULES, allocations={"x" * 65: Allocation(POOL)}), Contradiction("x" * 64, 1, 64)),
    ],
)
def test_numbers_have_bounds(rules: FlowIn, contradiction: Contradiction | None) -> None:
    assert what_contradicts_flow_in(rules) == contradiction


def person(person_id: PersonId, role: Role = Role.REP, *, has_departed: bool = False) -> Person:
    return Person(person_id, person_id, TeamId("t"), frozenset({role}), has_departed=has_departed)


PEOPLE = {
    LIN: person(LIN),
    GONE: person(GONE, has_departed=True),
    SUN: person(SUN, Role.SALES_SUPPORT),
}
POOLS = {POOL: Pool(POOL, "开"), CLOSED: Pool(CLOSED, "关", is_open=False)}


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        (RULES, Granted()),
        (FlowIn(), Granted()),
        (replace(RULES, allocations={"x": Allocation(POOL, (LIN,))}), Granted()),
        (replace(RULES, threshold=0), Refused(Reason.RULES_CONTRADICT)),
        (replace(RULES, pool_id=PoolId("nowhere")), Refused(Reason.NO_SUCH_POOL)),
        (replace(RULES, pool_id=CLOSED), Refused(Reason.POOL_CLOSED)),
        (replace(RULES, allocations={"x": Allocation(CLOSED)}), Refused(Reason.POOL_CLOSED)),
        (replace(RULES, allocations={"x": Allocation(POOL, (PersonId("nobody"),))}), Refused(Reason.NO_SUCH_PERSON)),
        (replace(RULES, allocations={"x": Allocation(POOL, (LIN, GONE))}), Refused(Reason.PERSON_DEPARTED)),
        (replace(RULES, allocations={"x": Allocation(POOL, (SUN,))}), Refused(Reason.PERSON_CANNOT_HOLD)),
    ],
)
def test_rules_name_open_pools_and_people_who_may_hold(rules: FlowIn, verdict: Granted | Refused) -> None:
    said = judge_flow_in(SaveFlowIn(rules), PEOPLE, POOLS)
    assert getattr(said, "reason", None) == getattr(verdict, "reason", None)


def test_only_a_system_admin_saves_rules_and_the_company_stays_as_it_is() -> None:
    company = Company(PEOPLE, {TeamId("t"): None}, POOLS, (), {}, {})
    admin = person(PersonId("admin"), Role.SYSTEM_ADMIN)
    assert judge_company(SaveFlowIn(RULES), admin, company, NOW) == Granted()
    assert judge_company(SaveFlowIn(RULES), PEOPLE[LIN], company, NOW) == Refused(Reason.NOT_ALLOWED)
    assert company_after(SaveFlowIn(RULES), company, NOW) == company
