"""The fake door and the real one keep the same promises, so what is shown with one holds with the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
import pytest

from domain.commands import Claim, Release
from domain.identifiers import CustomerId
from domain.instants import instant
from sync.errors import SignInNeeded
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol import FLOOR, VERSION
from sync.protocol.commands import Envelope, encode_command
from sync.protocol.messages import (
    Device,
    Hello,
    HintWait,
    Pull,
    Push,
    Refresh,
    ScopeCursor,
    ScopePage,
    Session,
    SignIn,
)
from sync.protocol.rows import CoolDownRow, CustomerRow, Row
from sync.protocol.scopes import REFERENCE, person_scope, pool_of
from sync.transport import Transport
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import FakeTransport
from tests.server_process import ServerProcess, administer

DEVICE = Device("d" * 32, "laptop", "test")


@dataclass
class Door:
    """A way to a server on which `login` is somebody with customers, beside a pool with some."""

    transport: Transport
    login: str
    password: str

    def enter(self) -> Session:
        return self.transport.sign_in(SignIn(self.login, self.password, DEVICE))

    def walk(self, session: Session, scope: str) -> list[ScopePage]:
        cursor, pages = ScopeCursor(scope), list[ScopePage]()
        while not pages or pages[-1].has_more:
            (page,) = self.transport.pull(session.access_token, Pull((cursor,), 100_000)).pages
            pages.append(page)
            cursor = ScopeCursor(scope, page.position, page.salt, page.resume)
        return pages

    def scopes(self, session: Session) -> tuple[str, ...]:
        return self.transport.hello(session.access_token, Hello("1", (FLOOR, VERSION), DEVICE.id)).scopes


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('doors') / 'server.db'}"
    administer(url, "demo-data", "--customers", "120")
    with ServerProcess(url) as running:
        yield running


@pytest.fixture(params=["fake", "real"])
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    if request.param == "fake":
        server = FakeServer("me", "other")
        server.in_pool(5)
        server.add(held_by("me", "m1"), held_by("me", "m2"))
        yield Door(FakeTransport(server, "me"), "me", "me's")
        return
    process: ServerProcess = request.getfixturevalue("process")
    transport = HttpTransport(process.address)
    yield Door(transport, "lin", "gonghai-demo")
    transport.close()


def rows[R: Row](pages: list[ScopePage], kind: type[R]) -> list[R]:
    raws = [upserts.rows for page in pages for upserts in page.upserts if upserts.kind == kind.kind]
    return [row for raw in raws for row in msgspec.json.decode(raw, type=list[kind])]  # type: ignore[valid-type]


def claimable(door: Door, session: Session) -> CustomerRow:
    """A customer of the pool that this person may claim at once."""
    (pool,) = [scope for scope in door.scopes(session) if pool_of(scope)]
    cooling = {row.id for row in rows(door.walk(session, person_scope(session.person_id)), CoolDownRow)}
    return next(row for row in rows(door.walk(session, pool), CustomerRow) if row.id not in cooling)


def asked(session: Session, command: Claim | Release) -> Envelope:
    return Envelope(RandomIdentity().new(), session.person_id, msgspec.Raw(encode_command(command)))


def refuses(code: str, ask: Callable[[], object]) -> None:
    with pytest.raises(SignInNeeded) as told:
        ask()
    assert told.value.code == code


def test_only_the_right_password_opens(door: Door) -> None:
    refuses("wrong_password", lambda: door.transport.sign_in(SignIn(door.login, "guess", DEVICE)))
    assert door.enter().access_seconds > 0


def test_a_token_nobody_gave_out_is_not_taken(door: Door) -> None:
    refuses("session_expired", lambda: door.transport.hello("made up", Hello("1", (1, 1), DEVICE.id)))
    refuses("session_expired", lambda: door.transport.pull("made up", Pull((), 1)))
    refuses("session_expired", lambda: door.transport.push("made up", Push(())))
    refuses("session_expired", lambda: door.transport.hint("made up", HintWait((), 0)))


def test_a_session_is_renewed_and_its_lost_reply_made_good(door: Door) -> None:
    first = door.enter()
    second = door.transport.refresh(Refresh(first.refresh_token, DEVICE.id))
    again = door.transport.refresh(Refresh(first.refresh_token, DEVICE.id))
    assert door.scopes(again) != ()
    assert len({first.access_token, second.access_token, again.access_token}) == 3


def test_one_may_read_ones_own_the_reference_and_pools(door: Door) -> None:
    session = door.enter()
    scopes = door.scopes(session)
    assert {REFERENCE, person_scope(session.person_id)} <= set(scopes)
    assert any(pool_of(scope) for scope in scopes)


def test_a_walk_ends_with_a_checksum_and_nothing_follows(door: Door) -> None:
    session = door.enter()
    for scope in door.scopes(session):
        last = door.walk(session, scope)[-1]
        assert last.checksum is not None and last.resume is None
        cursor = ScopeCursor(scope, last.position, last.salt)
        (nothing,) = door.transport.pull(session.access_token, Pull((cursor,), 100_000)).pages
        assert (nothing.upserts, nothing.removals, nothing.checksum) == ((), (), last.checksum)


def test_a_past_the_server_does_not_know_starts_anew(door: Door) -> None:
    session = door.enter()
    cursor = ScopeCursor(REFERENCE, 1, "never given out")
    (page,) = door.transport.pull(session.access_token, Pull((cursor,), 100_000)).pages
    assert page.is_reset and page.upserts


def test_a_command_has_one_receipt_however_often_it_is_sent(door: Door) -> None:
    session = door.enter()
    own = rows(door.walk(session, person_scope(session.person_id)), CustomerRow)
    held = next(row for row in own if row.pool_state == "assigned")
    release = asked(session, Release(CustomerId(held.id), held.ownership_version))
    first = door.transport.push(session.access_token, Push((release,))).receipts
    second = door.transport.push(session.access_token, Push((release,))).receipts
    assert first == second
    assert first[0].is_accepted
    other = asked(session, Release(CustomerId(held.id), held.ownership_version, "同一编号，别的话"))
    other = msgspec.structs.replace(other, id=release.id)
    (reused,) = door.transport.push(session.access_token, Push((other,))).receipts
    assert (reused.is_accepted, reused.reason) == (False, "id_reused")


def test_receipts_come_in_the_order_of_the_push_each_with_its_own_verdict(door: Door) -> None:
    session = door.enter()
    nobody = asked(session, Claim(CustomerId("0" * 32), instant(session.server_time)))
    free = claimable(door, session)
    claim = asked(session, Claim(CustomerId(free.id), instant(session.server_time)))
    receipts = door.transport.push(session.access_token, Push((nobody, claim))).receipts
    assert [receipt.command_id for receipt in receipts] == [nobody.id, claim.id]
    assert [receipt.reason for receipt in receipts] == ["gone", None]


def test_a_claim_leaves_the_pool_and_comes_to_its_owner_with_its_receipt(door: Door) -> None:
    session = door.enter()
    (pool,) = [scope for scope in door.scopes(session) if pool_of(scope)]
    mine = person_scope(session.person_id)
    before = {scope: door.walk(session, scope)[-1] for scope in door.scopes(session)}
    free = claimable(door, session)
    claim = asked(session, Claim(CustomerId(free.id), instant(session.server_time)))
    door.transport.push(session.access_token, Push((claim,)))
    cursors = tuple(ScopeCursor(scope, page.position, page.salt) for scope, page in before.items())
    moved = door.transport.hint(session.access_token, HintWait(cursors, 5)).moved
    assert mine in moved  # news of pools may come later, for many at once
    pages = {page.scope: page for page in door.transport.pull(session.access_token, Pull(cursors, 100_000)).pages}
    assert [removals.ids for removals in pages[pool].removals] == [(free.id,)]
    assert {"customer", "receipt"} <= {upserts.kind for upserts in pages[mine].upserts}


def test_what_another_asked_is_not_taken(door: Door) -> None:
    session = door.enter()
    foreign = Envelope(RandomIdentity().new(), "somebody else", asked(session, Claim(CustomerId("x"), instant(0))).body)
    (receipt,) = door.transport.push(session.access_token, Push((foreign,))).receipts
    assert (receipt.is_accepted, receipt.reason) == (False, "wrong_person")
