"""The shop system, whose orders arrive: at once or days after somebody ordered, twice, or the newer state before the
older one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec

from domain.instants import millis
from server.upstream.feed import Feed
from tests.simulation.world import World

_AGES = (timedelta(), timedelta(), timedelta(minutes=5), timedelta(days=1), timedelta(days=3))
_HELD = 0.8
_TOLD_OTHERWISE = 0.3


def order(world: World) -> str:
    """An order of some customer with an account at the shop, mostly of one that somebody holds."""
    server, chance = world.server, world.chance
    found = server.ask(
        "SELECT external_id, owner_id FROM customer WHERE pool_state <> 'dormant' AND external_id <> '' ORDER BY id"
    )
    if not found:
        return "nothing"
    world.judge.history()
    held = [row for row in found if row[1] is not None]
    account, _ = chance.choice(held if held and chance.random() < _HELD else found)
    ordered_at = server.clock.now() - chance.choice(_AGES)
    number = server.ids.new()
    placed = {"kind": "order", "number": number, "customer": account, "ordered_at": millis(ordered_at)}
    told: list[dict[str, Any]] = [
        placed | {"revision": 1, "amount_cents": 100_00},
        placed | {"revision": 2, "amount_cents": 120_00},
        {"kind": "order_status", "number": number, "revision": 1, "status": "in_production"},
    ]
    if chance.random() < _TOLD_OTHERWISE:
        told += told[:2]
        chance.shuffle(told)
    _tell(world, told)
    return f"{account} at {ordered_at}"


def _tell(world: World, told: Sequence[dict[str, Any]]) -> None:
    """Through the very feed of the product, where the server is up."""
    server = world.server
    if not server.is_down:
        server.fuse.mend()
        Feed(server.database, server.clock.now, server.ids.new).take([msgspec.json.encode(one) for one in told])
