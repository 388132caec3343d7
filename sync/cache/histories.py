"""What was done with a customer: the server's follow-ups, and those on their way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select, tuple_

from domain.commands import AddFollowUp, EditFollowUp
from domain.identifiers import CustomerId, PersonId
from domain.instants import instant, millis, optional_instant
from sync.cache.answers import CommandState, FollowUpView, Wording
from sync.cache.lookup import among
from sync.cache.pending import Asked
from sync.cache.shapes import FOLLOW_UP_COLUMNS, HISTORY_COLUMNS, REVISIONS, event_row, follow_up_row
from sync.cache.tables import follow_up, ownership_event, revision
from sync.protocol.rows import FollowUpRow, OwnershipEventRow, RevisionRow


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
    rows = [follow_up_row(row) for row in connection.execute(newest_first)]
    former = _former_wordings(connection, [row.id for row in rows if row.edited_at is not None])
    return [_told(row, former.get(row.id, ())) for row in rows]


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
    """Both, newest first, as their authors have worded them last. A follow-up that has arrived stands once, as the
    server tells it."""
    arrived = {told.id for told in base}
    coming = [
        view
        for one in asked
        if isinstance(one.command, AddFollowUp) and one.command.follow_up_id not in arrived
        for view in [_asked(one, one.command, author_id)]
        if before is None or _place(view) < _place(before)
    ]
    newest_first = sorted([*base, *coming], key=_place, reverse=True)[:limit]
    edits = [one for one in asked if one.is_pending and isinstance(one.command, EditFollowUp)]
    return [_reworded(view, edits) for view in newest_first] if edits else newest_first


def _reworded(view: FollowUpView, edits: Iterable[Asked]) -> FollowUpView:
    for one in edits:
        command = one.command
        if not isinstance(command, EditFollowUp) or command.follow_up_id != view.id or _says(view, command):
            continue
        before = Wording(view.kind, view.text, view.next_on, view.contact)
        # Not sent yet, the follow-up itself tells more of how far it is.
        own = view.state is not None and view.edited_at is None
        view = replace(
            view,
            kind=command.kind.value,
            text=command.text,
            next_on=command.next_on,
            contact=command.contact,
            edited_at=one.asked_at,
            former=(before, *view.former),
            state=view.state if own else _shown(one.state),
            command_id=view.command_id if own else one.id,
        )
    return view


def _says(view: FollowUpView, command: EditFollowUp) -> bool:
    """The server tells these words already, or told them before the person's next ones."""
    told = (view.kind, view.text, view.next_on, view.contact)
    return told == (command.kind.value, command.text, command.next_on, command.contact)


def _shown(state: CommandState) -> CommandState | None:
    return state if state is not CommandState.ANSWERED else None


def _former_wordings(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Wording, ...]]:
    """The latest first; each once, though several scopes may hold it."""
    if not ids:
        return {}
    rows = select(*REVISIONS.columns).where(among(revision.c.follow_up_id, ids))
    latest_first = rows.group_by(revision.c.id).order_by(revision.c.replaced_at.desc(), revision.c.id.desc())
    found: dict[str, tuple[Wording, ...]] = {}
    for row in map(REVISIONS.row, connection.execute(latest_first)):
        found[row.follow_up_id] = (*found.get(row.follow_up_id, ()), _wording(row))
    return found


def _wording(row: RevisionRow) -> Wording:
    next_on = None if row.next_on is None else date.fromisoformat(row.next_on)
    return Wording(row.medium, row.text, next_on, row.contact, instant(row.replaced_at))


def _place(view: FollowUpView) -> tuple[int, str]:
    return millis(view.happened_at), view.id


def _told(row: FollowUpRow, former: tuple[Wording, ...]) -> FollowUpView:
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
        attachments=row.attachments,
        edited_at=optional_instant(row.edited_at),
        former=former,
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
        state=_shown(one.state),
        command_id=one.id,
        attachments=command.attachments,
    )
