"""Two programs that tell the same at once, on one database: nothing is lost, nothing is there twice."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from domain.upstream import Fate
from server.customers.tables import customer as customers
from server.database import Database
from server.orders.tables import customer_order
from tests.server.company import founded
from tests.server.upstream.telling import Teller, customer, order

SEED = 7


@pytest.mark.postgresql
def test_feeds_that_meet_come_to_what_one_after_the_other_would(shared_database: Database) -> None:
    teller = Teller(founded(shared_database))
    told = [customer(f"HQ{number}", revision) for number in range(40) for revision in (1, 2)]
    told += [order(f"P{number}", f"HQ{number % 40}", revision=revision) for number in range(600) for revision in (1, 2)]
    ways = [list(told) for _ in range(4)]
    for number, way in enumerate(ways):
        random.Random(SEED + number).shuffle(way)

    def feed(way: list[dict[str, object]]) -> set[Fate]:
        return {fate for start in range(0, len(way), 150) for fate in teller.fates(*way[start : start + 150])}

    with ThreadPoolExecutor(4) as pool:
        fates = set[Fate]().union(*pool.map(feed, ways))
    assert not fates & {Fate.INVALID, Fate.CONFLICT}

    def counted() -> tuple[int, int, int]:
        def look(connection: object) -> tuple[int, int, int]:
            run = connection.execute  # type: ignore[attr-defined]
            return (
                run(select(func.count()).select_from(customers)).scalar_one(),
                run(select(func.count()).select_from(customer_order)).scalar_one(),
                run(select(func.sum(customers.c.order_count))).scalar_one(),
            )

        return shared_database.read(look)

    assert counted() == (40, 600, 600)
    assert set(teller.fates(*told)) <= {Fate.UNCHANGED, Fate.OLDER}
