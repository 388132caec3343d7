"""What others and the system did to one's customers: called by its name, put together where it is one deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from domain.deadlines import COUNTED_BY, OutflowRule
from domain.effects import Verb
from domain.instants import instant
from sync.protocol.rows import NoticeRow

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.notices import NoticeView


class Change(StrEnum):
    """What happened, as the person feels it; the first weighs most."""

    RECYCLED = "recycled"
    TAKEN_BACK = "taken-back"
    ASSIGNED_AWAY = "assigned-away"
    DEPARTED = "departed"
    GIVEN = "given"
    REINSTATED = "reinstated"
    EXTENDED = "extended"
    TO_POOL = "to-pool"
    TO_ORDINARY = "to-ordinary"
    OTHER = "other"


TONES = {
    Change.RECYCLED: Tone.BAD,
    Change.TAKEN_BACK: Tone.BAD,
    Change.ASSIGNED_AWAY: Tone.WARNING,
    Change.DEPARTED: Tone.WARNING,
    Change.GIVEN: Tone.GOOD,
    Change.REINSTATED: Tone.GOOD,
    Change.EXTENDED: Tone.PRIMARY,
    Change.TO_POOL: Tone.NEUTRAL,
    Change.TO_ORDINARY: Tone.NEUTRAL,
    Change.OTHER: Tone.NEUTRAL,
}

_BY_VERB = {
    Verb.RECYCLE: Change.RECYCLED,
    Verb.RELEASE: Change.TAKEN_BACK,
    Verb.DEPART: Change.DEPARTED,
    Verb.EXTEND: Change.EXTENDED,
    Verb.CONVERT_TO_POOL: Change.TO_POOL,
    Verb.CONVERT_TO_ORDINARY: Change.TO_ORDINARY,
}
_GIVING = {Verb.ASSIGN: Change.GIVEN, Verb.REINSTATE: Change.REINSTATED}


@dataclass(frozen=True, slots=True)
class Deed:
    """One or many customers to whom the same was done by the same hand on the same day, the newest first."""

    change: Change
    sentence: str
    views: tuple[NoticeView, ...]

    @property
    def id(self) -> str:
        """The oldest names it, so that one more of the same does not make it another."""
        return f"deed:{self.views[-1].row.id}"


def change_of(view: NoticeView) -> Change:
    """A verb that this version does not know is a change all the same."""
    verb = next((verb for verb in Verb if verb.value == view.row.verb), None)
    if verb is None:
        return Change.OTHER
    if verb in _GIVING:
        return Change.ASSIGNED_AWAY if view.is_loss else _GIVING[verb]
    return _BY_VERB.get(verb, Change.OTHER)


def deeds_of(place: Workplace, views: Iterable[NoticeView]) -> list[Deed]:
    """In the order of their newest. Reads the directory."""
    zone = place.local_now().tzinfo
    found: dict[tuple[Change, str, object], list[NoticeView]] = {}
    for view in views:
        change = change_of(view)
        key = change, _sentence(place, change, view), view.at.astimezone(zone).date()
        found.setdefault(key, []).append(view)
    return [Deed(change, sentence, tuple(some)) for (change, sentence, _), some in found.items()]


def extended_until(row: NoticeRow) -> int | None:
    """The new deadline in milliseconds, where it was told."""
    until = row.numbers.get("until")
    return until if isinstance(until, int) else None


def news(place: Workplace, views: Sequence[NoticeView]) -> tuple[str, Tone]:
    """One line about what has just come: the change that weighs most, with how many it met. No customer is named."""
    weightiest = min(map(change_of, views), key=list(Change).index)
    of_it = [view for view in views if change_of(view) is weightiest]
    by_one = [view for view in of_it if view.row.actor_id == of_it[0].row.actor_id]
    said = words.say(f"news-{weightiest.value}", n=len(by_one), who=_actor(place, by_one[0].row))
    return said, Tone.WARNING if by_one[0].is_loss else Tone.NEUTRAL


def _sentence(place: Workplace, change: Change, view: NoticeView) -> str:
    row = view.row
    key = f"changed-{change.value}"
    if view.is_loss and change in (Change.TO_POOL, Change.TO_ORDINARY):
        key += "-lost"
    until = extended_until(row)
    said = words.say(
        key,
        who=_actor(place, row),
        to=words.say("nobody-held") if row.to_owner_id is None else who(row.to_owner_id, place.cache.directory),
        rule=_rule(row),
        until=words.say("some-time") if until is None else place.said(instant(until)),
        verb=_verb(row),
    )
    return words.say("change-said", what=said, note=row.note) if row.note else said


def _actor(place: Workplace, row: NoticeRow) -> str:
    return words.say("by-the-system") if row.actor_id is None else who(row.actor_id, place.cache.directory)


def _verb(row: NoticeRow) -> str:
    key = f"verb-{row.verb.replace('_', '-')}"
    return words.say(key) if words.knows(key) else row.verb


def _rule(row: NoticeRow) -> str:
    known = next((rule for rule in OutflowRule if rule.value == row.rule), None)
    if known is None:
        return row.rule or words.say("verb-recycle")
    days = row.numbers.get(COUNTED_BY[known])
    return words.say(f"rule-{known.value.replace('_', '-')}", days=days if isinstance(days, int) else "?")
