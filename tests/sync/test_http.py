"""The door to the network: whatever answers there, the client is told what it means."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import zstandard

from sync.errors import Cause, Departed, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.http_transport import HttpTransport, InsecureServer
from sync.protocol.commands import Envelope
from sync.protocol.messages import Hint, HintWait, Problem, Pull, Pulled, Push, Pushed, Receipt
from tests.fakes.web import Answer, Asked, FakeWeb

NOTHING = Pulled((), 1)

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""Signed by itself for 127.0.0.1, with its key; trusted by nobody but these tests."""


@pytest.fixture
def closing() -> Iterator[list[HttpTransport]]:
    transports: list[HttpTransport] = []
    yield transports
    for transport in transports:
        transport.close()


def pull_from(web: FakeWeb, closing: list[HttpTransport]) -> Pulled:
    transport = HttpTransport(web.address, agent="Gonghai/1.0")
    closing.append(transport)
    return transport.pull("token", Pull((), 1000))


def problem(code: str, status: int, **fields: object) -> Answer:
    return Answer(status, msgspec.json.encode(Problem(code, 1, **fields)))  # type: ignore[arg-type]


def test_a_request_says_who_asks_and_what_it_understands(closing: list[HttpTransport]) -> None:
    with FakeWeb(lambda _: Answer(body=msgspec.json.encode(NOTHING))) as web:
        assert pull_from(web, closing) == NOTHING
    asked = web.asked[0]
    assert asked.path == "/api/v1/pull"
    assert asked.headers["Authorization"] == "Bearer token"
    assert asked.headers["Accept-Encoding"] == "zstd"
    assert asked.headers["User-Agent"] == "Gonghai/1.0"
    assert msgspec.json.decode(asked.body, type=Pull) == Pull((), 1000)


def test_large_bodies_are_folded_both_ways(closing: list[HttpTransport]) -> None:
    commands = tuple(Envelope(f"{number:032x}", "me", msgspec.Raw(b'{"verb":"claim"}')) for number in range(100))

    def answer(asked: Asked) -> Answer:
        assert asked.headers["Content-Encoding"] == "zstd"
        push = msgspec.json.decode(zstandard.ZstdDecompressor().decompress(asked.body), type=Push)
        pushed = Pushed(tuple(Receipt(envelope.id, True) for envelope in push.commands), 1)
        return Answer(body=zstandard.compress(msgspec.json.encode(pushed)), headers={"Content-Encoding": "zstd"})

    with FakeWeb(answer) as web:
        transport = HttpTransport(web.address)
        closing.append(transport)
        pushed = transport.push("token", Push(commands))
    assert [receipt.command_id for receipt in pushed.receipts] == [envelope.id for envelope in commands]


@pytest.mark.parametrize(
    ("answer", "expected", "detail"),
    [
        (Answer(200, b"<html>welcome to our hotel</html>", is_ours=False), Unreachable, Cause.NOT_OUR_SERVER),
        (Answer(302, headers={"Location": "https://hotel.example/"}, is_ours=False), Unreachable, Cause.NOT_OUR_SERVER),
        (Answer(404, b"nothing here", is_ours=False), Unreachable, Cause.NOT_OUR_SERVER),
        (Answer(502, b"bad gateway", is_ours=False), Unreachable, Cause.BUSY),
        (problem("busy", 503, retry_after_seconds=7), Unreachable, Cause.BUSY),
        (Answer(503, b"", {"Retry-After": "7"}), Unreachable, Cause.BUSY),
        (problem("session_expired", 401), SignInNeeded, "session_expired"),
        (problem("session_revoked", 401), SignInNeeded, "session_revoked"),
        (problem("wrong_password", 401), SignInNeeded, "wrong_password"),
        (problem("locked_out", 429, retry_after_seconds=60), SignInNeeded, "locked_out"),
        (problem("departed", 403), Departed, "departed"),
        (problem("upgrade_required", 426), UpgradeRequired, None),
        (problem("malformed", 422), Mismatch, None),
        (problem("too_large", 413), Mismatch, None),
        (problem("broken", 500), Mismatch, None),
        (problem("a code of tomorrow", 418), Mismatch, None),
        (Answer(500, b"not json"), Mismatch, None),
        (Answer(200, b"not json"), Mismatch, None),
        (Answer(200, b'{"pages":7,"server_time":1}'), Mismatch, None),
        (Answer(200, b"\x28\xb5\x2f\xfdbroken", {"Content-Encoding": "zstd"}), Mismatch, None),
    ],
)
def test_every_answer_means_one_thing(
    closing: list[HttpTransport], answer: Answer, expected: type[SyncError], detail: object
) -> None:
    with FakeWeb(lambda _: answer) as web, pytest.raises(SyncError) as told:
        pull_from(web, closing)
    assert type(told.value) is expected
    if isinstance(told.value, Unreachable):
        assert told.value.cause is detail
    if isinstance(told.value, SignInNeeded):
        assert told.value.code == detail
    assert len(web.asked) == 1


def test_how_long_to_wait_is_told(closing: list[HttpTransport]) -> None:
    with FakeWeb(lambda _: Answer(503, b"", {"Retry-After": "7"})) as web, pytest.raises(Unreachable) as told:
        pull_from(web, closing)
    assert told.value.retry_after_seconds == 7
    locked_out = problem("locked_out", 429, retry_after_seconds=60)
    with FakeWeb(lambda _: locked_out) as web, pytest.raises(SignInNeeded) as locked:
        pull_from(web, closing)
    assert locked.value.facts["retry_after_seconds"] == 60


def test_where_nobody_listens_nothing_was_sent(closing: list[HttpTransport]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    transport = HttpTransport(f"http://127.0.0.1:{port}")
    closing.append(transport)
    with pytest.raises(Unreachable) as told:
        transport.pull("token", Pull((), 1))
    assert told.value.was_surely_not_done


def test_a_connection_cut_in_the_middle_may_have_done_something(closing: list[HttpTransport]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            peer, _ = listener.accept()
            peer.recv(100)
            peer.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        transport = HttpTransport(f"http://127.0.0.1:{listener.getsockname()[1]}")
        closing.append(transport)
        with pytest.raises(Unreachable) as told:
            transport.pull("token", Pull((), 1))
        thread.join()
    assert not told.value.was_surely_not_done


def test_only_a_certificate_that_is_trusted_is_spoken_to(closing: list[HttpTransport]) -> None:
    answer = Answer(body=msgspec.json.encode(NOTHING))
    with FakeWeb(lambda _: answer, certificate=CERTIFICATE) as web:
        stranger, known = HttpTransport(web.address), HttpTransport(web.address, ca_file=CERTIFICATE)
        closing += [stranger, known]
        with pytest.raises(Unreachable) as told:
            stranger.pull("token", Pull((), 1))
        assert told.value.cause is Cause.CERTIFICATE
        assert web.asked == []
        assert known.pull("token", Pull((), 1)) == NOTHING


def test_closing_ends_a_wait_at_once() -> None:
    told: list[Exception] = []
    release = threading.Event()
    with FakeWeb(lambda _: Answer(body=msgspec.json.encode(Hint((), 1)), wait=release)) as web:
        transport = HttpTransport(web.address)

        def listen() -> None:
            try:
                transport.hint("token", HintWait((), 50))
            except SyncError as error:
                told.append(error)

        thread = threading.Thread(target=listen)
        thread.start()
        assert web.waiting.wait(5)
        transport.close()
        thread.join(5)
        assert not thread.is_alive()
        release.set()
    assert [type(error) for error in told] == [Unreachable]
    with pytest.raises(Unreachable):
        transport.hint("token", HintWait((), 50))


@pytest.mark.parametrize(
    "address", ["http://gonghai.example", "ftp://127.0.0.1", "gonghai.example", "", "https://", "http://192.168.1.5:80"]
)
def test_no_password_goes_where_anybody_could_read_it(address: str) -> None:
    with pytest.raises(InsecureServer):
        HttpTransport(address)


@pytest.mark.parametrize(
    "address", ["https://gonghai.example/", "http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:1"]
)
def test_safe_addresses_are_taken(address: str) -> None:
    HttpTransport(address).close()
