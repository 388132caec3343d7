"""A broken me.db: set aside, never deleted, and whatever was asked and not answered is carried over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from sync.cache.answers import CommandState
from sync.cache.files import StoreFile
from sync.cache.tables import draft, outbox

_KEPT_STATES = {state.value for state in CommandState} - {CommandState.DONE.value, CommandState.ANSWERED.value}


def quarantined(path: Path, mark: str) -> Path:
    """Move a file with its log out of the way; `mark` makes the new name its own."""
    target = path.with_name(f"{path.stem}.damaged-{mark}.db")
    path.rename(target)
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(target.with_name(target.name + suffix))
    return target


def salvage(broken: StoreFile, into: StoreFile) -> int:
    """Copy every readable command that still matters, and every draft; returns how many commands."""
    commands = [row for row in _readable(broken, "outbox", "no") if row["state"] in _KEPT_STATES]
    drafts = list(_readable(broken, "draft", "rowid"))
    with into.writing() as connection:
        for row in commands:
            row.pop("no")
            if row["state"] == CommandState.SENDING:
                row["state"] = CommandState.CHECKING.value
            connection.execute(insert(outbox).prefix_with("OR IGNORE"), row)
        for row in drafts:
            connection.execute(insert(draft).prefix_with("OR IGNORE"), row)
    return len(commands)


def _readable(broken: StoreFile, table: str, key: str) -> Iterator[dict[str, Any]]:
    """Row by row, so that a broken page costs only its own rows."""
    try:
        with broken.engine.connect() as connection:
            span = connection.exec_driver_sql(f"SELECT min({key}), max({key}) FROM {table}").one()
    except DBAPIError:
        return
    for number in range(span[0] or 0, (span[1] or -1) + 1):
        try:
            with broken.engine.connect() as connection:
                row = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {key} = ?", (number,)).mappings().first()
        except DBAPIError:
            continue
        if row is not None:
            yield dict(row)
