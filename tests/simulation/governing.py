"""What a system admin may change about the company, and what it is then, told as shortly as can be (SPEC 2.6, 2.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

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
from domain.flow_in import FlowIn, SaveFlowIn, settings_of_flow_in
from domain.instants import instant, millis
from domain.rulesets import huaqiu, settings_of
from tests.simulation.reckoning import Kept, Rules
from tests.simulation.rights import Member, Rights
from tests.simulation.vocabulary import ON_TAGS, Vocabulary

_FIVE_MINUTES = 300_000
_LONGEST_NAME = 40
_A_CENTURY = 36_500
_MAY_BE_NOUGHT = {
    "daily_claim_limit",
    "holding_cap",
    "cool_down_hours",
    "warning_days",
    "lock_limit",
    "extension_times",
}


@dataclass(frozen=True)
class Company:
    """What commands about it move: rights, every version of every pool's rules, what the pools are called, the tags.

    `closings` are not compared: how each pool was closed last says where what it held went.
    """

    rights: Rights
    rules: Mapping[str, list[Rules]]
    names: Mapping[str, str]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    flow_in: Mapping[str, Any] = field(default_factory=lambda: settings_of_flow_in(FlowIn()))
    closings: Mapping[str, ClosePool] = field(default_factory=dict, compare=False)

    def may(self, actor: str, command: CompanyCommand, kept: Iterable[Kept], at: int) -> bool:
        """Whether the contract lets it be done, with these customers."""
        rights = self.rights
        if isinstance(command, ON_TAGS):
            return self.vocabulary.may(actor, command, rights)
        if not rights.runs_the_company(actor):
            return False
        match command:
            case Depart(person_id=person_id):
                others = any(rights.runs_the_company(each) for each in rights.people if each != person_id)
                return person_id in rights.people and (others or not rights.runs_the_company(person_id))
            case MoveTeam(team_id=team_id, parent_id=parent_id):
                if team_id not in rights.parents or parent_id is None:
                    return team_id in rights.parents
                return parent_id in rights.parents and team_id not in rights.line(parent_id)
            case FoundPool(pool_id=pool_id, name=name):
                is_there = pool_id in self.names
                return self.names[pool_id] == name if is_there else self._is_free(name, pool_id)
            case RenamePool(pool_id=pool_id, name=name):
                return pool_id in self.names and self._is_free(name, pool_id)
            case OpenPool(pool_id=pool_id):
                return pool_id in self.rules
            case ClosePool():
                return self._may_close(command, kept)
            case SetMember(member_id=member_id, is_team=is_team):
                is_there = member_id in (rights.parents if is_team else rights.people)
                has_left = is_there and not is_team and rights.people[member_id].has_departed
                return command.pool_id in self.names and is_there and not has_left
            case RemoveMember():
                return True
            case SaveRuleset(pool_id=pool_id, rules=rules):
                is_late = millis(rules.effective_from) < at - _FIVE_MINUTES
                return pool_id in self.names and not is_late and _makes_sense(settings_of(rules))
            case SaveFlowIn(rules=flow_in):
                return self._may_flow_in(settings_of_flow_in(flow_in))

    def after(self, actor: str, command: CompanyCommand, at: int) -> "Company":
        """The company once it is done."""
        rights = self.rights
        if isinstance(command, ON_TAGS):
            return replace(self, vocabulary=self.vocabulary.after(actor, command))
        match command:
            case Depart(person_id=person_id):
                gone = replace(rights.people[person_id], has_departed=1)
                return self._with(people={**rights.people, person_id: gone})
            case MoveTeam(team_id=team_id, parent_id=parent_id):
                return self._with(parents={**rights.parents, team_id: parent_id})
            case FoundPool(pool_id=pool_id, name=name) if pool_id not in self.names:
                first = Rules(pool_id, 1, at, settings_of(huaqiu(1, instant(at))))
                founded = self._with(open_pools={**rights.open_pools, pool_id: False})
                named = {**self.names, pool_id: name}
                return replace(founded, names=named, rules={**self.rules, pool_id: [first]})
            case RenamePool(pool_id=pool_id, name=name):
                return replace(self, names={**self.names, pool_id: name})
            case OpenPool(pool_id=pool_id):
                return self._with(open_pools={**rights.open_pools, pool_id: True})
            case ClosePool(pool_id=pool_id):
                closed = self._with(open_pools={**rights.open_pools, pool_id: False})
                return replace(closed, closings={**self.closings, pool_id: command})
            case SetMember(pool_id=pool_id, member_id=member_id):
                member = Member(pool_id, member_id, int(command.is_admin))
                return self._with(members=self._without(pool_id, member_id) | {member})
            case RemoveMember(pool_id=pool_id, member_id=member_id):
                return self._with(members=self._without(pool_id, member_id))
            case SaveRuleset(pool_id=pool_id, rules=rules):
                # Nobody is judged by a version before it was decided.
                begins, versions = max(at, millis(rules.effective_from)), self.rules[pool_id]
                new = Rules(pool_id, versions[-1].version + 1, begins, settings_of(rules))
                return replace(self, rules={**self.rules, pool_id: [*versions, new]})
            case SaveFlowIn(rules=flow_in):
                return replace(self, flow_in=settings_of_flow_in(flow_in))
            case _:
                return self

    def _with(self, **changed: Any) -> "Company":
        return replace(self, rights=replace(self.rights, **changed))

    def _without(self, pool_id: str, member_id: str) -> frozenset[Member]:
        gone = pool_id, member_id
        return frozenset(each for each in self.rights.members if (each.pool_id, each.member_id) != gone)

    def _may_close(self, closing: ClosePool, kept: Iterable[Kept]) -> bool:
        """What it holds needs a place, and the place must be one."""
        if closing.pool_id not in self.names:
            return False
        if closing.to_pool_id is not None:
            return closing.to_pool_id != closing.pool_id and self.rights.is_open(closing.to_pool_id)
        if closing.to_team_id is not None:
            return closing.to_team_id in self.rights.parents
        # What closed pools still hold that are emptied into it comes there.
        held: set[str] = {closing.pool_id}
        while more := {each for each, other in self.closings.items() if other.to_pool_id in held
                       and not self.rights.is_open(each)} - held:  # fmt: skip
            held |= more
        return all(each.pool_id not in held for each in kept)

    def _may_flow_in(self, settings: Mapping[str, Any]) -> bool:
        """Its pools are open, whoever it names may hold customers, and its numbers are some."""
        pools = [value for name, value in settings.items() if name.startswith("pool") and value is not None]
        named = [value.split(",") for name, value in settings.items() if name.startswith("people:")]
        people = [person_id for some in named for person_id in some]
        are_open = all(self.rights.is_open(pool_id) for pool_id in pools)
        may_hold = all(each in self.rights.people and self.rights.may_own(each) for each in people)
        return are_open and may_hold and settings["threshold"] >= 1 and settings["window_days"] >= 1

    def _is_free(self, name: str, pool_id: str) -> bool:
        others = {other.casefold() for each, other in self.names.items() if each != pool_id}
        return 1 <= len(name) <= _LONGEST_NAME and name.casefold() not in others


def _makes_sense(numbers: Mapping[str, Any]) -> bool:
    counted = {name: value for name, value in numbers.items() if type(value) is int}
    return all(int(name not in _MAY_BE_NOUGHT) <= value <= _A_CENTURY for name, value in counted.items())
