"""From the version of me.db that was found to ours: a backup first, then Alembic, all in one transaction."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sync.cache.files import StoreFile

SCRIPTS = Path(__file__).with_name("migrations")
KEPT_BACKUPS = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """A layout of me.db: its number in the file's header, its last migration, and where the steps to it lie."""

    number: int
    revision: str
    scripts: Path = SCRIPTS


ME_EDITION = Edition(5, "0005")


def migrate(file: StoreFile, edition: Edition, found: int) -> Path:
    """Bring `file` from edition `found` to `edition`; returns the encrypted backup made before.

    Rows of new columns are asked for again: every scope starts a new walk, the old rows stay until it ends.
    """
    file.fold()
    with file.translated():
        backup = _backed_up(file.path, found)
    # Alembic costs a third of a second to import, and most starts have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(edition.scripts))
    with file.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, edition.revision)
        connection.exec_driver_sql(
            "UPDATE scope SET position = 0, salt = '', resume = NULL, walk = walk + 1, is_walking = 1, row_count = 0,"
            " xor = ?",
            ("0" * 16,),
        )
        connection.exec_driver_sql(f"PRAGMA user_version = {edition.number}")
    return backup


def _backed_up(path: Path, found: int) -> Path:
    backup = path.with_name(f"{path.stem}.before-{found + 1}.db")
    part = backup.with_suffix(".part")
    shutil.copyfile(path, part)
    with part.open("rb+") as copied:
        os.fsync(copied.fileno())
    part.replace(backup)
    old = sorted(path.parent.glob(f"{path.stem}.before-*.db"), key=lambda each: each.stat().st_mtime)
    for each in old[:-KEPT_BACKUPS]:
        each.unlink()
    return backup
