"""What managers and admins do from above: only what the screens let them do, by the same calls."""

from collections.abc import Callable
from datetime import timedelta

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId, PersonId
from tests.simulation.desk import Desk
from tests.simulation.paperwork import answer_certification
from tests.simulation.upheavals import pool_of
from tests.simulation.witness import raw
from tests.simulation.world import World

_MOSTLY = 0.85
_GRANTED = 0.7

type Deed = Callable[[World, Desk], list[Command]]


def follow_up_for(world: World, desk: Desk) -> list[Command]:
    """What a manager themselves did for a customer of their people."""
    when = desk.now - timedelta(minutes=world.chance.choice([0, 5, 600]))
    return [
        AddFollowUp(CustomerId(each), FollowUpId(world.ids.new()), FollowUpKind.VISIT, "一起拜访", when)
        for each in chosen(world, desk, 2)
    ]


def assign(world: World, desk: Desk) -> list[Command]:
    to = world.chance.choice(world.founding.people)
    return [*desk.cache.bench.assigns(chosen(world, desk, 3), to, "新负责人")]


def assign_evenly(world: World, desk: Desk) -> list[Command]:
    people = world.chance.sample(world.founding.holders, 2)
    places = desk.cache.bench.places(people, desk.now)
    free = {PersonId(one.person_id): max(0, one.cap - one.holding) for one in places}
    return [*desk.cache.bench.assigns_evenly(chosen(world, desk, 5), free)] if free else []


def answer_requests(world: World, desk: Desk) -> list[Command]:
    """Customers that are asked back: mostly granted."""
    waiting = [view.row for view in desk.cache.requests.all(desk.now) if view.awaits_me]
    if world.chance.random() < _GRANTED:
        return [*desk.cache.bench.reinstates(waiting)]
    return [*desk.cache.bench.declines(waiting, "已另有安排")]


def take_back(world: World, desk: Desk) -> list[Command]:
    return [*desk.cache.bench.releases(chosen(world, desk, 2), "换人跟进")]


def extend(world: World, desk: Desk) -> list[Command]:
    return [*desk.cache.bench.extends(chosen(world, desk, 2), world.chance.choice([1, 1, 2, 3, 5]))]


def unlock(world: World, desk: Desk) -> list[Command]:
    return [*desk.cache.bench.unlocks(chosen(world, desk, 2))]


def to_pool(world: World, desk: Desk) -> list[Command]:
    return [*desk.cache.bench.to_pool(chosen(world, desk, 2), pool_of(world))]


def to_ordinary(world: World, desk: Desk) -> list[Command]:
    return [*desk.cache.bench.to_ordinary(chosen(world, desk, 2))]


def chosen(world: World, desk: Desk, most: int) -> list[str]:
    """Some that are shown, mostly of those whom this person directs, held or not."""
    shown = [row[0] for row in raw(desk.cache._files[1], "SELECT DISTINCT id FROM customer ORDER BY id")]
    if world.chance.random() < _MOSTLY:
        directed = desk.cache.bench.directed(shown, desk.now)
        shown = [each for each in shown if each in directed]
    held = {row[0] for row in raw(desk.cache._files[1], "SELECT id FROM customer WHERE pool_state <> 'unassigned'")}
    some = [each for each in shown if each in held] if world.chance.random() < _MOSTLY else shown
    return world.chance.sample(some, min(len(some), world.chance.randint(1, most)))


DEEDS: dict[Deed, float] = {
    assign: 4.0,
    assign_evenly: 1.5,
    take_back: 1.5,
    extend: 2.5,
    unlock: 0.7,
    to_pool: 2.0,
    to_ordinary: 0.8,
    follow_up_for: 1.5,
    answer_requests: 2.5,
    answer_certification: 2.0,
}
