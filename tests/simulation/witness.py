"""Looks into a client's files after each of its steps: nothing asked is lost, nothing is held that was not sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    PutTag,
    Release,
    TakeTag,
    Unlock,
    WriteNote,
)
from domain.instants import millis
from sync.cache.answers import CommandState
from sync.cache.asking import Mine, Wanted
from sync.cache.files import StoreFile
from sync.cache.shapes import SHAPES
from sync.protocol.acts import Act, is_of_the_company, subject_of
from tests.simulation.desk import Desk
from tests.simulation.requests import ON_REQUEST
from tests.simulation.truth import Key, Truth
from tests.simulation.violation import Violation

_CLOCK_TREMBLE = 2
"""Milliseconds lost to rounding."""

_TERMS = Assign | Extend | Lock | Unlock | ConvertToPool | ConvertToOrdinary

_UNTOLD = {CommandState.QUEUED.value, CommandState.SENDING.value, CommandState.CHECKING.value}
_OPEN = {state.value for state in CommandState} - {CommandState.DONE.value, CommandState.REFUSED.value}


@dataclass(frozen=True)
class Saved:
    """A command that was shown as saved."""

    desk: str
    command: Act


@dataclass
class Promises:
    """What each client has told its person, and what became of it."""

    saved: dict[str, Saved] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)
    lost_with_machine: set[str] = field(default_factory=set)
    """On a machine that was wiped before they could be delivered."""
    accepted: set[str] = field(default_factory=set)
    """Follow-ups that were accepted once: never lost again, not even by a restore."""
    without_witness: set[str] = field(default_factory=set)
    """Follow-ups whose author's machine was wiped: only the server still remembers them."""

    def of(self, desk: Desk) -> dict[str, Saved]:
        return {
            key: saved
            for key, saved in self.saved.items()
            if saved.desk == desk.name and key not in self.taken_back and key not in self.lost_with_machine
        }


@dataclass(frozen=True)
class Asked:
    """A command as it stands in the outbox."""

    id: str
    state: str
    is_accepted: bool | None
    reason: str | None
    customer_id: str


def outbox_of(desk: Desk) -> dict[str, Asked]:
    rows = raw(desk.cache._files[0], "SELECT id, state, is_accepted, reason, customer_id FROM outbox ORDER BY no")
    return {row[0]: Asked(*row) for row in rows}


def raw(file: StoreFile, query: str, *values: object) -> list[Any]:
    """Past all code of the cache."""
    connection = file.engine.raw_connection()
    try:
        return list(connection.cursor().execute(query, values))
    finally:
        connection.close()


def check_outbox(desk: Desk, promises: Promises) -> None:
    """I7: what was shown as saved stays until its person has its answer."""
    there = outbox_of(desk)
    for command_id, saved in promises.of(desk).items():
        if command_id not in there:
            raise Violation("I7", f"{desk.name} lost {command_id}: {saved.command}")
        if there[command_id].is_accepted and isinstance(saved.command, AddFollowUp):
            promises.accepted.add(saved.command.follow_up_id)
    for command_id in there.keys() - promises.saved.keys():
        raise Violation("I12", f"{desk.name} holds {command_id}, which nobody asked")


def check_time(desk: Desk) -> None:
    """Once it has heard its server a client knows what time it is there, whatever its machine is set to."""
    if desk.heard is None or not desk.clock.has_heard or desk.is_busy:
        return
    told, at = desk.heard
    away = millis(desk.now) - told - (desk.clock.elapsed() - at) * 1_000
    if abs(away) > _CLOCK_TREMBLE:
        raise Violation("time", f"{desk.name} is {away / 1_000} s away from its server")


def check_base(desk: Desk, truth: Truth) -> None:
    """I6, I12: of everything that moved up to its cursor a client holds exactly the server's state."""
    truth.refresh()
    for file in desk.cache._files:
        for no, name, position, salt, is_walking, is_unproven, walk, count in raw(
            file, "SELECT no, name, position, salt, is_walking, is_unproven, walk, row_count FROM scope"
        ):
            if is_walking or not truth.knows(position, salt):
                continue
            # What an earlier walk met stays to be seen until this one is proven, and is counted no longer.
            held = held_rows(file, no, met_since=walk if is_unproven else 0)
            if len(held) != count:
                raise Violation("I6", f"{desk.name} counts {count} rows of {name} and holds {len(held)}")
            _compare(desk, name, position, held, truth)


def _compare(desk: Desk, scope: str, position: int, held: dict[Key, int], truth: Truth) -> None:
    there, moved = truth.rows.get(scope, {}), truth.moved.get(scope, {})
    for key, at in moved.items():
        if at <= position and there.get(key) != held.get(key):
            raise Violation(
                "I6",
                f"{desk.name} stands at {position} of {scope} and holds {key} at {held.get(key)}, "
                f"the server since {at} at {there.get(key)}",
            )
    strangers = held.keys() - moved.keys()
    if strangers:
        raise Violation("I12", f"{desk.name} holds of {scope} what was never sent: {sorted(strangers)[:3]}")


def held_rows(file: StoreFile, scope_no: int, *, met_since: int = 0) -> dict[Key, int]:
    """Those that its walk of this number, or a later one, has met."""
    where = "WHERE scope_no = ? AND walk >= ?"
    rows = raw(file, f"SELECT kind, id, version FROM held_row {where}", scope_no, met_since)
    held = {(kind, row_id): version for kind, row_id, version in rows}
    for kind, shape in SHAPES.items():
        for row_id, version in raw(file, f"SELECT id, version FROM {shape.table.name} {where}", scope_no, met_since):
            held[kind, row_id] = version
    return held


def check_view(desk: Desk, promises: Promises) -> None:
    """What its person did stays done before their eyes until an answer says otherwise."""
    mine = set(desk.cache.register.ids(Wanted(Mine()), desk.now))
    there = outbox_of(desk)
    owned = dict(raw(desk.cache._files[0], "SELECT id, ownership_version FROM customer"))
    for command_id, saved in promises.of(desk).items():
        asked, command = there[command_id], saved.command
        if isinstance(command, Release) and asked.state in _OPEN - {CommandState.NEEDS_YOU.value}:
            # Pulled already, and claimed or assigned anew: another ownership.
            if command.customer_id in mine and owned[command.customer_id] <= command.ownership_version:
                raise Violation("flicker", f"{desk.name} released {command.customer_id} and sees it among its own")
        elif isinstance(command, Release) and asked.state == CommandState.DONE.value:
            if owned.get(command.customer_id, 1 << 40) <= command.ownership_version:
                raise Violation("flicker", f"{desk.name} sees {command.customer_id} again after its release was done")
        elif isinstance(command, Claim) and asked.state in _OPEN:
            view = desk.cache.register.customer(command.customer_id, desk.now)
            if view is not None and not view.is_mine and not view.marks:
                raise Violation("flicker", f"{desk.name} sees no sign of its claim of {command.customer_id}")
        elif isinstance(command, _TERMS) and asked.state in _OPEN:
            view = desk.cache.register.customer(command.customer_id, desk.now)
            if view is not None and not view.marks:
                raise Violation("flicker", f"{desk.name} sees no sign of {command}")
        elif isinstance(command, ON_REQUEST) and asked.state in _OPEN - {CommandState.NEEDS_YOU.value}:
            request = desk.cache.requests.of(command.follow_up_id, desk.now)
            if request is None if isinstance(command, AskReinstatement) else request and request.on_its_way is None:
                raise Violation("flicker", f"{desk.name} sees no sign of {command}")
        elif (
            isinstance(command, PutTag | TakeTag | WriteNote) and asked.state in _UNTOLD and command.customer_id in mine
        ):
            _check_written(desk, promises, there, command)
        elif is_of_the_company(command) and asked.state in _OPEN - {CommandState.NEEDS_YOU.value}:
            if subject_of(command) not in desk.cache.office.pending():
                raise Violation("flicker", f"{desk.name} sees no sign of {command}")
        elif isinstance(command, AddFollowUp) and asked.state in _OPEN and command.customer_id in mine:
            told = [one.id for one in desk.cache.register.follow_ups(command.customer_id)]
            if told.count(command.follow_up_id) != 1:
                raise Violation(
                    "flicker", f"{desk.name} sees {command.follow_up_id} {told.count(command.follow_up_id)} times"
                )


def _check_written(desk: Desk, promises: Promises, there: dict[str, Asked], command: Act) -> None:
    """What somebody has written last is what they read."""
    later = [
        saved.command
        for key, saved in promises.of(desk).items()
        if there[key].state in _UNTOLD and subject_of(saved.command) == subject_of(command)
    ]
    view = desk.cache.register.customer(subject_of(command), desk.now)
    if view is None:
        raise Violation("flicker", f"{desk.name} sees no sign of {command}")
    notes = [one.note for one in later if isinstance(one, WriteNote)]
    if notes and view.row.note != notes[-1]:
        raise Violation("flicker", f"{desk.name} wrote {notes[-1]} and reads {view.row.note}")
    tagging = {one.tag_id: isinstance(one, PutTag) for one in later if isinstance(one, PutTag | TakeTag)}
    for tag_id, is_put in tagging.items():
        if (tag_id in view.row.tags) != is_put:
            raise Violation("flicker", f"{desk.name} put {tag_id}: {is_put}, and sees {view.row.tags}")


def waiting(asked: Iterable[Asked]) -> list[Asked]:
    """What nobody but the machines has to move: neither answered nor behind one that waits for its person."""
    blocked: set[str] = set()
    free = []
    for one in asked:
        if one.state == CommandState.NEEDS_YOU.value:
            blocked.add(one.customer_id)
        elif one.state in _OPEN and one.customer_id not in blocked:
            free.append(one)
    return free
