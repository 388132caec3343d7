"""Every refusal, mark, state and trouble can be said in both languages, each with what to do now."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from desktop import words
from desktop.presenters.pill import pill
from desktop.presenters.reasons import STEPS, Step, explain
from desktop.screens.preferences import Language
from desktop.words import speak
from domain.deadlines import Exemption, OutflowRule
from domain.deals import DealStatus
from domain.identifiers import TagGroupId, TagId
from domain.known import Known, MatchedBy
from domain.people import Person, Pool, Role
from domain.reasons import Fact, Reason
from domain.records import CertificationState, Origin
from domain.tags import Tag, Vocabulary
from sync.cache.answers import OutboxCounts
from sync.cache.errors import TroubleCode
from sync.protocol.rows import TeamRow
from sync.state import Progress, Standing, SyncState

NOW = datetime.fromisoformat("2026-09-11T14:02:00+08:00")

FACTS: dict[Reason, dict[str, Fact]] = {
    Reason.POOL_CLOSED: {"pool_id": "south"},
    Reason.NOT_A_MEMBER: {"pool_id": "south"},
    Reason.TAKEN_BY_OTHER: {"owner_id": "chen", "since": 1_789_106_280_000},
    Reason.NOT_IN_POOL: {"state": "ordinary"},
    Reason.COOLING_DOWN: {"claimable_from": 1_789_266_000_000},
    Reason.DAILY_LIMIT: {"limit": 300, "resets_at": 1_789_142_400_000},
    Reason.CAP_REACHED: {"cap": 500, "holding": 500},
    Reason.NOT_YOURS: {"owner_id": "chen"},
    Reason.TEXT_TOO_LONG: {"limit": 4000, "length": 4120},
    Reason.FILE_TOO_LARGE: {"limit": 10, "size": 13},
    Reason.IMAGE_TOO_LARGE: {"limit": 64},
    Reason.IN_THE_FUTURE: {"happened_at": 1_789_266_000_000},
    Reason.BATCH_TOO_LARGE: {"limit": 1000, "size": 1200},
    Reason.NOT_YOUR_TEAM: {"side": "person", "person_id": "chen"},
    Reason.PERSON_FULL: {"person_id": "chen", "cap": 500, "holding": 500},
    Reason.PERSON_NOT_A_MEMBER: {"person_id": "chen", "pool_id": "south"},
    Reason.EXTENSION_LENGTH: {"limit": 30, "days": 31},
    Reason.EXTENSION_LIMIT: {"limit": 3},
    Reason.LOCK_LIMIT: {"limit": 20},
    Reason.NOT_HELD: {"state": "pending"},
    Reason.NAME_TOO_LONG: {"limit": 40, "length": 61},
    Reason.NAME_TAKEN: {"pool_id": "south"},
    Reason.POOL_WITHOUT_RULES: {"pool_id": "south"},
    Reason.POOL_NOT_EMPTY: {"pool_id": "south", "held": 12},
    Reason.RULES_CONTRADICT: {"setting": "no_deal_days", "least": 1, "most": 36_500},
    Reason.TAG_RETIRED: {"tag_id": "hdi"},
    Reason.TAG_ALREADY_ASKED: {"person_id": "chen"},
    Reason.TAG_REQUEST_GRANTED: {"tag_id": "hdi"},
    Reason.NOT_THE_AUTHOR: {"author_id": "chen"},
    Reason.TOO_MANY_ATTACHMENTS: {"limit": 9, "size": 12},
    Reason.FOUNDED_IN_THE_FUTURE: {"day": "2026-10-01"},
    Reason.CERTIFIED: {"origin": "profile"},
    Reason.CERTIFICATION_ANSWERED: {"state": "approved"},
    Reason.ALREADY_KNOWN: {"known": "held_by", "by": "name", "customer_id": "c", "owner_id": "chen"},
    Reason.PHONE_CONFLICT: {"known": "in_pool", "by": "phone", "customer_id": "c", "pool_id": "south"},
    Reason.INTENT_EXPIRED: {"asked_at": 1_789_106_280_000, "hours": 72},
    Reason.LATE_EVIDENCE: {"rule": "follow_up_gap", "days": 40, "recycled_at": 1_789_106_280_000},
}


class Names:
    """A directory of one person in one team, one pool, and one tag in one group."""

    def person(self, person_id: str) -> Person | None:
        from domain.identifiers import PersonId, TeamId

        return Person(PersonId("chen"), "陈晓", TeamId("two"), frozenset({Role.REP})) if person_id == "chen" else None

    def team(self, team_id: str) -> TeamRow | None:
        return TeamRow("two", 1, "华南二组")

    def pool(self, pool_id: str | None) -> Pool | None:
        from domain.identifiers import PoolId

        return Pool(PoolId("south"), "华南公海") if pool_id == "south" else None

    def vocabulary(self) -> Vocabulary:
        group = TagGroupId("process")
        return Vocabulary({group: "工艺"}, {TagId("hdi"): Tag(TagId("hdi"), "HDI", group)})


@pytest.fixture(autouse=True, params=list(Language))
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    speak(request.param)
    yield request.param
    speak(Language.CHINESE)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_says_what_and_what_now(reason: Reason) -> None:
    said = explain(reason, FACTS.get(reason, {}), Names(), NOW)
    assert said.what and said.what_now and said.what != said.what_now
    assert "?" not in said.what + said.what_now, "a fact that the reason carries is missing from its sentence"
    for fact in FACTS.get(reason, {}).values():
        if isinstance(fact, int) and fact < 10_000:
            assert {words.grouped(fact), str(fact)} & set(re.findall(r"[\d,]+", said.what + said.what_now))


@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_whose_facts_a_peer_left_out_is_still_said(reason: Reason) -> None:
    said = explain(reason, {}, Names(), NOW)
    assert said.what and said.what_now


def test_a_winner_is_named_with_their_team_and_the_time(language: Language) -> None:
    said = explain(Reason.TAKEN_BY_OTHER, FACTS[Reason.TAKEN_BY_OTHER], Names(), NOW).what
    assert "陈晓" in said and "华南二组" in said and "13:58" in said


def test_a_setting_is_named_by_its_word_and_a_zone_by_its_own_sentence() -> None:
    contradiction = explain(Reason.RULES_CONTRADICT, {"setting": "no_deal_days", "least": 1}, Names(), NOW)
    assert words.say("setting-no-deal-days") in contradiction.what and "no_deal_days" not in contradiction.what
    zone = explain(Reason.RULES_CONTRADICT, {"setting": "zone"}, Names(), NOW)
    assert "?" not in zone.what + zone.what_now and "Asia/Shanghai" in zone.what_now
    assert "of_tomorrow" in explain(Reason.RULES_CONTRADICT, {"setting": "of_tomorrow"}, Names(), NOW).what


@pytest.mark.parametrize(("facts", "name"), [({"tag_id": "hdi"}, "HDI"), ({"group_id": "process"}, "工艺")])
def test_a_name_that_is_taken_names_what_has_it(facts: dict[str, Fact], name: str) -> None:
    said = explain(Reason.NAME_TAKEN, facts, Names(), NOW).what
    assert name in said and words.say("some-pool") not in said


@pytest.mark.parametrize("reason", [Reason.ALREADY_KNOWN, Reason.PHONE_CONFLICT])
def test_each_answer_of_a_known_company_has_its_own_sentence_and_its_own_advice(reason: Reason) -> None:
    facts: dict[str, Fact] = {
        "owner_id": "chen", "pool_id": "south", "team_id": "two", "by": "phone", "customer_id": "c",
    }  # fmt: skip
    said = {known: explain(reason, {**facts, "known": known.value}, Names(), NOW) for known in Known}
    assert len({each.what for each in said.values()}) == len({each.what_now for each in said.values()}) == len(Known)
    assert "陈晓" in said[Known.HELD_BY].what and "华南二组" in said[Known.HELD_BY].what
    assert "华南公海" in said[Known.IN_POOL].what
    assert "华南二组" in said[Known.PENDING].what
    others = [each for known, each in said.items() if known is not Known.HELD_BY]
    assert not any("陈晓" in each.what + each.what_now for each in others), "a colleague is named who is not concerned"


@pytest.mark.parametrize("reason", [Reason.ALREADY_KNOWN, Reason.PHONE_CONFLICT])
def test_nobody_is_told_to_claim_from_a_pool_that_is_not_theirs(reason: Reason) -> None:
    here: dict[str, Fact] = {"known": "in_pool", "by": "phone", "customer_id": "c", "pool_id": "south"}
    elsewhere = {name: fact for name, fact in here.items() if name != "customer_id"}
    theirs, other = (explain(reason, facts, Names(), NOW) for facts in (here, elsewhere))
    assert "华南公海" in theirs.what and "华南公海" in other.what
    assert theirs.what != other.what and theirs.what_now != other.what_now
    assert words.say("act-claim").lower() not in other.what_now.lower()


def test_what_a_known_company_was_recognised_by_is_said() -> None:
    facts = [{"known": "mine", "by": by} for by in (*MatchedBy, "face")]
    said = [explain(Reason.ALREADY_KNOWN, each, Names(), NOW).what for each in facts]
    assert len(set(said)) == len(MatchedBy) + 1
    assert all(words.say(f"same-{by.value}") in what for by, what in zip(MatchedBy, said, strict=False))


def test_each_state_of_a_certification_says_what_became_of_it() -> None:
    facts = [{"state": state.value} for state in CertificationState]
    said = [explain(Reason.CERTIFICATION_ANSWERED, each, Names(), NOW) for each in facts]
    assert len({each.what for each in said}) == len({each.what_now for each in said}) == len(CertificationState)
    by_whom = {explain(Reason.CERTIFIED, {"origin": origin.value}, Names(), NOW) for origin in Origin}
    assert len(by_whom) == len(Origin)


def test_a_day_that_has_not_come_is_said_as_people_say_days(language: Language) -> None:
    said = explain(Reason.FOUNDED_IN_THE_FUTURE, {"day": "2026-10-01"}, Names(), NOW).what
    assert ("10 月 1 日" if language is Language.CHINESE else "1 Oct") in said
    assert "someday" not in explain(Reason.FOUNDED_IN_THE_FUTURE, {"day": "someday"}, Names(), NOW).what


def test_a_reason_of_a_newer_server_is_told_by_its_code() -> None:
    said = explain("owner_on_leave", {}, Names(), NOW)
    assert "owner_on_leave" in said.what and said.what_now


def test_both_languages_say_the_same_things(language: Language) -> None:
    said = {reason: explain(reason, FACTS.get(reason, {}), Names(), NOW).what for reason in Reason}
    assert len(set(said.values())) == len(Reason)
    speak(next(each for each in Language if each is not language))
    assert all(explain(reason, FACTS.get(reason, {}), Names(), NOW).what != said[reason] for reason in Reason)


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("counts", [OutboxCounts(), OutboxCounts(queued=3, checking=1, refused=2)])
def test_every_standing_has_its_sentence(standing: Standing, counts: OutboxCounts) -> None:
    for progress in (None, Progress(), Progress(20), Progress(20, 400)):
        for data_as_of in (None, NOW):
            shown = pill(SyncState(standing, data_as_of, counts, progress), NOW)
            assert shown.text and shown.tooltip


@pytest.mark.parametrize(
    "key",
    [
        *(f"step-{step.value}" for step in Step),
        *(f"rule-{rule.value.replace('_', '-')}" for rule in OutflowRule),
        *(f"outflow-reason-{rule.value.replace('_', '-')}" for rule in OutflowRule),
        *(f"exempt-{each.value.replace('_', '-')}" for each in Exemption),
        *(f"exempt-because-{each.value.replace('_', '-')}" for each in Exemption),
        *(f"deal-{status.value}" for status in DealStatus),
        *(f"role-{role.value.replace('_', '-')}" for role in Role),
        *(f"trouble-{code.value.replace('_', '-')}" for code in TroubleCode),
        *(f"trouble-{code.value.replace('_', '-')}-now" for code in TroubleCode),
    ],
)
def test_every_value_that_is_shown_has_its_word(key: str) -> None:
    assert words.knows(key)


def test_what_is_offered_after_a_refusal_is_something_that_can_be_done() -> None:
    assert set(STEPS) <= set(Reason)
    assert set(STEPS.values()) <= set(Step)
