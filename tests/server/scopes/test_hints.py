"""Who waits hears that something moved, soon and without asking; who hears nothing loses nothing."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from server.database import Database
from server.feed.hints import Hints
from server.pools.repository import set_open
from server.scopes.hint import moved_scopes
from sync.protocol.messages import ScopeCursor
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from tests.server.company import Company
from tests.server.reader import Reader

DEADLINE_SECONDS = 20


@pytest.fixture
def hints(database: Database, company: Company) -> Iterator[Hints]:
    hints = Hints(database, company.ids.new)
    yield hints
    hints.close()


def test_who_is_behind_hears_at_once(company: Company, hints: Hints) -> None:
    company.customers(1)
    scope = pool_scope(company.pool_id)
    cursors = [ScopeCursor(scope), ScopeCursor(REFERENCE, position=1_000)]
    assert asyncio.run(hints.wait(cursors, DEADLINE_SECONDS)) == (scope,)


def test_who_has_everything_waits_until_the_time_is_over(company: Company, hints: Hints) -> None:
    rep = company.person("林", company.south)
    reader = Reader(company.database, rep).read()
    cursors = tuple(reader.cursors.values())
    assert asyncio.run(moved_scopes(company.database, hints, rep, cursors, wait_seconds=0)) == ()
    assert asyncio.run(hints.wait(cursors, 0.05)) == ()


@pytest.mark.parametrize("is_published", [True, False])
def test_a_claim_elsewhere_wakes_who_waits(company: Company, hints: Hints, is_published: bool) -> None:
    """At once where this process did it, at the next look where another did."""
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    (customer,) = company.customers(1)
    reader = Reader(company.database, rep).read()

    async def wait_and_claim() -> tuple[str, ...]:
        waiting = asyncio.create_task(hints.wait(tuple(reader.cursors.values()), DEADLINE_SECONDS))
        await asyncio.to_thread(company.claim, other, customer)
        if is_published:
            hints.publish()
        return await waiting

    assert asyncio.run(wait_and_claim()) == (pool_scope(company.pool_id),)


def test_rights_that_changed_are_news(company: Company, hints: Hints) -> None:
    rep = company.person("林", company.south)
    reader = Reader(company.database, rep).read()
    company.database.write(lambda connection: set_open(connection, company.pool_id, is_open=False))
    gone = asyncio.run(moved_scopes(company.database, hints, rep, tuple(reader.cursors.values()), DEADLINE_SECONDS))
    assert gone == (pool_scope(company.pool_id),)
    mine = person_scope(rep)
    new = asyncio.run(moved_scopes(company.database, hints, rep, (reader.cursors[mine],), DEADLINE_SECONDS))
    assert new == (REFERENCE,)


def test_a_server_that_stops_lets_nobody_wait(company: Company, hints: Hints) -> None:
    async def wait_and_close() -> tuple[str, ...]:
        waiting = asyncio.create_task(hints.wait([ScopeCursor(REFERENCE, position=1_000)], DEADLINE_SECONDS))
        await asyncio.sleep(0)
        await asyncio.to_thread(hints.close)
        return await waiting

    assert asyncio.run(asyncio.wait_for(wait_and_close(), DEADLINE_SECONDS / 2)) == ()
    assert asyncio.run(hints.wait([ScopeCursor(REFERENCE)], DEADLINE_SECONDS)) == ()


@pytest.mark.expects_log("hints_not_looked_for")
def test_trouble_with_the_database_ends_no_watch(company: Company, hints: Hints) -> None:
    scope = pool_scope(company.pool_id)
    company.customers(1)

    def rename(old: str, new: str) -> None:
        company.database.write(
            lambda connection: connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}")).close()
        )

    async def wait_through_trouble() -> tuple[str, ...]:
        rename("scope_head", "hidden")
        waiting = asyncio.create_task(hints.wait([ScopeCursor(scope)], DEADLINE_SECONDS))
        early, _ = await asyncio.wait([waiting], timeout=0.3)
        assert not early
        rename("hidden", "scope_head")
        return await waiting

    assert asyncio.run(wait_through_trouble()) == (scope,)
