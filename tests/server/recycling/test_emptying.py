"""Pools that are closed one after the other: what goes from one into the next goes on with it, and nothing is lost."""

import pytest

from domain.company import ClosePool, OpenPool
from domain.identifiers import PersonId, TeamId
from domain.people import Role
from server.recycling.emptying import empty_closed_pools
from tests.server.company import NOW, Company


@pytest.fixture
def admin(company: Company) -> PersonId:
    return company.person("管理员", company.head, Role.SYSTEM_ADMIN)


def close(company: Company, admin: PersonId, *closings: ClosePool) -> list[str | None]:
    return [receipt.reason for receipt in company.ask(admin, *closings)]


def empty(company: Company) -> int:
    return empty_closed_pools(company.database, lambda: NOW, company.ids.new, lambda: False)


@pytest.mark.parametrize("is_older_first", [True, False])
def test_what_goes_into_a_pool_that_is_closed_too_goes_on(
    company: Company, admin: PersonId, is_older_first: bool
) -> None:
    pools = [company.pool_id, company.pool("另一个公海", [company.head])]
    first, second = pools if is_older_first else reversed(pools)
    (lying,), (waiting,) = company.customers(1, pool_id=first), company.customers(1, pool_id=second)
    north = TeamId(company.north)
    closed = close(company, admin, ClosePool(first, to_pool_id=second), ClosePool(second, to_team_id=north))
    assert closed == [None, None]
    assert empty(company) == 3
    assert empty(company) == 0
    rows = [company.customer(each) for each in (lying, waiting)]
    assert [(row.pool_state, row.pool_id, row.team_id) for row in rows] == [("pending", None, north)] * 2


def test_a_pool_counts_as_its_own_what_is_on_its_way_there(company: Company, admin: PersonId) -> None:
    between = company.pool("中转公海", [company.head])
    last = company.pool("最后的公海", [company.head])
    company.customers(2)
    on_their_way = ClosePool(company.pool_id, to_pool_id=between), ClosePool(between, to_pool_id=last)
    assert close(company, admin, *on_their_way, ClosePool(last)) == [None, None, "pool_not_empty"]
    assert empty(company) == 4
    assert company.ask(admin, ClosePool(last))[0].facts == {"pool_id": last, "held": 2}


def test_a_pool_that_is_opened_again_keeps_what_it_still_holds(company: Company, admin: PersonId) -> None:
    (lying,) = company.customers(1)
    company.ask(admin, ClosePool(company.pool_id, to_team_id=TeamId(company.north)), OpenPool(company.pool_id))
    assert empty(company) == 0
    assert company.customer(lying).pool_state == "unassigned"
