"""`python -m benchmarks.fresh_client ADDRESS LOGIN FOLDER`: one first sync in a process of its own, told as JSON.

Of its own, because memory is measured, and because nothing of an earlier run may be warm in it.
"""

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlite

from benchmarks.choices import CACHE_KEY
from benchmarks.memory import peak_megabytes
from benchmarks.rep import Rep, signed_in
from domain.identifiers import PoolId
from sync.cache.asking import InPool, SortKey, Wanted
from sync.cache.tables import READ_INDEXES
from sync.protocol.scopes import pool_of

_SCREENFUL = 200


class FirstSync(msgspec.Struct, frozen=True):
    """`pulling_seconds` lasts until a screenful can be shown; `finishing_seconds` is what the engine builds after it.

    `indexing_seconds`: the part of that which lists need, measured by building their indexes once more.
    """

    rows: int
    pulling_seconds: float
    finishing_seconds: float
    indexing_seconds: float
    started_megabytes: float
    peak_megabytes: float


def first_sync(address: str, login: str, folder: Path) -> FirstSync:
    """Have another process make it."""
    command = [sys.executable, "-m", "benchmarks.fresh_client", address, login, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=FirstSync)


def _make(address: str, login: str, folder: Path) -> FirstSync:
    with signed_in(address, login, folder) as rep:
        started = peak_megabytes()
        began = time.perf_counter()
        while not rep.cache.scopes.is_whole():
            _step(rep)
        _read_a_screenful(rep)
        pulled = time.perf_counter()
        while not rep.engine.is_resting:
            _step(rep)
        finished = time.perf_counter()
        rows = rep.cache.scopes.row_count()
    peak = peak_megabytes()
    return FirstSync(rows, pulled - began, finished - pulled, _indexing_seconds(folder), started, peak)


def _step(rep: Rep) -> None:
    report = rep.engine.step()
    if report.trouble is not None:
        raise report.trouble


def _read_a_screenful(rep: Rep) -> None:
    scopes = [cursor.scope for cursor in rep.cache.scopes.cursors()]
    pool = next(pool_id for scope in scopes if (pool_id := pool_of(scope)) is not None)
    wanted = Wanted(InPool(PoolId(pool)), sort=SortKey.ENTERED_POOL, is_descending=True)
    ids = rep.cache.register.ids(wanted, rep.clock.now(), _SCREENFUL)
    if len(rep.cache.register.rows(ids, rep.clock.now())) != len(ids) or not ids:
        raise RuntimeError("a synced pool shows no rows")


def _indexing_seconds(folder: Path) -> float:
    connection = sqlite.connect(folder / "pool.db", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{CACHE_KEY}'\"")
    connection.execute("PRAGMA cache_size = -131072")
    connection.execute("BEGIN IMMEDIATE")
    for name in READ_INDEXES:
        connection.execute(f"DROP INDEX {name}")
    began = time.perf_counter()
    for name, columns in READ_INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON customer {columns}")
    seconds = time.perf_counter() - began
    connection.execute("ROLLBACK")
    connection.close()
    return seconds


if __name__ == "__main__":
    print(msgspec.json.encode(_make(sys.argv[1], sys.argv[2], Path(sys.argv[3]))).decode())
