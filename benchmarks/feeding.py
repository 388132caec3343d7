"""Orders from the shop system, told in batches as its route takes them, beside one plain insert of the same rows."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import batched
from typing import Any

import msgspec

from benchmarks.choices import CHOSEN, DatabaseKind
from benchmarks.company import cast
from benchmarks.floors import raw_server
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.stage import company_database, postgres
from domain.instants import millis
from domain.upstream import Fate
from server.database import open_database
from server.upstream.feed import Feed
from server.upstream.handlers import MOST_RECORDS
from server.upstream.records import record_id
from sync.identity import RandomIdentity

_SEED = 5


@contextmanager
def fed(kind: DatabaseKind) -> Iterator[Measures]:
    """Each reading has a company of its own, whose customers have ordered nothing that we know of."""
    orders = _orders()
    raws = [msgspec.json.encode(order) for order in orders]
    in_register = {row.external_id: row.id for row in reversed(cast().customers)}
    rows = [
        (record_id("order", order["number"]), in_register[order["customer"]], order["number"], order["ordered_at"], 1)
        for order in orders
    ]

    def tell() -> float:
        url = company_database(kind)
        database = open_database(url, writer="inline")
        try:
            feed = Feed(database, lambda: cast().founded_at, RandomIdentity().new)
            fates: set[Fate] = set()

            def every_batch() -> None:
                for batch in batched(raws, MOST_RECORDS):
                    fates.update(answer.fate for answer in feed.take(batch))

            taken = seconds(every_batch)()
            if fates != {Fate.TAKEN}:
                raise RuntimeError(f"told, and {fates}")
            return taken
        finally:
            database.close()
            _drop(url)

    def insert() -> float:
        url = company_database(kind)
        try:
            with raw_server(url) as raw:
                return seconds(lambda: raw.order(rows))()
        finally:
            _drop(url)

    yield Measures(figure=tell, floor=insert)


def _orders() -> list[dict[str, Any]]:
    """One for each customer of the company, on average."""
    chance = random.Random(_SEED)
    accounts = sorted({row.external_id for row in cast().customers} - {""})
    return [
        {
            "kind": "order",
            "number": f"B{number}",
            "revision": 1,
            "customer": chance.choice(accounts),
            "ordered_at": millis(cast().founded_at - timedelta(hours=chance.randrange(9_000))),
            "amount_cents": chance.randrange(10_000, 1_000_000),
            "category": "pcb",
            "title": "六层板打样",
        }
        for number in range(CHOSEN.rows)
    ]


def _drop(url: str) -> None:
    if not url.startswith("sqlite"):
        postgres().drop_database(url)


WORK_ITEMS = [
    WorkItem(f"feed of {CHOSEN.rows:,} orders, PostgreSQL", partial(fed, "postgresql")),
    WorkItem(f"feed of {CHOSEN.rows:,} orders, SQLite", partial(fed, "sqlite")),
]
