"""Sessions in a real database: signing in, staying in, being thrown out; time is the test's own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from server.identity import repository
from server.identity.accounts import LoginTaken, UnfitLogin, UnknownLogin, give_login, reset_password
from server.identity.lock_out import PER_ADDRESS, PER_LOGIN, LockedOut
from server.identity.passwords import Passwords
from server.identity.service import (
    ACCESS_LIFETIME,
    GRACE,
    REFRESH_LIFETIME,
    HasDeparted,
    SessionExpired,
    SessionRevoked,
    Sessions,
    WrongPassword,
)
from sync.protocol.messages import Device
from tests.server.company import NOW, Ids
from tests.server.identity.door import DESK, LAPTOP, PASSWORD, Door

MOMENT = timedelta(milliseconds=1)


def test_a_session_knows_its_person_and_device(door: Door) -> None:
    session = door.sign_in(login="  LIN ")
    caller = door.sessions.who(session.access_token, NOW)
    assert (caller.person_id, caller.device_id) == (door.person_id, "desk")
    assert (session.person_id, session.person_name, session.access_seconds) == (door.person_id, "林晓", 900)


def test_an_unknown_login_and_a_wrong_password_look_alike(door: Door) -> None:
    for login in ("lin", "nobody", "", "x" * 500, "lin'--"):
        with pytest.raises(WrongPassword):
            door.sign_in("wrong horse", login=login)


def test_an_access_token_lives_a_quarter_of_an_hour(door: Door) -> None:
    token = door.sign_in().access_token
    door.sessions.who(token, NOW + ACCESS_LIFETIME)
    with pytest.raises(SessionExpired):
        door.sessions.who(token, NOW + ACCESS_LIFETIME + MOMENT)


def test_tokens_are_not_stored_and_refresh_tokens_open_no_door(door: Door) -> None:
    session = door.sign_in()
    for token in (session.refresh_token, "made up", "", "密码"):
        with pytest.raises(SessionExpired):
            door.sessions.who(token, NOW)
    found = door.database.read(lambda connection: repository.find_token(connection, session.access_token))
    assert found is None


def test_a_refresh_gives_new_tokens_and_keeps_the_session(door: Door) -> None:
    first = door.sign_in()
    second = door.sessions.refresh(first.refresh_token, "desk", NOW)
    assert second.refresh_token != first.refresh_token
    before, after = (door.sessions.who(one.access_token, NOW) for one in (first, second))
    assert before.session_id == after.session_id


def test_a_client_whose_reply_was_lost_gets_the_same_successor(door: Door) -> None:
    first = door.sign_in()
    lost = door.sessions.refresh(first.refresh_token, "desk", NOW)
    again = door.sessions.refresh(first.refresh_token, "desk", NOW + GRACE)
    assert again.refresh_token == lost.refresh_token
    third = door.sessions.refresh(again.refresh_token, "desk", NOW + GRACE)
    door.sessions.who(third.access_token, NOW + GRACE)


def test_a_refresh_token_that_comes_back_after_the_grace_ends_the_session(door: Door) -> None:
    first = door.sign_in()
    second = door.sessions.refresh(first.refresh_token, "desk", NOW)
    late = NOW + GRACE + MOMENT
    with pytest.raises(SessionRevoked):
        door.sessions.refresh(first.refresh_token, "desk", late)
    for token in (first.access_token, second.access_token):
        with pytest.raises(SessionRevoked):
            door.sessions.who(token, late)
    with pytest.raises(SessionRevoked):
        door.sessions.refresh(second.refresh_token, "desk", late)


def test_a_refresh_token_on_another_device_ends_the_session(door: Door) -> None:
    session = door.sign_in()
    with pytest.raises(SessionRevoked):
        door.sessions.refresh(session.refresh_token, "laptop", NOW)
    with pytest.raises(SessionRevoked):
        door.sessions.who(session.access_token, NOW)


def test_an_old_or_invented_refresh_token_only_asks_to_sign_in(door: Door) -> None:
    session = door.sign_in()
    with pytest.raises(SessionExpired):
        door.sessions.refresh(session.refresh_token, "desk", NOW + REFRESH_LIFETIME + MOMENT)
    for token in (session.access_token, "invented"):
        with pytest.raises(SessionExpired):
            door.sessions.refresh(token, "desk", NOW)


def test_signing_in_again_ends_the_earlier_session_of_that_device_only(door: Door) -> None:
    desk, laptop = door.sign_in(), door.sign_in(device=LAPTOP)
    again = door.sign_in()
    with pytest.raises(SessionRevoked):
        door.sessions.who(desk.access_token, NOW)
    for session in (laptop, again):
        door.sessions.who(session.access_token, NOW)


def test_signing_out_ends_the_session_at_once(door: Door) -> None:
    session = door.sign_in()
    door.sessions.sign_out(door.sessions.who(session.access_token, NOW), NOW)
    with pytest.raises(SessionRevoked):
        door.sessions.who(session.access_token, NOW)
    with pytest.raises(SessionRevoked):
        door.sessions.refresh(session.refresh_token, "desk", NOW)


def test_who_has_departed_is_told_so_everywhere_but_only_with_the_right_password(door: Door) -> None:
    session = door.sign_in()
    door.let_depart()
    with pytest.raises(HasDeparted):
        door.sessions.who(session.access_token, NOW)
    with pytest.raises(HasDeparted):
        door.sign_in()
    with pytest.raises(WrongPassword):
        door.sign_in("wrong horse")


def test_a_session_of_whoever_has_departed_still_delivers(door: Door) -> None:
    session = door.sign_in()
    door.let_depart()
    renewed = door.sessions.refresh(session.refresh_token, "desk", NOW)
    assert door.sessions.who(renewed.access_token, NOW, may_have_departed=True).person_id == door.person_id
    with pytest.raises(HasDeparted):
        door.sessions.who(renewed.access_token, NOW)


def test_guessing_at_a_login_is_slowed_more_and_more_and_even_the_right_password_waits(door: Door) -> None:
    for _ in range(PER_LOGIN.free_failures):
        with pytest.raises(WrongPassword):
            door.sign_in("wrong horse")
    waits = []
    now = NOW
    for _ in range(14):
        with pytest.raises(LockedOut) as refused:
            door.sign_in(now=now, address="10.0.0.2")
        waits.append(refused.value.retry_after_seconds)
        now += timedelta(seconds=waits[-1])
        with pytest.raises(WrongPassword):
            door.sign_in("wrong horse", now=now)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]


def test_the_right_password_after_the_wait_starts_anew(door: Door) -> None:
    for _ in range(PER_LOGIN.free_failures):
        with pytest.raises(WrongPassword):
            door.sign_in("wrong horse")
    door.sign_in(now=NOW + timedelta(seconds=1))
    with pytest.raises(WrongPassword):
        door.sign_in("wrong horse", now=NOW + timedelta(seconds=1))
    door.sign_in(now=NOW + timedelta(seconds=1))


@pytest.mark.parametrize("addresses", [("10.0.0.1",) * 3, ("10.0.0.1", "10.0.0.2", "10.0.0.3")], ids=["one", "three"])
def test_machines_of_one_person_may_sign_in_at_the_same_moment(door: Door, addresses: tuple[str, ...]) -> None:
    """The row of their tries is gone while another waits for it; many times, for it takes a moment's luck to meet."""
    machines = [(Device(f"machine{number}", "Desk"), address) for number, address in enumerate(addresses)]
    with ThreadPoolExecutor(len(machines)) as at_once:
        for _ in range(40):
            sessions = list(at_once.map(lambda each: door.sign_in(device=each[0], address=each[1]), machines))
            for one in sessions:
                door.sessions.who(one.access_token, NOW)


def test_old_failures_are_forgotten_after_an_hour(door: Door) -> None:
    for _ in range(PER_LOGIN.free_failures - 1):
        with pytest.raises(WrongPassword):
            door.sign_in("wrong horse")
    later = NOW + timedelta(hours=1, milliseconds=1)
    with pytest.raises(WrongPassword):
        door.sign_in("wrong horse", now=later)
    door.sign_in(now=later)


def test_guessing_at_many_logins_from_one_address_is_slowed_too(door: Door) -> None:
    for number in range(PER_ADDRESS.free_failures):
        with pytest.raises(WrongPassword):
            door.sign_in(login=f"guess{number}")
    with pytest.raises(LockedOut):
        door.sign_in()
    door.sign_in(address="10.0.0.9")


def test_an_office_that_signs_in_from_one_address_is_never_slowed(door: Door) -> None:
    for _ in range(PER_ADDRESS.free_failures + 5):
        door.sign_in()


@pytest.mark.parametrize(
    ("login", "refusal"),
    [("LIN", LoginTaken), ("ＬＩＮ", LoginTaken), ("", UnfitLogin), ("a b", UnfitLogin), ("x" * 65, UnfitLogin)],
)
def test_a_login_is_given_once_and_must_be_fit(door: Door, login: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        door.database.write(lambda connection: give_login(connection, door.person_id, login, "hash", NOW))


def test_a_new_password_ends_every_session_and_the_old_password(door: Door) -> None:
    session = door.sign_in()
    door.reset("another horse")
    with pytest.raises(SessionRevoked):
        door.sessions.who(session.access_token, NOW)
    with pytest.raises(WrongPassword):
        door.sign_in()
    door.sign_in("another horse")
    with pytest.raises(UnknownLogin):
        door.database.write(lambda connection: reset_password(connection, "nobody", "hash", NOW))


def test_weaker_hashes_are_renewed_at_the_next_sign_in(door: Door) -> None:
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    Sessions(door.database, stronger, Ids(NOW + MOMENT).new).sign_in("lin", PASSWORD, DESK, "10.0.0.1", NOW)
    stored = door.database.read(lambda connection: repository.credential_of(connection, "lin"))
    assert stored is not None and not stronger.is_outdated(stored.password_hash)
    assert not door.sign_in().is_password_temporary
