"""Customers as an import and a feed write them: found by code and name, and changed as they were seen."""

import msgspec
import pytest

from domain.instants import millis
from server.bulk import insert_rows
from server.customers.names import name_key
from server.customers.ownerships import close_ownerships
from server.customers.placement import part_of, scopes_of
from server.customers.repository import find_customers, ids_by_name, ids_by_uscc, insert_customers, update_profiles
from server.database import Database
from server.orders.repository import Order, figures_of, store_orders
from server.organisation.tables import team
from sync.protocol.rows import CustomerRow, OrderRow
from sync.protocol.scopes import pool_scope
from tests.server.company import NOW, Company, Ids


def test_a_customer_comes_back_as_it_was_written(company: Company) -> None:
    row = CustomerRow(
        company.ids.new(), 3, "深圳市某某电子有限公司", uscc="91440300MA5EXAMPLE", tags=("多层板", 'HDI"'),
        phone="13800005678", pool_id=company.pool_id, pool_state="unassigned", note="a\nb'", order_count=2,
    )  # fmt: skip
    entries = company.database.write(lambda connection: insert_customers(connection, [row]))
    assert entries == [(pool_scope(company.pool_id), "customer", row.id, None, 3)]
    assert company.database.read(lambda connection: find_customers(connection, [row.id])) == [row]


def test_the_oldest_of_a_code_or_a_name_is_found(company: Company) -> None:
    older, newer = company.customers(2, uscc="91440300000000000X", name="深圳 ABC（电子）有限公司")
    assert older < newer
    find = company.database.read
    assert find(lambda connection: ids_by_uscc(connection, ["91440300000000000X", "", "none"])) == {
        "91440300000000000X": older
    }
    written_otherwise = "深圳ａｂｃ(电子)有限公司"
    assert find(lambda connection: ids_by_name(connection, [written_otherwise, "（）"])) == {
        name_key(written_otherwise): older
    }


def test_an_empty_code_or_name_is_nobodys(company: Company) -> None:
    company.customers(1, uscc="", name="（）")
    assert company.database.read(lambda connection: ids_by_uscc(connection, [""])) == {}
    assert company.database.read(lambda connection: ids_by_name(connection, ["()"])) == {}


def test_a_profile_is_only_changed_as_it_was_seen(company: Company) -> None:
    (customer,) = company.customers(1)
    seen = company.customer(customer)
    renamed = msgspec.structs.replace(seen, name="新名字", tags=("FPC",), owner_id="nobody", pool_state="ordinary")
    entries = company.database.write(lambda connection: update_profiles(connection, [renamed]))
    assert entries == [(pool_scope(company.pool_id), "customer", customer, 1, 2)]
    after = company.customer(customer)
    assert (after.name, after.tags, after.version) == ("新名字", ("FPC",), 2)
    assert (after.owner_id, after.pool_state) == (None, "unassigned")
    with pytest.raises(RuntimeError, match="0 rows met of 1"):
        company.database.write(lambda connection: update_profiles(connection, [renamed]))


def test_the_end_of_an_ownership_that_is_none_undoes_everything(company: Company) -> None:
    (customer,) = company.customers(1)
    with pytest.raises(RuntimeError):
        company.database.write(lambda connection: close_ownerships(connection, [customer], NOW))


@pytest.mark.parametrize(
    ("state", "owner", "pool", "team", "scopes"),
    [
        ("assigned", "rep", "pool", "team", ("me:rep", "team:team", "assigned:pool/2")),
        ("ordinary", "rep", None, "team", ("me:rep", "team:team")),
        ("unassigned", None, "pool", None, ("pool:pool/2",)),
        ("pending", None, "pool", "team", ("team:team",)),
        ("dormant", None, None, None, ()),
    ],
)
def test_where_a_customers_row_lies(
    state: str, owner: str | None, pool: str | None, team: str | None, scopes: tuple[str, ...]
) -> None:
    assert scopes_of(state, owner, pool, 2, team) == scopes


def test_parts_are_filled_evenly() -> None:
    ids = Ids()
    parts = [part_of(ids.new(), 4) for _ in range(4_000)]
    assert all(850 < parts.count(part) < 1_150 for part in range(4))


def test_what_a_customers_orders_come_to_leaves_sub_orders_out(company: Company) -> None:
    ordered, never = company.customers(2)
    main, extra = company.ids.new(), company.ids.new()
    orders = [
        Order(OrderRow(main, 0, ordered, "", "P-1", millis(NOW), 120_000)),
        Order(OrderRow(extra, 0, ordered, "", "P-1-1", millis(NOW.replace(hour=5)), 100, parent_id=main)),
    ]
    company.database.write(lambda connection: store_orders(connection, orders, {}, {}))
    figures = company.database.read(lambda connection: figures_of(connection, [ordered, never]))
    assert {customer: (millis(one.last_order_at), one.order_count) for customer, one in figures.items()} == {
        ordered: (millis(NOW), 1)
    }


def test_more_rows_than_one_statement_takes_all_arrive(database: Database) -> None:
    ids = Ids()
    rows = [{"id": ids.new(), "version": 1, "name": f"组{number}", "parent_id": None} for number in range(12_000)]
    database.write(lambda connection: insert_rows(connection, team, rows))
    found = database.read(lambda connection: connection.execute(team.select()).all())
    assert len(found) == 12_000
