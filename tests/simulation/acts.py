"""What people do at their desks: only what the screens let them do, by the same calls."""

from datetime import timedelta
from random import Random

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.company import CompanyCommand
from domain.identifiers import CustomerId, FollowUpId, TagRequestId
from domain.instants import instant, millis
from domain.tags import RequestTag
from sync.cache.answers import CommandState
from tests.simulation.desk import Desk
from tests.simulation.directing import DEEDS, answer_requests
from tests.simulation.network import POISON
from tests.simulation.paperwork import PAPERWORK
from tests.simulation.upheavals import by_chance
from tests.simulation.weather import Trouble
from tests.simulation.witness import check_outbox, check_view, outbox_of, raw
from tests.simulation.world import World

_DIRECTS = 0.6
_GOVERNS = 0.25
_PROMPT = 0.5
"""How often whoever directs others looks first for what is asked back."""
_JUST = timedelta(hours=1)
"""Before its deadline somebody still does something for a customer, and writes it down when it has passed."""
_OVERREACHES = 0.03
"""How often somebody tries what only others may."""


def act(world: World, desk: Desk) -> str:
    """Something, by chance; returns what it was, for the trace."""
    if world.chance.random() < (_DIRECTS if desk.person_id in world.founding.directors else _OVERREACHES):
        return _direct(world, desk)
    done = world.chance.choices(list(_ACTS), list(_ACTS.values()))[0]
    world.count(f"act:{done.__name__}")
    told = desk.attempt(lambda: done(world, desk))
    return f"{desk.name} {done.__name__} {told}"


def _direct(world: World, desk: Desk) -> str:
    if world.chance.random() < (_GOVERNS if desk.person_id == world.founding.system_admin else _OVERREACHES):
        return _govern(world, desk)
    deed = world.chance.choices(list(DEEDS), list(DEEDS.values()))[0]
    if world.chance.random() < _PROMPT and world.judge.reference.past.requests.waiting:
        deed = answer_requests
    world.count(f"act:{deed.__name__}")
    told = desk.attempt(lambda: _submit(world, desk, deed(world, desk)))
    return f"{desk.name} {deed.__name__} {told}"


def _govern(world: World, desk: Desk) -> str:
    """What only a system admin may: judged here on what their cache holds."""
    act = by_chance(world)
    world.count(f"act:{type(act).__name__}")
    told = desk.attempt(lambda: _submit_to_office(world, desk, act))
    return f"{desk.name} {act} {told}"


def follow_up(world: World, desk: Desk) -> str:
    mine = _some(world.chance, _mine(desk), 3)
    is_poison = Trouble.POISONED_COMMAND in world.weather.troubles and world.chance.random() < 0.05
    if is_poison and mine:
        world.count(Trouble.POISONED_COMMAND)
    ago = timedelta(minutes=world.chance.choice([0, 0, 5, 600]))
    commands: list[Command] = [
        AddFollowUp(CustomerId(each), FollowUpId(world.ids.new()), FollowUpKind.PHONE,
                    POISON if is_poison else "聊了打样", desk.now - ago)
        for each in mine
    ]  # fmt: skip
    return _submit(world, desk, commands)


def follow_up_late(world: World, desk: Desk) -> str:
    """What was done before a deadline that has passed since, as far as this machine knows."""
    query = "SELECT id, outflow_at FROM customer WHERE outflow_at <= ? ORDER BY id"
    due = raw(desk.cache._files[0], query, millis(desk.now))
    commands: list[Command] = [
        AddFollowUp(CustomerId(each), FollowUpId(world.ids.new()), FollowUpKind.VISIT, "登门拜访", instant(at) - _JUST)
        for each, at in due[:3]
    ]
    return _submit(world, desk, commands)


def claim(world: World, desk: Desk) -> str:
    shown = [row[0] for row in raw(desk.cache._files[1], "SELECT id FROM customer ORDER BY id")]
    wanted = desk.cache.bench.claims(_some(world.chance, shown, 4), desk.now)
    return _submit(world, desk, list(wanted))


def release(world: World, desk: Desk) -> str:
    mine = _some(world.chance, _mine(desk), 2)
    return _submit(world, desk, list(desk.cache.bench.releases(mine)))


def lock(world: World, desk: Desk) -> str:
    return _submit(world, desk, list(desk.cache.bench.locks(_some(world.chance, _mine(desk), 2))))


def unlock(world: World, desk: Desk) -> str:
    return _submit(world, desk, list(desk.cache.bench.unlocks(_some(world.chance, _mine(desk), 2))))


def ask_back(world: World, desk: Desk) -> str:
    """What flowed out although it had been followed up."""
    return _submit(world, desk, [*desk.cache.requests.askable(desk.now).values()])


def paperwork(world: World, desk: Desk) -> str:
    """Something written on a customer of one's own; now and then on one that is no longer."""
    mine = _mine(desk)
    if not mine:
        return "nothing"
    done = world.chance.choices(list(PAPERWORK), list(PAPERWORK.values()))[0]
    world.count(f"act:{done.__name__}")
    return f"{done.__name__} {_submit(world, desk, done(world, desk, world.chance.choice(mine)))}"


def ask_for_a_tag(world: World, desk: Desk) -> str:
    name = world.chance.choice(["铝基板", "软板", "陶瓷板", "加急"])
    return _submit_to_office(world, desk, RequestTag(TagRequestId(world.ids.new()), name, "客户常问"))


def withdraw(world: World, desk: Desk) -> str:
    asked = _some(world.chance, [key for key, one in outbox_of(desk).items() if one.state == CommandState.QUEUED], 2)
    gone = desk.cache.outbox.withdraw(asked)
    world.promises.taken_back.update(gone)
    return f"{len(gone)}"


def dismiss(world: World, desk: Desk) -> str:
    seen = [key for key, one in outbox_of(desk).items() if one.state in (CommandState.REFUSED, CommandState.DONE)]
    desk.cache.outbox.dismiss(_some(world.chance, seen, 5))
    return f"{len(seen)}"


def answer(world: World, desk: Desk) -> str:
    """What waits for its person is asked again, or given up."""
    return f"{answer_all(world, desk, world.chance.random() < 0.7)} answered"


def answer_all(world: World, desk: Desk, is_wanted: bool) -> int:
    """Yes, still, or no, no more; returns how many had waited."""
    waits = [key for key, one in outbox_of(desk).items() if one.state == CommandState.NEEDS_YOU]
    if not is_wanted:
        desk.cache.outbox.dismiss(waits)
        return len(waits)
    for old in waits:
        for new in desk.cache.outbox.ask_again([old], desk.now):
            world.promises.saved[new] = world.promises.saved[old]
            if new != old:
                world.promises.taken_back.add(old)
    return len(waits)


def look(world: World, desk: Desk) -> str:
    """The lists, held against what its person did."""
    check_outbox(desk, world.promises)
    check_view(desk, world.promises)
    return ""


_ACTS = {
    follow_up: 5.0,
    follow_up_late: 0.5,
    claim: 5.0,
    release: 3.0,
    lock: 1.0,
    unlock: 0.6,
    ask_back: 2.0,
    paperwork: 6.0,
    ask_for_a_tag: 0.3,
    withdraw: 1.0,
    dismiss: 0.7,
    answer: 0.7,
    look: 1.2,
}


def _mine(desk: Desk) -> list[str]:
    """Held by the base's word. The list as a person sees it is what `look` is about, and costs ten times as much."""
    return [row[0] for row in raw(desk.cache._files[0], "SELECT id FROM customer ORDER BY id")]


def _some(chance: Random, ids: list[str], most: int) -> list[str]:
    return chance.sample(ids, min(len(ids), chance.randint(1, most)))


def _submit_to_office(world: World, desk: Desk, act: CompanyCommand) -> str:
    done = desk.cache.office.submit([act], desk.now)
    world.saved(desk, done.accepted, [act] if done.accepted else [])
    return f"{len(done.accepted)} {[row.reason for row in done.refused]}"


def _submit(world: World, desk: Desk, commands: list[Command]) -> str:
    is_online = not desk.machine.is_offline
    done = desk.cache.outbox.submit(commands, desk.now, is_online=is_online)
    left_out = {row.customer_id for row in done.refused} | set(done.already_asked)
    kept = [command for command in commands if command.customer_id not in left_out]
    if len(kept) != len(done.accepted):
        # Of several acts on one customer some were taken: what they were stands in the outbox.
        kept = [item.command for each in done.accepted if (item := desk.cache.outbox.item(each)) is not None]  # type: ignore[misc]
    world.saved(desk, done.accepted, kept)
    return f"{len(done.accepted)} of {len(commands)}"
