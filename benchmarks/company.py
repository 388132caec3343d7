"""The company that is measured: one pool full of customers, fifty reps, rules that stop nobody."""

import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from benchmarks.choices import CHOSEN, PASSWORD
from domain.customers import PoolState
from domain.days import company_day
from domain.identifiers import Instant, PersonId, PoolId, TeamId
from domain.instants import instant, millis
from domain.masking import Reach, masked
from domain.rulesets import huaqiu, settings_of
from domain.teams import Member
from server.customers.repository import insert_customers
from server.database import open_database
from server.demo.chance import Chance, days, drawn_id, seeded
from server.demo.companies import Companies, Company
from server.feed.log import record
from server.identity.accounts import give_login
from server.identity.passwords import Passwords
from server.organisation.repository import insert_people, insert_teams
from server.pools.repository import insert_members, insert_pools, insert_rulesets
from server.search_text import search_text
from server.upgrade import upgrade
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.rows import CustomerRow, PersonRow, PoolRow, RulesetRow, TeamRow

REPS = 50
_NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Cast:
    """Who and what there is. `customers` ascend by id, all unassigned."""

    founded_at: Instant
    team_id: TeamId
    pool_id: PoolId
    reps: tuple[PersonId, ...]
    customers: tuple[CustomerRow, ...]


def login_of(number: int) -> str:
    return f"rep{number:02}"


@cache
def cast() -> Cast:
    """The same for every item of a run. Half a minute for 100,000: most of it is spelling names in pinyin."""
    chance = seeded(1)
    now = SystemClock().now()
    since = now - timedelta(days=800)
    pool_id = PoolId(drawn_id(chance, since))
    team_id = TeamId(drawn_id(chance, since))
    reps = tuple(PersonId(drawn_id(chance, since)) for _ in range(REPS))
    companies = islice(_companies(chance, company_day(now, huaqiu(1, since).zone)), CHOSEN.rows)
    customers = [_customer(chance, one, pool_id, now) for one in companies]
    if len(customers) < CHOSEN.rows:
        raise ValueError(f"only {len(customers)} companies for {CHOSEN.rows} rows")
    return Cast(now, team_id, pool_id, reps, tuple(sorted(customers, key=lambda row: row.id)))


@cache
def seen() -> tuple[CustomerRow, ...]:
    """The customers as a rep holds them who owns none: what floors have to store and send."""
    return tuple(_seen(row) for row in cast().customers)


def found(url: str) -> None:
    """Write the company into the empty database at `url`."""
    company = cast()
    upgrade(url)
    # One hash for all: making fifty would only warm the machine.
    hashed = Passwords().hash(PASSWORD, "rep")
    new_id = RandomIdentity().new

    def write(connection: Connection) -> None:
        rules = replace(huaqiu(1, company.founded_at), daily_claim_limit=_NO_LIMIT, holding_cap=_NO_LIMIT)
        entries = insert_teams(connection, [TeamRow(company.team_id, 1, "公司")])
        entries += insert_people(
            connection,
            [
                PersonRow(rep, 1, f"销售{number:02}", company.team_id, ("rep",))
                for number, rep in enumerate(company.reps)
            ],
        )
        for number, rep in enumerate(company.reps):
            give_login(connection, rep, login_of(number), hashed, company.founded_at)
        entries += insert_pools(connection, [PoolRow(company.pool_id, 1, "公海")])
        effective_from = millis(company.founded_at - timedelta(days=1))
        entries += insert_rulesets(
            connection, [RulesetRow(new_id(), 1, company.pool_id, 1, effective_from, settings_of(rules))]
        )
        entries += insert_members(connection, [Member(company.pool_id, company.team_id, is_team=True)])
        entries += insert_customers(connection, company.customers)
        record(connection, entries, company.founded_at, new_id)

    database = open_database(url, writer="inline")
    try:
        database.write(write)
    finally:
        database.close()


def _customer(chance: Chance, company: Company, pool_id: PoolId, now: Instant) -> CustomerRow:
    arrived = now - days(chance, 1, 700)
    has_ordered = chance.random() < 0.3
    return CustomerRow(
        id=drawn_id(chance, arrived),
        version=1,
        search_text=search_text(company.name, company.phone),
        pool_id=pool_id,
        pool_state=PoolState.UNASSIGNED.value,
        ownership_version=1,
        last_order_at=millis(arrived - days(chance, 1, 400)) if has_ordered else None,
        order_count=chance.randint(1, 9) if has_ordered else 0,
        pooled_at=millis(instant(millis(arrived))),
        outflow_reason=chance.choice(("import", "release", "no_deal", "follow_up_gap")),
        **{name: getattr(company, name) for name in Company.__slots__},
    )


def _seen(row: CustomerRow) -> CustomerRow:
    reach = masked(Reach(row.contact_name, row.phone, row.email, row.wechat))
    return msgspec.structs.replace(row, **reach._asdict())


def _companies(chance: Chance, today: date) -> Iterator[Company]:
    drawn = Companies(chance, today)
    real = iter(()) if CHOSEN.rows_from is None else _real(CHOSEN.rows_from)
    while True:
        company = drawn.draw()
        if CHOSEN.rows_from is not None:
            found = next(real, None)
            if found is None:
                return
            company = replace(company, **found)  # type: ignore[arg-type]  # the texts among its fields
        yield company


def _real(path: Path) -> Iterator[dict[str, str]]:
    """What a registry export says of each company; what it does not say stays drawn."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {
                "name": row["企业名称"],
                "uscc": row["统一社会信用代码"],
                "founded_on": _said(row["注册日期"]),
                "registered_capital": _said(row["注册资金"]),
                "region": _said(row["所在省份"]),
                "city": _said(row["地区"]),
                "address": _said(row["注册地址"]),
            }


def _said(text: str) -> str:
    return "" if text == "N/A" else text
