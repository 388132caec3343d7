"""A log that forgets: nobody who stands in what is left misses anything, and who stands before it begins anew."""

from datetime import timedelta

from sqlalchemy import Connection, func, select

from domain.identifiers import Instant
from server.database import Database
from server.feed import pruning
from server.feed.log import TENANT, record
from server.feed.positions import stamp
from server.feed.pruning import drop_commits
from server.feed.tables import change, commit_record, commit_scope, scope_head
from sync.protocol.messages import ScopeCursor
from sync.protocol.rows import CustomerRow
from sync.protocol.scopes import pool_scope
from tests.server.company import NOW, Company
from tests.server.feed.test_positions import entry, new_id
from tests.server.reader import Reader

DAY = timedelta(days=1)


def prune(database: Database, now: Instant = NOW) -> int:
    """All stretches; returns how many commits went."""
    total = 0
    while dropped := database.write(lambda connection: drop_commits(connection, TENANT, now)):
        total += dropped
    return total


def commit(database: Database, days_ago: float, *row_ids: str) -> None:
    entries = [entry("pool:a/0", row_id) for row_id in row_ids or (new_id(),)]
    database.write(lambda connection: record(connection, entries, NOW - days_ago * DAY, new_id))
    stamp(database, TENANT, new_id)


def positions(database: Database) -> list[int]:
    query = select(commit_record.c.position).order_by(commit_record.c.position)
    return list(database.read(lambda connection: connection.execute(query).scalars().all()))


def left(database: Database) -> list[int]:
    """How many commits, scopes of commits and changes the log holds."""
    counts = [select(func.count()).select_from(table) for table in (commit_record, commit_scope, change)]
    return database.read(lambda connection: [connection.execute(one).scalar_one() for one in counts])


def test_what_is_old_goes_and_heads_stay(database: Database) -> None:
    for days_ago in (40, 31, 29, 1):
        commit(database, days_ago)
    head = database.read(lambda connection: connection.execute(select(scope_head)).one())
    assert prune(database) == 2
    assert positions(database) == [3, 4]
    assert left(database) == [2, 2, 2]
    assert database.read(lambda connection: connection.execute(select(scope_head)).one()) == head
    assert prune(database) == 0
    commit(database, 0)
    assert positions(database) == [3, 4, 5]


def test_the_newest_is_never_pruned_however_old(database: Database) -> None:
    for days_ago in (400, 300, 200):
        commit(database, days_ago)
    assert prune(database) == 2
    assert positions(database) == [3]


def test_nothing_is_cut_out_of_the_middle(database: Database) -> None:
    """A commit whose clock stepped back, or that was committed late, lies between young ones."""
    for days_ago in (40, 5, 50, 1):
        commit(database, days_ago)
    assert prune(database) == 1
    assert positions(database) == [2, 3, 4]


def test_a_log_goes_in_stretches_that_stay_small(database: Database) -> None:

    def write(connection: Connection) -> None:
        for _ in range(1_100):
            record(connection, [entry("pool:a/0", new_id())], NOW - 40 * DAY, new_id)

    database.write(write)
    commit(database, 0)
    once = database.write(lambda connection: drop_commits(connection, TENANT, NOW))
    assert once == pruning._COMMITS_AT_ONCE
    assert prune(database) == 600
    assert left(database) == [1, 1, 1]


def test_a_large_commit_is_a_stretch_of_its_own(database: Database) -> None:
    commit(database, 42)
    commit(database, 41, *(new_id() for _ in range(pruning._CHANGES_AT_ONCE + 1)))
    commit(database, 40)
    commit(database, 0)
    stretches = [database.write(lambda connection: drop_commits(connection, TENANT, NOW)) for _ in range(4)]
    assert stretches == [1, 1, 1, 0]


def test_an_empty_log_has_nothing_to_forget(database: Database) -> None:
    assert prune(database) == 0


def test_a_cursor_below_the_floor_is_reset_and_ends_equal(company: Company) -> None:
    """The company was founded long ago; only its customers are young."""
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    gone, *rest = company.customers(20)
    absent = Reader(company.database, rep).read()
    present = Reader(company.database, other).read()
    later = NOW + 31 * DAY
    company.claim(other, gone, now=later)
    present.read()
    assert prune(company.database, later) > 0

    absent.read()
    present.read()

    fresh = Reader(company.database, rep).read()
    assert absent.resets == len(absent.cursors)
    assert absent.rows == fresh.rows
    assert set(absent.of(pool_scope(company.pool_id), CustomerRow)) == set(rest)
    assert present.resets == 0
    assert present.rows == Reader(company.database, other).read().rows


def test_a_walk_that_lasted_too_long_begins_anew(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    gone = min(company.customers(2_500))
    scope = pool_scope(company.pool_id)
    reader = Reader(company.database, rep, byte_budget=100_000, cursors={scope: ScopeCursor(scope)})
    assert reader.take(reader.ask()[0])
    later = NOW + 31 * DAY
    company.claim(other, gone, now=later)
    stamp(company.database, TENANT, new_id)
    assert prune(company.database, later) > 0
    reader.read()
    assert reader.resets == 1
    assert reader.rows == Reader(company.database, rep).read().rows
