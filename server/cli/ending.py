"""How a command ends when it cannot do what was asked: a sentence, and a code that scripts can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import NoReturn

import typer
from sqlalchemy.exc import ArgumentError, DBAPIError

from server.cli.words import Words
from server.database import DatabaseNewer, DatabaseUnfit
from server.settings import UnfitSetting


class ExitCode(IntEnum):
    """0 is done, 1 a bug of ours, 2 a command line that is not understood."""

    BAD_SETTING = 3
    DATABASE = 4
    REFUSED = 5
    FILE = 6


def stop(sentence: str, code: ExitCode) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


@contextmanager
def plain_endings(words: Words) -> Iterator[None]:
    """Turns what may go wrong in any command into its sentence."""
    try:
        yield
    except UnfitSetting as error:
        stop(words.say("bad_setting", name=error.name, value=error.value), ExitCode.BAD_SETTING)
    except DatabaseNewer:
        stop(words.say("database_newer"), ExitCode.DATABASE)
    except (DatabaseUnfit, ArgumentError) as error:
        stop(words.say("database_unfit", detail=error), ExitCode.DATABASE)
    except DBAPIError as error:
        # The statement and its values stay out: they may hold anybody's data.
        stop(words.say("database_unfit", detail=error.orig), ExitCode.DATABASE)
