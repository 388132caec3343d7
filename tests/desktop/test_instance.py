"""A second start shows the window that is open, and opens none of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop.instance import Instance
from desktop.links import LONGEST

type Start = Callable[[Path], Instance]


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Start]:
    started: list[Instance] = []

    def begin(profile: Path) -> Instance:
        started.append(Instance(profile))
        return started[-1]

    yield begin
    for instance in started:
        instance.leave()
        instance.deleteLater()


def test_a_second_start_knocks_at_the_first(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.knocked, timeout=5000):
        assert not start(tmp_path).is_first()


def test_another_profile_is_another_program(start: Start, tmp_path: Path) -> None:
    assert start(tmp_path / "a").is_first()
    assert start(tmp_path / "b").is_first()


def test_the_name_is_free_again_after_the_end(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.is_first()
    first.leave()
    assert start(tmp_path).is_first()


@pytest.mark.parametrize("link", ["", "gonghai:customer/0190a1b2", "--server https://elsewhere.example", "客户"])
def test_what_a_second_start_was_given_reaches_the_first_word_for_word(
    qtbot: QtBot, start: Start, tmp_path: Path, link: str
) -> None:
    first = start(tmp_path)
    assert first.is_first()
    with qtbot.waitSignal(first.knocked, timeout=5000) as heard:
        assert not start(tmp_path).is_first(link)
    assert heard.args == [link]


def test_a_start_with_a_link_is_the_first_as_any_other(start: Start, tmp_path: Path) -> None:
    assert start(tmp_path).is_first("gonghai:customer/1")


def knock(first: Instance) -> QLocalSocket:
    """As some other program would."""
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(5000)
    return socket


def test_who_talks_on_is_cut_short(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.is_first()
    socket = knock(first)
    with qtbot.waitSignal(first.knocked, timeout=5000) as heard:
        socket.write(b"a" * 100_000)
    assert heard.args is not None and len(heard.args[0]) == LONGEST + 1
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)


def test_who_says_nothing_is_waited_for_no_longer_than_a_moment(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.is_first()
    socket = knock(first)
    with qtbot.waitSignal(first.knocked, timeout=5000) as heard:
        pass
    assert heard.args == [""]
    socket.abort()
