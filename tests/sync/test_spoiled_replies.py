"""A reply that was cut, folded anew, made up or meant for another: none of it is read."""

import gzip
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec
import pytest
import zstandard

from sync.errors import Cause, Mismatch, Unreachable
from sync.http_transport import HttpTransport
from sync.protocol.messages import Problem, Pull, Pulled, ScopePage
from tests.fakes.web import Answer, Asked, FakeWeb

NOTHING = Pulled((), 1)
WHOLE = msgspec.json.encode(Pulled((ScopePage("ref", 1, "salt"),) * 200, 1))
FOLDED = zstandard.compress(WHOLE)


def pull_from(address: str) -> Pulled:
    with closing(HttpTransport(address)) as transport:
        return transport.pull("token", Pull((), 1000))


def ours(rest: bytes) -> bytes:
    """The head of a reply of ours, whose request's id `raw_server` fills in, and what follows it."""
    return b"HTTP/1.1 200 OK\r\nX-Gonghai: 1\r\nX-Request-Id: {id}\r\n" + rest


@contextmanager
def raw_server(reply: bytes) -> Iterator[str]:
    """The address of somebody who answers one request with these bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            peer, _ = listener.accept()
            with peer:
                asked = peer.recv(65536)
                found = re.search(rb"X-Request-Id: (\S+)", asked)
                peer.sendall(reply.replace(b"{id}", found[1] if found else b""))

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize("kept", [0, 1, 11, len(FOLDED) // 2, len(FOLDED) - 1])
@pytest.mark.parametrize("body", [WHOLE, FOLDED])
def test_a_reply_cut_short_is_no_reply(body: bytes, kept: int) -> None:
    headers = {"Content-Encoding": "zstd"} if body is FOLDED else {}
    answer = Answer(body=body, headers=headers, cut_after=kept)
    with FakeWeb(lambda _: answer) as web, pytest.raises(Unreachable) as told:
        pull_from(web.address)
    assert told.value.cause is Cause.NO_REPLY
    with FakeWeb(lambda _: Answer(body=body, headers=headers)) as web:
        assert len(pull_from(web.address).pages) == 200


@pytest.mark.parametrize("kept", [0, 1, 11, len(FOLDED) // 2, len(FOLDED) - 1])
def test_a_folded_reply_whose_end_is_missing_is_no_reply(kept: int) -> None:
    """Something between cut it and counted what was left."""
    answer = Answer(body=FOLDED[:kept], headers={"Content-Encoding": "zstd"})
    with FakeWeb(lambda _: answer) as web, pytest.raises(Unreachable):
        pull_from(web.address)


def test_a_reply_in_chunks_whose_last_is_missing_is_no_reply() -> None:
    reply = ours(b'Transfer-Encoding: chunked\r\n\r\nb\r\n{"pages":[]\r\n')
    with raw_server(reply) as address, pytest.raises(Unreachable) as told:
        pull_from(address)
    assert told.value.cause is Cause.NO_REPLY


def test_a_reply_that_was_folded_anew_on_its_way_is_not_read() -> None:
    """We ask for zstd alone. What comes as gzip, whole or cut, was made by somebody between us."""
    answer = Answer(body=gzip.compress(WHOLE)[:-20], headers={"Content-Encoding": "gzip"})
    with FakeWeb(lambda _: answer) as web, pytest.raises(Unreachable) as told:
        pull_from(web.address)
    assert told.value.cause is Cause.NOT_OUR_SERVER


def test_a_reply_beyond_all_bounds_fills_no_memory() -> None:
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(257 * 1024 * 1024))
    with FakeWeb(lambda _: Answer(body=bomb, headers={"Content-Encoding": "zstd"})) as web, pytest.raises(Mismatch):
        pull_from(web.address)


def test_a_reply_to_another_request_is_nobodys() -> None:
    """A cache between us gives an earlier reply, or a proxy mixes up two connections."""
    first = Answer(body=msgspec.json.encode(NOTHING))
    kept: list[str] = []

    def cached(asked: Asked) -> Answer:
        kept.append(asked.headers["X-Request-Id"])
        return Answer(first.status, first.body, request_id=kept[0])

    with FakeWeb(cached) as web, closing(HttpTransport(web.address)) as transport:
        assert transport.pull("token", Pull((), 1)) == NOTHING
        with pytest.raises(Unreachable) as told:
            transport.pull("token", Pull((), 1))
        assert told.value.cause is Cause.NOT_OUR_SERVER
        assert not told.value.was_surely_not_done
    assert len(set(kept)) == 2
    assert all(asked.headers["Cache-Control"] == "no-store" for asked in web.asked)


@pytest.mark.parametrize("status", [200, 401, 403, 422, 426, 503])
def test_nor_is_a_problem_that_was_somebody_elses(status: int) -> None:
    """Nobody is signed out, parked or sent to an upgrade by a reply of yesterday."""
    body = msgspec.json.encode(Problem("session_revoked", 1))
    with FakeWeb(lambda _: Answer(status, body, request_id="another")) as web, pytest.raises(Unreachable) as told:
        pull_from(web.address)
    assert told.value.cause is Cause.NOT_OUR_SERVER


def test_a_reply_that_names_no_request_is_not_taken() -> None:
    reply = b"HTTP/1.1 200 OK\r\nX-Gonghai: 1\r\nContent-Length: 2\r\n\r\n{}"
    with raw_server(reply) as address, pytest.raises(Unreachable) as told:
        pull_from(address)
    assert told.value.cause is Cause.NOT_OUR_SERVER
