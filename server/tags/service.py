"""What was granted about tags becomes so."""

from typing import assert_never

from sqlalchemy import Connection

from domain.facts import RequestState
from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.tags import (
    DeclineTag,
    GrantTag,
    RequestTag,
    RetireTag,
    ReviveTag,
    SaveTag,
    SaveTagGroup,
    TagCommand,
    Vocabulary,
)
from server.feed.log import Entry
from server.tags.repository import (
    change_tag,
    change_tag_group,
    change_tag_request,
    insert_tag_groups,
    insert_tag_requests,
    insert_tags,
)
from sync.protocol.rows import TagGroupRow, TagRequestRow, TagRow


def store_tags(
    connection: Connection, actor_id: PersonId | None, command: TagCommand, known: Vocabulary, now: Instant
) -> list[Entry]:
    """`command` of this actor was granted on what is known, under the lock of the company. Returns what the feed is to
    tell."""
    match command:
        case SaveTagGroup(group_id=group_id):
            name = command.name.strip()
            if group_id in known.groups:
                return change_tag_group(connection, group_id, name=name)
            return insert_tag_groups(connection, [TagGroupRow(group_id, 1, name)])
        case SaveTag(tag_id=tag_id):
            name = command.name.strip()
            if tag_id in known.tags:
                return change_tag(connection, tag_id, name=name, group_id=command.group_id)
            return insert_tags(connection, [TagRow(tag_id, 1, name, command.group_id)])
        case RetireTag():
            return change_tag(connection, command.tag_id, is_retired=True)
        case ReviveTag():
            return change_tag(connection, command.tag_id, is_retired=False)
        case RequestTag():
            asked = TagRequestRow(command.request_id, 1, command.name.strip(), actor_id or "", millis(now), command.why)
            return insert_tag_requests(connection, [asked])
        case GrantTag():
            answer = {"state": RequestState.GRANTED.value, "tag_id": command.tag_id}
        case DeclineTag():
            answer = {"state": RequestState.DECLINED.value, "note": command.note}
        case _:
            assert_never(command)
    return change_tag_request(connection, command.request_id, **answer, answered_by=actor_id, answered_at=millis(now))
