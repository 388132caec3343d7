"""What was granted is part of the company that the next is judged on."""

from typing import Any

import pytest

from domain.aftermath import company_after
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
    judge_company,
)
from domain.identifiers import PersonId, PoolId, RulesetId, TeamId
from domain.people import Person, Pool, Role
from domain.reasons import Reason
from domain.rulesets import huaqiu
from domain.teams import Member
from domain.verdicts import Refused
from tests.builders import NOW

HEAD, SOUTH, EAST = TeamId("head"), TeamId("south"), TeamId("east")
FULL, OTHER, SHUT, NEW = PoolId("full"), PoolId("other"), PoolId("shut"), PoolId("new")
ONE, TWO, REP = PersonId("one"), PersonId("two"), PersonId("rep")
MEMBER = Member(FULL, REP, is_team=False)


def a_person(person_id: PersonId, role: Role) -> Person:
    return Person(person_id, person_id, SOUTH, frozenset({role}))


COMPANY = Company(
    people={
        ONE: a_person(ONE, Role.SYSTEM_ADMIN),
        TWO: a_person(TWO, Role.SYSTEM_ADMIN),
        REP: a_person(REP, Role.REP),
    },
    tree={HEAD: None, SOUTH: HEAD, EAST: SOUTH},
    pools={FULL: Pool(FULL, "full"), OTHER: Pool(OTHER, "other"), SHUT: Pool(SHUT, "shut", is_open=False)},
    members=(MEMBER,),
    held={FULL: 12},
    zones={FULL: "Asia/Shanghai", SHUT: "Asia/Shanghai"},
)
RULES = SaveRuleset(FULL, RulesetId("rules"), huaqiu(0, NOW))


@pytest.mark.parametrize(
    ("first", "then", "verdict"),
    [
        (Depart(ONE), Depart(TWO), Refused(Reason.LAST_ADMIN, {"person_id": TWO})),
        (Depart(REP), SetMember(OTHER, REP, is_team=False), Refused(Reason.PERSON_DEPARTED, {"person_id": REP})),
        (MoveTeam(EAST, None), MoveTeam(SOUTH, EAST), Granted()),
        (MoveTeam(HEAD, None), MoveTeam(SOUTH, EAST), Refused(Reason.TEAM_UNDER_ITSELF, {"team_id": SOUTH})),
        (OpenPool(SHUT), ClosePool(FULL, to_pool_id=SHUT), Granted()),
        (ClosePool(OTHER), ClosePool(FULL, to_pool_id=OTHER), Refused(Reason.POOL_CLOSED, {"pool_id": OTHER})),
        (ClosePool(FULL, to_team_id=HEAD), ClosePool(FULL), Granted(changes_nothing=True)),
        (SetMember(FULL, REP, is_team=False, is_admin=True), SetMember(FULL, REP, is_team=False), Granted()),
        (RemoveMember(FULL, REP), RemoveMember(FULL, REP), Granted(changes_nothing=True)),
        (RULES, RULES, Granted()),
    ],
)
def test_what_is_asked_next_is_judged_after_it(
    first: CompanyCommand, then: CompanyCommand, verdict: Granted | Refused
) -> None:
    assert judge_company(first, None, COMPANY, NOW) in {Granted(), Granted(changes_nothing=True)}
    assert judge_company(then, None, company_after(first, COMPANY, NOW), NOW) == verdict


def test_whoever_is_set_anew_stands_once() -> None:
    changed = company_after(SetMember(FULL, REP, is_team=False, is_admin=True), COMPANY, NOW)
    assert changed.members == (Member(FULL, REP, is_team=False, is_admin=True),)


def test_a_new_zone_binds_the_other_pools() -> None:
    elsewhere = company_after(
        SaveRuleset(OTHER, RulesetId("rules"), huaqiu(0, NOW)), company_after(RULES, COMPANY, NOW), NOW
    )
    assert set(elsewhere.zones) == {FULL, OTHER, SHUT}


def test_a_pool_that_is_founded_can_be_opened_and_has_its_name() -> None:
    founded = company_after(FoundPool(NEW, " 华东公海 "), COMPANY, NOW)
    assert founded.pools[NEW] == Pool(NEW, "华东公海", is_open=False)
    assert judge_company(OpenPool(NEW), None, founded, NOW) == Granted()
    again = company_after(RenamePool(NEW, "浙江公海 "), founded, NOW)
    assert again.pools[NEW].name == "浙江公海"
    taken = judge_company(RenamePool(OTHER, "浙江公海"), None, again, NOW)
    assert taken == Refused(Reason.NAME_TAKEN, {"pool_id": NEW})


def test_nothing_follows_from_what_is_no_command_of_the_company() -> None:
    unknown: Any = "please"
    with pytest.raises(AssertionError):
        company_after(unknown, COMPANY, NOW)
