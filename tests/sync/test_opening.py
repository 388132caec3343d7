"""Opening the files: encrypted, migrated with a backup, refused when newer, rescued when broken."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, inspect

from sync.cache.answers import DraftFollowUp
from sync.cache.cache import Cache
from sync.cache.errors import Damaged, DiskFull, FromNewerProgram, TroubleCode, Unwritable, WrongKey
from sync.cache.files import StoreFile
from sync.cache.migrate import ME_EDITION, SCRIPTS, Edition
from sync.cache.opening import open_cache, set_aside
from sync.cache.tables import held, own
from tests.fakes.identity import CountingIdentity
from tests.sync.client import KEY, Client

PAGE = 4096
ROOT = Path(__file__).resolve().parents[2]


def opened(folder: Path, key: str = KEY, edition: Edition = ME_EDITION) -> Cache:
    return open_cache(folder, key, person_id="me", identity=CountingIdentity(prefix=77), edition=edition)


_ROOTS = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'customer'"


def raw(path: Path) -> StoreFile:
    return StoreFile(path, KEY, durable=True, cache_mebibytes=2)


def spoil(path: Path, start: int, length: int = 64) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def test_nothing_readable_lies_on_the_disk(worked: Client) -> None:
    for path in worked.folder.iterdir():
        content = path.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        assert "深圳".encode() not in content and "只在本机".encode() not in content


def test_a_wrong_key_opens_nothing_and_harms_nothing(worked: Client) -> None:
    with pytest.raises(WrongKey) as told:
        opened(worked.folder, "00" * 32)
    assert told.value.code is TroubleCode.WRONG_KEY
    with_key = opened(worked.folder)
    assert with_key.outbox.counts().queued == 2
    with_key.close()


def test_where_the_key_is_lost_one_starts_anew_beside_what_was(worked: Client) -> None:
    kept = set_aside(worked.folder, CountingIdentity())
    assert [path.exists() for path in kept] == [True, True]
    anew = opened(worked.folder, "11" * 32)
    assert anew.outbox.counts().queued == 0
    anew.close()


def test_a_file_of_a_newer_program_is_left_alone(worked: Client) -> None:
    file = raw(worked.folder / "me.db")
    with file.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(FromNewerProgram):
        opened(worked.folder)
    file = raw(worked.folder / "me.db")
    with file.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 2
    file.close()


def test_a_broken_file_is_set_aside_and_what_was_asked_is_saved(worked: Client) -> None:
    path = worked.folder / "me.db"
    pages = path.stat().st_size // PAGE
    spoil(path, (pages - 2) * PAGE + 100)
    with pytest.raises(Damaged) as told:
        opened(worked.folder)
    assert told.value.quarantined is not None and told.value.quarantined.exists()
    rescued = opened(worked.folder)
    assert rescued.outbox.counts().queued == told.value.salvaged
    assert told.value.salvaged == 2
    rescued.close()


@pytest.mark.parametrize("page", range(2, 30, 3))
def test_wherever_it_breaks_the_next_start_works(worked: Client, page: int) -> None:
    path = worked.folder / "me.db"
    spoil(path, min(page, path.stat().st_size // PAGE - 1) * PAGE + 50)
    with pytest.raises(Damaged):
        opened(worked.folder)
    opened(worked.folder).close()
    worked.start()
    assert worked.sync().trouble is None
    assert len(worked.mine()) == 30


def test_a_broken_pool_is_dropped_and_fetched_again(worked: Client) -> None:
    path = worked.folder / "pool.db"
    path.write_bytes(b"\x00" * PAGE * 3)
    worked.start()
    assert worked.ids() == []
    assert worked.sync().trouble is None
    assert len(worked.ids()) == 50
    assert len(worked.mine()) == 30


def test_a_pool_that_breaks_while_in_use_is_fetched_again(worked: Client) -> None:
    path = worked.folder / "pool.db"
    file = raw(path)
    with file.reading() as connection:
        roots = connection.exec_driver_sql(_ROOTS).scalars().all()
    file.close()
    for root in roots:
        spoil(path, (root - 1) * PAGE + 20)
    worked.start()
    with pytest.raises(Damaged):
        worked.ids()
    assert worked.sync().trouble is None
    assert len(worked.ids()) == 50


def test_a_pool_of_another_layout_is_fetched_again(worked: Client) -> None:
    file = raw(worked.folder / "pool.db")
    with file.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 12345")
    file.close()
    worked.start()
    assert worked.ids() == []
    worked.sync()
    assert len(worked.ids()) == 50


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        opened(tmp_path / "not there")


def test_a_full_disk_is_told_and_keeps_what_was_there(worked: Client) -> None:
    worked.start()
    with worked.cache._files[0].writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    engine = worked.cache._files[0].engine
    engine.dispose()
    # SQLite says the same when a file may not grow as when the disk is full.
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"))
    saved = 2
    with pytest.raises(DiskFull):  # noqa: PT012
        for _ in range(200):
            saved += len(worked.follow_up("m1", text="长" * 3000).accepted)
    assert worked.cache.outbox.counts().queued == saved


NEXT_STEP = f"""
from alembic import op
import sqlalchemy as sa

revision = "tomorrow"
down_revision = "{ME_EDITION.revision}"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("colour", sa.Text, nullable=False, server_default="blue"))
"""


@pytest.fixture
def next_edition(tmp_path: Path) -> Edition:
    """Tomorrow's program: ours, and one step more."""
    scripts = tmp_path / "steps"
    (scripts / "versions").mkdir(parents=True)
    (scripts / "env.py").write_text((SCRIPTS / "env.py").read_text())
    for step in (SCRIPTS / "versions").glob("0*.py"):
        (scripts / "versions" / step.name).write_text(step.read_text())
    (scripts / "versions" / "tomorrow.py").write_text(NEXT_STEP)
    return Edition(ME_EDITION.number + 1, "tomorrow", scripts)


def test_an_older_file_is_migrated_after_an_encrypted_backup(worked: Client, next_edition: Edition) -> None:
    cache = opened(worked.folder, edition=next_edition)
    assert cache.outbox.counts().queued == 2
    assert cache.drafts.load("m3") == DraftFollowUp(text="还没写完")
    assert all(cursor.position == 0 for cursor in cache.scopes.cursors() if not cursor.scope.startswith("pool"))
    cache.close()
    (backup,) = worked.folder.glob("me.before-*.db")
    assert not backup.read_bytes().startswith(b"SQLite format 3")
    old = raw(backup)
    with old.reading() as connection:
        assert "colour" not in {column["name"] for column in inspect(connection).get_columns("outbox")}
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 2
    old.close()


def test_a_migration_that_fails_changes_nothing(worked: Client, next_edition: Edition) -> None:
    (next_edition.scripts / "versions" / "tomorrow.py").write_text(NEXT_STEP + "    raise RuntimeError('no')\n")
    with pytest.raises(RuntimeError):
        opened(worked.folder, edition=next_edition)
    cache = opened(worked.folder)
    assert cache.outbox.counts().queued == 2
    cache.close()


def test_after_a_migration_everything_is_walked_again_and_agrees(worked: Client, next_edition: Edition) -> None:
    opened(worked.folder, edition=next_edition).close()
    file = raw(worked.folder / "me.db")
    with file.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {ME_EDITION.number}")
    file.close()
    worked.start()
    assert worked.mine() == sorted(worked.mine())
    assert worked.sync().disagreements == ()
    assert len(worked.mine()) == 30


def test_the_steps_lead_to_the_tables(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    file = raw(tmp_path / "stepped.db")
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with file.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, ME_EDITION.revision)
    fresh = opened(tmp_path)
    with file.reading() as stepped, fresh._files[0].reading() as made:
        tables = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ours = {name: _plain(sql) for name, sql in made.exec_driver_sql(tables)}
        assert {name: _plain(sql) for name, sql in stepped.exec_driver_sql(tables)} == ours
    assert {table.name for table in [*held.sorted_tables, *own.sorted_tables]} <= {*ours, "alembic_version"}
    fresh.close()
    file.close()


def _plain(sql: str | None) -> str:
    return (
        " ".join((sql or "").replace("IF NOT EXISTS ", "").split())
        .replace(", ", ",")
        .replace("( ", "(")
        .replace(" )", ")")
    )


def test_an_everyday_start_does_without_the_libraries_of_migrations_and_the_network(worked: Client) -> None:
    program = (
        "import sys, pathlib; from sync.cache.opening import open_cache; from sync.identity import RandomIdentity\n"
        f"open_cache(pathlib.Path(sys.argv[1]), {KEY!r}, person_id='me', identity=RandomIdentity()).close()\n"
        "print(sorted({'alembic', 'requests', 'sqlalchemy.orm', 'PySide6'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(worked.folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
