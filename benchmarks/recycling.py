"""A whole pool is due at one midnight: taken back in batches by a process of its own, beside one bulk UPDATE."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, partial
from itertools import count, islice

import msgspec
from sqlalchemy import Connection, text

from benchmarks.choices import CHOSEN, DatabaseKind
from benchmarks.company import cast, found
from benchmarks.floors import raw_server
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.stage import new_folder, postgres
from benchmarks.sweeper import Sweep
from domain.customers import in_hands
from domain.effects import OwnerChanged, Verb
from domain.identifiers import CustomerId
from domain.instants import millis
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.database import open_database
from server.feed.log import record
from server.recycling.sweep import sweep
from sync.identity import RandomIdentity

_AT_ONCE = 2_000
_SOON, _LATER = timedelta(hours=1), timedelta(days=30)
_new_id = RandomIdentity().new


class Runs:
    """Time and memory are of the same runs: whichever first asks for one has it made."""

    def __init__(self, kind: DatabaseKind) -> None:
        self._kind = kind
        self._made: list[Sweep] = []

    def each(self) -> Iterator[Sweep]:
        for number in count():
            if number == len(self._made):
                self._made.append(_swept(self._kind))
            yield self._made[number]


_RUNS: dict[DatabaseKind, Runs] = {"sqlite": Runs("sqlite"), "postgresql": Runs("postgresql")}


@contextmanager
def recycled(kind: DatabaseKind) -> Iterator[Measures]:
    """Each reading has a copy of its own in which all are held and due; the floor updates the same rows at once."""
    runs = _RUNS[kind].each()

    def update() -> float:
        url = _due_database(kind)
        try:
            with raw_server(url) as raw:
                gone: list[int] = []
                taken = seconds(lambda: gone.append(raw.recycle(_due_at())))()
            _check(gone[0])
            return taken
        finally:
            _drop(url)

    yield Measures(figure=lambda: next(runs).seconds, floor=update)


@contextmanager
def remembered(kind: DatabaseKind) -> Iterator[Measures]:
    """Peak of the process; the floor is its own peak before anything was due."""
    figures, floors = _RUNS[kind].each(), _RUNS[kind].each()
    yield Measures(figure=lambda: next(figures).peak_megabytes, floor=lambda: next(floors).started_megabytes)


def _swept(kind: DatabaseKind) -> Sweep:
    url = _due_database(kind)
    try:
        command = [sys.executable, "-m", "benchmarks.sweeper", url, str(_settled_at()), str(_due_at())]
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    finally:
        _drop(url)
    came_to = msgspec.json.decode(said.splitlines()[-1], type=Sweep)
    _check(came_to.recycled)
    return came_to


def _check(recycled_count: int) -> None:
    if recycled_count != CHOSEN.rows:
        raise RuntimeError(f"{recycled_count} of {CHOSEN.rows} were taken back")


def _settled_at() -> int:
    """Nothing is due, and no server may judge by earlier rules any more."""
    return millis(cast().founded_at + _SOON)


def _due_at() -> int:
    return millis(cast().founded_at + _LATER)


def _due_database(kind: DatabaseKind) -> str:
    if kind == "postgresql":
        return postgres().fresh_database(_found_held)
    copy = new_folder() / "server.db"
    shutil.copyfile(_sqlite_held(), copy)
    return f"sqlite:///{copy}"


def _drop(url: str) -> None:
    if not url.startswith("sqlite"):
        postgres().drop_database(url)


@cache
def _sqlite_held() -> str:
    path = new_folder() / "held.db"
    _found_held(f"sqlite:///{path}")
    return str(path)


def _found_held(url: str) -> None:
    """The company with every customer in somebody's hands, stored and told as claims are."""
    found(url)
    company = cast()
    database = open_database(url, writer="inline")

    def claim(customer_ids: list[CustomerId], connection: Connection) -> None:
        ground = stand_on(connection, customer_ids, lambda: company.founded_at, also=company.reps)
        outcome = Outcome(ground, _new_id, actor_id=None)
        for customer_id in customer_ids:
            rep = company.reps[int(customer_id[-8:], 16) % len(company.reps)]
            place = in_hands(company.pool_id)
            outcome.take(
                None, customer_id, (OwnerChanged(customer_id, Verb.CLAIM, None, rep, place, company.founded_at),)
            )
        record(connection, store(connection, outcome), company.founded_at, _new_id)

    try:
        ids = iter([CustomerId(row.id) for row in company.customers])
        while batch := list(islice(ids, _AT_ONCE)):
            database.write(partial(claim, batch))
        # Deadlines are of the rules in force, which is noted now: a server has done so since its start.
        sweep(database, lambda: company.founded_at + _SOON, _new_id, must_stop=lambda: False)
        if not database.is_sqlite:
            # As autovacuum has done by the time a company has so many.
            database.write(lambda connection: connection.execute(text("ANALYZE")).close())
    finally:
        database.close()


WORK_ITEMS = [
    item
    for kind, name in (("postgresql", "PostgreSQL"), ("sqlite", "SQLite"))
    for item in (
        WorkItem(f"{CHOSEN.rows:,} due customers recycled, {name}", partial(recycled, kind)),  # type: ignore[arg-type]
        WorkItem(f"{CHOSEN.rows:,} … recycled, {name}: memory", partial(remembered, kind), unit="MB"),  # type: ignore[arg-type]
    )
]
