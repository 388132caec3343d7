"""The follow-ups of a customer as a person reads them, with what is attached and what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop import words
from desktop.presenters.attached import file_lines
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import Draft, FollowUpLine, FormerLine
from domain.commands import FollowUpKind
from sync.cache.answers import CommandState, FollowUpView, Wording

_KINDS = frozenset(FollowUpKind)
_STATE_MARKS = {
    CommandState.QUEUED: ("mark-waiting", Tone.PRIMARY),
    CommandState.SENDING: ("mark-waiting", Tone.PRIMARY),
    CommandState.CHECKING: ("mark-checking", Tone.WARNING),
    CommandState.NEEDS_YOU: ("mark-parked", Tone.WARNING),
    CommandState.REFUSED: ("mark-refused", Tone.BAD),
}


def follow_up_lines(place: Workplace, follow_ups: Sequence[FollowUpView]) -> tuple[FollowUpLine, ...]:
    """今天 13:40 · 电话 · 我, with what is still on its way. Reads the cache."""
    return tuple(_line(place, each) for each in follow_ups)


def state_mark(state: CommandState | None) -> Label | None:
    """How far something that the person asked is on its way; None once it has arrived."""
    mark = None if state is None else _STATE_MARKS.get(state)
    return Label(words.say(mark[0]), mark[1]) if mark else None


def kind_word(kind: str) -> str:
    """A kind that this version does not know is shown as it came."""
    return words.say(f"follow-up-{kind}") if words.knows(f"follow-up-{kind}") else kind


def _line(place: Workplace, each: FollowUpView) -> FollowUpLine:
    is_own = each.author_id == place.person_id
    author = words.say("me") if is_own else who(each.author_id, place.cache.directory)
    return FollowUpLine(
        each.id,
        " · ".join((place.said(each.happened_at), kind_word(each.kind), author)),
        each.text,
        state_mark(each.state),
        plan=" · ".join(_plan(place, each.contact, each.next_on)),
        files=file_lines(place, each.attachments),
        former=tuple(_former(place, wording) for wording in each.former),
        own=Draft(each.kind, each.text, None, each.next_on, each.contact) if is_own and each.kind in _KINDS else None,
    )


def _plan(place: Workplace, contact: str, next_on: date | None) -> Iterator[str]:
    if contact:
        yield words.say("talked-with", name=contact)
    if next_on is not None:
        yield words.say("next-on", day=words.day(next_on, place.local_now().date()))


def _former(place: Workplace, wording: Wording) -> FormerLine:
    at = wording.replaced_at
    until = words.say("said-until-now") if at is None else words.say("said-until", when=place.said(at))
    return FormerLine(
        " · ".join((until, kind_word(wording.kind), *_plan(place, wording.contact, wording.next_on))), wording.text
    )
