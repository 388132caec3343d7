"""`demo-data`: a company to try everything with."""

from datetime import datetime
from typing import Annotated

import typer

from domain.people import Person
from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.words import Words
from server.demo import cast as company
from server.identity.passwords import Passwords
from sync.clock import SystemClock


def demo_data(
    context: typer.Context,
    database: DatabaseOption = None,
    customers: Annotated[int, typer.Option(min=0, max=1_000_000, help="客户数 | how many customers")] = 2000,
    seed: Annotated[int, typer.Option(help="同一个种子得到同一家公司 | the same seed makes the same company")] = 1,
    now: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z"], help="故事讲到哪一刻，默认现在 | when the story ends, default now"
        ),
    ] = None,
) -> None:
    # Loaded here: the dictionary of pinyin takes longer to load than other commands take to run.
    from server.demo.store import NotEmpty, found

    words = told(context).words
    with opened(context, database, is_founding=True) as store:
        try:
            made = found(store, Passwords(), customers, seed, now or SystemClock().now())
        except NotEmpty:
            stop(words.say("not_empty"), ExitCode.REFUSED)
    typer.echo(
        words.say(
            "demo_made",
            company=company.COMPANY,
            customers=made.customers,
            held=made.held,
            follow_ups=made.follow_ups,
            orders=made.orders,
        )
    )
    typer.echo(words.say("demo_password", password=company.PASSWORD))
    for member in made.cast.members:
        typer.echo(f"  {member.login:<8}{member.person.name}  {described(member.person, words)}")


def described(person: Person, words: Words) -> str:
    """Roles, and what else sets somebody apart."""
    marks = [words.say(f"role_{role}") for role in sorted(person.roles)]
    if person.is_key_account:
        marks.append(words.say("key_account"))
    if person.has_departed:
        marks.append(words.say("departed"))
    return " · ".join(marks)
