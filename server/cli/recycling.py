"""`recycle`: one sweep by hand, or a look at what it would do."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

import typer

from domain.days import company_zone
from domain.deadlines import OutflowRule
from server.cli.context import DatabaseOption, opened, told
from server.cli.words import Words
from server.database import Database
from server.recycling.emptying import empty_closed_pools
from server.recycling.preview import Going, preview
from server.recycling.sweep import sweep
from sync.clock import SystemClock
from sync.identity import RandomIdentity

_FAILED = 1

_REASONS = {
    OutflowRule.NO_FIRST_FOLLOW_UP: "no_first_follow_up",
    OutflowRule.NO_DEAL: "no_deal",
    OutflowRule.FOLLOW_UP_GAP: "follow_up_gap",
    OutflowRule.LAPSED: "lapsed",
    OutflowRule.PROTECTION: "protection",
}


def recycle(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只看谁会流出，不写入 | only say who would go, write nothing")
    ] = False,
    database: DatabaseOption = None,
) -> None:
    """What `serve` does by itself every minute: take back what is due, empty what was closed."""
    words = told(context).words
    with opened(context, database) as store:
        if dry_run:
            _look(store, words)
        else:
            _sweep(store, words)


def _look(store: Database, words: Words) -> None:
    by_rule: Counter[OutflowRule] = Counter()
    corrected = 0
    for batch in preview(store, SystemClock().now()):
        for going in batch.going:
            typer.echo(_line(going, words))
        by_rule.update(going.due.rule for going in batch.going)
        corrected += batch.corrected
    _say_counts(by_rule, corrected, words)
    typer.echo(words.say("import_dry"))


def _sweep(store: Database, words: Words) -> None:
    clock, new_id = SystemClock().now, RandomIdentity().new
    swept = sweep(store, clock, new_id, must_stop=lambda: False)
    moved = empty_closed_pools(store, clock, new_id, must_stop=lambda: False)
    if moved:
        typer.echo(words.say("pools_emptied", n=moved))
    if swept is None:
        typer.echo(words.say("recycled_elsewhere"))
        return
    _say_counts(swept.by_rule, swept.corrected, words)
    if swept.failed:
        typer.echo(words.say("not_recycled", failed=swept.failed), err=True)
        raise typer.Exit(_FAILED)


def _line(going: Going, words: Words) -> str:
    at = going.due.at.astimezone(company_zone(going.zone))
    return words.say(
        "recycle_line",
        name=going.name,
        owner=going.owner,
        at=f"{at:%Y-%m-%d %H:%M}",
        rule=words.say(_REASONS[going.due.rule], days=going.number),
    )


def _say_counts(by_rule: Mapping[OutflowRule, int], corrected: int, words: Words) -> None:
    for rule in OutflowRule:
        if by_rule.get(rule):
            typer.echo(words.say("recycled_by_rule", rule=rule.value, customers=by_rule[rule]))
    typer.echo(words.say("recycled", customers=sum(by_rule.values()), corrected=corrected))
