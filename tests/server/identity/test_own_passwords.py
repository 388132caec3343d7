"""People change their own password: what that ends, what it leaves, and that guessing is slowed here as at the door."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from domain.passwords import LONGEST, SHORTEST
from server.identity.accounts import give_login
from server.identity.lock_out import PER_LOGIN, LockedOut
from server.identity.own_passwords import OwnPasswords
from server.identity.passwords import Passwords
from server.identity.service import SessionRevoked, Sessions, WrongPassword
from server.identity.tables import credential, session
from sync.protocol.passwords import PasswordOutcome
from tests.server.company import NOW, Company
from tests.server.identity.door import DESK, LAPTOP, PASSWORD, Door, quick_hasher

NEW = "battery staple"
GIVEN = "kwm2-77ab-xyzw-q3rt"


class Meanwhile(PasswordHasher):
    """The real hasher, and what happens elsewhere while it checks for the first time."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self._happens: list[Callable[[], object]] = [happens]

    def verify(self, *arguments: Any) -> Any:
        if self._happens:
            self._happens.pop()()
        return super().verify(*arguments)


def test_from_then_on_the_new_password_signs_in_and_the_old_one_does_not(door: Door) -> None:
    answer = door.change(door.sign_in(), PASSWORD, NEW)
    assert (answer.outcome, answer.retry_after_seconds, answer.shortest) == (PasswordOutcome.CHANGED, 0, SHORTEST)
    with pytest.raises(WrongPassword):
        door.sign_in()
    door.sign_in(NEW)


def test_all_other_sessions_end_and_the_one_that_asked_goes_on(door: Door) -> None:
    desk, laptop = door.sign_in(), door.sign_in(device=LAPTOP)
    door.change(desk, PASSWORD, NEW)
    with pytest.raises(SessionRevoked):
        door.sessions.who(laptop.access_token, NOW)
    with pytest.raises(SessionRevoked):
        door.sessions.refresh(laptop.refresh_token, "laptop", NOW)
    door.sessions.who(door.sessions.refresh(desk.refresh_token, "desk", NOW).access_token, NOW)
    ended = select(session.c.device_id, session.c.end_reason).where(session.c.ended_at.is_not(None))
    assert door.database.read(lambda connection: [tuple(row) for row in connection.execute(ended)]) == [
        ("laptop", "password_changed")
    ]


def test_a_session_of_somebody_else_goes_on(door: Door, company: Company) -> None:
    other = company.person("陈晨", company.south)
    hashed = door.passwords.hash(PASSWORD, "chen")
    door.database.write(lambda connection: give_login(connection, other, "chen", hashed, NOW))
    theirs = door.sign_in(login="chen", device=LAPTOP)
    door.change(door.sign_in(), PASSWORD, NEW)
    assert door.sessions.who(theirs.access_token, NOW).person_id == other
    door.sign_in(login="chen")


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("wrong horse", NEW, PasswordOutcome.WRONG),
        ("", NEW, PasswordOutcome.WRONG),
        (PASSWORD, "x" * (SHORTEST - 1), PasswordOutcome.WEAK),
        (PASSWORD, "x" * (LONGEST + 1), PasswordOutcome.WEAK),
        (PASSWORD, "", PasswordOutcome.WEAK),
        (PASSWORD, PASSWORD, PasswordOutcome.SAME),
        (PASSWORD, "ｃｏｒｒｅｃｔ horse", PasswordOutcome.SAME),
    ],
)
def test_what_is_no_new_password_changes_nothing_and_ends_no_session(
    door: Door, old: str, new: str, outcome: PasswordOutcome
) -> None:
    desk, laptop = door.sign_in(), door.sign_in(device=LAPTOP)
    assert door.change(desk, old, new).outcome == outcome
    for one in (desk, laptop):
        door.sessions.who(one.access_token, NOW)
    door.sign_in()


def test_the_login_itself_is_no_password_however_it_is_written(company: Company) -> None:
    door = Door(company.database, company.person("林晓", company.south))
    other = company.person("陈晨", company.south)
    hashed = door.passwords.hash(PASSWORD, "chen.chen")
    door.database.write(lambda connection: give_login(connection, other, "chen.chen", hashed, NOW))
    theirs = door.sign_in(login="chen.chen")
    for new in ("chen.chen", "Chen.Chen", "ＣＨＥＮ.chen"):
        assert door.change(theirs, PASSWORD, new).outcome == PasswordOutcome.WEAK


def test_guesses_at_the_old_one_shut_out_here_and_at_the_door_with_a_wait(door: Door) -> None:
    desk = door.sign_in()
    for _ in range(PER_LOGIN.free_failures):
        assert door.change(desk, "guess", NEW).outcome == PasswordOutcome.WRONG
    locked = door.change(desk, PASSWORD, NEW)
    assert (locked.outcome, locked.retry_after_seconds) == (PasswordOutcome.LOCKED_OUT, 1)
    with pytest.raises(LockedOut):
        door.sign_in(device=LAPTOP)
    later = NOW + timedelta(seconds=1)
    assert door.change(desk, PASSWORD, NEW, later).outcome == PasswordOutcome.CHANGED
    assert door.change(desk, "guess", "another " + NEW, later).outcome == PasswordOutcome.WRONG


def test_guesses_at_the_door_count_here(door: Door) -> None:
    desk = door.sign_in()
    for _ in range(PER_LOGIN.free_failures):
        with pytest.raises(WrongPassword):
            door.sign_in("guess", device=LAPTOP)
    assert door.change(desk, PASSWORD, NEW).outcome == PasswordOutcome.LOCKED_OUT


def test_a_new_one_that_is_too_weak_is_no_guess_and_a_right_old_one_takes_its_try_back(door: Door) -> None:
    desk = door.sign_in()
    for _ in range(PER_LOGIN.free_failures):
        assert door.change(desk, "guess", "short").outcome == PasswordOutcome.WEAK
        assert door.change(desk, PASSWORD, PASSWORD).outcome == PasswordOutcome.SAME
    assert door.change(desk, PASSWORD, NEW).outcome == PasswordOutcome.CHANGED


def test_whoever_lost_the_answer_asks_the_same_again_and_is_told(door: Door) -> None:
    desk = door.sign_in()
    door.change(desk, PASSWORD, NEW)
    laptop = door.sign_in(NEW, LAPTOP)
    for _ in range(PER_LOGIN.free_failures + 1):
        assert door.change(desk, PASSWORD, NEW).outcome == PasswordOutcome.CHANGED
    door.sessions.who(laptop.access_token, NOW)


def test_a_password_of_an_administrator_is_temporary_until_its_person_chooses_another(door: Door) -> None:
    assert not door.sign_in().is_password_temporary
    door.reset(GIVEN)
    desk = door.sign_in(GIVEN)
    assert desk.is_password_temporary
    assert door.change(desk, "guess", GIVEN).outcome == PasswordOutcome.WRONG
    assert door.change(desk, GIVEN, GIVEN).outcome == PasswordOutcome.SAME
    renewed = door.sessions.refresh(desk.refresh_token, "desk", NOW)
    assert renewed.is_password_temporary
    assert door.change(renewed, GIVEN, NEW).outcome == PasswordOutcome.CHANGED
    assert not door.sessions.refresh(renewed.refresh_token, "desk", NOW).is_password_temporary
    assert not door.sign_in(NEW).is_password_temporary


def test_a_login_may_be_given_with_a_password_that_is_temporary_and_a_stronger_hash_leaves_it_so(
    door: Door, company: Company
) -> None:
    person_id = company.person("陈晨", company.south)
    hashed = door.passwords.hash(GIVEN, "chen")
    door.database.write(lambda connection: give_login(connection, person_id, "chen", hashed, NOW, is_temporary=True))
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    signed_in = Sessions(door.database, stronger, door.ids.new).sign_in("chen", GIVEN, DESK, "10.0.0.1", NOW)
    assert signed_in.is_password_temporary
    assert door.sign_in(GIVEN, login="chen").is_password_temporary


def test_a_password_that_is_reset_while_the_old_one_is_checked_stays_as_it_was_reset(door: Door) -> None:
    caller = door.sessions.who(door.sign_in().access_token, NOW)
    own = OwnPasswords(door.database, Passwords(Meanwhile(lambda: door.reset(GIVEN))))
    assert own.change(caller, PASSWORD, NEW, NOW).outcome == PasswordOutcome.WRONG
    with pytest.raises(WrongPassword):
        door.sign_in(NEW)
    assert door.sign_in(GIVEN).is_password_temporary


def test_who_signs_in_while_the_password_is_changed_is_not_left_inside_with_the_old_one(door: Door) -> None:
    desk = door.sign_in()
    passwords = Passwords(Meanwhile(lambda: door.change(desk, PASSWORD, NEW)))
    with pytest.raises(WrongPassword):
        Sessions(door.database, passwords, door.ids.new).sign_in("lin", PASSWORD, LAPTOP, "10.0.0.9", NOW)
    living = select(session.c.device_id).where(session.c.ended_at.is_(None))
    assert door.database.read(lambda connection: connection.execute(living).scalars().all()) == ["desk"]


def test_of_two_machines_that_change_it_side_by_side_one_does_and_it_alone_stays_signed_in(door: Door) -> None:
    own = OwnPasswords(door.database, door.passwords)
    callers = [door.sessions.who(door.sign_in(device=device).access_token, NOW) for device in (DESK, LAPTOP)]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda each: own.change(each, PASSWORD, f"{NEW} {each.device_id}", NOW), callers))
    assert sorted(answer.outcome for answer in answers) == [PasswordOutcome.CHANGED, PasswordOutcome.WRONG]
    winner = callers[[answer.outcome for answer in answers].index(PasswordOutcome.CHANGED)].device_id
    living = select(session.c.device_id).where(session.c.ended_at.is_(None))
    assert door.database.read(lambda connection: connection.execute(living).scalars().all()) == [winner]
    door.sign_in(f"{NEW} {winner}")


def test_a_password_is_kept_as_a_hash_alone(door: Door) -> None:
    door.change(door.sign_in(), PASSWORD, NEW)
    kept = door.database.read(lambda connection: str(connection.execute(select(credential)).all()))
    assert NEW not in kept and PASSWORD not in kept
    assert Passwords(quick_hasher()).is_right(NEW, kept[kept.index("$argon2id") :].split("'")[0])
