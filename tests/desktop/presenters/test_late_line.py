"""A line that opens with its first word behaves as the line behind it, closed or not."""

import threading
from pathlib import Path

import pytest

from desktop.presenters.late_line import LateLine
from sync.errors import Unreachable
from sync.http_transport import HttpTransport
from sync.protocol.imports import AskImportTerms
from sync.protocol.messages import Device, Hello, HintWait, Pull, Push, Refresh, SignIn
from sync.transport import ImportOrder
from tests.desktop.presenters.machine import FakeLine, Machine

NOBODY = "http://127.0.0.1:9"
HELLO = Hello("1", (1, 1), "d" * 32)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_nothing_is_opened_before_the_first_word_and_then_once(machine: Machine) -> None:
    line = LateLine(lambda: machine.line(NOBODY))
    assert machine.lines == []
    session = line.sign_in(SignIn("wang", "wang's", Device("d" * 32, "desk")))
    line.refresh(Refresh(session.refresh_token, "d" * 32))
    assert len(machine.lines) == 1


def test_closing_what_was_never_opened_opens_nothing(machine: Machine) -> None:
    line = LateLine(lambda: machine.line(NOBODY))
    line.close()
    assert machine.lines == []


def test_after_closing_every_word_is_unreachable() -> None:
    line = LateLine(lambda: HttpTransport(NOBODY))
    line.close()
    for speak in (
        lambda: line.sign_in(SignIn("wang", "wang's", Device("d" * 32, "desk"))),
        lambda: line.refresh(Refresh("token", "d" * 32)),
        lambda: line.sign_out("token"),
        lambda: line.hello("token", HELLO),
        lambda: line.push("token", Push(())),
        lambda: line.pull("token", Pull((), 1)),
        lambda: line.hint("token", HintWait((), 1)),
        lambda: line.import_terms("token", AskImportTerms("en")),
        lambda: line.import_file("token", ImportOrder("p", True, "en"), b"x", lambda _: None, lambda: False),
    ):
        with pytest.raises(Unreachable, match="closed"):
            speak()


def test_closing_never_waits_for_the_opening(machine: Machine) -> None:
    opening, may_open = threading.Event(), threading.Event()

    def slow() -> FakeLine:
        opening.set()
        assert may_open.wait(5)
        return machine.line(NOBODY)

    line = LateLine(slow)
    speaker = threading.Thread(target=lambda: line.sign_out("token"))
    speaker.start()
    assert opening.wait(5)
    line.close()
    may_open.set()
    speaker.join(5)
    assert not speaker.is_alive()
    assert "closed" in machine.lines[0].said
