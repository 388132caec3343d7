"""The shop system, which tells of accounts, orders, certifications and activity: at once or days after, twice, and the
newer state before the older one."""

from datetime import timedelta

import msgspec

from domain.instants import millis
from server.upstream.feed import Feed
from server.upstream.records import record_id
from tests.server.imports.files import CODES
from tests.simulation.told import Record
from tests.simulation.world import World

_AGES = (timedelta(), timedelta(), timedelta(minutes=5), timedelta(days=1), timedelta(days=3))
_SOURCES = ("self_registered", "self_registered", "enthusiast", "dfm", "offline_legacy")
_ACTIVITIES = ("login", "upload", "quote", "order", "somersault")
_HELD, _TOLD_AGAIN = 0.8, 0.3


def tell(world: World) -> str:
    """A few records of one kind, mostly of a customer that somebody holds, and sometimes what was told before."""
    if world.server.is_down:
        return "nothing"
    world.judge.history()
    what = world.chance.choices((_order, _account, _activity, _certification), (8, 2, 4, 1))[0]
    told = what(world)
    if not told:
        return "nothing"
    whose = told[0].get("customer") or told[0]["id"]
    shop, chance = world.shop, world.chance
    shop.told += told
    if chance.random() < _TOLD_AGAIN:
        told = [*told, *chance.sample(shop.told, min(3, len(shop.told)))]
        chance.shuffle(told)
    world.server.fuse.mend()
    feed = Feed(world.server.database, world.server.clock.now, world.server.ids.new)
    feed.take([msgspec.json.encode(record) for record in told])
    return f"{what.__name__.strip('_')} of {whose}"


def _order(world: World) -> list[Record]:
    """An order, changed once since, and how far it has come."""
    account = _somebody(world, is_mostly_held=True)
    if account is None:
        return []
    world.shop.orders += 1
    number = f"P{world.shop.orders}"
    at = millis(world.server.clock.now() - world.chance.choice(_AGES))
    placed = {"kind": "order", "number": number, "customer": account, "ordered_at": at}
    return [
        placed | {"revision": 1, "amount_cents": 100_00},
        placed | {"revision": 2, "amount_cents": 120_00},
        {"kind": "order_status", "number": number, "revision": 1, "status": "in_production"},
    ]


def _account(world: World) -> list[Record]:
    """Somebody who registers at the shop."""
    account = f"N{len(world.shop.accounts)}"
    source = world.chance.choice(_SOURCES)
    told = {"kind": "customer", "id": account, "revision": 1, "name": f"深圳{account}电路有限公司", "source": source}
    world.shop.accounts[record_id("customer", account)] = told
    return [told]


def _activity(world: World) -> list[Record]:
    """What somebody did in the shop, mostly who registered there."""
    new = [str(told["id"]) for told in world.shop.accounts.values()]
    account = world.chance.choice(new) if new else _somebody(world, is_mostly_held=False)
    if account is None:
        return []
    world.shop.activities += 1
    at = millis(world.server.clock.now() - world.chance.choice(_AGES))
    kind = world.chance.choice(_ACTIVITIES)
    name = f"A{world.shop.activities}"
    return [{"kind": "activity", "id": name, "customer": account, "activity": kind, "at": at}]


def _certification(world: World) -> list[Record]:
    """A customer that certifies itself."""
    account = _somebody(world, is_mostly_held=True)
    if account is None:
        return []
    at = millis(world.server.clock.now())
    told = {"kind": "certification", "id": f"Z{account}", "revision": 1, "customer": account, "certified_at": at}
    return [told | {"company_name": f"深圳市{account}认证有限公司", "uscc": world.chance.choice(CODES)}]


def _somebody(world: World, *, is_mostly_held: bool) -> str | None:
    """A customer with an account at the shop."""
    found = world.server.ask("SELECT external_id, owner_id FROM customer WHERE external_id <> '' ORDER BY id")
    held = [account for account, owner_id in found if owner_id is not None]
    everybody = [account for account, _ in found]
    if held and is_mostly_held and world.chance.random() < _HELD:
        return str(world.chance.choice(held))
    return str(world.chance.choice(everybody)) if everybody else None
