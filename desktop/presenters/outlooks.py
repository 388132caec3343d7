"""What would flow out by other rules, as a person is told it: by day, and by whoever loses how many."""

from __future__ import annotations

from datetime import timedelta

from desktop import words
from desktop.presenters.workplace import Workplace
from desktop.screens.rules import OutflowDay, OutflowOwner, Outlook
from sync.cache.forecasting import Outlook as Counted


def outlook_of(place: Workplace, counted: Counted) -> Outlook:
    """Reads the cache for names."""
    today = place.local_now().date()
    days = []
    for number, (present, candidate) in enumerate(zip(counted.present.by_day, counted.candidate.by_day, strict=True)):
        day = words.day(counted.present.first_day + timedelta(days=number), today)
        told = words.say("rules-what-if-day", day=day, present=present, candidate=candidate)
        days.append(OutflowDay(day, present, candidate, told))
    owners = []
    for person_id in counted.present.by_owner.keys() | counted.candidate.by_owner.keys():
        person = place.cache.directory.person(person_id)
        name = words.say("somebody-else") if person is None else person.name
        present, candidate = (each.by_owner.get(person_id, 0) for each in (counted.present, counted.candidate))
        owners.append(OutflowOwner(name, present, candidate))
    owners.sort(key=lambda owner: (-owner.candidate, -owner.present, owner.name))
    return Outlook(tuple(days), tuple(owners))
