"""A meeting that chance brings about once in a thousand seeds, led up to step by step: a sound build gets through it,
the one that is broken just there is caught."""

from collections.abc import Iterator
from random import Random

import pytest

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from tests.simulation.broken import BUILDS
from tests.simulation.calm import calm_down
from tests.simulation.desk import Desk
from tests.simulation.regressions import TOO_RARE
from tests.simulation.strangers import push_as
from tests.simulation.violation import Violation
from tests.simulation.weather import Weather
from tests.simulation.witness import check_outbox, raw
from tests.simulation.world import World


@pytest.fixture
def world() -> Iterator[World]:
    made = World(1)
    made.weather = Weather(fates={}, troubles={}, overlap=0.0)
    made.chance = Random("meeting")
    for desk in made.desks:
        if not desk.is_running:
            desk.start()
    yield made
    made.close()


def an_old_duplicate_comes_before_its_author(world: World) -> None:
    """A claim and a follow-up of it are lost by a restore; of the two, the network brings the second again first."""
    author, backup = world.desks[0], world.folder / "backup.db"
    author.round()
    author.round()
    world.server.back_up(backup)
    free = raw(author.cache._files[1], "SELECT id FROM customer WHERE pool_state = 'unassigned' ORDER BY id")[0][0]
    ask(world, author, *author.cache.bench.claims([free], author.now))
    author.round()
    said = AddFollowUp(CustomerId(free), FollowUpId(world.ids.new()), FollowUpKind.PHONE, "聊了打样", author.now)
    ask(world, author, said)
    author.round()
    check_outbox(author, world.promises)
    world.judge.truth.close()
    world.server.restore(backup)
    world.judge.was_restored()
    push_as(world, author.person_id, world.seen[-1])
    assert not world.judge.truth.has_follow_up(said.follow_up_id)
    calm_down(world)


def ask(world: World, desk: Desk, *commands: Command) -> None:
    done = desk.cache.outbox.submit(commands, desk.now, is_online=True)
    assert len(done.accepted) == len(commands)
    world.saved(desk, done.accepted, list(commands))


def test_a_sound_build_keeps_what_it_had_refused_to_the_duplicate(world: World) -> None:
    an_old_duplicate_comes_before_its_author(world)


def test_one_that_lets_the_refusal_stand_is_caught(world: World) -> None:
    (name,) = TOO_RARE
    with BUILDS[name](), pytest.raises(Violation, match="I3"):
        an_old_duplicate_comes_before_its_author(world)
