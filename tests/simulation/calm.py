"""After the storm: networks heal, people answer what they are asked, and then both sides must be the same."""

from functools import partial
from typing import Any

import msgspec

from domain.commands import AddFollowUp, Lock, Unlock
from domain.reasons import Reason
from server.feed.walk import walk
from server.scopes.contents import contents_of
from server.scopes.grants import granted_scopes
from sync.cache.answers import CommandState
from sync.cache.asking import Mine, Theirs, Wanted
from sync.cache.shapes import SHAPES
from sync.protocol.acts import is_of_the_company
from sync.report import Report
from sync.state import Contact
from tests.simulation.acts import answer_all, ask_back
from tests.simulation.desk import Desk
from tests.simulation.head_office import answer_request, sweep_once
from tests.simulation.network import NEW_FIELD
from tests.simulation.papers import ON_PAPER
from tests.simulation.requests import ON_REQUEST
from tests.simulation.violation import Violation
from tests.simulation.weather import Trouble
from tests.simulation.witness import check_base, check_outbox, check_view, outbox_of, raw, waiting
from tests.simulation.world import World

_ENOUGH_POISON = 6
_NOTHING_NEW = {Reason.ALREADY_YOURS, Reason.ALREADY_THEIRS}

PATIENCE = 20
"""Rounds of every desk within which everything must have been delivered."""


def calm_down(world: World) -> str:
    """Raises Violation where something is stuck, lost, doubled or different."""
    _heal(world)
    _settle(world)
    world.is_poisoned = False
    for is_wanted in (True, False):
        if sum(answer_all(world, desk, is_wanted) for desk in world.desks):
            _settle(world)
    _ask_back_and_answer(world)
    # However long nobody swept, the next sweep makes up for it.
    sweep_once(world, may_die=False)
    _settle(world)
    world.judge.history()
    for desk in world.desks:
        check_outbox(desk, world.promises)
        check_base(desk, world.judge.truth)
        check_view(desk, world.promises)
        # Whoever has left and has no session any more is told nothing, so neither that their rows are to go.
        if desk.turned_away is None:
            _same_rows(world, desk)
            _same_lists(world, desk)
        _all_answered(world, desk)
    _follow_ups(world)
    return f"calm: {max(world.judge.truth.salts)} commits, {len(world.promises.saved)} commands"


def _ask_back_and_answer(world: World) -> None:
    """Whoever still may ask for a customer back does so, and requests are answered, by one who may or who may not."""
    for desk in world.desks:
        desk.attempt(partial(ask_back, world, desk))
    _settle(world)
    for _ in world.judge.reference.past.requests.waiting:
        answer_request(world)
    _settle(world)


def _heal(world: World) -> None:
    world.is_stormy = False
    if world.server.is_down:
        world.server.start()
    world.server.change(lambda connection: connection.exec_driver_sql("UPDATE device SET is_wipe_ordered = 0"))
    for desk in world.desks:
        desk.machine.is_offline, desk.machine.deaf_side, desk.speaks = False, "", 1
        desk.turned_away = None
        if not desk.is_running:
            desk.start()


def _settle(world: World) -> None:
    """I10: within a few rounds nothing waits that the machines can move by themselves."""
    reports: list[Report | None] = []
    for number in range(PATIENCE):
        # One that nobody understands and that stands alone is given thirty tries: rounds in which nothing else is seen.
        world.is_poisoned = world.is_poisoned and number < _ENOUGH_POISON
        world.pass_by(400)
        world.server.let_replica_follow()
        reports = [desk.round() for desk in world.desks]
        if all(_rests(world, desk, report) for desk, report in zip(world.desks, reports, strict=True)):
            return
    stuck = [
        f"{desk.name} {waiting(outbox_of(desk).values())[:2]} {report}"
        for desk, report in zip(world.desks, reports, strict=True)
        if not _rests(world, desk, report)
    ]
    raise Violation("I10", f"stuck: {stuck}")


def _rests(world: World, desk: Desk, report: Report | None) -> bool:
    if report is None or report.answers or report.pulled or report.removed:
        return False
    waits = waiting(outbox_of(desk).values())
    if not _has_left(world, desk):
        return report.contact is Contact.GOOD and not (report.trouble or waits)
    # What whoever left had written is delivered while a session of theirs lasts; nothing comes down any more.
    return desk.turned_away is not None or (
        report.contact is Contact.DEPARTED and all(one.state == CommandState.ANSWERED.value for one in waits)
    )


def _has_left(world: World, desk: Desk) -> bool:
    return bool(world.judge.reference.past.rights.people[desk.person_id].has_departed)


def _same_rows(world: World, desk: Desk) -> None:
    """I5: a client holds of every scope it may read what the server holds of it, to the letter, and no other scope."""
    database = world.server.database
    granted = database.read(lambda connection: granted_scopes(connection, desk.person_id))
    known: set[str] = set()
    for file in desk.cache._files:
        for no, name in raw(file, "SELECT no, name FROM scope"):
            known.add(name)
            theirs = _contents(world, name)
            mine = _held(desk, file, no)
            if mine != theirs:
                differing = [(mine.get(key), theirs.get(key)) for key in mine.keys() | theirs.keys()
                             if mine.get(key) != theirs.get(key)]  # fmt: skip
                raise Violation("I5", f"{desk.name} holds of {name} other than the server: {differing[:2]}")
    world.judge.may_read(desk.person_id, granted)
    if known != set(granted):
        raise Violation("I9", f"{desk.name} holds {sorted(known.symmetric_difference(granted))} wrongly")


def _same_lists(world: World, desk: Desk) -> None:
    """What a person is shown as their own and as their people's is what the tables say, once each and no reach of
    anybody's that they only see in a pool."""
    truth = world.judge.truth
    readable = truth.rights().readable(desk.person_id)
    mine, theirs = set(), set()
    for key, (kept, _) in truth.kept().items():
        if kept.owner_id == desk.person_id:
            mine.add(key)
        places = {f"team:{kept.team_id}"} | ({f"assigned:{kept.pool_id}/0"} if kept.state == "assigned" else set())
        if places & readable:
            theirs.add(key)
    for shelf, there in (Mine(), mine), (Theirs(), theirs):
        shown = desk.cache.register.ids(Wanted(shelf), desk.now)
        if sorted(shown) != sorted(there):
            raise Violation("I5", f"{desk.name} is shown as {shelf} {sorted(set(shown) ^ there)} wrongly, or twice")
    told = raw(
        desk.cache._files[1],
        "SELECT s.name, c.id FROM customer c JOIN scope s ON s.no = c.scope_no"
        " WHERE s.name NOT LIKE 'team:%' AND c.phone <> '' AND c.phone NOT LIKE '%*%'",
    )
    if told:
        raise Violation("I9", f"{desk.name} was told how to reach {told[:3]}")


def _contents(world: World, scope: str) -> dict[tuple[str, str], Any]:
    stretch = world.server.database.read(lambda connection: walk(connection, contents_of(scope), None, 1 << 30))
    found: dict[tuple[str, str], Any] = {}
    for some in stretch.upserts:
        shape = SHAPES.get(some.kind)
        if shape is None:
            found |= {(some.kind, row[0]): row for row in msgspec.json.decode(some.rows)}
        else:
            found |= {(some.kind, row[2]): row[2:] for row in shape.values(0, 0, shape.decode(some.rows))}
    return found


def _held(desk: Desk, file: Any, no: int) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {
        (kind, row_id): _known_fields(msgspec.json.decode(body))
        for kind, row_id, body in raw(file, "SELECT kind, id, body FROM held_row WHERE scope_no = ?", no)
    }
    for kind, shape in SHAPES.items():
        names = ", ".join(
            f'"{column.name}"' for column in shape.table.columns if column.name not in {"no", "scope_no", "walk"}
        )
        for row in raw(file, f"SELECT {names} FROM {shape.table.name} WHERE scope_no = ?", no):
            found[kind, row[0]] = tuple(row)
    return found


def _known_fields(row: list[Any]) -> list[Any]:
    """Without what a newer server added behind."""
    return row[:-1] if row[-1] == NEW_FIELD else row


def _all_answered(world: World, desk: Desk) -> None:
    """I2, I7: each command has one fate, and it is the fate that its person was told."""
    done, accepted = world.judge.truth.commands_with_events(), world.judge.truth.accepted()
    follow_ups = world.judge.truth.follow_ups()
    there = outbox_of(desk)
    final = {CommandState.DONE.value}
    if _has_left(world, desk):
        if world.figures[Trouble.SERVER_RESTORED]:
            return  # nothing comes down to them any more: what the server forgot of theirs they cannot know
        final.add(CommandState.ANSWERED.value)
    for command_id, saved in world.promises.of(desk).items():
        asked, command = there[command_id], saved.command
        is_done = command.follow_up_id in follow_ups if isinstance(command, AddFollowUp) else command_id in done
        if is_of_the_company(command) or isinstance(command, (*ON_REQUEST, *ON_PAPER)):
            is_done = command_id in accepted and asked.reason not in _NOTHING_NEW
        says_done = asked.state in final and asked.reason not in _NOTHING_NEW
        if desk.turned_away is not None and asked.state == CommandState.CHECKING.value:
            continue  # the reply was lost, and whoever has left has no session any more to ask again: it says so
        if isinstance(command, Lock | Unlock) and says_done and not is_done:
            continue  # it was locked, or unlocked, already
        if is_done != says_done:
            raise Violation("I2", f"{desk.name} was told {asked}, the server did it: {is_done}; {command}")


def _follow_ups(world: World) -> None:
    """I3: what was accepted once is there, under its author; but where a restore left nothing of their ever having held
    what is another's ordinary customer now, they are told that it is gone, and who has left is told nothing."""
    there = world.judge.truth.follow_ups()
    lost = world.promises.accepted - there.keys()
    for desk in world.desks if lost else ():
        asked = outbox_of(desk)
        if _has_left(world, desk):
            lost -= {said.command.follow_up_id for said in world.promises.of(desk).values()
                     if isinstance(said.command, AddFollowUp)}  # fmt: skip
        for command_id, saved in world.promises.of(desk).items():
            said = saved.command
            if isinstance(said, AddFollowUp) and asked[command_id].reason == Reason.GONE:
                lost -= set() if world.judge.truth.held(desk.person_id, said.customer_id) else {said.follow_up_id}
    if lost:
        raise Violation("I3", f"follow-ups were accepted and are gone: {sorted(lost)[:3]}")
