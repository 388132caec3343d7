"""The rules of flowing in as a person says them. Reads the cache where names are needed: for the background."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import words
from desktop.presenters.sources import OF_THE_SHOP, source_name
from desktop.presenters.workplace import Workplace
from domain.company import Company
from domain.flow_in import DORMANT_SOURCES, FIRST_SCORES, Activity, Allocation, FlowIn, crosses
from domain.identifiers import Instant, PersonId

KNOWN_KINDS = tuple(FIRST_SCORES)

_MOST_KINDS = 3
_MOST_TIMES = 99


def kind_name(kind: str) -> str:
    return words.say(f"flow-in-kind-{kind}") if kind in KNOWN_KINDS else kind


def in_words(company: Company, rules: FlowIn, now: Instant) -> tuple[str, ...]:
    """What they come to: which activity is enough, then where the customers of each source go."""
    return (_demand(company, rules, now), *_registrations(company, rules))


def said_of(place: Workplace, rules: FlowIn) -> str:
    """The same in one go."""
    company = place.cache.office.company(place.now())
    return words.say("flow-in-joint").join(in_words(company, rules, place.now()))


def _demand(company: Company, rules: FlowIn, now: Instant) -> str:
    into, days = _where_sleepers_go(company, rules), rules.window_days
    scored = sorted((kind for kind in rules.scores if rules.scores[kind] > 0), key=lambda kind: -rules.scores[kind])
    alone = [kind for kind in scored if _is_enough((kind,), rules, now)]
    others = [kind for kind in scored if kind not in alone]
    together = _fewest_together(others, rules, now)
    either = words.say("flow-in-or").join(_once(kind, rules) for kind in alone)
    both = words.say("flow-in-and").join(_once(kind, rules) for kind in together)
    if alone and together:
        return words.say("flow-in-means-both", days=days, either=either, both=both, into=into)
    if alone or together:
        return words.say("flow-in-means", days=days, enough=either or both, into=into)
    for kind in scored[:1]:
        times = next((n for n in range(2, _MOST_TIMES + 1) if _is_enough((kind,) * n, rules, now)), 0)
        if times:
            often = words.say("flow-in-often", kind=kind_name(kind), n=times, points=rules.scores[kind])
            return words.say("flow-in-means", days=days, enough=often, into=into)
    return words.say("flow-in-means-never")


def _fewest_together(kinds: Sequence[str], rules: FlowIn, now: Instant) -> tuple[str, ...]:
    """The fewest of these that are enough, each done once; empty where more than a sentence holds would be needed.

    `kinds` are the highest scored first.
    """
    return next((these for n in range(2, _MOST_KINDS + 1) if _is_enough(these := tuple(kinds[:n]), rules, now)), ())


def _is_enough(kinds: Sequence[str], rules: FlowIn, now: Instant) -> bool:
    return crosses([Activity(kind, now) for kind in kinds], rules, now) is not None


def _once(kind: str, rules: FlowIn) -> str:
    return words.say("flow-in-once", kind=kind_name(kind), points=rules.scores[kind])


def _where_sleepers_go(company: Company, rules: FlowIn) -> str:
    pools = {_pool_of(company, rules.allocation_of(source)) for source in DORMANT_SOURCES}
    return pools.pop() if len(pools) == 1 else words.say("flow-in-their-pools")


def _registrations(company: Company, rules: FlowIn) -> list[str]:
    others = [source for source in sorted(rules.allocations) if source not in OF_THE_SHOP]
    lines = [_registration(company, rules, source) for source in (*OF_THE_SHOP, *others)]
    rest = FlowIn(pool_id=rules.pool_id).allocation_of("")
    return [*lines, words.say("flow-in-goes", source=words.say("flow-in-others"), pool=_pool_of(company, rest))]


def _registration(company: Company, rules: FlowIn, source: str) -> str:
    allocation = rules.allocation_of(source)
    told = {"source": source_name(source), "pool": _pool_of(company, allocation)}
    if source in DORMANT_SOURCES:
        return words.say("flow-in-sleeps", **told)
    if allocation is None or not allocation.person_ids:
        return words.say("flow-in-goes", **told)
    names = words.say("list-joint").join(person_name(company, each) for each in allocation.person_ids)
    return words.say("flow-in-turns", people=names, **told)


def person_name(company: Company, person_id: str) -> str:
    person = company.people.get(PersonId(person_id))
    return words.say("somebody-else") if person is None else person.name


def _pool_of(company: Company, allocation: Allocation | None) -> str:
    if allocation is None:
        return words.say("flow-in-oldest-pool")
    pool = company.pools.get(allocation.pool_id)
    return words.say("some-pool" if pool is None else "flow-in-pool", pool="" if pool is None else pool.name)
