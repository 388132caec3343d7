"""What an admin asked about the company, in words: what it is called, what it says, and where it is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import words
from desktop.presenters.flow_in_words import said_of
from desktop.presenters.reasons import Step
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
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
from domain.flow_in import SaveFlowIn
from domain.people import Role
from domain.tags import (
    DeclineTag,
    GrantTag,
    RequestTag,
    RetireTag,
    ReviveTag,
    SaveTag,
    SaveTagGroup,
    TagCommand,
    keeps_tags,
)
from sync.cache.answers import CommandState, Item
from sync.protocol.acts import Act

COMPANY_VERB_WORDS: dict[type[Act], str] = {
    Depart: "depart",
    MoveTeam: "move-team",
    FoundPool: "found-pool",
    RenamePool: "rename-pool",
    OpenPool: "open-pool",
    ClosePool: "close-pool",
    SetMember: "set-member",
    RemoveMember: "remove-member",
    SaveRuleset: "save-ruleset",
    SaveFlowIn: "save-flow-in",
    SaveTagGroup: "save-tag-group",
    SaveTag: "save-tag",
    RetireTag: "retire-tag",
    ReviveTag: "revive-tag",
    RequestTag: "request-tag",
    GrantTag: "grant-tag",
    DeclineTag: "decline-tag",
}
"""Each act's name in the keys of its words."""


_MARKS = {
    CommandState.QUEUED: ("mark-waiting", Tone.PRIMARY),
    CommandState.SENDING: ("mark-submitting", Tone.PRIMARY),
    CommandState.CHECKING: ("mark-checking", Tone.WARNING),
    CommandState.ANSWERED: ("mark-done", Tone.GOOD),
}


def content_of(place: Workplace, act: CompanyCommand) -> str:
    """What it says beside its name and its subject; empty where that is all."""
    match act:
        case Depart():
            person = place.cache.directory.person(act.person_id)
            return words.say("company-depart", team=_team(place, None if person is None else person.team_id))
        case MoveTeam(parent_id=None):
            return words.say("company-move-team-root")
        case MoveTeam():
            return words.say("company-move-team", team=_team(place, act.parent_id))
        case RenamePool():
            return words.say("company-rename-pool", name=act.name.strip())
        case ClosePool():
            return _closed(place, act)
        case SetMember():
            key = "company-set-admin" if act.is_admin else "company-set-member"
            return words.say(key, who=_member(place, act.member_id))
        case RemoveMember():
            return words.say("company-remove-member", who=_member(place, act.member_id))
        case SaveRuleset():
            return words.say("company-save-ruleset", when=place.said(act.rules.effective_from))
        case SaveFlowIn():
            return said_of(place, act.rules)
        case SaveTag():
            group = place.cache.tags.vocabulary(place.now()).groups.get(act.group_id)
            return words.say("company-save-tag", group=group or words.say("some-tag-group"))
        case GrantTag():
            return words.say("company-grant-tag", tag=place.cache.tags.name_of(act.tag_id))
        case RequestTag(why=text) | DeclineTag(note=text):
            return text
        case _:
            return ""


def mark_of(items: Sequence[Item]) -> Label | None:
    """How far the last of them is on its way; None where nothing is."""
    if not items:
        return None
    key, tone = _MARKS[items[-1].state]
    return Label(words.say(key), tone)


def places_to_look(place: Workplace, act: CompanyCommand) -> Sequence[Step]:
    """The page on which its subject stands, for whoever has that page still."""
    actor = place.cache.directory.actor()
    if actor is not None and isinstance(act, TagCommand):
        return (Step.SHOW_TAGS,) if keeps_tags(actor.person) else ()
    if actor is None or not actor.has(Role.SYSTEM_ADMIN):
        return ()
    if isinstance(act, SaveFlowIn):
        return (Step.SHOW_FLOW_IN,)
    return (Step.SHOW_TEAM if isinstance(act, Depart | MoveTeam) else Step.SHOW_POOL,)


def _closed(place: Workplace, act: ClosePool) -> str:
    if act.to_pool_id is not None:
        pool = place.cache.directory.pool(act.to_pool_id)
        return words.say("company-close-pool-to-pool", pool=words.say("some-pool") if pool is None else pool.name)
    if act.to_team_id is not None:
        return words.say("company-close-pool-to-team", team=_team(place, act.to_team_id))
    return ""


def _member(place: Workplace, member_id: str) -> str:
    """A person or a team: ids are drawn at random, so no two things have the same."""
    person = place.cache.directory.person(member_id)
    return _team(place, member_id) if person is None else person.name


def _team(place: Workplace, team_id: str | None) -> str:
    team = None if team_id is None else place.cache.directory.team(team_id)
    return words.say("some-team") if team is None else team.name
