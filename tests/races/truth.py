"""What the tables hold, read in one snapshot and added to a history."""

from dataclasses import replace

import msgspec
from sqlalchemy import Connection, select

from server.arbitration.tables import receipt
from server.customers.tables import cool_down, customer, ownership, ownership_event, quota
from server.feed.tables import commit_record
from server.follow_ups.tables import follow_up
from sync.protocol.messages import Receipt
from tests.races.history import Event, Held, History, Noted, Stands, Told


def with_truth(history: History, connection: Connection) -> History:
    """`history`, and what became of its customers and of its people's commands."""
    known, people = history.rules.keys(), history.people
    return replace(
        history,
        events=[
            Event(row.id, row.customer_id, row.verb, row.from_owner_id, row.to_owner_id, row.at, row.command_id)
            for row in connection.execute(select(ownership_event))
            if row.customer_id in known
        ],
        held=[
            Held(row.customer_id, row.ownership_version, row.person_id, row.since, row.until)
            for row in connection.execute(select(ownership))
            if row.customer_id in known
        ],
        customers=[
            Stands(row.id, row.owner_id, row.pool_state, row.ownership_version)
            for row in connection.execute(select(customer))
            if row.id in known
        ],
        told=[
            Told(
                row.person_id,
                row.body_hash,
                Receipt(
                    row.command_id,
                    row.is_accepted,
                    row.reason,
                    msgspec.json.decode(row.facts, type=dict[str, str | int]),
                    decided_at=row.decided_at,
                ),
            )
            for row in connection.execute(select(receipt))
            if row.person_id in people
        ],
        noted=[
            Noted(row.id, row.customer_id, row.author_id)
            for row in connection.execute(select(follow_up))
            if row.customer_id in known
        ],
        # Version 0 stands for a row that was only made to be locked.
        claimed={
            (row.person_id, row.day): row.claimed
            for row in connection.execute(select(quota))
            if row.person_id in people and row.version > 0
        },
        cool_downs={
            (row.person_id, row.customer_id): row.claimable_from
            for row in connection.execute(select(cool_down))
            if row.customer_id in known
        },
    )


def positions_given(connection: Connection) -> list[int | None]:
    """The position of each commit, in their order; None first where one has none yet."""
    found = connection.execute(select(commit_record.c.position)).scalars()
    return sorted(found, key=lambda position: -1 if position is None else position)


def are_dense(positions: list[int | None]) -> bool:
    """1, 2, 3 and so on: none missing, none twice."""
    return positions == list(range(1, len(positions) + 1))
