"""`feed` takes in a file of what the shop system tells; `feed-key` gives a program the key to tell it itself."""

from collections import Counter
from itertools import batched
from pathlib import Path
from typing import Annotated

import typer

from domain.upstream import Fate
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.words import Language
from server.upstream.files import UnreadableFile, records_in
from server.upstream.keys import NameTaken, UnfitName, make_key, revoke_key
from server.upstream.words import FATES, sentence
from sync.clock import SystemClock
from sync.identity import RandomIdentity

_AT_ONCE = 5_000
_MOST_TOLD = 200
_TO_BE_TOLD = frozenset({Fate.INVALID, Fate.CONFLICT, Fate.WAITING})


def feed(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="每行一条 JSON | a JSON record a line; .json: array; .csv: orders")],
    database: DatabaseOption = None,
) -> None:
    # Loaded here: what spells names in pinyin takes longer to load than other commands take to run.
    from server.upstream.feed import Feed

    words = told(context).words
    is_chinese = words.language is Language.ZH
    count: Counter[Fate] = Counter()
    number_told = 0
    with opened(context, database) as store:
        feeding = Feed(store, SystemClock().now, RandomIdentity().new)
        try:
            for batch in batched(records_in(file), _AT_ONCE):
                answers = feeding.take([raw for _, raw in batch])
                for (line, _), answer in zip(batch, answers, strict=True):
                    if answer.fate in _TO_BE_TOLD and number_told < _MOST_TOLD:
                        number_told += 1
                        why = sentence(answer, is_chinese=is_chinese)
                        typer.echo(words.say("feed_line", line=line, why=why), err=True)
                count.update(answer.fate for answer in answers)
                typer.echo(words.say("feed_progress", records=count.total()), err=True)
        except UnreadableFile as error:
            stop(words.say("feed_unreadable", path=file, why=error), ExitCode.FILE)
    place = 0 if is_chinese else 1
    summed = "，".join if is_chinese else ", ".join
    fates = summed(f"{FATES[fate][place]} {count[fate]}" for fate in Fate)
    typer.echo(words.say("feed_done", records=count.total(), fates=fates))
    if count[Fate.INVALID] or count[Fate.CONFLICT]:
        raise typer.Exit(ExitCode.REFUSED)


def feed_key(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="哪个程序的密钥 | whose key it is")],
    revoke: Annotated[bool, typer.Option("--revoke", help="作废这个密钥 | revoke it")] = False,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    now = SystemClock().now()
    with opened(context, database) as store:
        if revoke:
            if not store.write(lambda connection: revoke_key(connection, name, now)):
                stop(words.say("feed_key_unknown", name=name), ExitCode.REFUSED)
            typer.echo(words.say("feed_key_revoked", name=name))
            return
        key_id = RandomIdentity().new()
        try:
            key = store.write(lambda connection: make_key(connection, name, key_id, now))
        except NameTaken:
            stop(words.say("feed_key_taken", name=name), ExitCode.REFUSED)
        except UnfitName:
            stop(words.say("feed_key_unfit"), ExitCode.REFUSED)
        typer.echo(words.say("feed_key_made", name=name, token=key))
