"""What is asked about tags, on its way up: made, called otherwise, retired, asked for (H 120)."""

from typing import assert_never

import msgspec

from domain.identifiers import TagGroupId, TagId, TagRequestId
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


class SaveTagGroupBody(msgspec.Struct, frozen=True, tag="save_tag_group", tag_field="verb"):
    group_id: str
    name: str


class SaveTagBody(msgspec.Struct, frozen=True, tag="save_tag", tag_field="verb"):
    tag_id: str
    group_id: str
    name: str


class RetireTagBody(msgspec.Struct, frozen=True, tag="retire_tag", tag_field="verb"):
    tag_id: str


class ReviveTagBody(msgspec.Struct, frozen=True, tag="revive_tag", tag_field="verb"):
    tag_id: str


class RequestTagBody(msgspec.Struct, frozen=True, tag="request_tag", tag_field="verb"):
    request_id: str
    name: str
    why: str = ""


class GrantTagBody(msgspec.Struct, frozen=True, tag="grant_tag", tag_field="verb"):
    request_id: str
    tag_id: str


class DeclineTagBody(msgspec.Struct, frozen=True, tag="decline_tag", tag_field="verb"):
    request_id: str
    note: str = ""


# No `type`: isinstance knows a plain union.
TagBody = (
    SaveTagGroupBody | SaveTagBody | RetireTagBody | ReviveTagBody | RequestTagBody | GrantTagBody | DeclineTagBody
)


def tag_command(body: TagBody) -> TagCommand:
    match body:
        case SaveTagGroupBody():
            return SaveTagGroup(TagGroupId(body.group_id), body.name)
        case SaveTagBody():
            return SaveTag(TagId(body.tag_id), TagGroupId(body.group_id), body.name)
        case RetireTagBody():
            return RetireTag(TagId(body.tag_id))
        case ReviveTagBody():
            return ReviveTag(TagId(body.tag_id))
        case RequestTagBody():
            return RequestTag(TagRequestId(body.request_id), body.name, body.why)
        case GrantTagBody():
            return GrantTag(TagRequestId(body.request_id), TagId(body.tag_id))
        case DeclineTagBody():
            return DeclineTag(TagRequestId(body.request_id), body.note)
        case _:
            assert_never(body)


def tag_body(command: TagCommand) -> TagBody:
    match command:
        case SaveTagGroup():
            return SaveTagGroupBody(command.group_id, command.name)
        case SaveTag():
            return SaveTagBody(command.tag_id, command.group_id, command.name)
        case RetireTag():
            return RetireTagBody(command.tag_id)
        case ReviveTag():
            return ReviveTagBody(command.tag_id)
        case RequestTag():
            return RequestTagBody(command.request_id, command.name, command.why)
        case GrantTag():
            return GrantTagBody(command.request_id, command.tag_id)
        case DeclineTag():
            return DeclineTagBody(command.request_id, command.note)
        case _:
            assert_never(command)
