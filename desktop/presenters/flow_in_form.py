"""What is typed into the form of flowing in, and the rules that it makes: each field is judged by the domain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop import words
from desktop.presenters.circle import walk
from desktop.presenters.flow_in_words import KNOWN_KINDS, kind_name, person_name
from desktop.presenters.reasons import explain
from desktop.presenters.sources import OF_THE_SHOP, source_name
from desktop.presenters.workplace import Workplace
from desktop.screens.choice import Choice
from desktop.screens.deeds import Candidate, Team
from desktop.screens.flow_in import (
    POOL,
    THRESHOLD,
    WINDOW,
    FlowInForm,
    ScoreLine,
    SourceLine,
    TurnQuestion,
    TypedFlowIn,
    TypedScore,
    TypedSource,
    score_field,
    source_field,
)
from domain.company import Company
from domain.flow_in import DORMANT_SOURCES, Allocation, FlowIn, SaveFlowIn, judge_flow_in
from domain.identifiers import PersonId, PoolId
from domain.people import Person
from domain.reasons import Reason
from domain.verdicts import Refused

_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,12}")


def typed_from(rules: FlowIn) -> TypedFlowIn:
    """The form filled with these."""
    kinds = _known_first(KNOWN_KINDS, rules.scores)
    others = [source for source in sorted(rules.allocations) if source not in OF_THE_SHOP]
    return TypedFlowIn(
        str(rules.threshold),
        str(rules.window_days),
        rules.pool_id or "",
        tuple(TypedScore(kind, str(rules.scores[kind])) for kind in kinds),
        tuple(_typed_source(rules, source) for source in (*OF_THE_SHOP, *others)),
    )


def read_flow_in(place: Workplace, company: Company, typed: TypedFlowIn) -> tuple[FlowIn | None, dict[str, str]]:
    """The rules that are typed, or why they are none yet, by field."""
    first, troubles = FlowIn(), {}
    numbers = {THRESHOLD: typed.threshold, WINDOW: typed.window_days}
    numbers |= {score_field(each.kind): each.points for each in typed.scores}
    read = {name: _number(text) for name, text in numbers.items()}
    for name, number in read.items():
        if number is None:
            troubles[name] = words.say("rules-not-a-number")
    threshold, window = read[THRESHOLD], read[WINDOW]
    scores = {each.kind: read[score_field(each.kind)] or 0 for each in typed.scores}
    pool_id = PoolId(typed.pool_id) if typed.pool_id else None
    allocations: dict[str, Allocation] = {}
    for each in typed.sources:
        if each.pool_id:
            allocations[each.source] = Allocation(PoolId(each.pool_id), tuple(map(PersonId, each.person_ids)))
        elif each.person_ids or each.source not in OF_THE_SHOP:
            troubles[source_field(each.source)] = words.say("flow-in-choose-pool")
    # Alone, so that the court says of every field what is wrong with it, not only of the first.
    alone = {
        THRESHOLD: FlowIn(threshold=first.threshold if threshold is None else threshold, scores={}),
        WINDOW: FlowIn(window_days=first.window_days if window is None else window, scores={}),
        POOL: FlowIn(pool_id=pool_id, scores={}),
        **{score_field(kind): FlowIn(scores={kind: score}) for kind, score in scores.items()},
        **{source_field(source): FlowIn(scores={}, allocations={source: one}) for source, one in allocations.items()},
    }
    for name, rules in alone.items():
        verdict = judge_flow_in(SaveFlowIn(rules), company.people, company.pools)
        if isinstance(verdict, Refused):
            troubles.setdefault(name, _told(place, verdict))
    if troubles or threshold is None or window is None:
        return None, troubles
    return FlowIn(0, threshold, window, pool_id, scores, allocations), {}


def word_trouble(company: Company, word: str, there: Iterable[str]) -> str:
    """Why this cannot be the shop system's word for something; empty where it can."""
    verdict = judge_flow_in(SaveFlowIn(FlowIn(scores={word: 0})), company.people, company.pools)
    if isinstance(verdict, Refused):
        return words.say("flow-in-word-length", least=verdict.facts["least"], most=verdict.facts["most"])
    return words.say("flow-in-word-there") if word in there else ""


def form_of(company: Company, typed: TypedFlowIn) -> FlowInForm:
    """The form with the names of what stands in it."""
    there = {each.kind for each in typed.scores}
    others = Choice("", words.say("flow-in-oldest"))
    pools = (others, *_pools(company, typed.pool_id))
    return FlowInForm(
        typed,
        tuple(_score_line(each) for each in typed.scores),
        tuple(_source_line(company, each) for each in typed.sources),
        pools,
        tuple(Choice(kind, kind_name(kind)) for kind in KNOWN_KINDS if kind not in there),
    )


def turn_question(place: Workplace, company: Company, each: TypedSource) -> TurnQuestion:
    """Everybody who may hold customers, by team; whoever is chosen and may not any more can be taken out."""
    by_team: dict[str, list[Person]] = {}
    for person in sorted(company.people.values(), key=lambda one: one.name):
        if person.id in each.person_ids or (person.may_own and not person.has_departed):
            by_team.setdefault(person.team_id, []).append(person)
    teams = walk(place.cache.directory, place.cache.directory.tree().keys())
    told = [(name, by_team.get(team_id, [])) for team_id, name, _depth in teams]
    return TurnQuestion(
        each.source,
        words.say("flow-in-turn-title", source=source_name(each.source)),
        words.say("flow-in-turn-text"),
        tuple(Team(name, tuple(_candidate(one, name) for one in people)) for name, people in told if people),
        each.person_ids,
    )


def _candidate(person: Person, team: str) -> Candidate:
    state = words.say("member-departed") if person.has_departed else ""
    return Candidate(person.id, person.name, state, f"{person.name} {team}")


def _known_first(known: Iterable[str], there: Iterable[str]) -> list[str]:
    kinds = set(there)
    return [*(kind for kind in known if kind in kinds), *sorted(kinds.difference(known))]


def _typed_source(rules: FlowIn, source: str) -> TypedSource:
    allocation = rules.allocations.get(source)
    return TypedSource(source) if allocation is None else TypedSource(source, allocation.pool_id, allocation.person_ids)


def _score_line(typed: TypedScore) -> ScoreLine:
    return ScoreLine(typed, kind_name(typed.kind), typed.kind if typed.kind in KNOWN_KINDS else "")


def _source_line(company: Company, typed: TypedSource) -> SourceLine:
    is_known, sleeps = typed.source in OF_THE_SHOP, typed.source in DORMANT_SOURCES
    first = (Choice("", words.say("flow-in-as-others")),) if is_known else ()
    turn = "" if sleeps else words.say("flow-in-turn", n=len(typed.person_ids))
    names = words.say("list-joint").join(person_name(company, each) for each in typed.person_ids)
    note = words.say("flow-in-note-sleeps") if sleeps else names
    pools = (*first, *_pools(company, typed.pool_id))
    word = typed.source if is_known else ""
    return SourceLine(typed, source_name(typed.source), word, turn, note, pools, is_removable=not is_known)


def _pools(company: Company, chosen: str) -> list[Choice]:
    """The open ones, and the chosen one whatever became of it."""
    open_ones = sorted((pool for pool in company.pools.values() if pool.is_open), key=lambda pool: pool.name)
    choices = [Choice(pool.id, pool.name) for pool in open_ones]
    if chosen and chosen not in {pool.id for pool in open_ones}:
        pool = company.pools.get(PoolId(chosen))
        name = words.say("some-pool") if pool is None else words.say("flow-in-pool-closed", pool=pool.name)
        choices.append(Choice(chosen, name))
    return choices


def _number(text: str) -> int | None:
    return int(text) if _WHOLE_NUMBER.fullmatch(text.strip()) else None


def _told(place: Workplace, refused: Refused) -> str:
    said = explain(refused.reason, refused.facts, place.cache.directory, place.local_now())
    is_number = refused.reason is Reason.RULES_CONTRADICT
    return said.what_now if is_number else words.say("said-with-advice", what=said.what, now=said.what_now)
