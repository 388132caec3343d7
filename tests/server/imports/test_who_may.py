"""Who may bring customers into which pool, asked of a real database before the first row and at every transaction."""

import pytest

from domain.company import ClosePool
from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Role
from domain.reasons import Reason
from domain.teams import Member
from server.arbitration.governing import govern_from_here
from server.customers.tables import ownership_event
from server.feed.log import record
from server.imports.rights import Barred, check
from server.imports.service import Import, Tell
from server.imports.table import GivenUp
from server.imports.verdicts import Report
from server.pools.repository import insert_members
from tests.server.company import NOW, Company
from tests.server.imports.test_importing import table

# Everybody works in the south; the pool near is the south's, far the north's, whole the company's.
MAY: dict[Role, str] = {
    Role.REP: "",
    Role.POOL_ADMIN: "near",
    Role.MANAGER: "near whole",
    Role.SALES_SUPPORT: "",
    Role.TAG_ADMIN: "",
    Role.SYSTEM_ADMIN: "near far whole",
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_imports_into_its_pools_and_no_other(company: Company, role: Role) -> None:
    near, far = company.pool("近", [company.south]), company.pool("远", [company.north])
    asker = company.person("问", company.south, role)
    if role is Role.POOL_ADMIN:
        _make_admin(company, near, asker)
    pools = {"near": near, "far": far, "whole": company.pool_id}
    assert {name for name, pool_id in pools.items() if _why_barred(company, asker, pool_id) is None} == set(
        MAY[role].split()
    )


def test_nobody_imports_into_a_pool_that_is_closed_or_that_there_is_not(company: Company) -> None:
    admin = company.person("管", company.head, Role.SYSTEM_ADMIN)
    _close(company)
    assert _why_barred(company, admin, company.pool_id) is Reason.POOL_CLOSED
    assert _why_barred(company, admin, "no such pool") is Reason.NO_SUCH_POOL
    rep = company.person("林", company.south)
    assert _why_barred(company, rep, company.pool_id) is Reason.NOT_ALLOWED


def test_a_pool_that_closes_midway_takes_nothing_more(company: Company) -> None:
    admin = company.person("管", company.head, Role.SYSTEM_ADMIN)
    told: list[tuple[int, int]] = []

    def close_after_the_first(done: int, of: int) -> None:
        told.append((done, of))
        if done == 1_000:
            closed = ClosePool(company.pool_id, to_team_id=TeamId(company.head))
            govern_from_here(company.database, closed, lambda: NOW, company.ids.new)

    with pytest.raises(Barred) as barred:
        _import(company, admin, close_after_the_first)
    assert barred.value.refused.reason is Reason.POOL_CLOSED
    assert told == [(0, 2_500), (1_000, 2_500)]


def test_a_stop_midway_leaves_whole_transactions_which_the_next_run_knows_again(company: Company) -> None:
    admin = company.person("管", company.head, Role.SYSTEM_ADMIN)

    def stop(done: int, of: int) -> None:
        if done == 2_000:
            raise GivenUp

    with pytest.raises(GivenUp):
        _import(company, admin, stop)
    report = _import(company, admin, lambda done, of: None)
    assert {verdict.value: number for verdict, number in report.count().items()} == {"duplicate": 2_000, "new": 500}


def test_the_history_of_an_imported_customer_names_who_brought_it_in(company: Company) -> None:
    admin = company.person("管", company.head, Role.SYSTEM_ADMIN)
    asked = table(["甲公司", ""])
    Import(company.database, company.pool_id, NOW, company.ids.new, is_dry=False, actor_id=admin).run(asked)
    actors = company.database.read(
        lambda found: list(found.execute(ownership_event.select().where(ownership_event.c.verb == "import")))
    )
    assert [row.actor_id for row in actors] == [admin]


def _import(company: Company, actor: PersonId, tell: Tell) -> Report:
    rows = table(*([f"第{number}号有限公司", ""] for number in range(2_500)))
    return Import(company.database, company.pool_id, NOW, company.ids.new, is_dry=False, actor_id=actor).run(rows, tell)


def _why_barred(company: Company, person_id: PersonId, pool_id: str) -> Reason | None:
    try:
        company.database.read(lambda connection: check(connection, person_id, pool_id))
    except Barred as barred:
        return barred.refused.reason
    return None


def _make_admin(company: Company, pool_id: PoolId, person_id: PersonId) -> None:
    member = Member(pool_id, person_id, is_team=False, is_admin=True)
    company.database.write(
        lambda connection: record(connection, insert_members(connection, [member]), NOW, company.ids.new)
    )


def _close(company: Company) -> None:
    govern_from_here(company.database, ClosePool(company.pool_id), lambda: NOW, company.ids.new)
