"""One's own password, changed over the line: every answer comes back as it is, and no session ends by a wrong word."""

from datetime import timedelta

import msgspec
import pytest

from sync.clock import ServerClock
from sync.errors import Cause, SignInNeeded, Unreachable
from sync.http_transport import HttpTransport
from sync.passwords import PasswordDesk
from sync.protocol.messages import Device, ProblemCode, Session
from sync.protocol.passwords import ChangePassword, PasswordAnswer, PasswordOutcome
from sync.session import SessionHolder, sign_in
from tests.builders import NOW
from tests.fakes.clock import ManualClock
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import LOST, FakeTransport, Fault
from tests.fakes.web import Answer, FakeWeb

DEVICE = Device("device", "laptop")
OLD, NEW = "me's", "correct horse"


class Mine:
    """Somebody who is signed in."""

    def __init__(self, server: FakeServer) -> None:
        self.transport = FakeTransport(server, "me")
        self.clock = ServerClock(ManualClock())
        self.sessions = SessionHolder(MemorySessions(), self.transport, ManualClock(), "device")
        self.signs_in()
        self.desk = PasswordDesk(self.transport, self.sessions, self.clock)

    def signs_in(self, password: str = OLD) -> Session:
        session = sign_in(self.transport, DEVICE, "me", password)
        self.sessions.begin(session)
        return session

    def change(self, old: str = OLD, new: str = NEW) -> str:
        return self.desk.change(old, new).outcome


@pytest.fixture
def somebody(server: FakeServer) -> Mine:
    return Mine(server)


def test_a_changed_password_signs_in_and_the_old_one_does_not(somebody: Mine) -> None:
    assert somebody.change() == PasswordOutcome.CHANGED
    with pytest.raises(SignInNeeded):
        somebody.signs_in(OLD)
    assert somebody.signs_in(NEW).person_id == "me"


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("guess", NEW, PasswordOutcome.WRONG),
        (OLD, "short", PasswordOutcome.WEAK),
        (OLD, "x" * 257, PasswordOutcome.WEAK),
    ],
)
def test_an_answer_that_is_no_ends_no_session_and_leaves_the_old_one(
    somebody: Mine, old: str, new: str, outcome: PasswordOutcome
) -> None:
    assert somebody.change(old, new) == outcome
    assert somebody.sessions.person_id == "me"
    assert somebody.change() == PasswordOutcome.CHANGED
    assert somebody.change(NEW, NEW) == PasswordOutcome.SAME


def test_a_lock_out_says_for_how_long(somebody: Mine) -> None:
    somebody.transport.passwords.locked_seconds = 16
    answer = somebody.desk.change(OLD, NEW)
    assert (answer.outcome, answer.retry_after_seconds) == (PasswordOutcome.LOCKED_OUT, 16)


def test_whoever_lost_the_answer_asks_again_and_is_told(somebody: Mine) -> None:
    somebody.transport.faults.append(Fault("change_password", LOST, is_after=True))
    with pytest.raises(Unreachable):
        somebody.change()
    assert somebody.change() == PasswordOutcome.CHANGED


def test_without_a_network_nothing_is_asked(somebody: Mine) -> None:
    somebody.transport.is_offline = True
    with pytest.raises(Unreachable) as told:
        somebody.change()
    assert told.value.cause is Cause.NO_CONNECTION
    assert somebody.transport.passwords.asked == []


def test_a_token_that_ran_out_on_the_way_is_renewed_and_the_servers_time_heard(somebody: Mine) -> None:
    somebody.transport.server.clock.jump(timedelta(minutes=7))
    somebody.transport.faults.append(Fault("change_password", SignInNeeded(ProblemCode.SESSION_EXPIRED)))
    assert somebody.change() == PasswordOutcome.CHANGED
    assert somebody.transport.said == ["sign_in", "change_password", "refresh", "change_password"]
    assert somebody.clock.now() == NOW + timedelta(minutes=7)


def test_a_session_says_whether_an_administrator_made_its_password(somebody: Mine) -> None:
    assert not somebody.signs_in().is_password_temporary
    somebody.transport.passwords.temporary.add("me")
    assert somebody.signs_in().is_password_temporary
    somebody.change()
    assert not somebody.signs_in(NEW).is_password_temporary


def test_a_password_stands_in_no_repr() -> None:
    assert "horse" not in f"{ChangePassword('old horse', 'new horse')!r}"
    assert "horse" not in str([ChangePassword("old horse", "new horse")])


def test_over_http_it_is_one_request_and_its_answer_is_read_whatever_it_says() -> None:
    locked = b'{"outcome":"locked_out","server_time":1,"retry_after_seconds":30,"tomorrow":{}}'
    later = b'{"outcome":"pwned","server_time":1,"shortest":12}'
    replies = [Answer(body=locked), Answer(body=later)]
    with FakeWeb(lambda _: replies.pop(0)) as web:
        transport = HttpTransport(web.address)
        try:
            told = [transport.change_password("token", ChangePassword(OLD, NEW)) for _ in range(2)]
        finally:
            transport.close()
    assert told == [PasswordAnswer("locked_out", 1, 30), PasswordAnswer("pwned", 1, shortest=12)]
    asked = web.asked[0]
    assert (asked.path, asked.headers["Authorization"]) == ("/api/v1/password", "Bearer token")
    assert msgspec.json.decode(asked.body, type=ChangePassword) == ChangePassword(OLD, NEW)
