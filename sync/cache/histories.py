"""What was done with a customer: the server's follow-ups, and those on their way."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select, tuple_

from domain.commands import AddFollowUp
from domain.identifiers import CustomerId, PersonId
from domain.instants import instant, millis
from sync.cache.answers import CommandState, FollowUpView
from sync.cache.pending import Asked
from sync.cache.shapes import FOLLOW_UP_COLUMNS, HISTORY_COLUMNS, event_row, follow_up_row
from sync.cache.tables import follow_up, ownership_event
from sync.protocol.rows import FollowUpRow, OwnershipEventRow


def base_follow_ups(
    connection: Connection, customer_id: str, before: FollowUpView | None, limit: int
) -> list[FollowUpView]:
    newest_first = (
        select(*FOLLOW_UP_COLUMNS)
        .where(follow_up.c.customer_id == customer_id)
        .group_by(follow_up.c.id)
        .order_by(follow_up.c.happened_at.desc(), follow_up.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        place = tuple_(follow_up.c.happened_at, follow_up.c.id)
        newest_first = newest_first.where(place < (millis(before.happened_at), before.id))
    return [_told(follow_up_row(row)) for row in connection.execute(newest_first)]


def events_of(connection: Connection, customer_id: str) -> list[OwnershipEventRow]:
    """Each once, though several scopes may hold it; the newest first."""
    newest_first = (
        select(*HISTORY_COLUMNS)
        .where(ownership_event.c.customer_id == customer_id)
        .group_by(ownership_event.c.id)
        .order_by(ownership_event.c.at.desc(), ownership_event.c.id.desc())
    )
    return [event_row(row) for row in connection.execute(newest_first)]


def merged(
    base: Sequence[FollowUpView],
    asked: Sequence[Asked],
    author_id: PersonId,
    before: FollowUpView | None,
    limit: int,
) -> list[FollowUpView]:
    """Both, newest first. A follow-up that has arrived stands once, as the server tells it."""
    arrived = {told.id for told in base}
    coming = [
        view
        for one in asked
        if isinstance(one.command, AddFollowUp) and one.command.follow_up_id not in arrived
        for view in [_asked(one, one.command, author_id)]
        if before is None or _place(view) < _place(before)
    ]
    return sorted([*base, *coming], key=_place, reverse=True)[:limit]


def _place(view: FollowUpView) -> tuple[int, str]:
    return millis(view.happened_at), view.id


def _told(row: FollowUpRow) -> FollowUpView:
    return FollowUpView(
        id=row.id,
        customer_id=CustomerId(row.customer_id),
        author_id=PersonId(row.author_id),
        kind=row.medium,
        text=row.text,
        happened_at=instant(row.happened_at),
        next_on=None if row.next_on is None else date.fromisoformat(row.next_on),
        contact=row.contact,
        is_counted=row.is_counted,
    )


def _asked(one: Asked, command: AddFollowUp, author_id: PersonId) -> FollowUpView:
    return FollowUpView(
        id=command.follow_up_id,
        customer_id=command.customer_id,
        author_id=author_id,
        kind=command.kind.value,
        text=command.text,
        happened_at=command.happened_at,
        next_on=command.next_on,
        contact=command.contact,
        state=one.state if one.state is not CommandState.ANSWERED else None,
        command_id=one.id,
    )
