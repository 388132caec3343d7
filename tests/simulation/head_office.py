"""Who moves customers besides those at the desks: the recycler, an admin of the system, and whoever sets the rules."""

from typing import Any

import msgspec
from sqlalchemy import Connection

from domain.commands import Assign
from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from server.feed.log import record
from server.pools.repository import insert_rulesets
from server.recycling.sweep import sweep
from sync.protocol.rows import RulesetRow
from tests.simulation.fuse import Crash
from tests.simulation.reckoning import DAY, midnight_from
from tests.simulation.strangers import ask_as
from tests.simulation.violation import Violation
from tests.simulation.world import World

_OFTEN = 0.85


def sweep_once(world: World, *, may_die: bool = True) -> str:
    """The real recycler, once, whenever it comes to it: late, or after days in which nobody swept. It may die amid."""
    server = world.server
    if server.is_down:
        return "nothing"
    world.judge.history()
    if may_die and world.chance.random() > _OFTEN:
        server.fuse.blow_after(world.chance.randrange(60))
    try:
        swept = sweep(server.database, server.clock.now, server.ids.new, lambda: False)
    except Crash:
        server.stop()
        return "died"
    finally:
        server.fuse.mend()
    if swept is None or swept.failed:
        raise Violation("recycle", f"a sweep came to {swept}")
    world.judge.swept()
    for rule, number in sorted(swept.by_rule.items()):
        world.figures[f"recycled:{rule.value}"] += number
    world.figures["deadline corrected"] += swept.corrected
    return f"{swept.recycled} taken back, {swept.corrected} corrected"


def reassign(world: World, customer_id: CustomerId, ownership_version: int, to: PersonId) -> str:
    """An admin of the system gives it to another, from a machine of theirs."""
    return ask_as(world, world.founding.system_admin, Assign(customer_id, ownership_version, to))


def change_rules(world: World) -> str:
    """A new version of a pool's rules, from now on or from a later midnight."""
    server, chance = world.server, world.chance
    if server.is_down:
        return "nothing"
    founded = world.founding
    pool_id = chance.choice([founded.shared_pool, founded.south_pool])
    (*_, (version, settings)) = server.ask(
        "SELECT ruleset_version, settings FROM ruleset WHERE pool_id = ? ORDER BY ruleset_version", pool_id
    )
    now = millis(server.clock.now())
    begins = chance.choice([now, midnight_from(now), midnight_from(now) + DAY])
    numbers = _moved(world, msgspec.json.decode(settings))
    row = RulesetRow(server.ids.new(), 1, pool_id, version + 1, begins, numbers)

    def save(connection: Connection) -> None:
        record(connection, insert_rulesets(connection, [row]), server.clock.now(), server.ids.new)

    server.change(save)
    return f"{pool_id} from {begins} {numbers}"


def _moved(world: World, numbers: dict[str, Any]) -> dict[str, Any]:
    """Some other numbers of the same kind."""
    draw = world.chance.choice
    changed = {"holding_cap": draw([5, 6, 7]), "lock_limit": draw([1, 2]), "cool_down_hours": draw([24, 48, 72])}
    if numbers["protection_days"] is not None:
        return numbers | changed | {"protection_days": draw([1, 2, 3, 4]), "is_goal_exempt": draw([True, False])}
    rules = {
        "no_first_follow_up_days": draw([1, 2, 3, None]),
        "follow_up_gap_days": draw([1, 2, 3, 4]),
        "no_deal_days": draw([3, 5]),
        "extension_days": draw([1, 3]),
    }
    return numbers | changed | rules
