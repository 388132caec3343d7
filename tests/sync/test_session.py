"""Tokens: kept before used, fetched once however many ask, given up when the server says so."""

import threading
from datetime import timedelta

import pytest

from sync.errors import SignInNeeded, Unreachable
from sync.protocol.messages import Device
from sync.session import KeptSession, SessionHolder, sign_in
from tests.fakes.clock import ManualClock
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import LOST, FakeTransport, Fault


@pytest.fixture
def transport(server: FakeServer) -> FakeTransport:
    return FakeTransport(server, "me")


@pytest.fixture
def holder(transport: FakeTransport) -> SessionHolder:
    holder = SessionHolder(MemorySessions(), transport, transport.server.clock, "device")
    holder.begin(sign_in(transport, Device("device", "laptop"), "me", "me's"))
    return holder


def kept(holder: SessionHolder) -> KeptSession | None:
    return holder._store.read()


def test_a_wrong_password_is_told(transport: FakeTransport) -> None:
    with pytest.raises(SignInNeeded) as told:
        sign_in(transport, Device("device", "laptop"), "me", "guess")
    assert told.value.code == "wrong_password"


def test_a_good_token_is_used_until_it_nears_its_end(transport: FakeTransport, holder: SessionHolder) -> None:
    clock: ManualClock = transport.server.clock
    first = holder.access_token()
    assert holder.access_token() == first
    clock.pass_by(timedelta(seconds=839))
    assert holder.access_token() == first
    clock.pass_by(timedelta(seconds=2))
    assert holder.access_token() != first
    assert transport.said == ["sign_in", "refresh"]


def test_a_renewed_token_is_kept_before_it_is_used(transport: FakeTransport, holder: SessionHolder) -> None:
    holder.reject(holder.access_token())
    token = holder.access_token()
    assert (token, kept(holder)) == ("access-2", KeptSession("me", "me", "refresh-2"))


def test_a_lost_renewal_is_made_good_with_the_old_token(transport: FakeTransport, holder: SessionHolder) -> None:
    holder.reject(holder.access_token())
    transport.faults.append(Fault("refresh", LOST, is_after=True))
    with pytest.raises(Unreachable):
        holder.access_token()
    assert kept(holder) == KeptSession("me", "me", "refresh-1")
    assert holder.access_token() == "access-3"


def test_many_who_ask_at_once_fetch_one_token(transport: FakeTransport, holder: SessionHolder) -> None:
    holder.reject(holder.access_token())
    tokens: list[str] = []
    threads = [threading.Thread(target=lambda: tokens.append(holder.access_token())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(tokens) == {"access-2"}
    assert transport.said.count("refresh") == 1


def test_rejecting_an_old_token_does_not_throw_away_the_new_one(holder: SessionHolder) -> None:
    old = holder.access_token()
    holder.reject(old)
    new = holder.access_token()
    holder.reject(old)
    assert holder.access_token() == new


def test_nobody_signed_in_has_no_token(transport: FakeTransport) -> None:
    holder = SessionHolder(MemorySessions(), transport, transport.server.clock, "device")
    assert holder.person_id is None
    with pytest.raises(SignInNeeded):
        holder.access_token()


def test_a_session_of_somebody_else_is_not_taken(transport: FakeTransport, holder: SessionHolder) -> None:
    holder.reject(holder.access_token())
    transport.person_id = "other"
    with pytest.raises(SignInNeeded):
        holder.access_token()
    assert holder.person_id == "me"


def test_signing_out_forgets_the_tokens_and_tells_what_the_server_is_to_forget(
    transport: FakeTransport, holder: SessionHolder
) -> None:
    assert holder.end() == "access-1"
    assert kept(holder) is None
    assert transport.said == ["sign_in"], "nobody waits for a server"
    assert holder.end() is None
    with pytest.raises(SignInNeeded):
        holder.access_token()


def test_tokens_stand_in_no_repr() -> None:
    assert "secret" not in repr(KeptSession("me", "我", "secret"))
