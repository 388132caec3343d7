"""What every command is given: words, settings, an open database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import make_url

from server.cli.ending import ExitCode, plain_endings, stop
from server.cli.words import Words
from server.database import Database, open_database
from server.organisation.repository import all_people
from server.settings import Settings, load_settings
from server.upgrade import upgrade

DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="sqlite:///FILE | postgresql+psycopg://… (GONGHAI_DATABASE)")
]


@dataclass(frozen=True, slots=True)
class Told:
    """What was said before the command's own name."""

    words: Words
    config: Path | None

    def settings(self, **options: Any) -> Settings:
        return load_settings(os.environ, options, self.config)


def told(context: typer.Context) -> Told:
    found = context.find_object(Told)
    assert found is not None
    return found


@contextmanager
def opened(
    context: typer.Context,
    database: str | None,
    *,
    replica: str = "",
    is_upgrading: bool = False,
    is_founding: bool = False,
) -> Iterator[Database]:
    """The database, closed again at the end; what goes wrong with it ends the command with a sentence.

    `is_upgrading` migrates it first; `is_founding` does so too, and takes one in which nobody is yet.
    """
    words = told(context).words
    with plain_endings(words):
        url = told(context).settings(database=database).database
        if not is_founding and _is_missing_file(url):
            stop(words.say("not_initialised", database=url), ExitCode.DATABASE)
        if is_upgrading or is_founding:
            upgrade(url)
        store = open_database(url, replica or None)
        try:
            if not is_founding and not store.read(all_people):
                stop(words.say("not_initialised", database=url), ExitCode.DATABASE)
            yield store
        finally:
            store.close()


def _is_missing_file(url: str) -> bool:
    """A SQLite database that is not there: opening it would make an empty one where somebody mistyped."""
    place = make_url(url)
    return place.get_backend_name() == "sqlite" and not Path(place.database or "").exists()
