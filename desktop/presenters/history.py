"""Whose a customer was, step by step, with the rule and the numbers that were used then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop import words
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.customer import FollowUpLine
from domain.deadlines import COUNTED_BY, OutflowRule
from domain.instants import instant
from sync.protocol.rows import OwnershipEventRow


def history_lines(place: Workplace, events: Sequence[OwnershipEventRow]) -> tuple[FollowUpLine, ...]:
    """今天 0:00 · 系统回收 · 系统, and below from whom to whom and why."""
    return tuple(FollowUpLine(event.id, _head(place, event), _text(place, event)) for event in events)


def _head(place: Workplace, event: OwnershipEventRow) -> str:
    key = f"verb-{event.verb.replace('_', '-')}"
    # A verb that this version does not know is shown as it came.
    verb = words.say(key) if words.knows(key) else event.verb
    actor = words.say("by-the-system") if event.actor_id is None else _named(place, event.actor_id)
    return " · ".join((place.said(instant(event.at)), verb, actor))


def _text(place: Workplace, event: OwnershipEventRow) -> str:
    return words.say("list-separator").join(_parts(place, event))


def _parts(place: Workplace, event: OwnershipEventRow) -> Iterator[str]:
    if event.from_owner_id != event.to_owner_id:
        yield words.say("from-to", before=_holder(place, event.from_owner_id), after=_holder(place, event.to_owner_id))
    elif event.to_owner_id is not None:
        yield words.say("stays-with", name=_holder(place, event.to_owner_id))
    else:
        yield words.say("nobody-held")
    score, threshold, window = (_number(event, name) for name in ("score", "threshold", "window_days"))
    if score is not None and threshold is not None and window is not None:
        yield words.say("demand-then", score=score, threshold=threshold, days=window)
    elif event.rule is not None:
        yield words.say("deadline-rule-then", rule=_rule(event))
    due, days, until = (_number(event, name) for name in ("due_at", "days", "until"))
    if due is not None:
        yield words.say("was-due", when=place.said(instant(due)))
    before = _number(event, "before")
    if days is not None and until is not None:
        was = words.say("some-time") if before is None else place.said(instant(before))
        yield words.say("was-extended", days=days, before=was, until=place.said(instant(until)))
    if event.note:
        yield words.say("because", note=event.note)


def _rule(event: OwnershipEventRow) -> str:
    known = next((rule for rule in OutflowRule if rule.value == event.rule), None)
    if known is None:
        return event.rule or ""
    days = _number(event, COUNTED_BY[known])
    return words.say(f"rule-in-full-{known.value.replace('_', '-')}", days="?" if days is None else days)


def _number(event: OwnershipEventRow, name: str) -> int | None:
    value = event.numbers.get(name)
    return value if isinstance(value, int) else None


def _holder(place: Workplace, person_id: str | None) -> str:
    return words.say("nobody-held") if person_id is None else _named(place, person_id)


def _named(place: Workplace, person_id: str) -> str:
    return words.say("me") if person_id == place.person_id else who(person_id, place.cache.directory)
