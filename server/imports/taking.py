"""A file that somebody sent, brought into a pool: read, judged row by row, told with the first rows that matter."""

import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from domain.instants import millis
from server.database import Database
from server.feed.log import NewId
from server.imports.cells import text_of
from server.imports.headers import Column, Heading, find_heading
from server.imports.order import Order
from server.imports.result_book import write_result
from server.imports.rights import Barred, refusal
from server.imports.sheets import Unreadable
from server.imports.table import Table, read_table
from server.imports.verdicts import Report, RowResult, RowVerdict
from server.imports.words import ImportWords, words_in
from sync.clock import Now
from sync.protocol.imports import Imported, ImportRefused, ImportRow

MOST_ROWS_TOLD = 200


def take_in(
    database: Database,
    order: Order,
    path: Path,
    clock: Now,
    new_id: NewId,
    tell: Callable[[int, int], None],
    is_given_up: Callable[[], bool],
) -> Imported | ImportRefused:
    """What became of the file.

    Raises:
        GivenUp: nobody waits for it any longer; whole transactions stay.
    """
    # Loaded here: the dictionary of pinyin takes a moment that no start should wait for.
    from server.imports.service import Import

    words = words_in(order.language)
    try:
        table = read_table(path, is_given_up=is_given_up)
        run = Import(database, order.pool_id, clock(), new_id, is_dry=order.is_dry, actor_id=order.person_id)
        report = run.run(table, tell)
    except Unreadable as error:
        said = words.file_problem(error.problem, error.limit)
        return ImportRefused(error.problem.value, {}, said, millis(clock()))
    except Barred as barred:
        return refusal(barred, clock())
    return _told(table, report, words, clock)


def _told(table: Table, report: Report, words: ImportWords, clock: Now) -> Imported:
    heading = find_heading([table.heading])
    assert heading is not None, "the import has found it"
    rows = _that_matter(report)
    return Imported(
        counts={verdict.value: number for verdict, number in report.count().items()},
        rows=tuple(_row(each, table, heading, words) for each in rows[:MOST_ROWS_TOLD]),
        rows_in_all=len(rows),
        unknown_columns=tuple(heading.others.values()),
        workbook=_workbook(table, report, words) if rows else None,
        server_time=millis(clock()),
    )


def _that_matter(report: Report) -> list[RowResult]:
    """What was not taken as it is, the worst first, in the order of the file."""
    invalid, duplicate, remarked = [], [], []
    for each in report.rows:
        if each.verdict is RowVerdict.INVALID:
            invalid.append(each)
        elif each.verdict is RowVerdict.DUPLICATE:
            duplicate.append(each)
        elif each.remarks:
            remarked.append(each)
    return list(chain(invalid, remarked, duplicate))


def _row(result: RowResult, table: Table, heading: Heading, words: ImportWords) -> ImportRow:
    line = table.rows[result.row - table.heading_row - 1]
    place = next(index for index, column in heading.columns.items() if column is Column.NAME)
    name = text_of(line[place]) if place < len(line) else ""
    return ImportRow(result.row, name[:200], result.verdict.value, words.reason(result), words.remarks(result))


def _workbook(table: Table, report: Report, words: ImportWords) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gonghai-import-") as folder:
        path = Path(folder) / "result.xlsx"
        write_result(path, table, report, words)
        return path.read_bytes()
