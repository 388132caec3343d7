"""A second start shows the window that is open, and opens none of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.instance import Instance

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
