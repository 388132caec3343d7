"""A broken me.db: set aside, never deleted, and whatever was asked and not answered is carried over.

The new file is made whole under another name (`me.rescue-part.db`), beside the broken one. Its next name,
`me.rescued-<mark>.db`, says so, and from then on it counts: who finds it puts it in the place of the other.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError

from sync.cache.answers import CommandState
from sync.cache.attachment_tables import outgoing, outgoing_chunk
from sync.cache.errors import CacheTrouble, DiskFull, Unwritable
from sync.cache.files import StoreFile, move
from sync.cache.outgoing import OutgoingState
from sync.cache.tables import draft, outbox

_KEPT_STATES = {state.value for state in CommandState} - {CommandState.DONE.value, CommandState.ANSWERED.value}


def part_of(path: Path) -> Path:
    """Where the new file is made. What is found there was cut short and is worth nothing."""
    return path.with_name(f"{path.stem}.rescue-part.db")


def whole_of(path: Path, mark: str) -> Path:
    """Where it stands once it is whole; `mark` makes the names of this rescue its own."""
    return path.with_name(f"{path.stem}.rescued-{mark}.db")


def finish(path: Path) -> Path | None:
    """Put a rescued file in the place of the broken one; returns where that is kept, or None where nothing was to do.

    Cut short anywhere, the next call ends it.
    """
    for whole in path.parent.glob(f"{path.stem}.rescued-*.db"):
        kept = path.with_name(whole.name.replace(".rescued-", ".damaged-"))
        move(path, kept)
        whole.replace(path)
        return kept
    return None


def salvage(broken: StoreFile, into: StoreFile) -> None:
    """Copy every readable command that still matters, every draft, and every file that was not delivered yet.

    Raises:
        DiskFull, Unwritable: the page is not broken, it only cannot be read now.
    """
    commands = [row for row in _readable(broken, "outbox", "no") if row["state"] in _KEPT_STATES]
    drafts = list(_readable(broken, "draft", "rowid"))
    files = [row for row in _readable(broken, "outgoing_file", "rowid") if row["state"] != OutgoingState.THERE]
    with into.writing() as connection:
        for row in commands:
            row.pop("no")
            if row["state"] == CommandState.SENDING:
                row["state"] = CommandState.CHECKING.value
            connection.execute(insert(outbox).prefix_with("OR IGNORE"), row)
        for row in drafts:
            connection.execute(insert(draft).prefix_with("OR IGNORE"), row)
        _carry_files(broken, connection, files)


def _carry_files(broken: StoreFile, connection: Connection, files: Sequence[dict[str, Any]]) -> None:
    """Files that were not delivered yet, each whole or not at all; a command then goes without it."""
    chunks: dict[str, list[dict[str, Any]]] = {}
    for chunk in _readable(broken, "outgoing_chunk", "rowid"):
        chunks.setdefault(chunk["file_id"], []).append(chunk)
    for row in files:
        theirs = chunks.get(row["id"], [])
        if sum(len(chunk["content"]) for chunk in theirs) == row["size"]:
            connection.execute(insert(outgoing).prefix_with("OR IGNORE"), row)
            connection.execute(insert(outgoing_chunk).prefix_with("OR IGNORE"), theirs)


def _readable(broken: StoreFile, table: str, key: str) -> Iterator[dict[str, Any]]:
    """Row by row, so that a broken page costs only its own rows."""
    try:
        with broken.reading() as connection:
            span = connection.exec_driver_sql(f"SELECT min({key}), max({key}) FROM {table}").one()
    except (DiskFull, Unwritable):
        raise
    except (CacheTrouble, DBAPIError):
        return
    for number in range(span[0] or 0, (span[1] or -1) + 1):
        try:
            with broken.reading() as connection:
                row = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {key} = ?", (number,)).mappings().first()
        except (DiskFull, Unwritable):
            raise
        except (CacheTrouble, DBAPIError):
            continue
        if row is not None:
            yield dict(row)
