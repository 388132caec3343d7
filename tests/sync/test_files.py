"""One file of the cache: what goes wrong with it is told by what a person can do, and nothing half made is trusted."""

import errno
from pathlib import Path

import pytest

from sync.cache.errors import CacheTrouble, Damaged, DiskFull, Unwritable, WrongKey
from sync.cache.files import move, trouble_of
from tests.sync.client import Client
from tests.sync.test_opening import raw


def test_a_pool_that_could_not_be_filled_anew_stays_broken_until_it_is(worked: Client) -> None:
    worked.start()
    pool = worked.cache._files[1]

    def no_room(_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with pytest.raises(DiskFull):
        pool.recreate(no_room)
    assert pool.is_broken
    with pytest.raises(Damaged):
        worked.ids()
    assert worked.sync().trouble is None
    assert (len(worked.ids()), pool.is_broken) == (50, False)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (13, DiskFull),
        (10 + (19 << 8), DiskFull),  # no room for the index of the log: seen where a full disk meets a program's start
        (10 + (1 << 8), Damaged),  # a page that could not be read
        (11, Damaged),
        (26, WrongKey),
        (14, Unwritable),
        (8 + (1 << 8), Unwritable),
        (1, None),
    ],
)
def test_what_sqlite_says_is_told_by_what_a_person_can_do(code: int, told: type[CacheTrouble] | None) -> None:
    error = Exception("said")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    trouble = trouble_of(Path("me.db"), error)
    assert (None if trouble is None else type(trouble)) == told


def test_a_file_that_may_not_be_touched_is_told(tmp_path: Path) -> None:
    file = raw(tmp_path / "me.db")
    with pytest.raises(Unwritable), file.translated():
        raise PermissionError(errno.EACCES, "another program reads it")


def test_a_file_is_moved_behind_its_log(tmp_path: Path) -> None:
    names = ("me.db", "me.db-wal", "me.db-shm")
    for name in names:
        (tmp_path / name).write_text(name)
    (tmp_path / "aside.db").mkdir()
    (tmp_path / "aside.db" / "in the way").touch()
    with pytest.raises(OSError, match=r"aside\.db"):
        move(tmp_path / "me.db", tmp_path / "aside.db")
    assert not (tmp_path / "me.db-wal").exists() and (tmp_path / "me.db").exists()
    (tmp_path / "aside.db" / "in the way").unlink()
    (tmp_path / "aside.db").rmdir()
    move(tmp_path / "me.db", tmp_path / "aside.db")
    assert [(tmp_path / name.replace("me", "aside")).read_text() for name in names] == list(names)
