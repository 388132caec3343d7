"""Reading and writing the rules of flowing in, whose turn it is, and activity."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from domain.flow_in import THE_FLOW_IN, Activity, FlowIn, flow_in_from, settings_of_flow_in
from domain.identifiers import CustomerId, Instant
from domain.instants import instant, millis
from server.bulk import among, insert_rows, update_rows
from server.feed.log import Entry
from server.flow_in.tables import activity, flow_in, flow_in_turn
from sync.protocol.rows import FlowInRow
from sync.protocol.scopes import REFERENCE


class ActivityRow(NamedTuple):
    id: str
    customer_id: CustomerId
    kind: str
    at: Instant


_OF_CUSTOMERS = select(activity.c.customer_id, activity.c.kind, activity.c.at).where(
    among(activity.c.customer_id, "ids"), activity.c.at >= bindparam("since")
)
_ACTIVE = (
    select(activity.c.customer_id)
    .where(activity.c.at >= bindparam("since"), activity.c.customer_id > bindparam("after"))
    .distinct()
    .order_by(activity.c.customer_id)
    .limit(bindparam("most"))
)


def rules_of_flow_in(connection: Connection) -> FlowIn:
    """The rules as they were saved last; the first ones where nobody has saved any."""
    row = connection.execute(select(flow_in)).first()
    return FlowIn() if row is None else flow_in_from(row.version, msgspec.json.decode(row.settings))


def save_flow_in(connection: Connection, rules: FlowIn) -> list[Entry]:
    """Write rules in the place of those there are. Returns what the feed is to tell."""
    settings = msgspec.json.encode(settings_of_flow_in(rules)).decode()
    known: int | None = connection.execute(select(flow_in.c.version)).scalar()
    if known is None:
        insert_rows(connection, flow_in, [{"id": THE_FLOW_IN, "version": 1, "settings": settings}])
        return [Entry(REFERENCE, FlowInRow.kind, THE_FLOW_IN, None, 1)]
    update_rows(connection, flow_in, ("id", "version"), [{"id": THE_FLOW_IN, "version": known, "settings": settings}])
    return [Entry(REFERENCE, FlowInRow.kind, THE_FLOW_IN, known, known + 1)]


def turns(connection: Connection) -> dict[str, int]:
    """How many customers of each source were given in turn."""
    return {row.source: row.given for row in connection.execute(select(flow_in_turn))}


def note_turns(connection: Connection, given: Mapping[str, int], known: Collection[str]) -> None:
    rows = [{"source": source, "given": number} for source, number in given.items()]
    insert_rows(connection, flow_in_turn, [row for row in rows if row["source"] not in known])
    update_rows(connection, flow_in_turn, ("source",), [row for row in rows if row["source"] in known])


def put_activities(connection: Connection, activities: Sequence[ActivityRow]) -> None:
    """Keep each once, under its id: told anew it is another one in the place of the first."""
    gone = delete(activity).where(among(activity.c.id, "ids"))
    connection.execute(gone, {"ids": [each.id for each in activities]})
    insert_rows(connection, activity, [each._asdict() | {"at": millis(each.at)} for each in activities])


def activities_of(
    connection: Connection, customer_ids: Collection[str], since: Instant
) -> dict[CustomerId, list[Activity]]:
    """What these customers did since then."""
    found: dict[CustomerId, list[Activity]] = {}
    for row in connection.execute(_OF_CUSTOMERS, {"ids": customer_ids, "since": millis(since)}):
        found.setdefault(CustomerId(row.customer_id), []).append(Activity(row.kind, instant(row.at)))
    return found


def next_active(connection: Connection, since: Instant, after: str, most: int) -> list[CustomerId]:
    """The first customers after that id who did anything since then."""
    given: dict[str, Any] = {"since": millis(since), "after": after, "most": most}
    return [CustomerId(customer_id) for customer_id in connection.execute(_ACTIVE, given).scalars()]
