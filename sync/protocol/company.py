"""What an admin changes about the company, on its way up. It travels in the same envelopes as all commands."""

from typing import Any, assert_never

import msgspec

from domain.company import (
    ClosePool,
    CompanyCommand,
    Depart,
    FoundPool,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
)
from domain.flow_in import SaveFlowIn, flow_in_from, settings_of_flow_in
from domain.identifiers import PersonId, PoolId, RulesetId, TeamId
from domain.instants import instant, millis
from domain.rulesets import ruleset_from, settings_of
from domain.tags import TagCommand
from sync.protocol.commands import MalformedBody
from sync.protocol.tags import TagBody, tag_body, tag_command


class DepartBody(msgspec.Struct, frozen=True, tag="depart", tag_field="verb"):
    person_id: str


class MoveTeamBody(msgspec.Struct, frozen=True, tag="move_team", tag_field="verb"):
    team_id: str
    parent_id: str | None = None


class FoundPoolBody(msgspec.Struct, frozen=True, tag="found_pool", tag_field="verb"):
    pool_id: str
    name: str


class RenamePoolBody(msgspec.Struct, frozen=True, tag="rename_pool", tag_field="verb"):
    pool_id: str
    name: str


class OpenPoolBody(msgspec.Struct, frozen=True, tag="open_pool", tag_field="verb"):
    pool_id: str


class ClosePoolBody(msgspec.Struct, frozen=True, tag="close_pool", tag_field="verb"):
    pool_id: str
    to_pool_id: str | None = None
    to_team_id: str | None = None


class SetMemberBody(msgspec.Struct, frozen=True, tag="set_member", tag_field="verb"):
    pool_id: str
    member_id: str
    is_team: bool
    is_admin: bool = False


class RemoveMemberBody(msgspec.Struct, frozen=True, tag="remove_member", tag_field="verb"):
    pool_id: str
    member_id: str


class SaveRulesetBody(msgspec.Struct, frozen=True, tag="save_ruleset", tag_field="verb"):
    pool_id: str
    ruleset_id: str
    effective_from: int
    settings: dict[str, Any]


class SaveFlowInBody(msgspec.Struct, frozen=True, tag="save_flow_in", tag_field="verb"):
    settings: dict[str, Any]


type CompanyBody = (
    DepartBody
    | MoveTeamBody
    | FoundPoolBody
    | RenamePoolBody
    | OpenPoolBody
    | ClosePoolBody
    | SetMemberBody
    | RemoveMemberBody
    | SaveRulesetBody
    | SaveFlowInBody
    | TagBody
)

_bodies: msgspec.json.Decoder[CompanyBody] = msgspec.json.Decoder(CompanyBody)


def encode_company_command(command: CompanyCommand) -> bytes:
    """The body of `command`: always the same bytes for the same command."""
    return msgspec.json.encode(_body(command))


def decode_company_command(body: bytes | msgspec.Raw) -> CompanyCommand:
    """The command a body holds.

    Raises:
        MalformedBody: its verb is none of these, or its shape or one of its values is not known here.
    """
    try:
        return _command(_bodies.decode(body))
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise MalformedBody(str(error)) from error


def _command(body: CompanyBody) -> CompanyCommand:
    if isinstance(body, TagBody):
        return tag_command(body)
    match body:
        case DepartBody():
            return Depart(PersonId(body.person_id))
        case MoveTeamBody():
            return MoveTeam(TeamId(body.team_id), None if body.parent_id is None else TeamId(body.parent_id))
        case FoundPoolBody():
            return FoundPool(PoolId(body.pool_id), body.name)
        case RenamePoolBody():
            return RenamePool(PoolId(body.pool_id), body.name)
        case OpenPoolBody():
            return OpenPool(PoolId(body.pool_id))
        case ClosePoolBody():
            to_pool = None if body.to_pool_id is None else PoolId(body.to_pool_id)
            to_team = None if body.to_team_id is None else TeamId(body.to_team_id)
            return ClosePool(PoolId(body.pool_id), to_pool, to_team)
        case SetMemberBody():
            return SetMember(PoolId(body.pool_id), _member(body.member_id, body.is_team), body.is_team, body.is_admin)
        case RemoveMemberBody():
            return RemoveMember(PoolId(body.pool_id), TeamId(body.member_id))
        case SaveRulesetBody():
            rules = ruleset_from(0, instant(body.effective_from), body.settings)
            return SaveRuleset(PoolId(body.pool_id), RulesetId(body.ruleset_id), rules)
        case SaveFlowInBody():
            return SaveFlowIn(flow_in_from(0, body.settings))
        case _:
            assert_never(body)


def _member(member_id: str, is_team: bool) -> PersonId | TeamId:
    return TeamId(member_id) if is_team else PersonId(member_id)


def _body(command: CompanyCommand) -> CompanyBody:
    if isinstance(command, TagCommand):
        return tag_body(command)
    match command:
        case Depart():
            return DepartBody(command.person_id)
        case MoveTeam():
            return MoveTeamBody(command.team_id, command.parent_id)
        case FoundPool():
            return FoundPoolBody(command.pool_id, command.name)
        case RenamePool():
            return RenamePoolBody(command.pool_id, command.name)
        case OpenPool():
            return OpenPoolBody(command.pool_id)
        case ClosePool():
            return ClosePoolBody(command.pool_id, command.to_pool_id, command.to_team_id)
        case SetMember():
            return SetMemberBody(command.pool_id, command.member_id, command.is_team, command.is_admin)
        case RemoveMember():
            return RemoveMemberBody(command.pool_id, command.member_id)
        case SaveRuleset():
            effective_from = millis(command.rules.effective_from)
            return SaveRulesetBody(command.pool_id, command.ruleset_id, effective_from, settings_of(command.rules))
        case SaveFlowIn():
            return SaveFlowInBody(settings_of_flow_in(command.rules))
        case _:
            assert_never(command)
