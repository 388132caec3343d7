"""A server restored from a backup has forgotten its last hour. Its clients notice, and nothing they know is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from domain.commands import Claim
from domain.identifiers import PersonId
from server.database import open_database
from server.feed.heads import Point, are_ours, newest_point
from server.feed.log import TENANT
from server.feed.positions import stamp
from server.identity.accounts import give_login
from server.identity.passwords import Passwords
from server.identity.service import SessionExpired, Sessions
from server.upgrade import upgrade
from sync.protocol.messages import Device, Receipt, ScopeCursor
from sync.protocol.rows import CustomerRow, FollowUpRow, ReceiptRow
from sync.protocol.scopes import person_scope, pool_scope
from tests.server.company import NOW, Company, founded
from tests.server.copies import Copies
from tests.server.reader import Reader

HOUR = timedelta(hours=1)


@dataclass
class Restorable:
    url: str
    copies: Copies
    company: Company
    backup: str = ""

    def back_up(self) -> None:
        self._close()
        self.backup = self.copies.copy(self.url)
        self.company.database = open_database(self.url)

    def restore(self) -> None:
        self._close()
        self.copies.restore(self.url, self.backup)
        self.company.database = open_database(self.url)

    def _close(self) -> None:
        stamp(self.company.database, TENANT, self.company.ids.new)
        self.company.database.close()

    def read(self, reader: Reader) -> Reader:
        reader.database = self.company.database
        return reader.read()

    def truth(self, person_id: PersonId) -> Reader:
        return Reader(self.company.database, person_id).read()


@pytest.fixture
def server(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Restorable]:
    upgrade(database_url)
    postgres = None if database_url.startswith("sqlite") else request.getfixturevalue("postgres")
    copies = Copies(tmp_path, postgres)
    made = Restorable(database_url, copies, founded(open_database(database_url)))
    yield made
    made.company.database.close()
    copies.close()


def test_readers_notice_and_end_equal_though_positions_are_used_again(server: Restorable) -> None:
    company = server.company
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    kept, lost, *_ = company.customers(10)
    company.claim(rep, kept)
    server.back_up()
    company.claim(rep, lost)
    company.ask(rep, company.follow_up(lost))
    readers = [server.read(Reader(company.database, one)) for one in (rep, other)]
    remembered = readers[0].cursors[person_scope(rep)]

    server.restore()
    for customer in company.customers(6):
        company.claim(other, customer)

    after = [server.read(reader) for reader in readers]
    newest = company.database.read(lambda connection: newest_point(connection, TENANT))
    point = Point(remembered.position, remembered.salt)
    assert newest.position >= remembered.position
    assert not company.database.read(lambda connection: are_ours(connection, TENANT, [point]))
    for reader, person_id in zip(after, (rep, other), strict=True):
        assert reader.resets == len(reader.cursors)
        assert reader.rows == server.truth(person_id).rows
    assert set(after[0].of(person_scope(rep), CustomerRow)) == {kept}


def test_a_reader_that_was_here_before_the_backup_just_goes_on(server: Restorable) -> None:
    company = server.company
    rep = company.person("林", company.south)
    customers = company.customers(5)
    early = server.read(Reader(company.database, rep))
    server.back_up()
    company.claim(rep, customers[0])
    stamp(company.database, TENANT, company.ids.new)
    server.restore()
    company.claim(rep, customers[1])
    assert server.read(early).resets == 0
    assert early.rows == server.truth(rep).rows


def test_a_reader_in_the_middle_of_a_walk_begins_it_anew(server: Restorable) -> None:
    company = server.company
    rep = company.person("林", company.south)
    gone, *rest = sorted(company.customers(2_500))
    scope = pool_scope(company.pool_id)
    server.back_up()
    company.customers(1)
    reader = Reader(company.database, rep, byte_budget=100_000, cursors={scope: ScopeCursor(scope)})
    assert reader.take(reader.ask()[0])
    server.restore()
    company.claim(rep, gone)
    server.read(reader)
    assert reader.resets == 1
    assert set(reader.of(scope, CustomerRow)) == set(rest)
    assert reader.rows == server.truth(rep).rows


def test_a_reader_between_two_pages_whose_rows_are_newer_than_its_cursor_is_noticed(server: Restorable) -> None:
    """Its cursor is of the past that came back, the row it was just told is not."""
    company = server.company
    rep = company.person("林", company.south)
    customers = sorted(company.customers(300))
    scope = pool_scope(company.pool_id)
    reader = Reader(company.database, rep, byte_budget=10_000, cursors={scope: ScopeCursor(scope)})
    server.read(reader)
    for start in range(0, len(customers), 50):
        company.touch(*customers[start : start + 50])
    server.back_up()
    company.touch(customers[0])
    stamp(company.database, TENANT, company.ids.new)
    reader.database = company.database
    pages = {page.scope: page for page in reader.ask()}
    assert reader.take(pages[scope])
    server.restore()
    assert server.read(reader).resets == 1
    assert reader.rows == server.truth(rep).rows


def test_what_was_acknowledged_comes_back_from_its_clients_once(server: Restorable) -> None:
    """Each sends its journal again: the server keeps what it forgot, and answers the rest as it did."""
    company = server.company
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    before, after = company.customers(2)
    known = [company.envelope(rep, one) for one in (Claim(before, NOW), company.follow_up(before, text="之前"))]
    receipts = company.push(rep, known)
    server.back_up()
    forgotten = [company.envelope(rep, one) for one in (Claim(after, NOW), company.follow_up(after, text="之后"))]
    receipts += company.push(rep, forgotten)
    assert all(receipt.is_accepted for receipt in receipts)

    server.restore()
    # Somebody else is quicker with the customer than the journal.
    company.claim(other, after)
    journal = [
        msgspec.structs.replace(envelope, accepted_at=receipt.decided_at)
        for envelope, receipt in zip([*known, *forgotten], receipts, strict=True)
    ]
    answers = company.push(rep, journal, NOW + HOUR)
    assert answers[:2] == receipts[:2]
    assert [answer.reason for answer in answers[2:]] == ["taken_by_other", "no_longer_yours"]
    assert company.push(rep, journal, NOW + 2 * HOUR) == answers

    assert texts(server.truth(rep), rep) == ["之前"]
    theirs = server.truth(other)
    assert texts(theirs, other) == ["之后"]
    (kept,) = theirs.of(person_scope(other), FollowUpRow).values()
    assert (kept.author_id, kept.is_counted) == (rep, False)
    assert ids(answers) <= set(server.truth(rep).of(person_scope(rep), ReceiptRow))


def texts(reader: Reader, person_id: PersonId) -> list[str]:
    return sorted(row.text for row in reader.of(person_scope(person_id), FollowUpRow).values())


def ids(receipts: tuple[Receipt, ...]) -> set[str]:
    return {receipt.command_id for receipt in receipts}


def test_whose_session_was_renewed_since_signs_in_again(server: Restorable) -> None:
    """The server knows only the token that came before; who was away all the time still holds that one."""
    company = server.company
    rep = company.person("林", company.south)
    passwords = Passwords()
    hashed = passwords.hash("correct horse", "lin")
    company.database.write(lambda connection: give_login(connection, rep, "lin", hashed, NOW))

    def sessions() -> Sessions:
        return Sessions(company.database, passwords, company.ids.new)

    here, away = (
        sessions().sign_in("lin", "correct horse", Device(name, name), "127.0.0.1", NOW) for name in ("here", "away")
    )
    server.back_up()
    renewed = sessions().refresh(here.refresh_token, "here", NOW + HOUR)
    server.restore()
    with pytest.raises(SessionExpired):
        sessions().refresh(renewed.refresh_token, "here", NOW + 2 * HOUR)
    assert sessions().refresh(away.refresh_token, "away", NOW + 2 * HOUR).person_id == rep
    again = sessions().sign_in("lin", "correct horse", Device("here", "here"), "127.0.0.1", NOW + 2 * HOUR)
    assert again.person_id == rep
