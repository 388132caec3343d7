"""Somebody on the wire who is none of our clients: says again, says as another, asks for what is not theirs."""

import msgspec

from domain.commands import (
    AskReinstatement,
    Assign,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    Lock,
    Reinstate,
    Release,
    Unlock,
)
from domain.identifiers import CustomerId, PersonId
from sync.errors import SignInNeeded
from sync.protocol.acts import Act, encode_act
from sync.protocol.commands import Envelope
from sync.protocol.messages import Device, Pull, Push, ScopeCursor, SignIn
from sync.protocol.scopes import assigned_scope, person_scope, pool_scope, team_scope
from tests.simulation.company import PASSWORD
from tests.simulation.paperwork import uninvited_paper
from tests.simulation.upheavals import by_chance, pool_of
from tests.simulation.world import World

_ABOUT_THE_COMPANY = 0.4
_ABOUT_A_REQUEST = 0.25
_ON_PAPER = 0.4


def _stranger(world: World, person_id: str) -> str | None:
    """A session of this person on a machine of no interest; None where they may have none."""
    if world.server.is_down:
        return None
    try:
        return world.server.sign_in(SignIn(person_id, PASSWORD, Device("f" * 32, "stranger"))).access_token
    except SignInNeeded:
        return None


def push_as(world: World, person_id: str, *envelopes: Envelope) -> str:
    """From that machine, in this person's name."""
    push = Push(envelopes)
    token = _stranger(world, person_id)
    if token is None:
        return "nothing"
    world.judge.hears(person_id, push.commands)
    pushed = world.server.push(token, push)
    world.judge.receipts(person_id, push.commands, pushed.receipts)
    return " ".join(f"{receipt.reason}" for receipt in pushed.receipts)


def replayed(world: World, among: int = 1_000) -> str:
    """One of the last `among` commands comes again."""
    if not world.seen:
        return "nothing"
    envelope = world.chance.choice(world.seen[-among:])
    return push_as(world, envelope.person_id, envelope)


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
    return push_as(world, one.person_id, forged)


def foreign_command(world: World) -> str:
    answered = _answered(world)
    if not answered:
        return "nothing"
    envelope = world.chance.choice(answered)
    other = world.chance.choice([each for each in world.founding.people if each != envelope.person_id])
    if world.chance.random() < 0.5:
        envelope = msgspec.structs.replace(envelope, person_id=other)
    return push_as(world, other, envelope)


def foreign_scope(world: World) -> str:
    founded = world.founding
    person_id, other = world.chance.sample(founded.people, 2)
    token = _stranger(world, person_id)
    if token is None:
        return "nothing"
    scope = world.chance.choice(
        [
            person_scope(other),
            pool_scope(founded.south_pool),
            assigned_scope(founded.south_pool),
            team_scope(founded.south_team),
            team_scope(founded.north_team),
        ]
    )
    cursors = (ScopeCursor(scope),)
    pulled = world.server.pull(token, Pull(cursors, 10_000))
    world.judge.pages(person_id, cursors, pulled.pages)
    return scope


def uninvited_command(world: World) -> str:
    """What no screen of theirs would let them ask, of any customer there is."""
    found = world.server.ask("SELECT id, ownership_version FROM customer ORDER BY id")
    if not found:
        return "nothing"
    customer_id, version = world.chance.choice(found)
    person_id = world.chance.choice(world.founding.people)
    acts: list[Act] = [_any_command(world, customer_id, version)]
    if world.chance.random() < _ABOUT_THE_COMPANY:
        acts.insert(world.chance.randrange(2), by_chance(world))
    return ask_as(world, person_id, *acts)


def ask_as(world: World, person_id: PersonId, *acts: Act) -> str:
    """In this person's name from that other machine, all at once."""
    envelopes = [Envelope(world.ids.new(), person_id, msgspec.Raw(encode_act(act))) for act in acts]
    told = push_as(world, person_id, *envelopes)
    return told if told == "nothing" else f"{acts} by {person_id}: {told}"


def _any_command(world: World, customer_id: CustomerId, version: int) -> Command:
    founded, chance = world.founding, world.chance
    if chance.random() < _ON_PAPER:
        return uninvited_paper(world, customer_id)
    said = world.server.ask("SELECT id, customer_id FROM follow_up ORDER BY id")
    if said and chance.random() < _ABOUT_A_REQUEST:
        follow_up_id, followed_up = chance.choice(said)
        of = chance.choice([followed_up, followed_up, customer_id])
        on_request: list[Command] = [
            AskReinstatement(of, follow_up_id),
            Reinstate(of, version, follow_up_id),
            DeclineReinstatement(of, follow_up_id),
        ]
        return chance.choice(on_request)
    commands: list[Command] = [
        Assign(customer_id, version, chance.choice(founded.people)),
        Release(customer_id, version),
        Extend(customer_id, version, chance.choice([-1, 0, 1, 2, 40])),
        Lock(customer_id, version),
        Unlock(customer_id, version),
        ConvertToPool(customer_id, version, pool_of(world)),
        ConvertToOrdinary(customer_id, version),
    ]
    return chance.choice(commands)
