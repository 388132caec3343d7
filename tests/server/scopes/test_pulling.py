"""What a client holds after pulling is what the server would show it, whatever happened on the way."""

import shutil
from pathlib import Path

import msgspec
import pytest

from domain.commands import Release
from domain.people import Role
from server.database import Database, open_database
from server.feed.log import Entry, record
from server.pools.repository import set_open
from server.scopes.grants import granted_scopes
from server.upgrade import upgrade
from sync.protocol.messages import ScopeCursor
from sync.protocol.rows import CustomerRow, PersonRow, PoolRow, RulesetRow, TeamRow
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from tests.server.company import NOW, Company, founded
from tests.server.reader import Reader


def grants(company: Company, person_id: str) -> tuple[str, ...]:
    return company.database.read(lambda connection: granted_scopes(connection, person_id))


def test_everybody_reads_who_works_here_and_by_which_rules(company: Company) -> None:
    rep = company.person("林", company.south)
    reader = Reader(company.database, rep).read()
    assert set(reader.of(REFERENCE, TeamRow)) == {company.head, company.south, company.north}
    assert reader.of(REFERENCE, PersonRow)[rep].roles == ("rep",)
    assert reader.of(REFERENCE, PoolRow)[company.pool_id].is_open
    (rules,) = reader.of(REFERENCE, RulesetRow).values()
    assert (rules.pool_id, rules.settings["holding_cap"]) == (company.pool_id, 500)


def test_a_first_walk_comes_in_pages_and_ends_with_a_checksum(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(2_500)
    reader = Reader(company.database, rep, byte_budget=100_000)
    scope = pool_scope(company.pool_id)
    reader.cursors = {scope: ScopeCursor(scope)}
    pages = [reader.ask()[0]]
    while reader.take(pages[-1]):
        pages += reader.ask()
    assert [(page.has_more, page.resume is None, page.checksum is None) for page in pages] == [
        (True, False, True),
        (False, True, False),
    ]
    assert set(reader.of(scope, CustomerRow)) == set(customers)


def test_rows_that_change_during_a_walk_arrive_as_they_are_afterwards(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    customers = sorted(company.customers(4_100))
    scope = pool_scope(company.pool_id)
    reader = Reader(company.database, rep, byte_budget=100_000)
    reader.cursors = {scope: ScopeCursor(scope)}
    assert reader.take(reader.ask()[0])
    met, ahead = customers[0], customers[-1]
    assert (("customer", met) in reader.rows[scope], ("customer", ahead) in reader.rows[scope]) == (True, False)
    company.claim(other, met, ahead)
    (late,) = company.customers(1)
    reader.read()
    held = reader.of(scope, CustomerRow)
    assert (met in held, ahead in held, late in held) == (False, False, True)
    assert reader.checksums_met > 0


def test_a_page_never_splits_a_commit(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = sorted(company.customers(400))
    scope = pool_scope(company.pool_id)
    reader = Reader(company.database, rep, byte_budget=10_000).read()
    commits = [customers[start : start + 40] for start in range(0, 400, 40)]
    for together in commits:
        company.touch(*together)
    pages = 0
    while True:
        (page,) = (page for page in reader.ask() if page.scope == scope)
        ids = {row for upserts in page.upserts for row in _ids(bytes(upserts.rows))}
        for together in commits:
            assert ids.isdisjoint(together) or ids.issuperset(together)
        pages += 1
        if not reader.take(page):
            break
    assert pages > 1
    assert all(row.note == "!" for row in reader.of(scope, CustomerRow).values())


def _ids(rows: bytes) -> list[str]:
    return [row[0] for row in msgspec.json.decode(rows)]


def test_one_commit_larger_than_the_budget_comes_whole(company: Company) -> None:
    rep = company.person("林", company.south)
    customers = company.customers(300)
    reader = Reader(company.database, rep, byte_budget=10_000).read()
    company.touch(*customers)
    scope = pool_scope(company.pool_id)
    (page,) = (page for page in reader.ask() if page.scope == scope)
    assert len(_ids(bytes(page.upserts[0].rows))) == 300


def test_a_scope_that_found_no_place_in_a_reply_is_told_to_come_again(company: Company) -> None:
    rep = company.person("林", company.south)
    company.customers(300)
    other_pool = company.pool("另一个公海", [company.south])
    company.customers(300, pool_id=other_pool)
    reader = Reader(company.database, rep, byte_budget=10_000)
    scopes = [pool_scope(company.pool_id), pool_scope(other_pool)]
    reader.cursors = {scope: ScopeCursor(scope) for scope in scopes}
    first, second = reader.ask()
    assert first.upserts and not second.upserts and second.has_more
    assert (second.position, second.resume) == (0, None)
    reader.read()
    assert [len(reader.of(scope, CustomerRow)) for scope in scopes] == [300, 300]


def test_a_client_that_remembers_another_past_begins_anew(company: Company) -> None:
    """A server restored from a backup gives its positions other salts."""
    rep = company.person("林", company.south)
    customers = company.customers(5)
    reader = Reader(company.database, rep).read()
    scope = pool_scope(company.pool_id)
    cursor = reader.cursors[scope]
    ghost = CustomerRow("f" * 32, 1, "不存在")
    reader.rows[scope]["customer", ghost.id] = ghost
    for strange in (replace_salt(cursor, "0" * 16), ScopeCursor(scope, cursor.position + 1_000, cursor.salt)):
        reader.cursors[scope] = strange
        before = reader.resets
        reader.read()
        assert reader.resets == before + 1
        assert set(reader.of(scope, CustomerRow)) == set(customers)


def replace_salt(cursor: ScopeCursor, salt: str) -> ScopeCursor:
    return ScopeCursor(cursor.scope, cursor.position, salt, cursor.resume)


def test_a_server_restored_from_a_backup_is_found_out(tmp_path: Path) -> None:
    live, backup = tmp_path / "live.db", tmp_path / "backup.db"
    upgrade(f"sqlite:///{live}")
    company = founded(open_database(f"sqlite:///{live}"))
    rep = company.person("林", company.south)
    lost, kept = company.customers(2)
    company.database.close()
    shutil.copy(live, backup)
    company.database = open_database(f"sqlite:///{live}")
    company.claim(rep, lost)
    reader = Reader(company.database, rep).read()
    assert set(reader.of(person_scope(rep), CustomerRow)) == {lost}

    company.database.close()
    shutil.copy(backup, live)
    company.database = reader.database = open_database(f"sqlite:///{live}")
    # The restored server gives the same position again, to something else.
    company.claim(rep, kept)
    reader.read()
    company.database.close()
    assert reader.resets == len(reader.cursors)
    assert set(reader.of(person_scope(rep), CustomerRow)) == {kept}
    assert set(reader.of(pool_scope(company.pool_id), CustomerRow)) == {lost}


@pytest.mark.postgresql
def test_no_checksum_is_sent_for_rows_that_no_position_tells_yet(shared_database: Database) -> None:
    company = founded(shared_database)
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    reader = Reader(shared_database, rep).read()
    # Another stamper is at work, so this pull stamps nothing; yet it sees the new row's effects.
    with shared_database._writing.begin() as other:
        other.exec_driver_sql(f"SELECT pg_advisory_xact_lock({0x676F6E67686169})")
        company.claim(rep, customer)
        pages = {page.scope: page for page in reader.ask()}
        assert pages[pool_scope(company.pool_id)].checksum is None
        assert pages[person_scope(rep)].checksum is None
        assert pages[REFERENCE].checksum is not None
    reader.read()
    assert customer in reader.of(person_scope(rep), CustomerRow)


def test_a_scope_that_was_taken_away_is_told_to_be_dropped(company: Company) -> None:
    rep = company.person("林", company.south)
    company.customers(3)
    reader = Reader(company.database, rep).read()
    scope = pool_scope(company.pool_id)
    assert len(reader.of(scope, CustomerRow)) == 3
    company.put_out_of_every_pool()
    reader.read()
    assert scope not in reader.rows
    foreign = Reader(company.database, rep, cursors={(mine := person_scope(company.ids.new())): ScopeCursor(mine)})
    assert [page.is_revoked for page in foreign.ask()] == [True]


def test_who_reads_which_pool(company: Company) -> None:
    south_pool = company.pool("华南专用", [company.south])
    everybodys, south_only = pool_scope(company.pool_id), pool_scope(south_pool)
    cases = {
        company.person("南方销售", company.south): {everybodys, south_only},
        company.person("北方销售", company.north): {everybodys},
        company.person("总监", company.head, Role.MANAGER): {everybodys, south_only},
        company.person("总部销售", company.head): {everybodys},
        company.person("销售支持", company.north, Role.SALES_SUPPORT): {everybodys, south_only},
        company.person("标签管理员", company.north, Role.TAG_ADMIN): {everybodys, south_only},
        company.person("系统管理员", company.north, Role.SYSTEM_ADMIN): {everybodys, south_only},
    }
    for person_id, expected in cases.items():
        assert {scope for scope in grants(company, person_id) if scope.startswith("pool:")} == expected
    company.database.write(lambda connection: set_open(connection, south_pool, is_open=False))
    for person_id, expected in cases.items():
        granted = {scope for scope in grants(company, person_id) if not scope.startswith("team:")}
        assert granted == {REFERENCE, person_scope(person_id)} | expected - {south_only}


def test_a_stranger_reads_nothing(company: Company) -> None:
    assert grants(company, company.ids.new()) == ()


def test_two_devices_of_one_person_see_the_same(company: Company) -> None:
    rep = company.person("林", company.south)
    early = Reader(company.database, rep).read()
    customers = company.customers(10)
    company.claim(rep, *customers[:6])
    company.ask(rep, *(company.follow_up(customer) for customer in customers[:4]))
    company.ask(rep, Release(customers[0], 1))
    late = Reader(company.database, rep).read()
    assert early.read().rows == late.rows


def test_an_entry_of_a_kind_that_went_away_harms_nobody(company: Company) -> None:
    rep = company.person("林", company.south)
    reader = Reader(company.database, rep).read()
    entry = Entry(REFERENCE, "holiday", company.ids.new(), None, 1)
    company.database.write(lambda connection: record(connection, [entry], NOW, company.ids.new))
    pages = {page.scope: page for page in reader.ask()}
    assert not pages[REFERENCE].upserts and not pages[REFERENCE].has_more
