"""Everything that can be asked, about customers and about the company: one kind of envelope carries both."""

from typing import TypeGuard, get_args

import msgspec

from domain.commands import Command
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
from domain.flow_in import THE_FLOW_IN, SaveFlowIn
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup, TagCommand
from sync.protocol.commands import MalformedBody, decode_command, encode_command
from sync.protocol.company import decode_company_command, encode_company_command

type Act = Command | CompanyCommand

_OF_THE_COMPANY = (
    *get_args(TagCommand),
    Depart,
    MoveTeam,
    FoundPool,
    RenamePool,
    OpenPool,
    ClosePool,
    SetMember,
    RemoveMember,
    SaveRuleset,
    SaveFlowIn,
)


def is_of_the_company(act: Act | None) -> TypeGuard[CompanyCommand]:
    return isinstance(act, _OF_THE_COMPANY)


def is_of_a_customer(act: Act | None) -> TypeGuard[Command]:
    return act is not None and not isinstance(act, _OF_THE_COMPANY)


def encode_act(act: Act) -> bytes:
    """The body of `act`: always the same bytes for the same act."""
    if is_of_a_customer(act):
        return encode_command(act)
    assert is_of_the_company(act)
    return encode_company_command(act)


def decode_act(body: bytes | msgspec.Raw) -> Act:
    """The act a body holds.

    Raises:
        MalformedBody: its verb, its shape or one of its values is not known here.
    """
    try:
        return decode_command(body)
    except MalformedBody:
        return decode_company_command(body)


def subject_of(act: Act) -> str:
    """What it is about: acts on one subject keep their order, and one that is stuck holds up its own subject only."""
    match act:
        case Depart(person_id=person_id):
            return person_id
        case MoveTeam(team_id=team_id):
            return team_id
        case SaveTagGroup(group_id=group_id):
            return group_id
        case SaveTag() | RetireTag() | ReviveTag():
            return act.tag_id
        case RequestTag() | GrantTag() | DeclineTag():
            return act.request_id
        case FoundPool() | RenamePool() | OpenPool() | ClosePool() | SetMember() | RemoveMember() | SaveRuleset():
            return act.pool_id
        case SaveFlowIn():
            return THE_FLOW_IN
        case _:
            return act.customer_id
