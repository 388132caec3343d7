"""What tag admins may do with the tags there are, and what there will be after it (H 120).

Judged like all that is asked about the company: at the click on what is known there, and by the server under its locks.
"""

from dataclasses import replace
from typing import assert_never

from domain.facts import RequestState
from domain.identifiers import PersonId, TagId
from domain.people import Person
from domain.reasons import Reason
from domain.tags import (
    TAG_NAME_LENGTH,
    TAG_NOTE_LENGTH,
    DeclineTag,
    GrantTag,
    RequestTag,
    RetireTag,
    ReviveTag,
    SaveTag,
    SaveTagGroup,
    Tag,
    TagCommand,
    TagRequest,
    Vocabulary,
    keeps_tags,
)
from domain.verdicts import Granted, Refused


def judge_tags(command: TagCommand, actor: Person | None, known: Vocabulary) -> Granted | Refused:
    """May this be done? Tag admins and system admins may, and whoever runs the server: then `actor` is None. To ask for
    a tag is for those who may hold customers."""
    if isinstance(command, RequestTag):
        if actor is None or not actor.may_own:
            return Refused(Reason.NOT_ALLOWED)
        return _request(command, actor.id, known)
    if actor is not None and not keeps_tags(actor):
        return Refused(Reason.NOT_ALLOWED)
    match command:
        case SaveTagGroup():
            return _save_group(command, known)
        case SaveTag():
            return _save(command, known)
        case RetireTag():
            tag = known.tags.get(command.tag_id)
            return Refused(Reason.NO_SUCH_TAG) if tag is None else Granted(changes_nothing=tag.is_retired)
        case ReviveTag():
            return _revive(command, known)
        case GrantTag():
            return _grant(command, known)
        case DeclineTag():
            return _decline(command, known)
        case _:
            assert_never(command)


def vocabulary_after(command: TagCommand, actor_id: PersonId | None, known: Vocabulary) -> Vocabulary:
    """What there will be once something granted has been done; `actor_id` is whoever asked it."""
    match command:
        case SaveTagGroup():
            return replace(known, groups={**known.groups, command.group_id: command.name.strip()})
        case SaveTag():
            there = known.tags.get(command.tag_id)
            is_retired = there is not None and there.is_retired
            return _with_tag(known, Tag(command.tag_id, command.name.strip(), command.group_id, is_retired))
        case RetireTag():
            return _with_tag(known, replace(known.tags[command.tag_id], is_retired=True))
        case ReviveTag():
            return _with_tag(known, replace(known.tags[command.tag_id], is_retired=False))
        case RequestTag():
            asker = PersonId("") if actor_id is None else actor_id
            return _with_request(known, TagRequest(command.request_id, command.name.strip(), asker))
        case GrantTag():
            asked = known.requests[command.request_id]
            return _with_request(known, replace(asked, state=RequestState.GRANTED, tag_id=command.tag_id))
        case DeclineTag():
            return _with_request(known, replace(known.requests[command.request_id], state=RequestState.DECLINED))
        case _:
            assert_never(command)


def name_in(command: TagCommand, known: Vocabulary) -> str:
    """What the subject of a command is called; empty where it is not known any more."""
    match command:
        case SaveTagGroup(name=name) | SaveTag(name=name) | RequestTag(name=name):
            return name.strip()
        case RetireTag(tag_id=tag_id) | ReviveTag(tag_id=tag_id):
            tag = known.tags.get(tag_id)
            return "" if tag is None else tag.name
        case _:
            asked = known.requests.get(command.request_id)
            return "" if asked is None else asked.name


def _save_group(command: SaveTagGroup, known: Vocabulary) -> Granted | Refused:
    name = command.name.strip()
    wrong = _what_is_wrong_with(name)
    if wrong is not None:
        return wrong
    for group_id, taken in known.groups.items():
        if group_id != command.group_id and taken.casefold() == name.casefold():
            return Refused(Reason.NAME_TAKEN, {"group_id": group_id})
    return Granted(changes_nothing=known.groups.get(command.group_id) == name)


def _save(command: SaveTag, known: Vocabulary) -> Granted | Refused:
    if command.group_id not in known.groups:
        return Refused(Reason.NO_SUCH_TAG_GROUP)
    name, there = command.name.strip(), known.tags.get(command.tag_id)
    wrong = _what_is_wrong_with(name)
    # A retired one may be called as another is: it is put on nobody.
    if wrong is None and (there is None or not there.is_retired):
        wrong = _taken(name, command.tag_id, known)
    stands_so = there is not None and (there.name, there.group_id) == (name, command.group_id)
    return wrong or Granted(changes_nothing=stands_so)


def _revive(command: ReviveTag, known: Vocabulary) -> Granted | Refused:
    tag = known.tags.get(command.tag_id)
    if tag is None:
        return Refused(Reason.NO_SUCH_TAG)
    return _taken(tag.name, tag.id, known) or Granted(changes_nothing=not tag.is_retired)


def _request(command: RequestTag, asker_id: PersonId, known: Vocabulary) -> Granted | Refused:
    name, there = command.name.strip(), known.requests.get(command.request_id)
    if there is not None:
        is_the_same = (there.name, there.person_id) == (name, asker_id)
        return Granted(changes_nothing=True) if is_the_same else Refused(Reason.ID_REUSED)
    wrong = _what_is_wrong_with(name) or _too_long(command.why) or _taken(name, None, known)
    if wrong is not None:
        return wrong
    for asked in known.requests.values():
        if asked.state is RequestState.OPEN and asked.name.casefold() == name.casefold():
            return Refused(Reason.TAG_ALREADY_ASKED, {"person_id": asked.person_id})
    return Granted()


def _grant(command: GrantTag, known: Vocabulary) -> Granted | Refused:
    asked = known.requests.get(command.request_id)
    if asked is not None and asked.state is RequestState.GRANTED and asked.tag_id == command.tag_id:
        return Granted(changes_nothing=True)
    answered = _answered(asked)
    if answered is not None:
        return answered
    tag = known.tags.get(command.tag_id)
    if tag is None:
        return Refused(Reason.NO_SUCH_TAG)
    return Refused(Reason.TAG_RETIRED, {"tag_id": tag.id}) if tag.is_retired else Granted()


def _decline(command: DeclineTag, known: Vocabulary) -> Granted | Refused:
    return _answered(known.requests.get(command.request_id)) or _too_long(command.note) or Granted()


def _answered(asked: TagRequest | None) -> Refused | None:
    """A request is answered once."""
    if asked is None:
        return Refused(Reason.NO_SUCH_TAG_REQUEST)
    if asked.state is RequestState.GRANTED:
        return Refused(Reason.TAG_REQUEST_GRANTED, {"tag_id": asked.tag_id})
    return Refused(Reason.TAG_REQUEST_DECLINED) if asked.state is RequestState.DECLINED else None


def _what_is_wrong_with(name: str) -> Refused | None:
    if not name:
        return Refused(Reason.EMPTY_NAME)
    if len(name) > TAG_NAME_LENGTH:
        return Refused(Reason.NAME_TOO_LONG, {"limit": TAG_NAME_LENGTH, "length": len(name)})
    return None


def _too_long(text: str) -> Refused | None:
    if len(text) > TAG_NOTE_LENGTH:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": TAG_NOTE_LENGTH, "length": len(text)})
    return None


def _taken(name: str, by_others_than: TagId | None, known: Vocabulary) -> Refused | None:
    other = known.named(name)
    return None if other is None or other.id == by_others_than else Refused(Reason.NAME_TAKEN, {"tag_id": other.id})


def _with_tag(known: Vocabulary, tag: Tag) -> Vocabulary:
    return replace(known, tags={**known.tags, tag.id: tag})


def _with_request(known: Vocabulary, asked: TagRequest) -> Vocabulary:
    return replace(known, requests={**known.requests, asked.id: asked})
