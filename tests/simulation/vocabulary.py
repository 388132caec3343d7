"""The tags there are, and what reps ask for: who may change them and what they are then (H 120)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.tags import (
    DeclineTag,
    GrantTag,
    RequestTag,
    RetireTag,
    ReviveTag,
    SaveTag,
    SaveTagGroup,
    TagCommand,
)
from tests.simulation.rights import Rights

ON_TAGS = (SaveTagGroup, SaveTag, RetireTag, ReviveTag, RequestTag, GrantTag, DeclineTag)
_LONGEST = 40


@dataclass(frozen=True)
class Tag:
    name: str
    group_id: str
    is_retired: bool


@dataclass(frozen=True)
class TagRequest:
    name: str
    person_id: str
    state: str = "open"
    tag_id: str | None = None
    answered_by: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    groups: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    requests: Mapping[str, TagRequest] = field(default_factory=dict)

    def may(self, actor: str, command: TagCommand, rights: Rights) -> bool:
        """Whether the contract lets it be done."""
        if isinstance(command, RequestTag):
            return rights.may_own(actor) and self._may_ask(actor, command)
        if not rights.people[actor].has("tag_admin", "system_admin"):
            return False
        match command:
            case SaveTagGroup(group_id=group_id, name=name):
                others = {other.casefold() for key, other in self.groups.items() if key != group_id}
                return 1 <= len(name) <= _LONGEST and name.casefold() not in others
            case SaveTag(tag_id=tag_id, name=name):
                is_retired = tag_id in self.tags and self.tags[tag_id].is_retired
                is_free = is_retired or self._is_free(name, tag_id)
                return command.group_id in self.groups and 1 <= len(name) <= _LONGEST and is_free
            case RetireTag(tag_id=tag_id):
                return tag_id in self.tags
            case ReviveTag(tag_id=tag_id):
                return tag_id in self.tags and self._is_free(self.tags[tag_id].name, tag_id)
            case GrantTag(request_id=request_id, tag_id=tag_id):
                asked, tag = self.requests.get(request_id), self.tags.get(tag_id)
                if asked is not None and (asked.state, asked.tag_id) == ("granted", tag_id):
                    return True
                return asked is not None and asked.state == "open" and tag is not None and not tag.is_retired
            case DeclineTag(request_id=request_id):
                asked = self.requests.get(request_id)
                return asked is not None and asked.state == "open"

    def after(self, actor: str, command: TagCommand) -> "Vocabulary":
        match command:
            case SaveTagGroup(group_id=group_id, name=name):
                return replace(self, groups={**self.groups, group_id: name})
            case SaveTag(tag_id=tag_id, group_id=group_id, name=name):
                is_retired = tag_id in self.tags and self.tags[tag_id].is_retired
                return replace(self, tags={**self.tags, tag_id: Tag(name, group_id, is_retired)})
            case RetireTag(tag_id=tag_id) | ReviveTag(tag_id=tag_id):
                changed = replace(self.tags[tag_id], is_retired=isinstance(command, RetireTag))
                return replace(self, tags={**self.tags, tag_id: changed})
            case RequestTag(request_id=request_id, name=name):
                if request_id in self.requests:
                    return self
                return replace(self, requests={**self.requests, request_id: TagRequest(name, actor)})
            case GrantTag(request_id=request_id, tag_id=tag_id):
                return self._answered(request_id, actor, "granted", tag_id)
            case DeclineTag(request_id=request_id):
                return self._answered(request_id, actor, "declined", None)

    def _answered(self, request_id: str, actor: str, state: str, tag_id: str | None) -> "Vocabulary":
        asked = self.requests[request_id]
        if asked.state != "open":
            return self
        answered = replace(asked, state=state, tag_id=tag_id, answered_by=actor)
        return replace(self, requests={**self.requests, request_id: answered})

    def _may_ask(self, actor: str, command: RequestTag) -> bool:
        known = self.requests.get(command.request_id)
        if known is not None:
            return (known.name, known.person_id) == (command.name, actor)
        asked = {one.name.casefold() for one in self.requests.values() if one.state == "open"}
        return (
            1 <= len(command.name) <= _LONGEST
            and self._is_free(command.name, None)
            and (command.name.casefold() not in asked)
        )

    def _is_free(self, name: str, tag_id: str | None) -> bool:
        others = {tag.name.casefold() for key, tag in self.tags.items() if key != tag_id and not tag.is_retired}
        return name.casefold() not in others
