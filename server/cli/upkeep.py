"""`tidy`: what `serve` does by itself once a day, for who would rather do it at a time of their own."""

import typer

from server.cli.context import DatabaseOption, opened, told
from server.upkeep.tidying import tidy as tidy_up
from sync.clock import SystemClock
from sync.identity import RandomIdentity


def tidy(context: typer.Context, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        gone = tidy_up(store, SystemClock().now(), RandomIdentity().new, must_stop=lambda: False)
    if gone is None:
        typer.echo(words.say("tidied_elsewhere"))
    else:
        typer.echo(words.say("tidied", commits=gone.commits, receipts=gone.receipts))
