"""`tidy` and `backup`: what an operator does for the database from time to time."""

from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
import typer

from server.attachments.blobs import Blobs
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.upkeep.backup import Damaged, NotEmbedded, back_up
from server.upkeep.tidying import tidy as tidy_up
from sync.clock import SystemClock
from sync.identity import RandomIdentity


def tidy(context: typer.Context, database: DatabaseOption = None) -> None:
    """What `serve` does by itself once a day, for who would rather choose the hour."""
    words = told(context).words
    blobs = Blobs(told(context).settings(database=database).attachment_folder)
    with opened(context, database) as store:
        gone = tidy_up(store, SystemClock().now(), RandomIdentity().new, must_stop=lambda: False, blobs=blobs)
    if gone is None:
        typer.echo(words.say("tidied_elsewhere"))
    else:
        typer.echo(words.say("tidied", commits=gone.commits, receipts=gone.receipts))


def backup(context: typer.Context, file: Path, database: DatabaseOption = None) -> None:
    """Safe while the server serves."""
    words = told(context).words
    url = told(context).settings(database=database).database
    with opened(context, database):
        try:
            size = back_up(url, file)
        except NotEmbedded:
            stop(words.say("backup_elsewhere"), ExitCode.REFUSED)
        except Damaged:
            stop(words.say("backup_damaged"), ExitCode.DATABASE)
        except FileExistsError:
            stop(words.say("backup_exists", path=file), ExitCode.FILE)
        except (OSError, sqlite.OperationalError) as error:
            stop(words.say("backup_unwritable", path=file, detail=error), ExitCode.FILE)
    typer.echo(words.say("backup_made", path=file, megabytes=f"{size / 1_000_000:.1f}"))
