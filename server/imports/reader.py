"""The child process: reads one file under limits and prints its rows as JSON lines. `python -m server.imports.reader`.

A spreadsheet is a stranger's program for our parser: what it may cost is decided here, before it is opened.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path

import msgspec
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from server.imports.headers import SEARCHED_ROWS, find_heading
from server.imports.sheets import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Day,
    Failed,
    FileProblem,
    Finished,
    Line,
    Number,
    Opened,
    Unreadable,
)

MOST_BYTES = 20 * 1024 * 1024
MOST_UNFOLDED_BYTES = 200 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_MEMORY_BYTES = 1024 * 1024 * 1024
_RATIO, _RATIO_FROM_BYTES = 100, 10 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def main(path: Path) -> None:
    try:
        limit_memory(MOST_MEMORY_BYTES)
        write = sys.stdout.buffer.write
        for message in read(path):
            write(msgspec.json.encode(message) + b"\n")
    except Unreadable as error:
        sys.stdout.buffer.write(msgspec.json.encode(Failed(error.problem, error.limit)) + b"\n")
    except MemoryError:
        sys.stdout.buffer.write(msgspec.json.encode(Failed(FileProblem.TOO_MUCH_MEMORY)) + b"\n")
    sys.stdout.buffer.flush()


def limit_memory(most: int) -> None:
    """Let this process have no more than that, where the system can hold it to it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def read(path: Path) -> Iterator[Opened | Line | Finished]:
    """The heading's rows and all below it.

    Raises:
        Unreadable: see there.
    """
    try:
        size = path.stat().st_size
        start = path.open("rb").read(8) if size else b""
    except OSError as error:
        raise Unreadable(FileProblem.MISSING) from error
    if size > MOST_BYTES:
        raise Unreadable(FileProblem.TOO_LARGE, MOST_BYTES)
    if start.startswith(_ZIP):
        check_unfolding(path)
        return _lines(*_workbook(path))
    if start.startswith(_OLE):
        if _ENCRYPTED in path.read_bytes():
            raise Unreadable(FileProblem.ENCRYPTED)
        return _lines(*_workbook(path))
    return _lines(*_text(path))


def check_unfolding(path: Path) -> None:
    """Unfold every entry once, counting: the sizes that an archive states may be lies.

    Raises:
        Unreadable: it unfolds too far, or is no whole archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(FileProblem.UNFOLDS_TOO_FAR, MOST_ENTRIES)
            total = 0
            for entry in entries:
                with archive.open(entry) as unfolding:
                    unfolded = 0
                    while piece := unfolding.read(1 << 20):
                        unfolded += len(piece)
                        is_bomb = unfolded > _RATIO_FROM_BYTES and unfolded > _RATIO * max(entry.compress_size, 1)
                        if is_bomb or total + unfolded > MOST_UNFOLDED_BYTES:
                            raise Unreadable(FileProblem.UNFOLDS_TOO_FAR, MOST_UNFOLDED_BYTES)
                total += unfolded
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(FileProblem.DAMAGED) from error


def _workbook(path: Path) -> tuple[str, str, int, Iterator[list[object]]]:
    """The first sheet with a heading; what is known to be none is refused."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is None or find_heading(list(islice(sheet.iter_rows(), SEARCHED_ROWS + 1))) is None:
                continue
            if sheet.width > MOST_COLUMNS:
                raise Unreadable(FileProblem.TOO_MANY_COLUMNS, MOST_COLUMNS)
            if sheet.height > MOST_ROWS + SEARCHED_ROWS:
                raise Unreadable(FileProblem.TOO_MANY_ROWS, MOST_ROWS)
            return name, "", 1, (list(row) for row in sheet.iter_rows())
    except PasswordError as error:
        raise Unreadable(FileProblem.ENCRYPTED) from error
    except (CalamineError, ZipError, ValueError, OSError) as error:
        raise Unreadable(FileProblem.DAMAGED) from error
    raise Unreadable(FileProblem.NO_HEADING)


def _text(path: Path) -> tuple[str, str, int, Iterator[list[object]]]:
    encoding, text = decoded(path.read_bytes())
    head = text[:4096].lstrip().lower()
    if "\x00" in text or head.startswith(("<html", "<!doctype", "<?xml", "<table", "{\\rtf", "%pdf")):
        raise Unreadable(FileProblem.UNKNOWN_FORMAT)
    first = text.partition("\n")[0]
    delimiter = max((",", "\t", ";"), key=first.count)
    rows: Iterator[list[object]] = (list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return "", encoding, 1, rows


def decoded(content: bytes) -> tuple[str, str]:
    """(encoding, text). UTF-8 or UTF-16 where a mark says so, else strict UTF-8, else strict GB18030, never a guess.

    Raises:
        Unreadable: it is none of them.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(FileProblem.UNKNOWN_ENCODING)


def _lines(
    sheet: str, encoding: str, first_row: int, rows: Iterator[list[object]]
) -> Iterator[Opened | Line | Finished]:
    try:
        opening = list(islice(rows, SEARCHED_ROWS + 1))
        heading = find_heading(opening)
        if heading is None:
            raise Unreadable(FileProblem.NO_HEADING)
        yield Opened(sheet, encoding, first_row + heading.row)
        count = 0
        for row in chain(opening[heading.row :], rows):
            if len(row) > MOST_COLUMNS:
                raise Unreadable(FileProblem.TOO_MANY_COLUMNS, MOST_COLUMNS)
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable(FileProblem.TOO_MANY_ROWS, MOST_ROWS)
            yield [_cell(value) for value in row]
        yield Finished(count)
    except csv.Error as error:
        raise Unreadable(FileProblem.DAMAGED) from error


def _cell(value: object) -> Cell:
    match value:
        case None | "":
            return None
        case str():
            return value[: LONGEST_CELL + 1]
        case bool():
            return str(value)
        case int() | float():
            return Number(float(value))
        case datetime():
            return Day(value.date().isoformat())
        case date():
            return Day(value.isoformat())
        case _:
            return str(value)[: LONGEST_CELL + 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
