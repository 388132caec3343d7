"""A log that was given up is told anew from what is there, and clients find their way back by themselves."""

from sqlalchemy import Connection

from domain.people import Role
from server.database import open_database
from server.feed.log import TENANT
from server.feed.positions import stamp
from server.feed.tables import change, commit_record, commit_scope, scope_head
from server.refounding import refound
from server.upgrade import upgrade
from sync.protocol.scopes import person_scope, pool_scope, team_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader


def give_up_the_log(connection: Connection) -> None:
    for table in (change, commit_scope, commit_record, scope_head):
        connection.execute(table.delete())


def test_clients_walk_again_and_hold_what_they_held(company: Company, database_url: str) -> None:
    rep, manager = company.person("林", company.south), company.person("总监", company.head, Role.MANAGER)
    mine, *_ = company.customers(5)
    company.claim(rep, mine)
    company.ask(rep, company.follow_up(mine))
    readers = [Reader(company.database, one).read() for one in (rep, manager)]
    before = [dict(reader.rows) for reader in readers]
    company.database.write(give_up_the_log)
    upgrade(database_url)
    for reader, rows in zip(readers, before, strict=True):
        met = reader.checksums_met
        reader.read()
        assert reader.resets == len(reader.cursors)
        assert reader.rows == rows
        assert reader.checksums_met - met == len(reader.cursors)
    assert {person_scope(rep), pool_scope(company.pool_id)} <= before[0].keys()
    assert before[1][team_scope(company.south)]


def test_a_log_that_is_there_is_left_alone_numbered_or_not(company: Company) -> None:
    company.customers(1)
    assert not company.database.write(lambda connection: refound(connection, NOW, company.ids.new))
    stamp(company.database, TENANT, company.ids.new)
    assert not company.database.write(lambda connection: refound(connection, NOW, company.ids.new))


def test_an_empty_company_has_nothing_to_tell(database_url: str) -> None:
    upgrade(database_url)
    database = open_database(database_url)
    try:
        assert not database.write(lambda connection: refound(connection, NOW, lambda: "0" * 32))
    finally:
        database.close()
