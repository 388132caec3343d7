"""The words that reps put on customers (H 120), in groups; what tag admins do with them, and what reps ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.facts import RequestState
from domain.identifiers import PersonId, TagGroupId, TagId, TagRequestId
from domain.people import Person, Role

TAG_NAME_LENGTH = 40
"""So many characters may the name of a tag or of a group have."""

TAG_NOTE_LENGTH = 500
"""So many characters may a request for a tag, or its answer, say."""

TAG_ROLES = frozenset({Role.TAG_ADMIN, Role.SYSTEM_ADMIN})
"""Roles that create, rename and retire tags (SPEC §2.8)."""


@dataclass(frozen=True, slots=True)
class SaveTagGroup:
    """Make a group of tags, or call it otherwise; blanks around its name are no part of it."""

    group_id: TagGroupId
    name: str


@dataclass(frozen=True, slots=True)
class SaveTag:
    """Make a tag, call it otherwise, or move it into another group: customers keep it through all of this."""

    tag_id: TagId
    group_id: TagGroupId
    name: str


@dataclass(frozen=True, slots=True)
class RetireTag:
    """Put it on no more customers; those that carry it keep it."""

    tag_id: TagId


@dataclass(frozen=True, slots=True)
class ReviveTag:
    tag_id: TagId


@dataclass(frozen=True, slots=True)
class RequestTag:
    """A rep misses a tag, and says what for."""

    request_id: TagRequestId
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GrantTag:
    """Answer a request with a tag: one made for it, or one that was there."""

    request_id: TagRequestId
    tag_id: TagId


@dataclass(frozen=True, slots=True)
class DeclineTag:
    request_id: TagRequestId
    note: str = ""


# No `type`: isinstance knows a plain union.
TagCommand = SaveTagGroup | SaveTag | RetireTag | ReviveTag | RequestTag | GrantTag | DeclineTag

NO_TAG = TagId("")
"""Of a request that no tag has answered."""


@dataclass(frozen=True, slots=True)
class Tag:
    id: TagId
    name: str
    group_id: TagGroupId
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class TagRequest:
    """`tag_id` is the tag that answers it, once it is granted."""

    id: TagRequestId
    name: str
    person_id: PersonId
    state: RequestState = RequestState.OPEN
    tag_id: TagId = NO_TAG


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tags there are, the names of their groups, and what was asked for."""

    groups: Mapping[TagGroupId, str] = field(default_factory=dict)
    tags: Mapping[TagId, Tag] = field(default_factory=dict)
    requests: Mapping[TagRequestId, TagRequest] = field(default_factory=dict)

    def named(self, name: str) -> Tag | None:
        """The unretired tag that is called so, however it is written."""
        wanted = name.strip().casefold()
        return next((tag for tag in self.tags.values() if not tag.is_retired and tag.name.casefold() == wanted), None)


def keeps_tags(person: Person) -> bool:
    """Whether they create, rename and retire tags, and answer requests for them."""
    return not person.has_departed and not TAG_ROLES.isdisjoint(person.roles)
