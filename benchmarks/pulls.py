"""Later pulls: a thousand changes, and nothing new."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

import msgspec
from sqlalchemy import Connection

from benchmarks.choices import CHOSEN
from benchmarks.company import cast, login_of, seen
from benchmarks.floors import RawFile, values_of
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.rep import Rep, signed_in
from benchmarks.stage import Ping, new_folder, serving, synced
from server.customers.repository import find_customers, update_profiles
from server.database import Database, open_database
from server.feed.log import record
from sync.clock import SystemClock
from sync.identity import RandomIdentity

CHANGES = 1_000


@contextmanager
def changes() -> Iterator[Measures]:
    """A round that brings them; the floor stores the same rows raw and pings."""
    url, folder = synced(CHOSEN.database)
    customers = cast().customers
    step = max(1, len(customers) // CHANGES)
    changing = [row.id for row in customers[::step][:CHANGES]]
    values = [row for row in values_of(seen()) if row[0] in set(changing)]
    with (
        closing(open_database(url, writer="inline")) as database,
        serving(url) as server,
        signed_in(server.address, login_of(0), folder) as rep,
        closing(Ping(server)) as ping,
        closing(RawFile(new_folder() / "floor.db")) as raw,
    ):
        raw.insert(values_of(seen()))
        rep.sync()
        numbers = count()

        def pull() -> float:
            _change(database, changing, f"第{next(numbers)}次改动")
            return seconds(lambda: _pull(rep, len(changing)))()

        def store() -> None:
            raw.upsert(values)
            ping()

        yield Measures(figure=pull, floor=seconds(store))


@contextmanager
def nothing_new() -> Iterator[Measures]:
    """A round that brings nothing; the floor is a ping."""
    url, folder = synced(CHOSEN.database)
    with (
        serving(url) as server,
        signed_in(server.address, login_of(0), folder) as rep,
        closing(Ping(server)) as ping,
    ):
        rep.sync()
        yield Measures(figure=seconds(lambda: _pull(rep, 0)), floor=seconds(ping))


def _pull(rep: Rep, expected: int) -> None:
    pulled = sum(rep.sync().pulled.values())
    if pulled != expected:
        raise RuntimeError(f"{pulled} rows came, not {expected}")


def _change(database: Database, customer_ids: list[str], note: str) -> None:
    new_id = RandomIdentity().new

    def write(connection: Connection) -> None:
        seen = find_customers(connection, customer_ids, is_locking=True)
        entries = update_profiles(connection, [msgspec.structs.replace(row, note=note) for row in seen])
        record(connection, entries, SystemClock().now(), new_id)

    database.write(write)


WORK_ITEMS = [
    WorkItem(f"pull of {CHANGES:,} changes", changes, repeats=4),
    WorkItem("pull of nothing new", nothing_new, repeats=20),
]
