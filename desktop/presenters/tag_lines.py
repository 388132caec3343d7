"""Tags, their groups and what is asked for as the page shows them. Reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.company_acts import mark_of
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.choice import Choice
from desktop.screens.tags import GroupLine, OpenedGroup, TagAct, TagLine, TagRequestLine
from domain.facts import RequestState
from domain.identifiers import TagGroupId, TagId
from domain.instants import instant
from domain.tags import Tag, Vocabulary, keeps_tags
from sync.cache.answers import Item
from sync.cache.tags import TagRequestView

_STATE_TONES = {
    RequestState.OPEN: Tone.PRIMARY,
    RequestState.GRANTED: Tone.GOOD,
    RequestState.DECLINED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tags as they will stand, what of them is on its way, and how many customers carry each."""

    known: Vocabulary
    pending: Mapping[str, Sequence[Item]]
    counts: Mapping[str, int]


def may_keep(place: Workplace) -> bool:
    """Whether the page is for this person."""
    person = place.cache.directory.person(place.person_id)
    return person is not None and keeps_tags(person)


def read_shelf(place: Workplace) -> Shelf:
    """Counting takes a while."""
    return Shelf(place.cache.tags.vocabulary(place.now()), place.cache.office.pending(), place.cache.tags.counts())


def group_lines(shelf: Shelf) -> list[GroupLine]:
    living = [tag.group_id for tag in shelf.known.tags.values() if not tag.is_retired]
    return [
        GroupLine(choice.key, choice.text, words.say("tag-group-figures", n=living.count(TagGroupId(choice.key))))
        for choice in group_choices(shelf.known)
    ]


def group_choices(known: Vocabulary) -> tuple[Choice, ...]:
    """Oldest first: ids tell when they were drawn, and people find a group where it always stood."""
    return tuple(Choice(group_id, name) for group_id, name in sorted(known.groups.items()))


def tag_choices(known: Vocabulary) -> tuple[Choice, ...]:
    """What a request can be answered with, each with its group."""
    living = [tag for tag in known.tags.values() if not tag.is_retired]
    named = [(known.groups.get(tag.group_id, ""), tag) for tag in living]
    named.sort(key=lambda both: (both[1].group_id, both[1].name.casefold()))
    return tuple(Choice(tag.id, words.say("tag-in-group", group=group, tag=tag.name)) for group, tag in named)


def opened_group(shelf: Shelf, group_id: str) -> OpenedGroup | None:
    name = shelf.known.groups.get(TagGroupId(group_id))
    if name is None:
        return None
    tags = in_order([tag for tag in shelf.known.tags.values() if tag.group_id == group_id])
    retired = sum(tag.is_retired for tag in tags)
    note = words.say("tag-group-note", n=len(tags) - retired, retired=retired)
    if shelf.pending.get(group_id):
        note = words.say("pool-note-waiting", note=note)
    return OpenedGroup(group_id, name, note, tuple(_tag_line(shelf, tag) for tag in tags))


def request_lines(place: Workplace, requests: Sequence[TagRequestView]) -> list[TagRequestLine]:
    """The open ones first, each part newest first."""
    ordered = sorted(requests, key=lambda view: view.state is not RequestState.OPEN)
    return [_request_line(place, view) for view in ordered]


def _tag_line(shelf: Shelf, tag: Tag) -> TagLine:
    marks = [mark_of(shelf.pending.get(tag.id, ()))]
    labels = [Label(words.say("tag-retired"))] * tag.is_retired + [mark for mark in marks if mark is not None]
    acts = (TagAct.EDIT, TagAct.REVIVE if tag.is_retired else TagAct.RETIRE)
    figures = words.say("tag-figures", n=shelf.counts.get(tag.id, 0))
    return TagLine(tag.id, tag.name, figures, tag.is_retired, tuple(labels), acts)


def _request_line(place: Workplace, view: TagRequestView) -> TagRequestLine:
    row, directory = view.row, place.cache.directory
    asker = words.say("tag-asked-by", who=who(row.person_id, directory), when=place.said(instant(row.asked_at)))
    labels = [Label(words.say(f"tag-request-{view.state.value}"), _STATE_TONES[view.state])]
    if view.is_on_its_way:
        labels.append(Label(words.say("mark-waiting"), Tone.PRIMARY))
    is_open = view.state is RequestState.OPEN
    said = "" if is_open else answer(place, view)
    return TagRequestLine(row.id, row.name, asker, row.why, is_open, tuple(labels), said)


def answer(place: Workplace, view: TagRequestView) -> str:
    """What became of a request: with which tag it was answered, or why not; by whom, and when."""
    row = view.row
    answerer = who(row.answered_by or "", place.cache.directory)
    when = words.say("some-time") if row.answered_at is None else place.said(instant(row.answered_at))
    if view.state is RequestState.GRANTED:
        tag = place.cache.tags.name_of(TagId(row.tag_id or ""))
        return words.say("tag-answer-granted", who=answerer, when=when, tag=tag)
    key = "tag-answer-declined-because" if row.note else "tag-answer-declined"
    return words.say(key, who=answerer, when=when, note=row.note)


def in_order(tags: Collection[Tag]) -> list[Tag]:
    """The unretired first, then by name."""
    return sorted(tags, key=lambda tag: (tag.is_retired, tag.name.casefold(), tag.id))
