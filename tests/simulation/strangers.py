"""Somebody on the wire who is none of our clients: says again, says as another, asks for what is not theirs."""

import msgspec

from sync.protocol.commands import Envelope
from sync.protocol.messages import Device, Pull, Push, ScopeCursor, SignIn
from sync.protocol.scopes import person_scope, pool_scope
from tests.simulation.company import PASSWORD
from tests.simulation.world import World


def _stranger(world: World, person_id: str) -> str | None:
    """A session of this person on a machine of no interest."""
    if world.server.is_down:
        return None
    device = Device("f" * 32, "stranger")
    return world.server.sign_in(SignIn(person_id, PASSWORD, device)).access_token


def _push_as(world: World, person_id: str, push: Push) -> str:
    token = _stranger(world, person_id)
    if token is None:
        return "nothing"
    pushed = world.server.push(token, push)
    world.judge.receipts(person_id, push.commands, pushed.receipts)
    return f"{pushed.receipts[0].reason}"


def replayed(world: World) -> str:
    if not world.seen:
        return "nothing"
    envelope = world.chance.choice(world.seen)
    return _push_as(world, envelope.person_id, Push((envelope,)))


def _answered(world: World) -> list[Envelope]:
    known = world.judge.truth.receipts()
    return [envelope for envelope in world.seen if envelope.id in known]


def reused_id(world: World) -> str:
    """With an id that the server knows: under one that it does not, it would be a command like any other."""
    answered = _answered(world)
    if not answered:
        return "nothing"
    one, other = world.chance.choice(answered), world.chance.choice(world.seen)
    forged = msgspec.structs.replace(one, body=other.body)
    return _push_as(world, one.person_id, Push((forged,)))


def foreign_command(world: World) -> str:
    answered = _answered(world)
    if not answered:
        return "nothing"
    envelope = world.chance.choice(answered)
    other = world.chance.choice([rep for rep in world.founding.reps if rep != envelope.person_id])
    if world.chance.random() < 0.5:
        envelope = msgspec.structs.replace(envelope, person_id=other)
    return _push_as(world, other, Push((envelope,)))


def foreign_scope(world: World) -> str:
    person_id, other = world.chance.sample(world.founding.reps, 2)
    token = _stranger(world, person_id)
    if token is None:
        return "nothing"
    scope = world.chance.choice([person_scope(other), pool_scope(world.founding.south_pool)])
    cursors = (ScopeCursor(scope),)
    pulled = world.server.pull(token, Pull(cursors, 10_000))
    world.judge.pages(person_id, cursors, pulled.pages)
    return scope
