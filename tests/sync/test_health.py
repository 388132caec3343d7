"""How it is with somebody's files can be asked without touching what is in them."""

from pathlib import Path

import pytest

from sync.cache.answers import NOTHING_ASKED, OutboxCounts
from sync.cache.errors import TroubleCode
from sync.cache.files import StoreFile
from sync.cache.health import Health, health_in
from tests.sync.client import KEY, Client
from tests.sync.test_opening import PAGE, opened, spoil


def stamped(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".db"}


def test_whole_files_are_whole_and_stay_as_they_were(worked: Client) -> None:
    before = stamped(worked.folder)
    assert health_in(worked.folder, KEY) == Health(counts=OutboxCounts(queued=2))
    assert stamped(worked.folder) == before


def test_an_open_cache_is_looked_at_beside_whatever_goes_on(worked: Client) -> None:
    cache = opened(worked.folder)
    with cache._files[0].writing():
        assert cache.health() == Health(counts=OutboxCounts(queued=2))
    cache.close()


def test_where_nobody_has_worked_nothing_is_wrong_and_nothing_is_made(tmp_path: Path) -> None:
    assert health_in(tmp_path, KEY) == Health(counts=NOTHING_ASKED)
    assert list(tmp_path.iterdir()) == []


def test_a_spoiled_page_is_found_and_not_rescued(worked: Client) -> None:
    spoil(worked.folder / "me.db", 2 * PAGE + 50)
    before = stamped(worked.folder)
    assert health_in(worked.folder, KEY) == Health(TroubleCode.DAMAGED, counts=None)
    assert stamped(worked.folder) == before


def test_what_can_be_fetched_again_is_told_apart(worked: Client) -> None:
    spoil(worked.folder / "pool.db", 2 * PAGE + 50)
    assert health_in(worked.folder, KEY) == Health(is_pool_whole=False, counts=OutboxCounts(queued=2))


@pytest.mark.parametrize("key", ["00" * 32, KEY[::-1]])
def test_another_key_opens_nothing(worked: Client, key: str) -> None:
    assert health_in(worked.folder, key).trouble is TroubleCode.WRONG_KEY


@pytest.mark.parametrize(("edition", "expected"), [(99, TroubleCode.NEWER), (1, None)])
def test_another_edition_is_neither_migrated_nor_misread(
    worked: Client, edition: int, expected: TroubleCode | None
) -> None:
    file = StoreFile(worked.folder / "me.db", KEY, durable=True, cache_mebibytes=4)
    with file.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {edition}")
    file.close()
    before = stamped(worked.folder)
    assert health_in(worked.folder, KEY) == Health(expected, counts=None)
    assert stamped(worked.folder) == before
