"""What is asked before an act: its consequence, and what is to be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import words
from desktop.presenters.circle import recipients
from desktop.presenters.deeds import DEEDS
from desktop.presenters.weighing import Scales
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.choice import Choice
from desktop.screens.deeds import NO_TERMS, Candidate, Question, Team, Terms
from desktop.screens.selection import Selection
from sync.cache.answers import CustomerView, Places


def question_of(
    place: Workplace, scales: Scales, action: Action, selection: Selection, ids: Sequence[str]
) -> Question | None:
    """Reads the cache: for the background. None where none of these customers is known any more."""
    views = place.cache.register.rows(list(ids[:1]), place.now())
    if not views:
        return None
    n, name = len(ids), views[0].row.name
    title = words.say(f"ask-{action.value}-one", name=name) if n == 1 else words.say(f"ask-{action.value}-many", n=n)
    deed = DEEDS[action]
    days = place.ruleset(views[0].row.pool_id).extension_days if action is Action.EXTEND else 0
    pools = _pools(place) if action is Action.CONVERT_TO_POOL else ()
    chosen = Terms(days=days, pool=pools[0].key if pools else "") if days or pools else NO_TERMS
    return Question(
        action,
        selection,
        title,
        scales.weigh(action, ids, chosen),
        tuple(words.say(f"{action.value}-reason-{reason}") for reason in deed.reasons),
        deed.has_note,
        days,
        pools,
        _teams(place, views[0]) if action is Action.ASSIGN else (),
        chosen,
    )


def _pools(place: Workplace) -> tuple[Choice, ...]:
    return tuple(Choice(pool.id, pool.name) for pool in place.cache.directory.pools())


def _teams(place: Workplace, view: CustomerView) -> tuple[Team, ...]:
    groups = recipients(place.cache.directory)
    people = [person.id for group in groups for person in group.people]
    places = {each.person_id: each for each in place.cache.bench.places(people, place.now(), view.row.pool_id)}
    return tuple(
        Team(
            group.name,
            tuple(
                _candidate(person.id, person.name, f"{person.name} {group.name}", places.get(person.id))
                for person in group.people
            ),
        )
        for group in groups
        if group.people
    )


def _candidate(person_id: str, name: str, found_by: str, places: Places | None) -> Candidate:
    if places is None:
        return Candidate(person_id, name, "", found_by)
    if not places.free:
        figures = words.say("places-full", holding=places.holding, cap=places.cap)
    else:
        figures = words.say("places-free", holding=places.holding, cap=places.cap, free=places.free)
    return Candidate(person_id, name, figures, found_by, is_enabled=places.free > 0)
