"""What may be changed about the company, by whom, and what it is after it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.company import (
    ClosePool,
    Company,
    CompanyCommand,
    Depart,
    FoundPool,
    Granted,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
    first_rules,
    judge_company,
)
from domain.customers import Place, PoolState
from domain.effects import OwnerChanged, QuotaMoved, Verb
from domain.identifiers import PersonId, PoolId, RulesetId, TeamId
from domain.instants import millis
from domain.people import Person, Pool, Role
from domain.reasons import Reason
from domain.rulesets import Ruleset, fanpu, huaqiu, ruleset_from, settings_of, what_contradicts
from domain.teams import Member
from domain.upheavals import left_behind, put_out
from domain.verdicts import Refused
from tests.builders import IN_POOL, ME, NOW, a_customer, held

HEAD, SOUTH, EAST = TeamId("head"), TeamId("south"), TeamId("east")
FIRST, OTHER_POOL, SHUT = PoolId("first"), PoolId("other"), PoolId("shut")
RULELESS, NEW = PoolId("ruleless"), PoolId("new")
NOBODY, NOWHERE, NO_TEAM = PersonId("nobody"), PoolId("nowhere"), TeamId("none")


def a_person(person_id: str, *roles: Role, has_departed: bool = False) -> Person:
    return Person(PersonId(person_id), person_id, SOUTH, frozenset(roles), has_departed=has_departed)


ADMIN = a_person("admin", Role.SYSTEM_ADMIN)
GONE = a_person("gone", Role.REP, has_departed=True)


def a_company(*people: Person, held_in_first: int = 0, members: Iterable[Member] = ()) -> Company:
    pools = [Pool(FIRST, "First"), Pool(OTHER_POOL, "other")]
    pools += [Pool(SHUT, "shut", is_open=False), Pool(RULELESS, "ruleless", is_open=False)]
    return Company(
        people={person.id: person for person in (ADMIN, GONE, a_person(ME, Role.REP), *people)},
        tree={HEAD: None, SOUTH: HEAD, EAST: HEAD},
        pools={pool.id: pool for pool in pools},
        members=tuple(members),
        held={FIRST: held_in_first},
        zones={FIRST: "Asia/Shanghai", OTHER_POOL: "Asia/Shanghai", SHUT: "Asia/Shanghai"},
    )


def rules(**numbers: int | None) -> Ruleset:
    return replace(huaqiu(0, NOW), **numbers)  # type: ignore[arg-type]


IN_FIRST = Member(FIRST, ME, is_team=False)
YES, NOTHING = Granted(), Granted(changes_nothing=True)
SAVED = RulesetId("rules")


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        (Depart(ME), YES),
        (Depart(GONE.id), NOTHING),
        (Depart(NOBODY), Refused(Reason.NO_SUCH_PERSON)),
        (Depart(ADMIN.id), Refused(Reason.LAST_ADMIN, {"person_id": ADMIN.id})),
        (MoveTeam(SOUTH, EAST), YES),
        (MoveTeam(SOUTH, None), YES),
        (MoveTeam(SOUTH, HEAD), NOTHING),
        (MoveTeam(SOUTH, SOUTH), Refused(Reason.TEAM_UNDER_ITSELF, {"team_id": SOUTH})),
        (MoveTeam(HEAD, SOUTH), Refused(Reason.TEAM_UNDER_ITSELF, {"team_id": HEAD})),
        (MoveTeam(NO_TEAM, SOUTH), Refused(Reason.NO_SUCH_TEAM)),
        (MoveTeam(SOUTH, NO_TEAM), Refused(Reason.NO_SUCH_TEAM)),
        (FoundPool(NEW, "华南公海"), YES),
        (FoundPool(NEW, "x" * 40), YES),
        (FoundPool(NEW, f"  {'x' * 40} "), YES),
        (FoundPool(NEW, "x" * 41), Refused(Reason.NAME_TOO_LONG, {"limit": 40, "length": 41})),
        (FoundPool(NEW, " \n "), Refused(Reason.EMPTY_NAME)),
        (FoundPool(NEW, " FIRST "), Refused(Reason.NAME_TAKEN, {"pool_id": FIRST})),
        (FoundPool(FIRST, "First "), NOTHING),
        (FoundPool(FIRST, "another"), Refused(Reason.ID_REUSED)),
        (RenamePool(FIRST, "华南公海"), YES),
        (RenamePool(FIRST, "first"), YES),
        (RenamePool(FIRST, " First "), NOTHING),
        (RenamePool(FIRST, "other"), Refused(Reason.NAME_TAKEN, {"pool_id": OTHER_POOL})),
        (RenamePool(FIRST, ""), Refused(Reason.EMPTY_NAME)),
        (RenamePool(NOWHERE, "华南公海"), Refused(Reason.NO_SUCH_POOL, {"pool_id": NOWHERE})),
        (OpenPool(SHUT), YES),
        (OpenPool(RULELESS), Refused(Reason.POOL_WITHOUT_RULES, {"pool_id": RULELESS})),
        (OpenPool(FIRST), NOTHING),
        (OpenPool(NOWHERE), Refused(Reason.NO_SUCH_POOL, {"pool_id": NOWHERE})),
        (ClosePool(OTHER_POOL), YES),
        (ClosePool(SHUT), NOTHING),
        (ClosePool(NOWHERE), Refused(Reason.NO_SUCH_POOL, {"pool_id": NOWHERE})),
        (ClosePool(FIRST), Refused(Reason.POOL_NOT_EMPTY, {"pool_id": FIRST, "held": 7})),
        (ClosePool(FIRST, to_pool_id=OTHER_POOL), YES),
        (ClosePool(FIRST, to_team_id=EAST), YES),
        (ClosePool(FIRST, to_pool_id=FIRST), Refused(Reason.POOL_CLOSED, {"pool_id": FIRST})),
        (ClosePool(FIRST, to_pool_id=SHUT), Refused(Reason.POOL_CLOSED, {"pool_id": SHUT})),
        (ClosePool(FIRST, to_pool_id=NOWHERE), Refused(Reason.POOL_CLOSED, {"pool_id": NOWHERE})),
        (ClosePool(FIRST, to_team_id=NO_TEAM), Refused(Reason.NO_SUCH_TEAM)),
        (SetMember(FIRST, ME, is_team=False), NOTHING),
        (SetMember(FIRST, ME, is_team=False, is_admin=True), YES),
        (SetMember(FIRST, SOUTH, is_team=True), YES),
        (SetMember(NOWHERE, ME, is_team=False), Refused(Reason.NO_SUCH_POOL, {"pool_id": NOWHERE})),
        (SetMember(FIRST, NO_TEAM, is_team=True), Refused(Reason.NO_SUCH_TEAM)),
        (SetMember(FIRST, NOBODY, is_team=False), Refused(Reason.NO_SUCH_PERSON)),
        (SetMember(FIRST, GONE.id, is_team=False), Refused(Reason.PERSON_DEPARTED, {"person_id": GONE.id})),
        (RemoveMember(FIRST, ME), YES),
        (RemoveMember(OTHER_POOL, ME), NOTHING),
        (SaveRuleset(FIRST, SAVED, rules()), YES),
        (SaveRuleset(NOWHERE, SAVED, rules()), Refused(Reason.NO_SUCH_POOL, {"pool_id": NOWHERE})),
        (
            SaveRuleset(FIRST, SAVED, rules(no_deal_days=-3)),
            Refused(Reason.RULES_CONTRADICT, {"setting": "no_deal_days", "least": 1, "most": 36_500}),
        ),
        (
            SaveRuleset(FIRST, SAVED, replace(rules(), zone="Asia/Nowhere")),
            Refused(Reason.RULES_CONTRADICT, {"setting": "zone"}),
        ),
        (
            SaveRuleset(FIRST, SAVED, replace(rules(), zone="Europe/Berlin")),
            Refused(Reason.RULES_CONTRADICT, {"setting": "zone"}),
        ),
        (
            SaveRuleset(FIRST, SAVED, replace(rules(), effective_from=NOW - timedelta(minutes=6))),
            Refused(Reason.EFFECTIVE_IN_THE_PAST, {"effective_from": millis(NOW - timedelta(minutes=6))}),
        ),
        (SaveRuleset(FIRST, SAVED, replace(rules(), effective_from=NOW - timedelta(minutes=5))), YES),
    ],
    ids=str,
)
def test_what_a_system_admin_may_change(command: CompanyCommand, verdict: Granted | Refused) -> None:
    assert judge_company(command, ADMIN, a_company(held_in_first=7, members=[IN_FIRST]), NOW) == verdict


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_nobody_else_may(role: Role) -> None:
    assert judge_company(Depart(ME), a_person("other", role), a_company(), NOW) == Refused(Reason.NOT_ALLOWED)


def test_a_founded_pool_has_huaqius_rules_at_once_in_the_companys_zone() -> None:
    assert first_rules(a_company(), NOW) == huaqiu(1, NOW)
    elsewhere = replace(a_company(), zones={FIRST: "Europe/Berlin"})
    assert first_rules(elsewhere, NOW) == replace(huaqiu(1, NOW), zone="Europe/Berlin")
    assert first_rules(replace(elsewhere, zones={}), NOW) == huaqiu(1, NOW)


def test_the_only_pool_may_change_its_zone() -> None:
    company = replace(a_company(), zones={FIRST: "Asia/Shanghai"})
    assert judge_company(SaveRuleset(FIRST, SAVED, replace(rules(), zone="Europe/Berlin")), ADMIN, company, NOW) == YES


def test_whoever_runs_the_server_may_but_not_what_nobody_may() -> None:
    assert judge_company(Depart(ME), None, a_company(), NOW) == YES
    assert judge_company(Depart(ADMIN.id), None, a_company(), NOW) == Refused(
        Reason.LAST_ADMIN, {"person_id": ADMIN.id}
    )


def test_nor_a_system_admin_who_has_left() -> None:
    left = a_person("left", Role.SYSTEM_ADMIN, has_departed=True)
    assert judge_company(Depart(ME), left, a_company(left), NOW) == Refused(Reason.NOT_ALLOWED)


def test_of_two_admins_one_may_leave() -> None:
    second = a_person("second", Role.SYSTEM_ADMIN)
    company = a_company(second)
    assert judge_company(Depart(second.id), ADMIN, company, NOW) == YES
    after = a_company(replace(second, has_departed=True))
    assert judge_company(Depart(ADMIN.id), ADMIN, after, NOW) == Refused(Reason.LAST_ADMIN, {"person_id": ADMIN.id})


def test_a_command_of_another_kind_is_a_bug_and_not_a_verdict() -> None:
    with pytest.raises(AssertionError):
        judge_company(object(), ADMIN, a_company(), NOW)  # type: ignore[arg-type]


def test_what_somebody_held_waits_in_their_team() -> None:
    customer = held(is_locked=True)
    place = Place(PoolState.PENDING, customer.pool_id, SOUTH)
    assert left_behind(customer, SOUTH, NOW) == (
        OwnerChanged(customer.id, Verb.DEPART, ME, None, place, NOW),
        QuotaMoved(ME, locked=-1),
    )
    assert left_behind(a_customer(), SOUTH, NOW) == ()


@pytest.mark.parametrize(
    ("customer", "closed", "owner_id", "place"),
    [
        (held(), ClosePool(FIRST, to_pool_id=OTHER_POOL), ME, Place(PoolState.ORDINARY)),
        (a_customer(), ClosePool(FIRST, to_pool_id=OTHER_POOL), None, replace(IN_POOL, pool_id=OTHER_POOL)),
        (a_customer(), ClosePool(FIRST, to_team_id=EAST), None, Place(PoolState.PENDING, None, EAST)),
        (
            a_customer(state=PoolState.PENDING, team_id=SOUTH),
            ClosePool(FIRST, to_pool_id=OTHER_POOL),
            None,
            Place(PoolState.PENDING, None, SOUTH),
        ),
        (
            a_customer(state=PoolState.DORMANT),
            ClosePool(FIRST, to_pool_id=OTHER_POOL),
            None,
            Place(PoolState.DORMANT, OTHER_POOL),
        ),
        (a_customer(state=PoolState.DORMANT), ClosePool(FIRST, to_team_id=EAST), None, Place(PoolState.DORMANT)),
    ],
)
def test_what_a_closed_pool_held_goes_where_it_was_said(
    customer: object, closed: ClosePool, owner_id: PersonId | None, place: Place
) -> None:
    (moved,) = put_out(customer, closed, NOW)  # type: ignore[arg-type]
    assert isinstance(moved, OwnerChanged)
    assert (moved.from_owner_id, moved.to_owner_id, moved.place) == (owner_id, owner_id, place)


@pytest.mark.parametrize("preset", [huaqiu, fanpu])
def test_a_ruleset_survives_its_way_through_names_and_numbers(preset: object) -> None:
    assert callable(preset)
    made = preset(3, NOW)
    assert ruleset_from(3, NOW, {**settings_of(made), "of_tomorrow": 7}) == made
    assert what_contradicts(made) is None


@pytest.mark.parametrize(
    "settings",
    [{"holding_cap": "many"}, {"holding_cap": True}, {"holding_cap": None}, {"zone": 8}, {"is_goal_exempt": 1}],
)
def test_a_number_that_is_none_is_no_ruleset(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        ruleset_from(1, NOW, settings)


@pytest.mark.parametrize("number", [-1, 40_000])
def test_numbers_without_sense_are_named(number: int) -> None:
    contradiction = what_contradicts(rules(follow_up_gap_days=number))
    assert contradiction is not None
    assert (contradiction.setting, contradiction.least, contradiction.most) == ("follow_up_gap_days", 1, 36_500)
