"""A server that is restored from an hour-old backup, with nothing else going wrong."""

from collections.abc import Iterator
from random import Random

import pytest

from domain.commands import AddFollowUp
from tests.simulation.acts import claim, follow_up
from tests.simulation.calm import calm_down
from tests.simulation.desk import Desk
from tests.simulation.weather import Weather
from tests.simulation.world import World

MINUTE = 60.0


@pytest.fixture
def world() -> Iterator[World]:
    made = World(1)
    made.weather = Weather(fates={}, troubles={}, overlap=0.0)
    made.chance = Random("restore")
    for desk in made.desks:
        if not desk.is_running:
            desk.start()
    yield made
    made.close()


def a_morning(world: World, desk: Desk) -> None:
    """Claims, and follow-ups of what was claimed; all of it delivered, all of it answered."""
    desk.round()
    desk.round()
    desk.attempt(lambda: claim(world, desk))
    desk.round()
    desk.attempt(lambda: follow_up(world, desk))
    desk.round()


@pytest.mark.parametrize("others_came_first", [False, True])
def test_every_client_notices_and_no_follow_up_is_lost(world: World, others_came_first: bool) -> None:
    for desk in world.desks:
        a_morning(world, desk)
    backup = world.folder / "backup.db"
    world.server.back_up(backup)
    for _ in range(4):
        world.pass_by(15 * MINUTE)
        for desk in world.desks:
            a_morning(world, desk)
    written = {
        saved.command.follow_up_id for saved in world.promises.saved.values() if isinstance(saved.command, AddFollowUp)
    }
    assert written <= world.judge.truth.follow_ups().keys()
    world.judge.truth.close()
    world.server.restore(backup)
    world.judge.was_restored()
    forgotten = written - world.judge.truth.follow_ups().keys()
    assert len(forgotten) > 3
    order = reversed(world.desks) if others_came_first else world.desks
    for desk in order:
        reports = [desk.round() for _ in range(3)]
        noticed = {scope for report in reports if report is not None for scope in report.reset_scopes}
        assert f"me:{desk.person_id}" in noticed, f"{desk.name} did not notice"
    calm_down(world)
    assert written <= world.judge.truth.follow_ups().keys()
