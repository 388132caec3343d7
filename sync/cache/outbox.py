"""What the person has asked: on disk before anybody says it is saved, and kept until it is answered and seen."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, delete, exists, func, insert, or_, select, update

from domain.commands import AddFollowUp, Claim, Command
from domain.identifiers import CustomerId, Instant
from domain.instants import instant, millis
from domain.verdicts import Accepted, Refused
from sync.cache.answers import UNANSWERED, CommandState, Group, Item, OutboxCounts, OutboxTab, RefusedRow, Submitted
from sync.cache.bench import Bench, Ruling
from sync.cache.files import StoreFile
from sync.cache.lines import Lines, item_of
from sync.cache.lookup import among
from sync.cache.tables import draft, outbox
from sync.protocol.commands import encode_command

_MOST_DONE = 1_000
_CLAIM = "claim"

_TABS = {
    OutboxTab.WAITING: (CommandState.QUEUED, CommandState.SENDING),
    OutboxTab.CHECKING: (CommandState.CHECKING,),
    OutboxTab.REFUSED: (CommandState.REFUSED, CommandState.NEEDS_YOU),
    OutboxTab.DONE: (CommandState.ANSWERED, CommandState.DONE),
    OutboxTab.ALL: tuple(CommandState),
}


def counts_in(me: StoreFile) -> OutboxCounts:
    """How many commands of this file stand in each state."""
    counted = (
        select(outbox.c.state, func.count().label("number"))
        .where(outbox.c.is_dismissed.is_(False))
        .group_by(outbox.c.state)
    )
    with me.reading() as connection:
        return OutboxCounts(**{row.state: row.number for row in connection.execute(counted)})


class Outbox:
    def __init__(self, me: StoreFile, bench: Bench, lines: Lines) -> None:
        self._me = me
        self._bench = bench
        self._lines = lines

    def submit(self, commands: Sequence[Command], now: Instant, *, is_online: bool) -> Submitted:
        """Judge and keep what one click asked. What the rules refuse is not kept: its caller still has it.

        Claims asked while offline are intents: they go stale, and are asked again before they are sent.
        """
        batch_id = self._lines.new_id()
        whole = self._bench.oversized(commands, now)
        if whole is not None:
            return Submitted(batch_id, whole=whole)
        # Judged inside the transaction, so that two clicks cannot both take the last place.
        with self._me.writing() as connection:
            rulings = self._bench.rulings(commands, now)
            taken = [ruling for ruling in rulings if _is_kept(ruling, is_online=is_online)]
            rows = [self._row(ruling, batch_id, now, is_online=is_online) for ruling in taken]
            if rows:
                connection.execute(insert(outbox), rows)
            noted = [ruling.command.customer_id for ruling in taken if isinstance(ruling.command, AddFollowUp)]
            connection.execute(delete(draft).where(among(draft.c.customer_id, noted)))
        refused = [
            RefusedRow(ruling.command.customer_id, ruling.verdict.reason, ruling.verdict.facts)
            for ruling in rulings
            if isinstance(ruling.verdict, Refused) and not _is_kept(ruling, is_online=is_online)
        ]
        already = [
            ruling.command.customer_id
            for ruling in rulings
            if isinstance(ruling.verdict, Accepted) and not ruling.verdict.effects
        ]
        return Submitted(batch_id, tuple(row["id"] for row in rows), tuple(refused), tuple(already))

    def withdraw(self, command_ids: Iterable[str]) -> tuple[str, ...]:
        """Take back what was never sent, as if never asked; returns those. What was sent is left to its answer."""
        unsent = outbox.c.state == CommandState.QUEUED.value
        with self._me.writing() as connection:
            gone = delete(outbox).where(among(outbox.c.id, command_ids), unsent).returning(outbox.c.id)
            return tuple(connection.scalars(gone))

    def dismiss(self, command_ids: Iterable[str]) -> None:
        """The person has seen these answers, or gives up what waited for them."""
        answered = [CommandState.REFUSED.value, CommandState.DONE.value, CommandState.NEEDS_YOU.value]
        given_up = case(
            (outbox.c.state == CommandState.NEEDS_YOU.value, CommandState.REFUSED.value), else_=outbox.c.state
        )
        with self._me.writing() as connection:
            connection.execute(
                update(outbox)
                .where(among(outbox.c.id, command_ids), outbox.c.state.in_(answered))
                .values(is_dismissed=True, state=given_up)
            )

    def ask_again(self, command_ids: Iterable[str], now: Instant) -> tuple[str, ...]:
        """Yes, still: put what waited for the person back into the queue; returns the ids under which it now stands."""
        with self._me.writing() as connection:
            waiting = select(outbox).where(
                among(outbox.c.id, command_ids), outbox.c.state == CommandState.NEEDS_YOU.value
            )
            return tuple(self._again(connection, row, now) for row in connection.execute(waiting).all())

    def groups(self, tab: OutboxTab = OutboxTab.ALL) -> list[Group]:
        """What one click asked stays together; newest first."""
        states = [state.value for state in _TABS[tab]]
        rows = select(outbox).where(outbox.c.state.in_(states), outbox.c.is_dismissed.is_(False))
        oldest_done = (
            select(outbox.c.no)
            .where(outbox.c.state == CommandState.DONE.value, outbox.c.is_dismissed.is_(False))
            .order_by(outbox.c.no.desc())
            .limit(1)
            .offset(_MOST_DONE)
            .scalar_subquery()
        )
        rows = rows.where(or_(outbox.c.state != CommandState.DONE.value, outbox.c.no > func.coalesce(oldest_done, 0)))
        groups: dict[str, list[Item]] = {}
        with self._me.reading() as connection:
            for row in connection.execute(rows.order_by(outbox.c.no)):
                groups.setdefault(row.batch_id, []).append(item_of(row))
        return [Group(batch_id, items[0].asked_at, tuple(items)) for batch_id, items in reversed(groups.items())]

    def item(self, command_id: str) -> Item | None:
        with self._me.reading() as connection:
            row = connection.execute(select(outbox).where(outbox.c.id == command_id)).first()
        return None if row is None else item_of(row)

    def counts(self) -> OutboxCounts:
        return counts_in(self._me)

    def oldest_unsent_at(self) -> Instant | None:
        """When the first in the order of what should be on its way was asked; None where nothing is.

        What stands behind a command that waits for its person is held up by them and not counted.
        """
        blocker = outbox.alias()
        is_held_up = exists().where(
            blocker.c.customer_id == outbox.c.customer_id,
            blocker.c.no < outbox.c.no,
            blocker.c.state == CommandState.NEEDS_YOU.value,
        )
        first = select(outbox.c.asked_at).where(~is_held_up).order_by(outbox.c.no).limit(1)
        with self._me.reading() as connection:
            # State by state: each is the start of an index, where all at once would read the whole queue.
            asked = [connection.scalar(first.where(outbox.c.state == state.value)) for state in UNANSWERED]
        return min((instant(each) for each in asked if each is not None), default=None)

    def _row(self, ruling: Ruling, batch_id: str, now: Instant, *, is_online: bool) -> dict[str, Any]:
        is_intent = isinstance(ruling.command, Claim) and not is_online
        return self._lines.of(ruling.command, ruling.customer_name, batch_id, now, is_intent=is_intent)

    def _again(self, connection: Connection, row: Row[Any], now: Instant) -> str:
        fresh: dict[str, Any] = {"state": CommandState.QUEUED.value, "tries": 0, "reason": None, "facts": None}
        # While it lay with its person it was not on its way, and is not overdue the moment that it is.
        fresh |= {"asked_at": millis(now)}
        was_answered = row.is_accepted is not None
        if row.tries and not was_answered:
            # It was sent, again and again, and may have been done: the very same goes once more, and no withdrawal.
            fresh["state"] = CommandState.CHECKING.value
        elif row.verb == _CLAIM:
            # It was never sent, or the server handed it back: either way nothing came of its id.
            fresh |= {"body": encode_command(Claim(CustomerId(row.customer_id), now))}
            fresh |= {"is_intent": False}
        if was_answered:
            fresh |= {"id": self._lines.new_id(), "is_accepted": None, "decided_at": None}
        connection.execute(update(outbox).where(outbox.c.no == row.no).values(fresh))
        return str(fresh.get("id", row.id))


def _is_kept(ruling: Ruling, *, is_online: bool) -> bool:
    if isinstance(ruling.verdict, Accepted):
        return bool(ruling.verdict.effects)
    return ruling.is_intent(is_online=is_online)
