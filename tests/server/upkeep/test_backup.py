"""A backup is one moment of the database, taken while others work in it."""

import stat
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from server.database import open_database
from server.upgrade import upgrade
from server.upkeep.backup import Damaged, NotEmbedded, back_up
from sync.protocol.rows import CustomerRow
from sync.protocol.scopes import person_scope, pool_scope
from tests.server.company import founded
from tests.server.reader import Reader


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'gonghai.db'}"
    upgrade(url)
    return url


def test_a_backup_taken_amid_claims_is_of_one_moment(url: str, tmp_path: Path) -> None:
    """Each customer lies in the pool or with the rep, and the checksums of both scopes agree."""
    company = founded(open_database(url))
    rep = company.person("林", company.south)
    customers = company.customers(200)
    half_way = threading.Event()
    copies: list[Path] = []

    def claim() -> None:
        for number, customer in enumerate(customers):
            company.claim(rep, customer)
            if number == 20:
                half_way.set()

    claiming = threading.Thread(target=claim)
    claiming.start()
    assert half_way.wait(20)
    while claiming.is_alive() and len(copies) < 5:
        copies.append(tmp_path / f"{len(copies)}.db")
        back_up(url, copies[-1])
    claiming.join()
    company.database.close()

    held = []
    for copy in copies:
        restored = open_database(f"sqlite:///{copy}")
        reader = Reader(restored, rep).read()
        restored.close()
        mine, pooled = (
            set(reader.of(scope, CustomerRow)) for scope in (person_scope(rep), pool_scope(company.pool_id))
        )
        assert mine | pooled == set(customers) and not mine & pooled
        assert reader.checksums_met == len(reader.cursors)
        held.append(len(mine))
    assert held == sorted(held) and held[0] >= 20


def test_it_is_one_file_for_its_owners_eyes(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert back_up(url, folder / "a.db") == (folder / "a.db").stat().st_size
    assert [path.name for path in folder.iterdir()] == ["a.db"]
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "a.db").stat().st_mode) == 0o600


def test_nothing_is_written_over(url: str, tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    target.write_text("yesterday")
    with pytest.raises(FileExistsError):
        back_up(url, target)
    assert target.read_text() == "yesterday"


def test_a_failure_leaves_nothing_behind(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with pytest.raises(FileNotFoundError):
        back_up(url, folder / "a.db")
    folder.mkdir()
    damage(tmp_path / "gonghai.db")
    with pytest.raises((Damaged, sqlite.DatabaseError)):
        back_up(url, folder / "a.db")
    assert list(folder.iterdir()) == []


def damage(path: Path) -> None:
    with sqlite.connect(str(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(content)


def test_a_database_server_is_backed_up_by_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(NotEmbedded):
        back_up("postgresql+psycopg://127.0.0.1:1/none", tmp_path / "a.db")
