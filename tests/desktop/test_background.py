"""Work leaves the UI thread and comes back to it; nothing is lost, nothing is left behind."""

import gc
import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import pytest
from pytestqt.qtbot import QtBot

from desktop.background import Background, Sweeper

type Start = Callable[[], Background]


@pytest.fixture
def stray() -> list[Exception]:
    return []


@pytest.fixture
def background(qtbot: QtBot, stray: list[Exception]) -> Iterator[Background]:
    made = Background(stray.append)
    yield made
    assert made.close(within_seconds=5)
    made.deleteLater()


def test_an_answer_comes_on_the_ui_thread_and_the_work_ran_on_another(qtbot: QtBot, background: Background) -> None:
    came: list[tuple[threading.Thread, threading.Thread]] = []
    background.query(threading.current_thread, lambda worker: came.append((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(came))
    worker, ui = came[0]
    assert ui is threading.current_thread() and worker is not ui


@pytest.mark.parametrize("verb", ["query", "command", "exchange", "parting"])
def test_an_error_reaches_whoever_asked(qtbot: QtBot, background: Background, verb: str) -> None:
    told: list[Exception] = []
    getattr(background, verb)(lambda: 1 // 0, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)


def test_an_error_that_nobody_asked_for_never_vanishes(
    qtbot: QtBot, background: Background, stray: list[Exception]
) -> None:
    background.command(lambda: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(stray))
    assert isinstance(stray[0], ZeroDivisionError)


def test_commands_run_one_after_the_other_in_the_order_given(qtbot: QtBot, background: Background) -> None:
    done: list[int] = []
    came: list[None] = []
    for number in range(200):
        background.command(lambda number=number: done.append(number), came.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(came) == 200)
    assert done == list(range(200))


def test_a_slow_command_does_not_hold_up_a_query(qtbot: QtBot, background: Background) -> None:
    may_end = threading.Event()
    ended: list[bool] = []
    read: list[str] = []
    background.command(lambda: may_end.wait(5), ended.append)
    background.query(lambda: "read", read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert not ended
    may_end.set()
    qtbot.waitUntil(lambda: ended == [True])


def test_what_was_commanded_is_done_before_the_program_ends(qtbot: QtBot, stray: list[Exception]) -> None:
    background = Background(stray.append)
    may_go_on = threading.Event()
    done: list[str] = []
    background.command(lambda: may_go_on.wait(5), lambda _: None)
    background.command(lambda: done.append("saved"), lambda _: None)
    may_go_on.set()
    assert background.close(within_seconds=5)
    assert done == ["saved"]


def test_a_parting_waits_for_the_round_and_is_done_before_the_program_ends(stray: list[Exception]) -> None:
    background = Background(stray.append)
    has_begun, may_go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def turn() -> float:
        has_begun.set()
        may_go_on.wait(5)
        done.append("round")
        return 3600.0

    background.keep_syncing(turn)
    assert has_begun.wait(5)
    background.exchange(lambda: done.append("only asked"), lambda _: None)
    background.parting(lambda: done.append("parted"), lambda _: None)
    threading.Timer(0.1, may_go_on.set).start()
    assert background.close(within_seconds=5)
    assert done == ["round", "parted"] and not stray


def test_nothing_is_delivered_after_the_end(qtbot: QtBot, stray: list[Exception]) -> None:
    background = Background(stray.append)
    came: list[str] = []
    background.command(lambda: "late", came.append)
    assert background.close(within_seconds=5)
    qtbot.wait(0)
    assert came == []


def test_turns_follow_each_other_by_their_own_pause_and_at_once_when_nudged(background: Background) -> None:
    taken: SimpleQueue[int] = SimpleQueue()
    pauses = [0.0, 3600.0, 3600.0]

    def turn() -> float:
        taken.put(len(pauses))
        return pauses.pop(0) if pauses else 3600.0

    background.keep_syncing(turn)
    assert [taken.get(timeout=5), taken.get(timeout=5)] == [3, 2]
    background.sync_now()
    assert taken.get(timeout=5) == 1


def test_an_exchange_is_not_kept_waiting_by_the_pause_between_turns(qtbot: QtBot, background: Background) -> None:
    background.keep_syncing(lambda: 3600.0)
    came: list[str] = []
    background.exchange(lambda: "signed in", came.append)
    qtbot.waitUntil(lambda: came == ["signed in"])


def test_garbage_is_collected_on_the_ui_thread_only(qtbot: QtBot, background: Background) -> None:
    class Cycle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            died_on.append(threading.current_thread())

    died_on: list[threading.Thread] = []
    sweeper = Sweeper(background)
    try:
        Cycle()
        made: list[list[list[int]]] = []
        # More than the collector would bear, on another thread.
        background.query(lambda: [[number] for number in range(200_000)], made.append)
        qtbot.waitUntil(lambda: bool(made))
        qtbot.waitUntil(lambda: bool(died_on))
    finally:
        sweeper.stop()
    assert died_on == [threading.current_thread()]
    assert gc.isenabled()


def test_the_collector_is_left_to_itself_when_the_last_of_several_has_stopped(background: Background) -> None:
    first, second = Sweeper(background), Sweeper(background)
    second.stop()
    second.stop()
    assert not gc.isenabled()
    first.stop()
    assert gc.isenabled()


def test_a_turn_that_breaks_is_told_and_does_not_end_the_thread(
    qtbot: QtBot, background: Background, stray: list[Exception]
) -> None:
    def broken() -> float:
        raise RuntimeError("bug")

    background.keep_listening(broken)
    qtbot.waitUntil(lambda: bool(stray))
    taken: SimpleQueue[str] = SimpleQueue()

    def turn() -> float:
        taken.put("again")
        return 3600.0

    background.keep_listening(turn)
    assert taken.get(timeout=5) == "again"
