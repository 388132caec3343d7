"""The first sync of a pool: a new client with an empty folder, a server that has just been started."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache, partial
from itertools import count

import msgspec
import sqlcipher3.dbapi2 as sqlite
import zstandard

from benchmarks.cable import Cable
from benchmarks.choices import CHOSEN
from benchmarks.company import login_of, seen
from benchmarks.floors import RawFile, values_of
from benchmarks.fresh_client import FirstSync, first_sync
from benchmarks.harness import Measure, Measures, WorkItem, seconds
from benchmarks.memory import peak_megabytes
from benchmarks.stage import company_database, new_folder, serving
from benchmarks.wire import Wire
from sync.cache.search_text import digits, folded
from sync.cache.tables import CUSTOMER_TEXT

_ZSTD_LEVEL = 3


class Run(msgspec.Struct, frozen=True):
    """What one first sync cost. Megabytes of the server: when somebody had signed in, and at its peak."""

    client: FirstSync
    server_started_megabytes: float
    server_peak_megabytes: float


class Runs:
    """Several lines tell of the same runs: whichever first asks for one has it made."""

    def __init__(self) -> None:
        self._made: list[Run] = []

    def each(self) -> Iterator[Run]:
        for number in count():
            if number == len(self._made):
                self._made.append(_run())
            yield self._made[number]


_RUNS = Runs()


@cache
def _database() -> str:
    return company_database(CHOSEN.database)


def _run() -> Run:
    with serving(_database()) as server:
        with Wire(server, login_of(1)):
            started = peak_megabytes(server.pid)
        client = first_sync(server.address, login_of(0), new_folder())
        _check(client)
        return Run(client, started, peak_megabytes(server.pid))


def _check(client: FirstSync) -> None:
    if client.rows < CHOSEN.rows:
        raise RuntimeError(f"only {client.rows} of {CHOSEN.rows} rows came")


@contextmanager
def pulled() -> Iterator[Measures]:
    """Until a screenful is read and the lists' indexes stand; the floor keeps four indexes while it inserts."""
    values = values_of(seen())

    def insert() -> float:
        with closing(RawFile(new_folder() / "floor.db")) as raw:
            return seconds(lambda: raw.insert(values))()

    figures = (run.client.pulling_seconds + run.client.indexing_seconds for run in _RUNS.each())
    yield Measures(figure=partial(next, figures), floor=insert)


@contextmanager
def searchable() -> Iterator[Measures]:
    """The text index alone; the floor inserts the same prepared words into the same kind of index."""
    words = [
        (no, *(" ".join(folded(text)) for text in (row.name, row.uscc, row.search_text)), " ".join(digits(row.phone)))
        for no, row in enumerate(seen(), start=1)
    ]

    def index() -> float:
        with closing(sqlite.connect(new_folder() / "floor.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(CUSTOMER_TEXT)
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO customer_text (rowid, name, uscc, words, phone) VALUES (?, ?, ?, ?, ?)", words
            )
            connection.execute("COMMIT")
            return time.perf_counter() - began

    figures = (run.client.finishing_seconds - run.client.indexing_seconds for run in _RUNS.each())
    yield Measures(figure=partial(next, figures), floor=index)


@contextmanager
def travelled() -> Iterator[Measures]:
    """Bytes in both directions; the floor is one compressed array of the rows. They are the same every time."""
    with serving(_database()) as server, Cable(server.address) as cable:
        _check(first_sync(cable.address, login_of(0), new_folder()))
        passed = cable.bytes_passed / 1e6
    plain = msgspec.json.encode(seen())
    least = len(zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(plain)) / 1e6
    yield Measures(figure=lambda: passed, floor=lambda: least)


def held(
    figure: Callable[[Run], float], floor: Callable[[Run], float]
) -> Callable[[], AbstractContextManager[Measures]]:
    """Peak memory of a process, beside its own before the first row."""

    @contextmanager
    def prepared() -> Iterator[Measures]:
        yield Measures(figure=_of_each(figure), floor=_of_each(floor))

    return prepared


def _of_each(reading: Callable[[Run], float]) -> Measure:
    return partial(next, (reading(run) for run in _RUNS.each()))


_WORK = f"first sync of {CHOSEN.rows:,} pool rows"

WORK_ITEMS = [
    WorkItem(_WORK, pulled, target=1.8),
    WorkItem(f"text index of {CHOSEN.rows:,} rows", searchable),
    WorkItem(f"{_WORK}: bytes on the wire", travelled, unit="MB"),
    WorkItem(
        f"{_WORK}: client's memory",
        held(lambda run: run.client.peak_megabytes, lambda run: run.client.started_megabytes),
        unit="MB",
    ),
    WorkItem(
        f"{_WORK}: server's memory",
        held(lambda run: run.server_peak_megabytes, lambda run: run.server_started_megabytes),
        unit="MB",
    ),
]
