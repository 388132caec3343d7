"""Thousands of records told twice, in two orders: the same company comes of both.

`GONGHAI_FEED_ORDERS=100000` tells as many orders instead.
"""

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from domain.upstream import Fate
from server.certifications.tables import certification
from server.customers.tables import customer, ownership_event
from server.database import Database, open_database
from server.flow_in.tables import activity
from server.orders.tables import customer_order
from server.upgrade import upgrade
from server.upstream.tables import upstream_record
from tests.server.company import NOW, founded
from tests.server.imports.files import CODES
from tests.server.upstream.telling import Teller, order, status
from tests.server.upstream.telling import activity as act
from tests.server.upstream.telling import certification as certified
from tests.server.upstream.telling import customer as account

SEED = 20_260_302
ORDERS = int(os.environ.get("GONGHAI_FEED_ORDERS", "2000"))
ACCOUNTS = ORDERS * 3 // 100

# How often a row changed on its way, and when it was told, is all that may differ.
_ON_THE_WAY = {"version", "told_at", "pooled_at", "at", "ownership_version"}


def records(chance: random.Random) -> list[dict[str, Any]]:
    told = [
        account(f"HQ{number}", revision, region=f"区{revision}", phone=f"154{number:08d}", source="self_registered")
        for number in range(ACCOUNTS)
        for revision in range(1, chance.randint(2, 4))
    ]
    for number in range(ORDERS):
        whose = f"HQ{chance.randrange(ACCOUNTS)}"
        at = NOW - timedelta(hours=chance.randrange(5_000))
        parent = f"P{chance.randrange(ORDERS)}" if chance.random() < 0.1 else ""
        told += [
            order(f"P{number}", whose, at, revision, amount_cents=revision * 100, parent=parent)
            for revision in range(1, chance.randint(2, 4))
        ]
        if chance.random() < 0.4:
            told.append(status(f"P{number}", 1, status="paid"))
            told.append(status(f"P{number}", 2, status=chance.choice(["shipped", "signed"]), new_field=number))
    told += [act(f"A{number}", f"HQ{chance.randrange(ACCOUNTS)}", "quote", NOW) for number in range(200)]
    told += [certified(f"C{number}", f"HQ{number}", CODES[number], address="认证路1号") for number in range(3)]
    return told


def state(connection: Connection) -> dict[str, list[Any]]:
    def rows(table: Any) -> Iterator[Any]:
        wanted = [column for column in table.columns if column.name not in _ON_THE_WAY]
        yield from connection.execute(select(*wanted).order_by(*wanted[:1]))

    found = {each.name: [tuple(row) for row in rows(each)] for each in (customer, customer_order, certification)}
    found |= {each.name: [tuple(row) for row in rows(each)] for each in (activity, upstream_record)}
    verbs = select(ownership_event.c.customer_id, ownership_event.c.verb)
    return found | {"events": sorted(tuple(row) for row in connection.execute(verbs))}


@pytest.mark.timeout(max(120, ORDERS // 10))
def test_the_same_records_in_two_orders_and_told_twice_come_to_the_same(database_url: str, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    told = records(chance)
    upgrade(database_url)
    store = open_database(database_url)
    other_url = f"sqlite:///{tmp_path / 'other.db'}"
    upgrade(other_url)
    other = open_database(other_url)
    try:
        first = _fed(store, told)
        shuffled = [*told, *told]
        chance.shuffle(shuffled)
        second = _fed(other, shuffled)
    finally:
        store.close()
        other.close()
    assert _differing(first, second) == {}
    assert len(first["customer_order"]) == ORDERS and len(first["customer"]) == ACCOUNTS
    assert {row[5] for row in first["upstream_record"]} == {"taken"}


def _fed(store: Database, told: list[dict[str, Any]]) -> dict[str, list[Any]]:
    company = founded(store)
    teller = Teller(company)
    for start in range(0, len(told), 1_500):
        teller.tell(*told[start : start + 1_500])
    again = teller.fates(*told[:500])
    assert set(again) <= {Fate.UNCHANGED, Fate.OLDER}
    # The one id that is no record's: each company founded its own pool.
    return {
        name: [tuple("the pool" if value == company.pool_id else value for value in row) for row in rows]
        for name, rows in store.read(state).items()
    }


def _differing(first: dict[str, list[Any]], second: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Of each table the values that are not the same on both sides."""
    found: dict[str, list[Any]] = {}
    for name, rows in first.items():
        for here, there in zip(rows, second[name], strict=True):
            values = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
            if values:
                found.setdefault(name, []).append(values)
    return found
