"""Many rows are found by their index, on both databases, however they are asked for."""

import pytest
from sqlalchemy import Connection, Dialect, Select, select
from sqlalchemy.dialects import postgresql, sqlite

from server.bulk import among, among_pairs
from server.customers.tables import cool_down, customer
from server.database import Database
from tests.server.company import Company

IDS = among(customer.c.id, "ids")
PAIRS = among_pairs(cool_down.c.person_id, cool_down.c.customer_id, "pairs")


def plan(connection: Connection, statement: Select[tuple[str]], name: str, value: str) -> str:
    """How SQLite would go about it."""
    said = statement.compile(dialect=connection.dialect)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", (value,))
    assert said.positiontup == [name]
    return " / ".join(row[3] for row in rows)


@pytest.mark.parametrize(
    ("statement", "name", "value", "table"),
    [
        (select(customer.c.id).where(IDS), "ids", '["a", "b"]', "customer"),
        (select(cool_down.c.customer_id).where(PAIRS), "pairs", '[["a", "b"]]', "cool_down"),
    ],
)
def test_an_embedded_database_looks_each_one_up(
    database: Database, statement: Select[tuple[str]], name: str, value: str, table: str
) -> None:
    if database.is_sqlite:
        told = database.read(lambda connection: plan(connection, statement, name, value))
        assert f"SEARCH {table} USING" in told and f"SCAN {table}" not in told


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])  # type: ignore[no-untyped-call]
def test_a_condition_stands_bare_beside_others(dialect: Dialect) -> None:
    written = str(select(customer.c.id).where(IDS, customer.c.part == 0).compile(dialect=dialect))
    assert "= 1" not in written and " AND " in written


def test_those_named_are_found_and_no_others(company: Company) -> None:
    first, second, third = company.customers(3)
    found = select(customer.c.id).where(IDS)

    def ids(connection: Connection) -> set[str]:
        return set(connection.execute(found, {"ids": [first, third, "nobody"]}).scalars())

    assert company.database.read(ids) == {first, third}
    assert second not in company.database.read(ids)


def test_a_pair_is_found_only_as_it_was_named(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    mine, theirs = company.customers(2)
    company.claim(rep, mine)
    company.claim(other, theirs)
    company.release(rep, mine)
    company.release(other, theirs)
    found = select(cool_down.c.person_id, cool_down.c.customer_id).where(PAIRS)

    def pairs(connection: Connection, *asked: tuple[str, str]) -> set[tuple[str, str]]:
        return {(row.person_id, row.customer_id) for row in connection.execute(found, {"pairs": asked})}

    read = company.database.read
    assert read(lambda connection: pairs(connection, (rep, mine), (other, mine))) == {(rep, mine)}
    assert read(lambda connection: pairs(connection, (rep, theirs), (other, mine))) == set()
    assert read(lambda connection: pairs(connection)) == set()
