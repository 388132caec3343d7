"""How things stand between a machine and its company, as one value: two ends are the same or they are not."""

from typing import Any

from sqlalchemy import select

from sync.cache.asking import Mine, Wanted
from sync.cache.tables import customer, draft, follow_up, held_row, outbox, scope
from tests.sync.client import IN_POOL
from tests.sync.crash_points.place import Place

type Standing = dict[str, Any]

_ROUNDS = 12


def quiet(place: Place) -> None:
    """The next start, and rounds until nothing moves any more."""
    client = place.client
    after: list[tuple[object, ...]] | None = None
    for _ in range(_ROUNDS):
        before = after
        client.sync()
        after = _outbox(place)
        if after == before:
            return
    raise AssertionError(f"after {_ROUNDS} rounds the outbox still moves")


def standing_of(place: Place) -> Standing:
    """Everything that a person or a colleague could see, and that the next exchange depends on."""
    cache, company = place.client.cache, place.company
    now = place.client.now
    found: Standing = {
        "mine": cache.register.ids(Wanted(Mine()), now),
        "pool": cache.register.ids(Wanted(IN_POOL), now),
        "outbox": _outbox(place),
        "drafts": _drafts(place),
        "company's customers": {row.id: (row.owner_id, row.version) for row in company.customers.values()},
        "company's follow-ups": sorted(row.id for row in company.follow_ups),
        "receipts": {key: (receipt.is_accepted, receipt.reason) for key, (_, receipt) in company.receipts.items()},
        "claimed": company.claimed,
        "last pull": cache.scopes.last_pulled_at(),
    }
    for file in cache._files:
        with file.reading() as connection:
            for row in connection.execute(select(scope)):
                held = sum(
                    len(connection.execute(select(table.c.scope_no).where(table.c.scope_no == row.no)).all())
                    for table in (customer, follow_up, held_row)
                )
                is_at_head = row.position == company.feed.head
                found[row.name] = (row.row_count, held, row.xor, is_at_head, row.is_walking, row.is_whole)
                if row.row_count != held or (company.feed.checksum(row.name).xor != row.xor and not company.has_ended):
                    found[f"{row.name} is wrong"] = company.feed.checksum(row.name)
    return found


def _outbox(place: Place) -> list[tuple[object, ...]]:
    columns = [outbox.c[name] for name in ("id", "verb", "customer_id", "state", "is_accepted", "reason")]
    with place.client.cache._files[0].reading() as connection:
        rows = connection.execute(select(*columns, outbox.c.is_dismissed).order_by(outbox.c.no))
        return [tuple(row) for row in rows]


def _drafts(place: Place) -> list[tuple[object, ...]]:
    with place.client.cache._files[0].reading() as connection:
        return [tuple(row) for row in connection.execute(select(draft).order_by(draft.c.customer_id))]
