"""Who makes tags, what they may be called, who may ask for one, and what there is after it (H 120)."""

from dataclasses import replace

import pytest

from domain.aftermath import company_after
from domain.company import Company, CompanyCommand, Depart, judge_company
from domain.facts import RequestState
from domain.identifiers import PersonId, TagGroupId, TagId, TagRequestId, TeamId
from domain.people import OWNING_ROLES, Person, Role
from domain.reasons import Reason
from domain.tags import (
    NO_TAG,
    DeclineTag,
    GrantTag,
    RequestTag,
    RetireTag,
    ReviveTag,
    SaveTag,
    SaveTagGroup,
    Tag,
    TagCommand,
    TagRequest,
    Vocabulary,
    keeps_tags,
)
from domain.verdicts import Granted, Refused
from domain.vocabulary import judge_tags, name_in, vocabulary_after
from tests.builders import NOW

PROCESS, RELATION, NO_GROUP = TagGroupId("process"), TagGroupId("relation"), TagGroupId("none")
HDI, FPC, OLD, NONE, NEW = TagId("hdi"), TagId("fpc"), TagId("old"), TagId("none"), TagId("new")
OPEN, DONE, DENIED, FIRST = TagRequestId("open"), TagRequestId("done"), TagRequestId("denied"), TagRequestId("first")
YES, NOTHING = Granted(), Granted(changes_nothing=True)


def a_person(role: Role, *, has_departed: bool = False) -> Person:
    return Person(PersonId(role), role, TeamId("team"), frozenset({role}), has_departed=has_departed)


REP, ADMIN = a_person(Role.REP), a_person(Role.TAG_ADMIN)

KNOWN = Vocabulary(
    groups={PROCESS: "工艺", RELATION: "Relation"},
    tags={HDI: Tag(HDI, "HDI", PROCESS), FPC: Tag(FPC, "FPC", PROCESS), OLD: Tag(OLD, "fpc", RELATION, True)},
    requests={
        OPEN: TagRequest(OPEN, "陶瓷板", REP.id),
        DONE: TagRequest(DONE, "HDI 板", REP.id, RequestState.GRANTED, HDI),
        DENIED: TagRequest(DENIED, "好客户", REP.id, RequestState.DECLINED),
    },
)
LONG, TOO_LONG = "x" * 40, Refused(Reason.NAME_TOO_LONG, {"limit": 40, "length": 41})
MUCH, TOO_MUCH = "x" * 500, Refused(Reason.TEXT_TOO_LONG, {"limit": 500, "length": 501})
NO_SUCH_GROUP, NO_SUCH_TAG = Refused(Reason.NO_SUCH_TAG_GROUP), Refused(Reason.NO_SUCH_TAG)
NO_SUCH_REQUEST, EMPTY = Refused(Reason.NO_SUCH_TAG_REQUEST), Refused(Reason.EMPTY_NAME)
HDI_HAS_IT, FPC_HAS_IT = Refused(Reason.NAME_TAKEN, {"tag_id": HDI}), Refused(Reason.NAME_TAKEN, {"tag_id": FPC})


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        (SaveTagGroup(TagGroupId("new"), "来源"), YES),
        (SaveTagGroup(PROCESS, " 工艺 "), NOTHING),
        (SaveTagGroup(PROCESS, "生产工艺"), YES),
        (SaveTagGroup(RELATION, "relation"), YES),
        (SaveTagGroup(PROCESS, "RELATION"), Refused(Reason.NAME_TAKEN, {"group_id": RELATION})),
        (SaveTagGroup(PROCESS, " "), EMPTY),
        (SaveTagGroup(PROCESS, LONG), YES),
        (SaveTagGroup(PROCESS, LONG + "x"), TOO_LONG),
        (SaveTag(NEW, PROCESS, "陶瓷板"), YES),
        (SaveTag(NEW, PROCESS, "工艺"), YES),
        (SaveTag(NEW, NO_GROUP, "陶瓷板"), NO_SUCH_GROUP),
        (SaveTag(NEW, RELATION, " hdi "), HDI_HAS_IT),
        (SaveTag(NEW, PROCESS, ""), EMPTY),
        (SaveTag(NEW, PROCESS, f" {LONG} "), YES),
        (SaveTag(NEW, PROCESS, LONG + "x"), TOO_LONG),
        (SaveTag(HDI, PROCESS, "HDI "), NOTHING),
        (SaveTag(HDI, PROCESS, "hdi"), YES),
        (SaveTag(HDI, RELATION, "HDI"), YES),
        (SaveTag(HDI, PROCESS, "fpc"), FPC_HAS_IT),
        (SaveTag(OLD, PROCESS, "HDI"), YES),
        (SaveTag(OLD, RELATION, "fpc"), NOTHING),
        (SaveTag(OLD, RELATION, ""), EMPTY),
        (RetireTag(HDI), YES),
        (RetireTag(OLD), NOTHING),
        (RetireTag(NONE), NO_SUCH_TAG),
        (ReviveTag(HDI), NOTHING),
        (ReviveTag(OLD), FPC_HAS_IT),
        (ReviveTag(NONE), NO_SUCH_TAG),
        (GrantTag(OPEN, HDI), YES),
        (GrantTag(OPEN, NONE), NO_SUCH_TAG),
        (GrantTag(OPEN, OLD), Refused(Reason.TAG_RETIRED, {"tag_id": OLD})),
        (GrantTag(DONE, HDI), NOTHING),
        (GrantTag(DONE, FPC), Refused(Reason.TAG_REQUEST_GRANTED, {"tag_id": HDI})),
        (GrantTag(DENIED, HDI), Refused(Reason.TAG_REQUEST_DECLINED)),
        (GrantTag(FIRST, HDI), NO_SUCH_REQUEST),
        (DeclineTag(OPEN), YES),
        (DeclineTag(OPEN, MUCH), YES),
        (DeclineTag(OPEN, MUCH + "x"), TOO_MUCH),
        (DeclineTag(DONE), Refused(Reason.TAG_REQUEST_GRANTED, {"tag_id": HDI})),
        (DeclineTag(DENIED, "还是不行"), Refused(Reason.TAG_REQUEST_DECLINED)),
        (DeclineTag(FIRST), NO_SUCH_REQUEST),
    ],
    ids=str,
)
def test_what_a_tag_admin_may_do(command: TagCommand, verdict: Granted | Refused) -> None:
    assert judge_tags(command, ADMIN, KNOWN) == verdict
    assert judge_tags(command, a_person(Role.SYSTEM_ADMIN), KNOWN) == verdict
    assert judge_tags(command, None, KNOWN) == verdict


def test_a_retired_tag_comes_back_once_its_name_is_free() -> None:
    free = vocabulary_after(SaveTag(FPC, PROCESS, "软板"), ADMIN.id, KNOWN)
    assert judge_tags(ReviveTag(OLD), ADMIN, free) == YES


@pytest.mark.parametrize("role", sorted(Role))
def test_tags_are_for_tag_admins_and_to_ask_is_for_whoever_holds_customers(role: Role) -> None:
    person, gone, no = a_person(role), a_person(role, has_departed=True), Refused(Reason.NOT_ALLOWED)
    may_keep = role in {Role.TAG_ADMIN, Role.SYSTEM_ADMIN}
    assert keeps_tags(person) is may_keep and not keeps_tags(gone)
    for command in (SaveTag(NEW, PROCESS, "陶瓷"), RetireTag(HDI), GrantTag(OPEN, HDI), DeclineTag(OPEN)):
        assert judge_tags(command, person, KNOWN) == (YES if may_keep else no)
        assert judge_tags(command, gone, KNOWN) == no
    asked = RequestTag(FIRST, "陶瓷基板", "")
    assert judge_tags(asked, person, KNOWN) == (YES if role in OWNING_ROLES else no)
    assert judge_tags(asked, gone, KNOWN) == no


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        (RequestTag(FIRST, " 陶瓷基板 ", MUCH), YES),
        (RequestTag(FIRST, "陶瓷基板", MUCH + "x"), TOO_MUCH),
        (RequestTag(FIRST, " "), EMPTY),
        (RequestTag(FIRST, LONG + "x"), TOO_LONG),
        (RequestTag(FIRST, "hdi"), HDI_HAS_IT),
        (RequestTag(FIRST, "好客户"), YES),
        (RequestTag(FIRST, "陶瓷板 "), Refused(Reason.TAG_ALREADY_ASKED, {"person_id": REP.id})),
        (RequestTag(OPEN, "陶瓷板"), NOTHING),
        (RequestTag(OPEN, "别的"), Refused(Reason.ID_REUSED)),
    ],
    ids=str,
)
def test_what_a_rep_may_ask_for(command: RequestTag, verdict: Granted | Refused) -> None:
    assert judge_tags(command, REP, KNOWN) == verdict


def test_nobody_asks_under_the_id_of_somebody_elses_request_nor_without_a_name() -> None:
    other = replace(REP, id=PersonId("other"))
    assert judge_tags(RequestTag(OPEN, "陶瓷板"), other, KNOWN) == Refused(Reason.ID_REUSED)
    assert judge_tags(RequestTag(FIRST, "陶瓷基板"), None, KNOWN) == Refused(Reason.NOT_ALLOWED)


def test_what_was_granted_is_there_for_what_is_asked_next() -> None:
    known = KNOWN
    steps: list[tuple[TagCommand, Person]] = [
        (SaveTagGroup(NO_GROUP, " 来源 "), ADMIN),
        (SaveTag(NEW, NO_GROUP, " 展会 "), ADMIN),
        (RetireTag(HDI), ADMIN),
        (SaveTag(HDI, PROCESS, "HDI 板"), ADMIN),
        (RequestTag(FIRST, " 转介绍 ", "分来源"), REP),
        (GrantTag(FIRST, NEW), ADMIN),
        (DeclineTag(OPEN), ADMIN),
    ]
    for command, actor in steps:
        assert judge_tags(command, actor, known) == YES, command
        known = vocabulary_after(command, actor.id, known)
    assert known.groups[NO_GROUP] == "来源"
    assert known.tags[NEW] == Tag(NEW, "展会", NO_GROUP)
    assert known.tags[HDI] == Tag(HDI, "HDI 板", PROCESS, is_retired=True), "a rename leaves it retired"
    assert known.requests[FIRST] == TagRequest(FIRST, "转介绍", REP.id, RequestState.GRANTED, NEW)
    assert known.requests[OPEN].state is RequestState.DECLINED
    assert vocabulary_after(ReviveTag(HDI), ADMIN.id, known).tags[HDI].is_retired is False
    nobody = vocabulary_after(RequestTag(FIRST, "x"), None, KNOWN).requests[FIRST]
    assert (nobody.person_id, nobody.tag_id) == ("", NO_TAG)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (SaveTagGroup(PROCESS, " 工序 "), "工序"),
        (SaveTag(HDI, PROCESS, " HDI 板"), "HDI 板"),
        (RequestTag(FIRST, " 陶瓷 "), "陶瓷"),
        (RetireTag(HDI), "HDI"),
        (ReviveTag(NONE), ""),
        (GrantTag(OPEN, HDI), "陶瓷板"),
        (DeclineTag(FIRST), ""),
    ],
    ids=str,
)
def test_a_command_is_told_by_what_its_subject_is_called(command: TagCommand, name: str) -> None:
    assert name_in(command, KNOWN) == name


def test_a_command_of_another_kind_is_a_bug_and_not_a_verdict() -> None:
    with pytest.raises(AssertionError):
        judge_tags(object(), ADMIN, KNOWN)  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        vocabulary_after(object(), ADMIN.id, KNOWN)  # type: ignore[arg-type]


def test_the_court_of_the_company_hears_tag_admins_about_tags_alone() -> None:
    company = Company({ADMIN.id: ADMIN, REP.id: REP}, {}, {}, (), {}, {}, KNOWN)
    command: CompanyCommand = RetireTag(HDI)
    assert judge_company(command, ADMIN, company, NOW) == YES
    assert company_after(command, company, NOW, ADMIN.id).vocabulary.tags[HDI].is_retired
    assert judge_company(Depart(REP.id), ADMIN, company, NOW) == Refused(Reason.NOT_ALLOWED)
