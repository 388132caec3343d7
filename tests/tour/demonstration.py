"""The company of the second and the third part: the demo's people and a few hundred customers, and two files for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from server.customers.repository import insert_customers
from server.database import open_database
from server.demo.cast import POOL
from server.feed.log import record
from server.pools.repository import find_pool_by_name
from server.search_text import search_text
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import CustomerRow
from tests.server_process import ServerProcess, administer
from tests.tour.company import spreadsheet

CUSTOMERS = 400
DORMANT = "静候需求电子有限公司"
IMPORTED, BAD = 12, 2


@dataclass(frozen=True, slots=True)
class Demonstration:
    """`workbook` has `IMPORTED` rows that can be taken and `BAD` that cannot; with `feed_key` a shop system feeds."""

    database_url: str
    server: ServerProcess
    pool: str
    workbook: Path
    feed_key: str


@contextmanager
def demonstration(database_url: str, folder: Path) -> Iterator[Demonstration]:
    """Set up by the server's own command, then serve."""
    administer(database_url, "demo-data", "--customers", str(CUSTOMERS))
    _register_dormant(database_url)
    workbook = spreadsheet(folder / "新客户.xlsx", IMPORTED, seed=20_260_902, nameless=BAD)
    feed_key = administer(database_url, "feed-key", "shop").split()[-1]
    with ServerProcess(database_url, log=folder / "demonstration.log") as server:
        yield Demonstration(database_url, server, POOL, workbook, feed_key)


def _register_dormant(database_url: str) -> None:
    """One that registered upstream and shows no demand yet, stored as the feed from there stores it (H 109)."""
    ids, now = RandomIdentity(), SystemClock().now()

    def write(connection: Connection) -> None:
        pool = find_pool_by_name(connection, POOL)
        assert pool is not None
        row = CustomerRow(
            ids.new(), 1, DORMANT, search_text=search_text(DORMANT, ""), pool_id=pool.id, pool_state="dormant"
        )
        record(connection, insert_customers(connection, [row]), now, ids.new)

    store = open_database(database_url, writer="inline")
    try:
        store.write(write)
    finally:
        store.close()
