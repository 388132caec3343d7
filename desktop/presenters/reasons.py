"""Why, until when, and what now: a reason and its facts as a person says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desktop import words
from desktop.presenters.flow_in_words import kind_name
from domain.flow_in import SCORE
from domain.identifiers import TagGroupId, TagId
from domain.instants import instant
from domain.known import Known
from domain.people import Person, Pool
from domain.reasons import Fact, Reason
from domain.tags import Vocabulary
from sync.protocol.rows import TeamRow


class Step(StrEnum):
    """What can be done at once; the word is the message `step-<value>`."""

    WITHDRAW = "withdraw"
    CLAIM_AGAIN = "claim-again"
    SEND_ANYWAY = "send-anyway"
    SIMILAR = "similar"
    SHOW = "show"
    ASK_BACK = "ask-back"
    TAKE_UP = "take-up"
    SHOW_TEAM = "show-team"
    SHOW_POOL = "show-pool"
    SHOW_TAGS = "show-tags"
    SHOW_FLOW_IN = "show-flow-in"
    DISMISS = "dismiss"


STEPS: dict[Reason, Step] = {
    Reason.TAKEN_BY_OTHER: Step.SIMILAR,
    Reason.NOT_IN_POOL: Step.SIMILAR,
    Reason.ALREADY_YOURS: Step.SHOW,
    Reason.DAILY_LIMIT: Step.CLAIM_AGAIN,
    Reason.CAP_REACHED: Step.CLAIM_AGAIN,
    Reason.COOLING_DOWN: Step.CLAIM_AGAIN,
    Reason.INTENT_EXPIRED: Step.CLAIM_AGAIN,
    Reason.LOCKED: Step.SHOW,
    Reason.OWNED_ANEW: Step.SHOW,
    Reason.ALREADY_THEIRS: Step.SHOW,
    Reason.NO_DEADLINE: Step.SHOW,
    Reason.NOT_HELD: Step.SHOW,
    Reason.ALREADY_IN_POOL: Step.SHOW,
    Reason.EXPIRED_UNKNOWN: Step.SHOW,
    Reason.REQUEST_DECLINED: Step.SHOW,
    Reason.REQUEST_GRANTED: Step.SHOW,
    Reason.NO_SUCH_FOLLOW_UP: Step.SHOW,
    Reason.NOT_THE_AUTHOR: Step.SHOW,
    Reason.CERTIFIED: Step.SHOW,
    Reason.CERTIFICATION_OPEN: Step.SHOW,
    Reason.CERTIFICATION_ANSWERED: Step.SHOW,
    Reason.LATE_EVIDENCE: Step.ASK_BACK,
}
"""The first thing to offer; every other reason is acknowledged, and what was written can be copied."""

_MOMENTS = ("since", "claimable_from", "resets_at", "happened_at", "asked_at", "effective_from", "recycled_at")


class Directory(Protocol):
    """Names by id: the part of the cache's directory that sentences need."""

    def person(self, person_id: str) -> Person | None: ...

    def team(self, team_id: str) -> TeamRow | None: ...

    def pool(self, pool_id: str | None) -> Pool | None: ...

    def vocabulary(self) -> Vocabulary: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """`what` says what, why and until when; `what_now` what to do about it."""

    what: str
    what_now: str


def explain(reason: str | None, facts: Mapping[str, Fact], directory: Directory, now: datetime) -> Explanation:
    """The sentences of a reason. One that only a newer server knows is told by its code, never swallowed."""
    if reason is None or reason not in frozenset(Reason):
        said = words.say("reason-not-known-here", code=reason or "?")
        return Explanation(said, words.say("reason-not-known-here-now"))
    key = f"reason-{Reason(reason).value.replace('_', '-')}"
    what = key
    if reason == Reason.NOT_YOURS and "owner_id" not in facts:
        what = f"{key}-nobody"
    elif reason == Reason.NOT_YOUR_TEAM:
        what = f"{key}-person" if facts.get("side") == "person" else f"{key}-customer"
    elif reason == Reason.NAME_TAKEN and not facts.keys().isdisjoint(("tag_id", "group_id")):
        what = f"{key}-tag" if "tag_id" in facts else f"{key}-group"
    elif reason == Reason.RULES_CONTRADICT and facts.get("setting") == "zone":
        what = key = f"{key}-zone"
    told = _told(facts, directory, now)
    return Explanation(words.say(what, **told), words.say(f"{key}-now", **told))


def who(person_id: str, directory: Directory) -> str:
    """陈晓（华南二组）; somebody not in the directory stays nameless."""
    person = directory.person(person_id)
    if person is None:
        return words.say("somebody-else")
    team = directory.team(person.team_id)
    return words.say("someone-of-team", name=person.name, team=team.name) if team else person.name


def _told(facts: Mapping[str, Fact], directory: Directory, now: datetime) -> dict[str, words.Value]:
    """Everything a sentence may ask for. A fact that a peer left out is said vaguely: no sentence breaks for it."""
    moments = [facts[name] for name in _MOMENTS if isinstance(facts.get(name), int)]
    setting = str(facts.get("setting", ""))
    known = directory.vocabulary()
    tag = known.tags.get(TagId(str(facts.get("tag_id", ""))))
    told: dict[str, words.Value] = {
        "setting": setting_name(setting) if setting else "?",
        "when": words.moment(instant(int(moments[0])), now) if moments else words.say("some-time"),
        "who": who(str(facts.get("owner_id", "")), directory),
        "person": who(str(facts.get("person_id", "")), directory),
        "author": who(str(facts.get("author_id", "")), directory),
        "team": _team_name(str(facts.get("team_id", "")), directory),
        "pool": _pool_name(str(facts.get("pool_id", "")), directory),
        "tag": words.say("some-tag") if tag is None else tag.name,
        "group": known.groups.get(TagGroupId(str(facts.get("group_id", "")))) or words.say("some-tag-group"),
        "state": state_name(str(facts.get("state", ""))),
        "day": _day(str(facts.get("day", "")), now),
        "same": _what_is_the_same(str(facts.get("by", ""))),
        # Not words but cases: the sentence itself says what each comes to.
        "known": _how_it_is_known(facts),
        "origin": str(facts.get("origin", "")),
        "answer": str(facts.get("state", "")),
    }
    for count in ("limit", "cap", "holding", "length", "size", "hours", "days", "held", "least", "most"):
        told[count] = facts.get(count, "?")
    return told | {"rule": rule_in_full(str(facts.get("rule", "")), told["days"])}


def setting_name(setting: str) -> str:
    """What people call one of a ruleset's numbers; one that only a newer server knows keeps its own name."""
    if setting.startswith(SCORE):
        return words.say("setting-score", kind=kind_name(setting.removeprefix(SCORE)))
    key = f"setting-{setting.replace('_', '-')}"
    return words.say(key) if words.knows(key) else setting


def rule_in_full(rule: str, days: words.Value) -> str:
    """距上次跟进超过 40 天; a rule that only a newer server knows keeps its own name."""
    key = f"rule-in-full-{rule.replace('_', '-')}"
    return words.say(key, days=days) if words.knows(key) else rule or "?"


def _team_name(team_id: str, directory: Directory) -> str:
    team = directory.team(team_id)
    return words.say("some-team") if team is None else team.name


def _pool_name(pool_id: str, directory: Directory) -> str:
    pool = directory.pool(pool_id)
    return words.say("some-pool") if pool is None else pool.name


def _day(text: str, now: datetime) -> str:
    try:
        return words.day(date.fromisoformat(text), now.date())
    except ValueError:
        return words.say("some-time")


def _how_it_is_known(facts: Mapping[str, Fact]) -> str:
    """What lies in a pool that is not the reader's is not theirs to claim: no customer is named then."""
    known = str(facts.get("known", ""))
    return "in_pool_elsewhere" if known == Known.IN_POOL and "customer_id" not in facts else known


def _what_is_the_same(matched_by: str) -> str:
    """What two entries have in common; what only a newer server knows is said vaguely."""
    key = f"same-{matched_by}"
    return words.say(key if words.knows(key) else "same-something")


def state_name(state: str) -> str:
    """公海未分配; a state that only a newer server knows keeps its own name."""
    key = f"pool-state-{state}"
    return words.say(key) if words.knows(key) else state or "?"
