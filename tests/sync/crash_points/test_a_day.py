"""A whole day cut anywhere: whatever was said to be saved is there, and everything happens once."""

import os
import shutil
from itertools import count
from pathlib import Path

from sync.cache.answers import OutboxCounts
from sync.cache.asking import Mine
from tests.sync.client import IN_POOL
from tests.sync.crash_points.fuse import Crash, Fuse, Kind, Window
from tests.sync.crash_points.place import ME, Place, small_company
from tests.sync.crash_points.standing import quiet

STRIDE = int(os.environ.get("GONGHAI_CRASH_STRIDE", "43"))
"""Every so many operations; 1 takes a minute or two and is for whoever changed what is written when."""


def a_day(place: Place, saved: list[str]) -> None:
    """What a person does; every id in `saved` was shown as saved."""
    client = place.client
    client.sync()
    saved += client.follow_up("m1", "m2").accepted
    saved += client.release("m2").accepted
    saved += client.claim(*client.ids()[:2], is_online=False).accepted
    client.sync()
    saved += client.follow_up("m1", text="后来").accepted
    client.sync()


def test_a_crash_at_any_statement_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    morning = small_company(tmp_path / "morning")
    crashes = 0
    for number in count(0, STRIDE):
        place, frozen = morning.fork(tmp_path / f"cut-{number}"), tmp_path / f"after-{number}"
        fuse = Fuse(Kind.CRASH, number, place.folder, lambda: _copy(place.folder, frozen), Window())  # noqa: B023
        saved: list[str] = []
        place.wire(fuse)
        try:
            with fuse.armed():
                a_day(place, saved)
        except Crash:
            crashes += 1
        place.wire(None)
        place.stop()
        if fuse.has_blown:
            place.folder = frozen
        quiet(place)
        _check(place, saved, f"crash at {number} ({fuse.blown_at})")
        place.stop()
        if not fuse.has_blown:
            break
    assert crashes > 200 // STRIDE


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target)


def _check(place: Place, saved: list[str], at: str) -> None:
    company, client = place.company, place.client
    counts = client.cache.outbox.counts()
    assert counts == OutboxCounts(done=counts.done), at
    assert set(saved) <= set(company.receipts), at
    assert len({row.id for row in company.follow_ups}) == len(company.follow_ups), at
    for scope, rows in company.feed.rows.items():
        held = client.cache.scopes.row_count(scope)
        assert held == (len(rows) if scope in company.scopes_of(ME) else 0), at
    assert set(client.ids(Mine())) == {row.id for row in company.customers.values() if row.owner_id == ME}, at
    assert set(client.ids(IN_POOL)) == {row.id for row in company.customers.values() if row.owner_id is None}, at
