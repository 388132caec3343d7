"""`import-customers`: a spreadsheet into a pool."""

from pathlib import Path
from typing import Annotated

import typer

from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.pools import pool_named
from server.cli.words import Language
from server.imports.headers import find_heading
from server.imports.result_book import write_result
from server.imports.sheets import Unreadable
from server.imports.table import Table, read_table
from server.imports.verdicts import RowVerdict
from server.imports.words import ImportWords
from server.pools.repository import all_pools
from sync.clock import SystemClock
from sync.identity import RandomIdentity


def import_customers(
    context: typer.Context,
    file: Path,
    pool: Annotated[str, typer.Option(help="导入到哪个公海 | the pool they go into")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结果，不写入 | judge only, write nothing")] = False,
    result: Annotated[Path | None, typer.Option(help="逐行结果 xlsx | every row's result as xlsx")] = None,
    database: DatabaseOption = None,
) -> None:
    # Loaded here: the dictionary of pinyin takes longer to load than other commands take to run.
    from server.imports.service import Import

    words = told(context).words
    said = ImportWords(is_chinese=words.language is Language.ZH)
    with opened(context, database) as store:
        target = pool_named(store.read(all_pools), pool, words)
        clock = SystemClock()
        try:
            table = read_table(file)
            report = Import(store, target.id, clock.now(), RandomIdentity().new, is_dry=dry_run).run(table)
        except Unreadable as error:
            why = said.file_problem(error.problem, error.limit)
            stop(words.say("file_unreadable", why=why), ExitCode.FILE)
    unknown = _unknown_columns(table)
    if unknown:
        typer.echo(words.say("import_unknown_columns", columns="、".join(unknown)))
    count = report.count()
    typer.echo(
        words.say(
            "import_done",
            rows=len(report.rows),
            new=count[RowVerdict.NEW],
            update=count[RowVerdict.UPDATE],
            duplicate=count[RowVerdict.DUPLICATE],
            invalid=count[RowVerdict.INVALID],
            warnings=report.remark_count,
        )
    )
    if dry_run:
        typer.echo(words.say("import_dry"))
    if result is not None:
        try:
            write_result(result, table, report, said)
        except OSError:
            stop(words.say("result_unwritable", path=result), ExitCode.FILE)
        typer.echo(words.say("result_written", path=result))


def _unknown_columns(table: Table) -> list[str]:
    heading = find_heading([table.heading])
    return [] if heading is None else list(heading.others.values())
