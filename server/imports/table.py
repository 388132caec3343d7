"""Asks the child process for a file's rows, and outlives whatever the file does to it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from server.imports.sheets import Cell, Failed, FileProblem, Finished, Line, Opened, Unreadable
from sync.clock import SystemClock

PATIENCE_SECONDS = 120
_LOOK_SECONDS = 0.25
_PROJECT = Path(__file__).resolve().parents[2]

_lines: msgspec.json.Decoder[Opened | Finished | Failed | list[Cell]] = msgspec.json.Decoder(
    Opened | Finished | Failed | list[Cell]
)


@dataclass(frozen=True, slots=True)
class Table:
    """`heading` and `rows` as they stand in the file; the heading is its row number `heading_row`, counted from 1."""

    sheet: str
    encoding: str
    heading_row: int
    heading: Line
    rows: list[Line]


class GivenUp(Exception):
    """Whoever wanted it wants it no longer."""


def read_table(
    path: Path, patience_seconds: float = PATIENCE_SECONDS, is_given_up: Callable[[], bool] = lambda: False
) -> Table:
    """The table in a spreadsheet, read in a process of its own under limits of time, memory and size.

    Raises:
        Unreadable: see there.
        GivenUp: `is_given_up` said so on the way.
    """
    # A file between the two, not a pipe: then nothing has to be read while the child is waited for.
    with tempfile.TemporaryFile() as answer:
        child = subprocess.Popen(
            [sys.executable, "-m", "server.imports.reader", str(path.resolve())],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        try:
            _wait_for(child, patience_seconds, is_given_up)
        finally:
            child.kill()
            child.wait()
        answer.seek(0)
        return _table([_lines.decode(line) for line in answer if line.endswith(b"\n")])


def _wait_for(child: subprocess.Popen[bytes], patience_seconds: float, is_given_up: Callable[[], bool]) -> None:
    elapsed = SystemClock().elapsed
    deadline = elapsed() + patience_seconds
    while (left := deadline - elapsed()) > 0:
        try:
            child.wait(min(left, _LOOK_SECONDS))
        except subprocess.TimeoutExpired:
            if is_given_up():
                raise GivenUp from None
        else:
            return
    raise Unreadable(FileProblem.TOO_SLOW)


def _table(messages: list[Opened | Finished | Failed | Line]) -> Table:
    last = messages[-1] if messages else None
    if isinstance(last, Failed):
        raise Unreadable(last.problem, last.limit)
    opened = messages[0] if messages else None
    if not isinstance(last, Finished) or not isinstance(opened, Opened):
        # It was ended from outside, or fell over: memory is what runs out first.
        raise Unreadable(FileProblem.TOO_MUCH_MEMORY)
    lines = [message for message in messages if isinstance(message, list)]
    return Table(opened.sheet, opened.encoding, opened.first_row, lines[0], lines[1:])
