"""What happens to machines, servers and rights between exchanges; each kind of `Trouble` is one function here."""

from collections.abc import Callable
from datetime import timedelta

import sqlcipher3.dbapi2 as sqlite

from domain.instants import millis
from server.identity.repository import end_sessions_of_device
from tests.simulation.acts import act, ask_back, follow_up_late
from tests.simulation.desk import KEY, Desk
from tests.simulation.head_office import answer_certification, answer_request, govern, reassign, sweep_once
from tests.simulation.shop import tell
from tests.simulation.strangers import foreign_command, foreign_scope, replayed, reused_id, uninvited_command
from tests.simulation.upheavals import (
    by_chance,
    close_pool,
    depart,
    let_in,
    move_team,
    open_pool,
    save_ruleset,
    shut_out,
)
from tests.simulation.weather import Trouble
from tests.simulation.witness import raw
from tests.simulation.world import World

_FEW_HOURS = 100
_AT_ONCE = 0.6
_CLOCK_STEPS = (timedelta(minutes=5), timedelta(minutes=-5), timedelta(hours=9), timedelta(days=-1), timedelta(days=1))


def befall(world: World) -> str:
    """One trouble, by chance and weather; returns what it was, for the trace."""
    trouble = world.weather.trouble(world.chance)
    told = _TROUBLES[trouble](world)
    if told != "nothing":
        world.count(trouble)
    return f"{trouble} {told}"


def _desk(world: World) -> Desk:
    return world.chance.choice(world.running)


def _offline(world: World) -> str:
    desk = _desk(world)
    desk.machine.is_offline = True
    return desk.name


def _one_way(world: World) -> str:
    desk = _desk(world)
    desk.machine.deaf_side = world.chance.choice(["out", "back"])
    return f"{desk.name} {desk.machine.deaf_side}"


def _network_back(world: World) -> str:
    for desk in world.desks:
        desk.machine.is_offline, desk.machine.deaf_side = False, ""
    return ""


def _client_crash(world: World) -> str:
    """Some times in a row, each wherever it has come by then."""
    desk, deaths = _desk(world), 0
    for _ in range(world.chance.randint(1, 4)):
        desk.machine.fuse.blow_after(world.chance.randrange(150))
        if world.chance.random() < 0.8:
            desk.round()
        else:
            act(world, desk)
        desk.machine.fuse.mend()
        if not desk.is_running:
            deaths += 1
            desk.start()
    return f"{desk.name} died {deaths} times"


def _power_loss(world: World) -> str:
    """pool.db is not flushed at every commit: its last transactions may be gone, those of me.db may not."""
    desk = _desk(world)
    files = [desk.folder / name for name in ("pool.db", "pool.db-wal")]
    before = [file.read_bytes() if file.exists() else None for file in files]
    for _ in range(world.chance.randint(1, 3)):
        desk.round()
    desk.stop()
    for file, content in zip(files, before, strict=True):
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content)
    desk.start()
    return desk.name


def _client_restart(world: World) -> str:
    desk = _desk(world)
    desk.stop()
    desk.start()
    return desk.name


def _client_updated(world: World) -> str:
    """A program that lays out pool.db in another way: it is dropped and fetched anew."""
    desk = _desk(world)
    desk.stop()
    connection = sqlite.connect(desk.folder / "pool.db", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    desk.start()
    return desk.name


def _client_too_old(world: World) -> str:
    desk = _desk(world)
    desk.speaks = 1 - desk.speaks
    return f"{desk.name} speaks {desk.speaks}"


def _disk_full(world: World) -> str:
    desk = _desk(world)
    desk.machine.fuse.is_full = True
    try:
        told = act(world, desk)
        desk.round()
    finally:
        desk.machine.fuse.is_full = False
    return told


def _client_clock_step(world: World) -> str:
    desk, step = _desk(world), world.chance.choice(_CLOCK_STEPS)
    desk.machine.clock.error += step
    return f"{desk.name} {step}"


def _server_clock_step(world: World) -> str:
    step = timedelta(seconds=world.chance.choice([-300, -20, 20, 300]))
    world.server.step_clock(step)
    return f"{step}"


def _server_restart(world: World) -> str:
    world.server.restart()
    return ""


def _backup_made(world: World) -> str:
    if world.server.is_down:
        return "nothing"
    world.server.back_up(world.folder / "backup.db")
    return ""


def _server_restored(world: World) -> str:
    backup = world.folder / "backup.db"
    if not backup.exists():
        return "nothing"
    world.judge.truth.close()
    world.server.restore(backup)
    world.judge.was_restored()
    # The machines that could have testified to these were wiped by order: what the backup lacks of them is gone.
    world.promises.accepted -= world.promises.without_witness - world.judge.truth.follow_ups().keys()
    if Trouble.REPLAYED_COMMAND not in world.weather.troubles or world.chance.random() < 0.5:
        return ""
    # Old duplicates are quicker than those who asked, and the server has forgotten what it had told them.
    return " ".join(replayed(world, among=20) for _ in range(4))


def _replica_behind(world: World) -> str:
    """It catches up once, and lags from then on."""
    if world.server.is_down:
        return "nothing"
    world.server.let_replica_follow()
    return ""


def _newer_server(world: World) -> str:
    world.is_server_newer = True
    return ""


def _reassigned(world: World) -> str:
    owned = world.server.ask("SELECT id, ownership_version FROM customer WHERE owner_id IS NOT NULL ORDER BY id")
    if not owned:
        return "nothing"
    customer_id, version = world.chance.choice(owned)
    return reassign(world, customer_id, version, world.chance.choice(world.founding.holders))


def _recycled_unseen(world: World) -> str:
    """Somebody works on for a customer that has flowed out, as their machine has not heard of it; once it has, they may
    ask for it back at once."""
    desk = _desk(world)
    ((due,),) = raw(desk.cache._files[0], "SELECT min(outflow_at) FROM customer")
    if due is None or world.server.is_down:
        return "nothing"
    hours = max(0, due - millis(world.server.clock.now())) / 3_600_000
    if hours > _FEW_HOURS:
        return "nothing"
    world.pass_by((hours + 1) * 3_600)
    swept = sweep_once(world, may_die=False)
    written = desk.attempt(lambda: follow_up_late(world, desk))
    asked: str | None = ""
    if not desk.is_busy and world.chance.random() < _AT_ONCE:
        desk.round()
        asked = desk.attempt(lambda: ask_back(world, desk)) if desk.is_running else None
    return f"{desk.name} {swept}, {written} written late, {asked} asked back"


def _user_switch(world: World) -> str:
    one, other = world.chance.choice(world.shared)
    gone, come = (one, other) if one.is_running else (other, one)
    if gone.is_busy:
        return "nothing"
    gone.stop()
    come.start()
    return come.name


def _wipe_ordered(world: World) -> str:
    desk = _desk(world)
    order = "UPDATE device SET is_wipe_ordered = 1 WHERE id = ?"
    world.server.change(lambda connection: connection.exec_driver_sql(order, (desk.device_id,)))
    return desk.name


def _session_revoked(world: World) -> str:
    desk, now = _desk(world), world.server.clock.now()
    world.server.change(
        lambda connection: end_sessions_of_device(connection, desk.person_id, desk.device_id, "admin", now)
    )
    return desk.name


_TROUBLES: dict[Trouble, Callable[[World], str]] = {
    Trouble.OFFLINE: _offline,
    Trouble.ONE_WAY_PARTITION: _one_way,
    Trouble.NETWORK_BACK: _network_back,
    Trouble.CLIENT_CRASH: _client_crash,
    Trouble.POWER_LOSS: _power_loss,
    Trouble.CLIENT_RESTART: _client_restart,
    Trouble.CLIENT_UPDATED: _client_updated,
    Trouble.CLIENT_TOO_OLD: _client_too_old,
    Trouble.DISK_FULL: _disk_full,
    Trouble.CLIENT_CLOCK_STEP: _client_clock_step,
    Trouble.SERVER_RESTART: _server_restart,
    Trouble.SERVER_CLOCK_STEP: _server_clock_step,
    Trouble.BACKUP_MADE: _backup_made,
    Trouble.SERVER_RESTORED: _server_restored,
    Trouble.REPLICA_BEHIND: _replica_behind,
    Trouble.NEWER_SERVER: _newer_server,
    Trouble.ACCESS_SHRINKS: lambda world: govern(world, shut_out(world)),
    Trouble.ACCESS_GROWS: lambda world: govern(world, let_in(world)),
    Trouble.SOMEBODY_DEPARTS: lambda world: govern(world, [depart(world)]),
    Trouble.TEAM_MOVED: lambda world: govern(world, [move_team(world)]),
    Trouble.POOL_CLOSED: lambda world: govern(world, [close_pool(world)]),
    Trouble.POOL_OPENED: lambda world: govern(world, [open_pool(world)]),
    Trouble.UPHEAVAL: lambda world: govern(world, [by_chance(world) for _ in range(world.chance.randint(2, 4))]),
    Trouble.FED: tell,
    Trouble.RECYCLED: sweep_once,
    Trouble.RECYCLED_UNSEEN: _recycled_unseen,
    Trouble.RULES_CHANGED: lambda world: govern(world, [save_ruleset(world)]),
    Trouble.REASSIGNED: _reassigned,
    Trouble.REQUEST_ANSWERED: answer_request,
    Trouble.CERTIFICATION_ANSWERED: answer_certification,
    Trouble.USER_SWITCH: _user_switch,
    Trouble.WIPE_ORDERED: _wipe_ordered,
    Trouble.SESSION_REVOKED: _session_revoked,
    Trouble.POISONED_COMMAND: lambda _world: "nothing",  # written by somebody in `acts`
    Trouble.REPLAYED_COMMAND: replayed,
    Trouble.REUSED_ID: reused_id,
    Trouble.FOREIGN_COMMAND: foreign_command,
    Trouble.FOREIGN_SCOPE: foreign_scope,
    Trouble.UNINVITED_COMMAND: uninvited_command,
}
