"""`gonghai-server recycle`, and its dry run."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from domain.company import ClosePool
from domain.identifiers import TeamId
from domain.instants import millis
from domain.people import Role
from server.cli.program import program
from server.recycling.sweep import sweep
from sync.clock import SystemClock
from tests.server.company import Company
from tests.server.recycling.story import everything, never, recyclings, seem_due, swept_at

DAY = timedelta(days=1)


def said(url: str, *words: str, language: str = "en", code: int = 0) -> str:
    ended = CliRunner().invoke(program, ["--language", language, "recycle", *words, "--database", url])
    assert ended.exit_code == code, ended.output
    return ended.output


@pytest.fixture
def overdue(company: Company) -> Company:
    """In the real present: two are due, one only seems so; the rules are those of long ago."""
    now = SystemClock().now()
    rep, other = company.person("林晓", company.south), company.person("陈静", company.south)
    first, second, stays = company.customers(3)
    company.claim(rep, first, now=now - 30 * DAY)
    company.claim(other, second, stays, now=now - 60 * DAY)
    company.ask(other, company.follow_up(second, now - 50 * DAY), now=now - 50 * DAY)
    company.ask(other, company.follow_up(stays, now - DAY), now=now - DAY)
    swept_at(company, now - 55 * DAY)
    seem_due(company, now - DAY, stays)
    return company


def test_a_dry_run_names_each_customer_with_its_owner_and_why_and_writes_nothing(
    overdue: Company, database_url: str
) -> None:
    before = everything(overdue)
    english = said(database_url, "--dry-run").splitlines()
    chinese = said(database_url, "--dry-run", language="zh").splitlines()
    assert everything(overdue) == before
    assert [line.split(" · ")[1] for line in english[:2]] == ["林晓", "陈静"]
    assert "no first follow-up within 15 days" in english[0] and "no follow-up for 40 days" in english[1]
    assert "00:00" in english[0] and "第0电子" in english[0]
    assert english[2:] == [
        "no_first_follow_up: 1 customers",
        "follow_up_gap: 1 customers",
        "2 customers flow out in all; 1 deadlines are set right.",
        "A dry run: nothing was written.",
    ]
    assert "40 天未再跟进" in chinese[1] and chinese[-2] == "共流出 2 个客户；更正 1 个回归期限。"


def test_it_does_one_sweep_and_says_how_many_went_by_which_rule(overdue: Company, database_url: str) -> None:
    assert said(database_url).splitlines() == [
        "no_first_follow_up: 1 customers",
        "follow_up_gap: 1 customers",
        "2 customers flow out in all; 1 deadlines are set right.",
    ]
    assert len(recyclings(overdue)) == 2
    assert said(database_url, language="zh").strip() == "共流出 0 个客户；更正 0 个回归期限。"


def test_it_empties_what_was_closed_as_a_serving_process_does(company: Company, database_url: str) -> None:
    admin = company.person("管理员", company.south, Role.SYSTEM_ADMIN)
    (waiting,) = company.customers(1)
    company.ask(admin, ClosePool(company.pool_id, to_team_id=TeamId(company.south)))
    lines = said(database_url).splitlines()
    assert lines == [
        "1 customers moved out of closed pools.",
        "0 customers flow out in all; 0 deadlines are set right.",
    ]
    assert (company.customer(waiting).pool_state, company.customer(waiting).team_id) == ("pending", company.south)


def test_beside_another_that_recycles_it_finds_nothing_to_do(overdue: Company, database_url: str) -> None:
    said_meanwhile: list[str] = []

    def meanwhile(_: object) -> None:
        said_meanwhile.append(said(database_url).strip())

    sweep(overdue.database, SystemClock().now, overdue.ids.new, never, meanwhile)
    # An embedded database has one process and no leader; this one found all of it done.
    alone = "0 customers flow out in all; 0 deadlines are set right."
    elsewhere = "Another server process is recycling; nothing to do here."
    assert said_meanwhile == [alone if overdue.database.is_sqlite else elsewhere]
    assert len(recyclings(overdue)) == 2


@pytest.mark.expects_log("not_recycled")
def test_what_could_not_be_stored_is_said_and_scripts_hear_of_it(overdue: Company, database_url: str) -> None:
    rep = overdue.person("王", overdue.south)
    long_ago = SystemClock().now() - 90 * DAY
    (broken,) = overdue.customers(1, owner_id=rep, pool_state="assigned", acquired_at=millis(long_ago))
    seem_due(overdue, long_ago, broken)
    assert "1 customers could not be stored" in said(database_url, code=1)
    assert len(recyclings(overdue)) == 2
