"""A link may be slow; a peer that says nothing, or next to nothing, is left in time."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import msgspec
import pytest

from sync.errors import Cause, Unreachable
from sync.http_transport import HttpTransport
from sync.patience import ORDINARY, Patience
from sync.protocol.commands import Envelope
from sync.protocol.messages import Hint, HintWait, Pull, Pulled, Push, Pushed, ScopePage
from tests.fakes.web import Answer, Asked, FakeWeb

LONG = 15.0
"""Seconds. Whoever is held for ever is held longer."""

HASTY = Patience(connect_seconds=0.3, read_seconds=0.4, slowest_bytes_per_second=1000, total_seconds=5)
# A busy machine may stand still for a moment, which is no fault of the link.
CALM = Patience(connect_seconds=0.3, read_seconds=1.5, slowest_bytes_per_second=1000, total_seconds=20)
LARGE = msgspec.json.encode(Pulled((ScopePage("ref", 1, "salt"),) * 100, 1))


def seconds_until_given_up(address: str, patience: Patience = HASTY) -> tuple[float, Cause]:
    with closing(HttpTransport(address, patience=patience)) as transport:
        started = time.monotonic()
        with pytest.raises(Unreachable) as told:
            transport.pull("token", Pull((), 1))
    return time.monotonic() - started, told.value.cause


@contextmanager
def somebody(serve: "Serve") -> Iterator[str]:
    """The address of one who takes a connection and then does as `serve` says, until it is asked to end."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def live() -> None:
            peer, _ = listener.accept()
            with peer:
                serve(peer, over)

        thread = threading.Thread(target=live)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


type Serve = Callable[[socket.socket, threading.Event], object]


def test_a_half_open_connection_is_left() -> None:
    """Nobody reads, nobody answers, nobody hangs up: the other end has lost its power."""
    with somebody(lambda _, over: over.wait(20)) as address:
        seconds, cause = seconds_until_given_up(address)
    assert (seconds < LONG, cause) == (True, Cause.NO_REPLY)


def test_a_connection_that_never_comes_about_is_given_up() -> None:
    """Its listener takes nobody more: the first word is never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(listener.getsockname())
        seconds, cause = seconds_until_given_up(f"http://127.0.0.1:{listener.getsockname()[1]}")
        for each in waiting:
            each.close()
    assert (seconds < LONG, cause) == (True, Cause.NO_CONNECTION)


@pytest.mark.parametrize("piece", [b"X", b"X-A: b\r\n"])
def test_a_head_that_trickles_ends(piece: bytes) -> None:
    def trickle(peer: socket.socket, over: threading.Event) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.wait(0.05):
            try:
                peer.sendall(piece)
            except OSError:
                return

    with somebody(trickle) as address:
        seconds, cause = seconds_until_given_up(address)
    assert (0.3 < seconds < LONG, cause) == (True, Cause.NO_REPLY)


def test_a_body_that_trickles_ends() -> None:
    """A byte at a time: each one alone would put a socket's timeout off again."""
    with FakeWeb(lambda _: Answer(body=LARGE, gap_seconds=0.05)) as web:
        seconds, cause = seconds_until_given_up(web.address)
    assert (0.3 < seconds < LONG, cause) == (True, Cause.NO_REPLY)


def test_a_slow_link_that_keeps_its_pace_is_waited_for() -> None:
    """Longer by far than anybody may be silent."""
    with (
        FakeWeb(lambda _: Answer(body=LARGE, gap_seconds=0.05, piece_bytes=250)) as web,
        closing(HttpTransport(web.address, patience=CALM)) as transport,
    ):
        started = time.monotonic()
        assert len(transport.pull("token", Pull((), 1)).pages) == 100
        assert time.monotonic() - started > CALM.read_seconds


def test_no_exchange_lasts_longer_than_all_patience() -> None:
    """However well it keeps its pace."""
    impatient = Patience(read_seconds=1.0, slowest_bytes_per_second=400, total_seconds=1.2)
    with FakeWeb(lambda _: Answer(body=LARGE, gap_seconds=0.05, piece_bytes=50)) as web:
        seconds, _ = seconds_until_given_up(web.address, impatient)
    assert 1.1 < seconds < LONG


def test_who_waits_for_news_is_as_patient_as_they_said() -> None:
    over = threading.Event()

    def answer(_: Asked) -> Answer:
        over.wait(2 * CALM.read_seconds)
        return Answer(body=msgspec.json.encode(Hint((), 1)))

    with FakeWeb(answer) as web, closing(HttpTransport(web.address, patience=CALM)) as transport:
        assert transport.hint("token", HintWait((), wait_seconds=10)) == Hint((), 1)


def test_a_large_push_has_the_time_it_needs() -> None:
    """More than the system takes off our hands at once, and whoever gets it is slow to begin; longer than connecting
    may last."""
    text = random.Random(1).randbytes(6_000_000).hex()
    push = Push((Envelope("0" * 32, "me", msgspec.Raw(msgspec.json.encode({"text": text}))),))
    pushed = msgspec.json.encode(Pushed((), 1))

    def read_late(peer: socket.socket, over: threading.Event) -> None:
        over.wait(3 * CALM.connect_seconds)
        with peer.makefile("rb") as asked:
            headers = dict(line.rstrip().split(b": ", 1) for line in iter(asked.readline, b"\r\n") if b": " in line)
            asked.read(int(headers[b"Content-Length"]))
        reply = b"HTTP/1.1 200 OK\r\nX-Gonghai: 1\r\nX-Request-Id: " + headers[b"X-Request-Id"]
        peer.sendall(reply + b"\r\nContent-Length: %d\r\n\r\n" % len(pushed) + pushed)

    with somebody(read_late) as address, closing(HttpTransport(address, patience=CALM)) as transport:
        assert transport.push("token", push) == Pushed((), 1)


def test_a_connection_is_used_again_after_a_slow_reply() -> None:
    body = msgspec.json.encode(Pulled((), 1))
    with (
        FakeWeb(lambda _: Answer(body=body, gap_seconds=0.001)) as web,
        closing(HttpTransport(web.address, patience=CALM)) as transport,
    ):
        for _ in range(3):
            assert transport.pull("token", Pull((), 1)) == Pulled((), 1)


def test_a_link_of_5_kilobytes_a_second_is_fast_enough() -> None:
    page = 4_000_000
    assert page / 5_000 < ORDINARY.total_seconds
    assert page / 5_000 < ORDINARY.seconds_for(page)
