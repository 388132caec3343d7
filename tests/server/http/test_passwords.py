"""A password changed over real HTTP, on a server of its own: the demo's people share theirs with other tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.protocol.messages import Device, ProblemCode, Pull, SignIn
from sync.protocol.passwords import ChangePassword, PasswordAnswer, PasswordOutcome
from tests.server.http.conftest import PASSWORD, Speaker, problem
from tests.server_process import ServerProcess, administer, password_in

NEW = "battery staple"


class Place:
    """A demo company with its server; `given` is what an administrator made for somebody new."""

    def __init__(self, url: str, address: str) -> None:
        self.given = password_in(administer(url, "person", "add", "xin", "新人"))
        self._address = address

    def speaker(self, device: str = "desk") -> Speaker:
        return Speaker(self._address, device=device)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    url = f"sqlite:///{tmp_path / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "20")
    with ServerProcess(url) as server:
        yield Place(url, server.address)


def change(speaker: Speaker, old: str, new: str) -> PasswordAnswer:
    return speaker.ask("password", ChangePassword(old, new), PasswordAnswer)


def test_somebody_new_is_asked_for_a_password_of_their_own_and_the_demos_people_are_not(place: Place) -> None:
    assert not place.speaker().sign_in("lin").is_password_temporary
    assert place.speaker().sign_in("xin", place.given).is_password_temporary


def test_the_one_who_asked_stays_and_every_other_machine_signs_in_anew(place: Place) -> None:
    desk, laptop = place.speaker(), place.speaker("laptop")
    for one in (desk, laptop):
        one.sign_in("xin", place.given)
    answer = change(desk, place.given, NEW)
    assert answer.outcome == PasswordOutcome.CHANGED and answer.server_time > 0
    assert desk.say("pull", Pull((), 1_000)).status_code == 200
    assert problem(laptop.say("pull", Pull((), 1_000))) == (401, ProblemCode.SESSION_REVOKED)
    assert problem(place.speaker().say("sign-in", SignIn("xin", place.given, Device("desk", "Desk")))) == (
        401,
        ProblemCode.WRONG_PASSWORD,
    )
    assert not laptop.sign_in("xin", NEW).is_password_temporary


def test_a_wrong_word_is_an_answer_and_too_many_are_told_how_long_to_wait(place: Place) -> None:
    speaker = place.speaker()
    speaker.sign_in("lin")
    weak = change(speaker, PASSWORD, "short")
    assert (weak.outcome, weak.shortest) == (PasswordOutcome.WEAK, 8)
    told = [change(speaker, "guess", NEW).outcome for _ in range(5)]
    assert told == [PasswordOutcome.WRONG] * 5
    locked = change(speaker, "guess", NEW)
    assert (locked.outcome, locked.retry_after_seconds) == (PasswordOutcome.LOCKED_OUT, 1)
    assert speaker.say("pull", Pull((), 1_000)).status_code == 200
