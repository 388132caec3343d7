"""Passwords: what is refused, what is recognised, and that checking is slow for everybody alike."""

import threading

import pytest
from argon2 import PasswordHasher

from domain.passwords import LONGEST
from server.identity.passwords import Passwords, WeakPassword


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


def test_the_right_password_is_recognised_and_others_are_not(passwords: Passwords) -> None:
    stored = passwords.hash("correct horse", "lin")
    assert passwords.is_right("correct horse", stored)
    assert not passwords.is_right("correct horse ", stored)
    assert not passwords.is_right("", stored)


def test_a_password_typed_through_another_input_method_is_the_same(passwords: Passwords) -> None:
    assert passwords.is_right("ABC密码12345", passwords.hash("ＡＢＣ密码１２３４５", "lin"))


def test_nobody_is_recognised_where_the_login_is_unknown(passwords: Passwords) -> None:
    assert not passwords.is_right("anything", None)


def test_a_damaged_hash_recognises_nobody(passwords: Passwords) -> None:
    assert not passwords.is_right("anything", "$argon2id$broken")


@pytest.mark.parametrize(
    ("password", "login"),
    [("short", "lin"), ("", "lin"), ("x" * (LONGEST + 1), "lin"), ("lin-xiao", "Lin-Xiao"), ("        "[:7], "lin")],
)
def test_weak_passwords_are_refused(passwords: Passwords, password: str, login: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.hash(password, login)


def test_todays_settings_are_argon2id_and_hashes_of_weaker_ones_are_renewed(passwords: Passwords) -> None:
    today = Passwords()
    assert today.is_outdated(passwords.hash("correct horse", "lin"))
    stored = today.hash("correct horse", "lin")
    assert stored.startswith("$argon2id$")
    assert not today.is_outdated(stored)


def test_no_more_than_two_are_checked_at_once() -> None:
    class Watched(PasswordHasher):
        """The real hasher, which counts who is inside."""

        inside = most = 0
        lock = threading.Lock()
        both_in = threading.Event()

        def verify(self, *arguments: object) -> bool:  # type: ignore[override]
            with Watched.lock:
                Watched.inside += 1
                Watched.most = max(Watched.most, Watched.inside)
                if Watched.inside == 2:
                    Watched.both_in.set()
            Watched.both_in.wait(10)
            with Watched.lock:
                Watched.inside -= 1
            return True

    passwords = Passwords(Watched(time_cost=1, memory_cost=64, parallelism=1))
    threads = [threading.Thread(target=passwords.is_right, args=("x", "y")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert Watched.most == 2
