"""The shop system: accounts, orders, their progress, certifications, activity; told in any order, again and again."""

import json
from datetime import timedelta

from domain.instants import millis
from domain.upstream import Fate
from server.upstream.feed import Feed
from server.upstream.records import record_id
from tests.simulation.fuse import Crash
from tests.simulation.told import Record
from tests.simulation.violation import Violation
from tests.simulation.world import World

SOURCES = ("self_registered", "enthusiast", "dfm", "pcb")
_ACCOUNTS = 14
_AGES = (timedelta(), timedelta(), timedelta(minutes=5), timedelta(days=1), timedelta(days=3))
_AGAIN = 0.4
_KNOWN = 0.8
_HELD = 0.7
_SUB_ORDER = 0.2
_DIES = 0.1
_CODE = "91440300708461136T"


def tell(world: World) -> str:
    """A few records, some of them told before, in any order. The server may die of it."""
    server, chance, shop = world.server, world.chance, world.shop
    if server.is_down:
        return "nothing"
    world.judge.history()
    records = [
        chance.choice(shop.told) if shop.told and chance.random() < _AGAIN else _new(world)
        for _ in range(chance.randint(1, 5))
    ]
    chance.shuffle(records)
    shop.told += [each for each in records if each not in shop.told]
    shop.accounts.update({record_id("customer", each["id"]): each for each in records if each["kind"] == "customer"})
    if chance.random() < _DIES:
        server.fuse.blow_after(chance.randrange(60))
    raws = [json.dumps(each).encode() for each in records]
    try:
        answers = Feed(server.database, server.clock.now, server.ids.new).take(raws)
    except Crash:
        server.stop()
        return "died"
    finally:
        server.fuse.mend()
    _check_accounts(world, [each for each, answer in zip(records, answers, strict=True) if answer.fate is Fate.TAKEN])
    for answer in answers:
        world.count(f"fed:{answer.fate.value}")
    return " ".join(f"{each['kind']}:{answer.fate.value}" for each, answer in zip(records, answers, strict=True))


def _new(world: World) -> Record:
    make = world.chance.choices([_account, _order, _status, _certification, _activity], [2, 4, 2, 1, 4])[0]
    return make(world)


def _account(world: World) -> Record:
    number = world.chance.randrange(_ACCOUNTS)
    return {
        "kind": "customer",
        "id": f"N{number}",
        "revision": 1,
        "name": f"商城客户{number}",
        "source": SOURCES[number % len(SOURCES)],
    }


def _customer(world: World) -> str:
    """An account, mostly one whose customer is known here, and of those mostly one that somebody holds."""
    chance = world.chance
    found = world.server.ask("SELECT external_id, owner_id FROM customer WHERE external_id <> '' ORDER BY id")
    if not found or chance.random() > _KNOWN:
        return f"N{chance.randrange(_ACCOUNTS)}"
    held = [row for row in found if row[1] is not None]
    return str(chance.choice(held if held and chance.random() < _HELD else found)[0])


def _order(world: World) -> Record:
    """An order, or a sub-order, maybe of an order that has not been told yet."""
    shop, chance = world.shop, world.chance
    shop.orders += 1
    is_sub = shop.orders > 1 and chance.random() < _SUB_ORDER
    part_of = {"parent": f"O{chance.randrange(1, shop.orders + 3)}", "sub_kind": "material_makeup"} if is_sub else {}
    return {
        "kind": "order",
        "number": f"S{shop.orders}" if is_sub else f"O{shop.orders}",
        "revision": 1,
        "customer": _customer(world),
        "ordered_at": millis(world.server.clock.now() - chance.choice(_AGES)),
        "amount_cents": 100_00,
        "category": "pcb",
        **part_of,
    }


def _status(world: World) -> Record:
    """Of an order that may not have been told yet, and maybe older than what was told before."""
    revision = world.chance.randrange(1, 6)
    number = f"O{world.chance.randrange(1, world.shop.orders + 3)}"
    return {"kind": "order_status", "number": number, "revision": revision, "status": f"第{revision}步"}


def _certification(world: World) -> Record:
    """A customer that certifies itself, always by the same words."""
    account = _customer(world)
    known = next(
        (told for told in world.shop.told if told["kind"] == "certification" and told["customer"] == account), None
    )
    return known or {
        "kind": "certification",
        "id": f"C-{account}",
        "revision": 1,
        "customer": account,
        "company_name": f"客户认证 {account}",
        "uscc": _CODE,
        "certified_at": millis(world.server.clock.now()),
    }


def _activity(world: World) -> Record:
    """Mostly of somebody who sleeps still."""
    world.shop.activities += 1
    asleep = world.server.ask(
        "SELECT external_id FROM customer WHERE pool_state = 'dormant' AND external_id <> '' ORDER BY id"
    )
    is_asleep = bool(asleep) and world.chance.random() < _HELD
    return {
        "kind": "activity",
        "id": f"A{world.shop.activities}",
        "customer": str(world.chance.choice(asleep)[0]) if is_asleep else _customer(world),
        "activity": world.chance.choice(["upload", "quote", "login", "跳舞"]),
        "at": millis(world.server.clock.now() - world.chance.choice(_AGES)),
    }


def _check_accounts(world: World, taken: list[Record]) -> None:
    """What was taken is a customer, once."""
    found = world.server.ask("SELECT external_id, count(*) FROM customer WHERE external_id <> '' GROUP BY external_id")
    there = dict(found)
    for each in taken:
        if each["kind"] == "customer" and there.get(each["id"]) != 1:
            raise Violation("feed", f"{each} was taken, and there are {there.get(each['id'], 0)} customers of it")
