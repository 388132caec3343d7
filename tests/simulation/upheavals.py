"""What may be asked about the company itself: who leaves, which team stands where, which pools there are and whose."""

from collections.abc import Callable
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
from domain.flow_in import Allocation, FlowIn, SaveFlowIn
from domain.identifiers import PoolId, RulesetId, TagGroupId, TagId, TagRequestId, TeamId
from domain.instants import instant, millis
from domain.rulesets import ruleset_from
from domain.tags import DeclineTag, GrantTag, RetireTag, ReviveTag, SaveTag
from tests.simulation.governing import Company
from tests.simulation.reckoning import DAY, midnight_from
from tests.simulation.world import World

_SENSELESS = 0.08
_TO_A_TEAM = 0.5
_PERSONAL = 0.4
_GRANTED = 0.6
_RETIRED = 0.5

type Upheaval = Callable[[World], CompanyCommand]


def depart(world: World) -> CompanyCommand:
    """Mostly somebody who may hold customers."""
    founded = world.founding
    return Depart(world.chance.choice([*founded.holders, *founded.holders, *founded.people]))


def move_team(world: World) -> CompanyCommand:
    team_id = world.chance.choice(world.founding.teams)
    return MoveTeam(team_id, world.chance.choice([*world.founding.teams, None]))


def found_pool(world: World) -> CompanyCommand:
    return FoundPool(PoolId(world.ids.new()), world.chance.choice(["大客户公海", "线索公海", "深圳公海", ""]))


def rename_pool(world: World) -> CompanyCommand:
    return RenamePool(pool_of(world), world.chance.choice(["华南公海", "沿海公海", "深圳公海", ""]))


def open_pool(world: World) -> CompanyCommand:
    """Mostly one that is closed."""
    rights = _company(world).rights
    closed = [PoolId(pool_id) for pool_id in sorted(rights.open_pools) if not rights.is_open(pool_id)]
    return OpenPool(world.chance.choice(closed or [pool_of(world)]))


def close_pool(world: World) -> CompanyCommand:
    """What nobody holds goes to another pool or to a team, or nobody has said where."""
    pool_id, chance = pool_of(world), world.chance
    if chance.random() < _TO_A_TEAM:
        return ClosePool(pool_id, to_team_id=chance.choice(world.founding.teams))
    return ClosePool(pool_id, to_pool_id=chance.choice([pool_of(world), pool_of(world), None]))


def set_member(world: World) -> CompanyCommand:
    is_admin, pool_id = world.chance.random() < 0.3, pool_of(world)
    if world.chance.random() < _PERSONAL:
        return SetMember(pool_id, world.chance.choice(world.founding.holders), is_team=False, is_admin=is_admin)
    return SetMember(pool_id, world.chance.choice(world.founding.teams), is_team=True, is_admin=is_admin)


def remove_member(world: World) -> CompanyCommand:
    there = sorted((one.pool_id, one.member_id) for one in _company(world).rights.members)
    if not there:
        return RemoveMember(pool_of(world), world.founding.south_team)
    pool_id, member_id = world.chance.choice(there)
    return RemoveMember(PoolId(pool_id), TeamId(member_id))


def save_ruleset(world: World) -> CompanyCommand:
    """A new version of a pool's rules, from now on or from a later midnight; now and then one that makes no sense."""
    pool_id, chance = pool_of(world), world.chance
    newest = _company(world).rules[pool_id][-1]
    now = millis(world.server.clock.now())
    begins = chance.choice([now, midnight_from(now), midnight_from(now) + DAY])
    numbers = _moved(world, newest.numbers)
    if chance.random() < _SENSELESS:
        begins, numbers = chance.choice([(begins - 30 * DAY, numbers), (begins, numbers | {"holding_cap": -1})])
    return SaveRuleset(pool_id, RulesetId(world.ids.new()), ruleset_from(0, instant(begins), numbers))


def by_chance(world: World) -> CompanyCommand:
    return world.chance.choices(list(UPHEAVALS), list(UPHEAVALS.values()))[0](world)


def shut_out(world: World) -> list[CompanyCommand]:
    """Everybody of one pool."""
    pool_id = pool_of(world)
    there = sorted(one.member_id for one in _company(world).rights.members if one.pool_id == pool_id)
    return [RemoveMember(pool_id, TeamId(member_id)) for member_id in there]


def let_in(world: World) -> list[CompanyCommand]:
    """Who usually belongs to a pool and does not; else somebody more."""
    founded = world.founding
    there = {(one.pool_id, one.member_id) for one in _company(world).rights.members}
    usual = [
        SetMember(founded.south_pool, founded.south_team, is_team=True),
        SetMember(founded.shared_pool, founded.south_team, is_team=True),
        SetMember(founded.south_pool, founded.pool_admin, is_team=False, is_admin=True),
    ]
    beyond = [SetMember(founded.south_pool, each, is_team=False) for each in (founded.reps[1], founded.manager)]
    missing = [one for one in usual if (one.pool_id, one.member_id) not in there]
    return [*(missing or [one for one in beyond if (one.pool_id, one.member_id) not in there][:1])]


def save_tag(world: World) -> CompanyCommand:
    """A new one, or another name for one that is there."""
    known = _company(world).vocabulary
    tag_id = world.chance.choice([world.ids.new(), *sorted(known.tags)])
    name = world.chance.choice(["多层板", "高频板", "铝基板", "软板", "厚铜板", ""])
    return SaveTag(TagId(tag_id), TagGroupId(world.chance.choice(sorted(known.groups))), name)


def retire_tag(world: World) -> CompanyCommand:
    tag_id = TagId(world.chance.choice(sorted(_company(world).vocabulary.tags)))
    if world.chance.random() < _RETIRED:
        return RetireTag(tag_id)
    return ReviveTag(tag_id)


def answer_tag_request(world: World) -> CompanyCommand:
    known = _company(world).vocabulary
    request_id = TagRequestId(world.chance.choice([*sorted(known.requests), world.ids.new()]))
    if world.chance.random() < _GRANTED:
        return GrantTag(request_id, TagId(world.chance.choice(sorted(known.tags))))
    return DeclineTag(request_id, "已有同义标签")


def save_flow_in(world: World) -> CompanyCommand:
    """Where registrations go, and what is demand enough."""
    chance, pools = world.chance, world.judge.reference.past.company
    shares = chance.sample(world.founding.holders, 2)
    people = tuple(shares) if chance.random() < _TO_A_TEAM else ()
    allocations = {"self_registered": Allocation(pool_of(world), people)} if chance.random() < _GRANTED else {}
    threshold = 0 if chance.random() < _SENSELESS else chance.choice([40, 60, 90])
    pool_id = PoolId(chance.choice(sorted(pools.names)))
    return SaveFlowIn(FlowIn(threshold=threshold, window_days=3, pool_id=pool_id, allocations=allocations))


UPHEAVALS: dict[Upheaval, float] = {
    depart: 0.3,
    move_team: 1.5,
    found_pool: 0.3,
    rename_pool: 0.3,
    open_pool: 1.5,
    close_pool: 0.7,
    set_member: 1.5,
    remove_member: 0.7,
    save_ruleset: 1.5,
    save_tag: 0.8,
    save_flow_in: 0.8,
    retire_tag: 0.7,
    answer_tag_request: 0.7,
}


def _company(world: World) -> Company:
    return world.judge.reference.past.company


def pool_of(world: World) -> PoolId:
    """Any that there is, open or not."""
    return PoolId(world.chance.choice(sorted(_company(world).names)))


def _moved(world: World, numbers: Any) -> dict[str, Any]:
    """Some other numbers of the same kind."""
    draw = world.chance.choice
    changed = {"holding_cap": draw([5, 6, 7]), "lock_limit": draw([1, 2]), "cool_down_hours": draw([24, 48, 72])}
    if numbers["protection_days"] is not None:
        return {**numbers, **changed, "protection_days": draw([1, 2, 3, 4]), "is_goal_exempt": draw([True, False])}
    return {
        **numbers,
        **changed,
        "no_first_follow_up_days": draw([1, 2, 3, None]),
        "follow_up_gap_days": draw([1, 2, 3, 4]),
        "no_deal_days": draw([3, 5]),
        "extension_days": draw([1, 3]),
    }
