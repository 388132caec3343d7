"""The customer register in a real window, over a synced cache: opened, searched, sorted, until rows are painted."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import cycle
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from benchmarks.choices import CACHE_KEY, CHOSEN
from benchmarks.company import cast
from benchmarks.harness import Measures, WorkItem, seconds
from benchmarks.stage import synced
from benchmarks.windows import EmptyTable, RegisterWindow, application
from desktop.screens.lists import Column, Sort

_SCREENFUL = 200
_FIRST = Sort(Column.ENTERED_POOL, is_descending=True)


@contextmanager
def opened() -> Iterator[Measures]:
    """From no window to the pool's first rows; the floor is a window with a table that has nothing to show."""
    _, folder = synced("sqlite")
    application()

    def register() -> float:
        with closing(_window(folder)) as window:
            return seconds(window.open_pool)()

    def table() -> float:
        with closing(EmptyTable()) as window:
            return seconds(window.open)()

    # The first window of a process loads fonts for all that follow.
    table()
    yield Measures(figure=register, floor=table)


@contextmanager
def searched() -> Iterator[Measures]:
    """Two characters typed until their first rows stand there; the floor is a LIKE scan of the same file."""
    with _standing() as (window, connection):
        texts = sorted({row.name[2:4] for row in cast().customers[:20]})
        ours, theirs = cycle(texts), cycle(texts)

        def search() -> float:
            text = next(ours)
            reading = seconds(lambda: window.search(text))()
            window.search("")
            window.settle(CHOSEN.rows)
            return reading

        def scan() -> None:
            like = f"%{next(theirs)}%"
            connection.execute("SELECT id FROM customer WHERE name LIKE ?", (like,)).fetchall()

        yield Measures(figure=search, floor=seconds(scan))


@contextmanager
def sorted_anew() -> Iterator[Measures]:
    """By a column without an index; the floor is the same order in SQL, as many rows as a screen shows."""
    with _standing() as (window, connection):

        def sort() -> float:
            reading = seconds(lambda: window.sort(Sort(Column.REGION)))()
            window.settle(CHOSEN.rows)
            window.sort(_FIRST)
            window.settle(CHOSEN.rows)
            return reading

        def order() -> None:
            connection.execute(f"SELECT id FROM customer ORDER BY region, city LIMIT {_SCREENFUL}").fetchall()

        yield Measures(figure=sort, floor=seconds(order))


@contextmanager
def _standing() -> Iterator[tuple[RegisterWindow, sqlite.Connection]]:
    """A window in which the whole pool is listed, and a bare connection to the file behind it."""
    _, folder = synced("sqlite")
    application()
    with ExitStack() as stack:
        window = stack.enter_context(closing(_window(folder)))
        window.open_pool()
        window.settle(CHOSEN.rows)
        connection = stack.enter_context(closing(sqlite.connect(folder / "pool.db")))
        connection.execute(f"PRAGMA key = \"x'{CACHE_KEY}'\"")
        connection.execute("PRAGMA cache_size = -131072")
        yield window, connection


def _window(folder: Path) -> RegisterWindow:
    return RegisterWindow(folder, cast().reps[0], cast().pool_id)


WORK_ITEMS = [
    WorkItem(f"register opened on {CHOSEN.rows:,} rows", opened, repeats=2),
    WorkItem(f"two characters searched in {CHOSEN.rows:,} rows", searched, repeats=4),
    WorkItem(f"{CHOSEN.rows:,} rows sorted without an index", sorted_anew, repeats=2),
]
