"""One seed from its first step to the calm after it, and what was seen on the way."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from random import Random

from domain.commands import AddFollowUp
from sync.cache.answers import CommandState
from sync.state import Contact
from tests.simulation.acts import act
from tests.simulation.calm import calm_down
from tests.simulation.desk import Desk
from tests.simulation.head_office import sweep_once
from tests.simulation.troubles import befall
from tests.simulation.violation import Violation
from tests.simulation.weather import Trouble
from tests.simulation.witness import check_base, check_outbox, check_time, outbox_of
from tests.simulation.world import World

STEPS = 300
_WAITS = (0.2, 2, 20, 90, 400, 2_000, 15_000, 40_000, 90_000, 200_000)
_LONG = 10_000
"""So many seconds, and a sweep may come by at their end."""


@dataclass
class Outcome:
    """`trace` has a line per step; `violation` None where every promise was kept."""

    seed: int
    steps: int = 0
    violation: str | None = None
    failed_at: int | None = None
    figures: Counter[str] = field(default_factory=Counter)
    trace: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The steps that were taken, without those within others."""

    @property
    def digest(self) -> str:
        """The same for two runs exactly when they took the same course."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()[:16]


def run(seed: int, steps: int = STEPS, only: frozenset[int] | None = None) -> Outcome:
    """`only`: leave out every other step, which changes nothing in those that remain."""
    outcome = Outcome(seed)
    world = World(seed)
    world.act = lambda _world, desk: act(world, desk)
    number = 0
    try:
        for number in count() if only is None else sorted(only):
            if only is None and world.steps >= steps:
                break
            world.steps += 1
            outcome.numbers.append(number)
            world.chance = Random(f"{seed}/{number}")
            told = _step(world)
            _check(world)
            outcome.trace.append(f"{number} {told} {world.time.elapsed()} {max(world.judge.truth.salts)}")
        world.chance = Random(f"{seed}/calm")
        outcome.trace.append(calm_down(world))
    except Violation as violation:
        outcome.violation, outcome.failed_at = str(violation), number
        outcome.trace.append(f"{number} {violation}")
    finally:
        outcome.steps, outcome.figures = world.steps, world.figures
        outcome.figures.update({f"event:{verb}": n for verb, n in world.judge.reference.explained.items()})
        world.close()
    return outcome


def _step(world: World) -> str:
    drawn = world.chance.random()
    if drawn < world.weather.trouble_share:
        return befall(world)
    drawn = world.chance.random()
    desk = world.chance.choice(world.running)
    if drawn < 0.4:
        return act(world, desk)
    if drawn < 0.82:
        return _sync(world, desk, "step")
    if drawn < 0.9:
        return _sync(world, desk, "round")
    seconds = world.chance.choice(_WAITS)
    world.pass_by(seconds)
    if world.server.is_down and seconds > 60:
        world.server.start()
    swept = ""
    if seconds > _LONG and Trouble.RECYCLED in world.weather.troubles and world.chance.random() < 0.6:
        world.count(Trouble.RECYCLED)
        swept = sweep_once(world)
    return f"{seconds} s pass {swept}"


def _sync(world: World, desk: Desk, how: str) -> str:
    report = desk.step() if how == "step" else desk.round()
    if report is None:
        if not desk.is_running:
            desk.start()
        return f"{desk.name} {how} died"
    if report.disagreements:
        raise Violation("I5", f"{desk.name} disagrees about {report.disagreements}: something was lost on the way")
    if report.contact is Contact.WIPED:
        wipe(world, desk)
    return f"{desk.name} {how} {report.contact} {report.trouble!r} {sorted(report.pulled.items())}"


def wipe(world: World, desk: Desk) -> None:
    """What the program does when it is told so: everything goes, and its person signs in anew."""
    # The journal goes with the machine: what only it remembered of a time before a restore is gone by order.
    written = {saved.command for saved in world.promises.of(desk).values()}
    own = {command.follow_up_id for command in written if isinstance(command, AddFollowUp)}
    world.promises.accepted -= own - world.judge.truth.follow_ups().keys()
    world.promises.without_witness |= own
    states = outbox_of(desk)
    for command_id in world.promises.of(desk):
        if states[command_id].state not in (CommandState.DONE, CommandState.REFUSED):
            world.promises.lost_with_machine.add(command_id)
        else:
            world.promises.taken_back.add(command_id)
    desk.forget()
    order = "UPDATE device SET is_wipe_ordered = 0 WHERE id = ?"
    world.server.change(lambda connection: connection.exec_driver_sql(order, (desk.device_id,)))
    desk.start()


def _check(world: World) -> None:
    world.judge.history()
    for desk in world.running:
        if desk.is_touched:
            desk.is_touched = False
            check_time(desk)
            check_outbox(desk, world.promises)
            check_base(desk, world.judge.truth)
