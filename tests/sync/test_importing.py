"""A file from the real client to the real server: what is heard on the way, and every way it can end."""

import threading
from collections.abc import Callable, Iterator

import pytest

from server.database import open_database
from server.pools.repository import all_pools
from sync.clock import ServerClock, SystemClock
from sync.errors import Cause, GivenUp, Mismatch, SignInNeeded, Unreachable
from sync.http_transport import HttpTransport
from sync.importing import Importer
from sync.protocol.imports import Imported, ImportProgress, ImportRefused
from sync.protocol.messages import Device
from sync.session import SessionHolder, sign_in
from sync.transport import HowFar, ImportOrder, Sent
from tests.fakes.sessions import MemorySessions
from tests.fakes.web import Answer, FakeWeb
from tests.link import Link
from tests.server_process import ServerProcess, administer

pytestmark = pytest.mark.timeout(110)

DEVICE = Device("d" * 32, "laptop")
DONE = b'{"type":"imported","counts":{"new":1},"rows":[],"rows_in_all":0,"unknown_columns":[],"workbook":null,'
DONE += b'"server_time":1}\n'
HALF = b'{"type":"progress","done":1,"of":2}\n'


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "40")
    return url


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(database_url) as running:
        yield running


@pytest.fixture(scope="module")
def pool_id(database_url: str) -> str:
    store = open_database(database_url)
    try:
        return store.read(all_pools)[0].id
    finally:
        store.close()


type Desk = tuple[Importer, HttpTransport]


@pytest.fixture
def desk(server: ServerProcess) -> Iterator[Callable[..., Desk]]:
    lines: list[HttpTransport] = []

    def sit(login: str = "wu", address: str = "") -> Desk:
        line = HttpTransport(address or server.address)
        lines.append(line)
        sessions = SessionHolder(MemorySessions(), line, SystemClock(), DEVICE.id)
        sessions.begin(sign_in(line, DEVICE, login, "gonghai-demo"))
        return Importer(line, sessions, ServerClock(SystemClock())), line

    yield sit
    for line in lines:
        line.close()


def csv(number: int, mark: str = "") -> bytes:
    return ("公司名称\n" + "\n".join(f"第{each}号{mark}试验有限公司" for each in range(number))).encode()


def never() -> bool:
    return False


def test_a_file_goes_up_is_worked_on_and_told(desk: Callable[..., Desk], pool_id: str) -> None:
    importer, _ = desk()
    heard: list[HowFar] = []
    file = csv(20_000, "甲")
    ended = importer.bring_in(ImportOrder(pool_id, True, "zh_CN"), file, heard.append, never)
    assert isinstance(ended, Imported) and ended.counts == {"new": 20_000}
    sent = [each for each in heard if isinstance(each, Sent)]
    assert (sent[0], sent[-1]) == (Sent(0, len(file)), Sent(len(file), len(file)))
    assert any(isinstance(each, ImportProgress) for each in heard)


def test_the_terms_bring_a_template_in_the_language_asked_for(desk: Callable[..., Desk]) -> None:
    importer, _ = desk()
    chinese, english = importer.terms("zh_CN"), importer.terms("en")
    assert chinese.largest_bytes > 0
    assert chinese.template[:2] == b"PK" and chinese.template != english.template


def test_what_may_not_be_is_an_answer_and_no_error(desk: Callable[..., Desk], pool_id: str) -> None:
    importer, _ = desk("lin")
    ended = importer.bring_in(ImportOrder(pool_id, False, "en"), csv(1), lambda _: None, never)
    assert isinstance(ended, ImportRefused) and ended.reason == "not_allowed"


def test_stopping_wakes_whoever_waits_and_the_next_file_finds_what_came(
    desk: Callable[..., Desk], pool_id: str
) -> None:
    importer, _ = desk()
    order, file = ImportOrder(pool_id, False, "en"), csv(25_000, "乙")
    is_given_up = threading.Event()

    def stop_when_it_works(how_far: HowFar) -> None:
        if isinstance(how_far, ImportProgress):
            is_given_up.set()
            importer.stop()

    with pytest.raises(GivenUp):
        importer.bring_in(order, file, stop_when_it_works, is_given_up.is_set)
    assert importer.terms("en").largest_bytes > 0
    ended = _once_free(importer, order, file)
    assert sum(ended.counts.values()) == 25_000
    assert ended.counts.get("duplicate", 0) % 1_000 == 0
    assert ended.counts["new"] > 0


def test_a_cable_that_is_cut_is_unreachable_and_no_answer(
    desk: Callable[..., Desk], server: ServerProcess, pool_id: str
) -> None:
    with Link(server.port) as link:
        importer, _ = desk("wu", f"http://127.0.0.1:{link.port}")

        def cut(how_far: HowFar) -> None:
            if isinstance(how_far, ImportProgress):
                link.cut()

        with pytest.raises(Unreachable) as broken:
            importer.bring_in(ImportOrder(pool_id, True, "en"), csv(25_000, "丙"), cut, never)
        assert not broken.value.was_surely_not_done
        with pytest.raises(Unreachable) as away:
            importer.terms("en")
        assert away.value.cause in {Cause.NO_CONNECTION, Cause.NO_REPLY}


def test_nothing_is_sent_that_nobody_wants_any_longer(desk: Callable[..., Desk], pool_id: str) -> None:
    importer, _ = desk()
    with pytest.raises(GivenUp):
        importer.bring_in(ImportOrder(pool_id, False, "en"), csv(5, "丁"), lambda _: None, lambda: True)


@pytest.mark.parametrize(
    ("body", "ended"),
    [
        (HALF + DONE, Imported),
        (HALF + b'{"type":"weather","rain":1}\n' + DONE, Imported),
        (HALF, Unreachable),
        (HALF + DONE[:-1], Unreachable),
        (HALF + b"{nonsense\n", Mismatch),
        (b'{"type":"broken","code":"broken","server_time":1}\n', Mismatch),
        (b'{"type":"refused","reason":"encrypted","facts":{},"said":"locked","server_time":1}\n', ImportRefused),
    ],
)
def test_each_reply_means_what_the_protocol_says(body: bytes, ended: type) -> None:
    with FakeWeb(lambda asked: Answer(body=body)) as web:
        line = HttpTransport(web.address)
        try:
            told: object = line.import_file("token", ImportOrder("p", True, "en"), b"file", lambda _: None, never)
        except (Unreachable, Mismatch) as error:
            told = error
        finally:
            line.close()
    assert type(told) is ended
    assert web.asked[0].path == "/api/v1/imports?pool_id=p&is_dry_run=true&language=en"
    assert (web.asked[0].body, web.asked[0].headers["Content-Length"]) == (b"file", "4")


@pytest.mark.parametrize(
    ("answer", "ended"),
    [
        (Answer(503, b'{"code":"busy","server_time":1,"retry_after_seconds":15}'), Unreachable),
        (Answer(401, b'{"code":"session_revoked","server_time":1}'), SignInNeeded),
        (Answer(413, b'{"code":"too_large","server_time":1}'), Mismatch),
        (Answer(200, b"<html>welcome to the hotel</html>", is_ours=False), Unreachable),
    ],
)
def test_a_problem_is_told_as_with_every_exchange(answer: Answer, ended: type[Exception]) -> None:
    with FakeWeb(lambda asked: answer) as web:
        line = HttpTransport(web.address)
        with pytest.raises(ended):
            line.import_file("token", ImportOrder("p", True, "en"), b"file", lambda _: None, never)
        line.close()


def _once_free(importer: Importer, order: ImportOrder, file: bytes) -> Imported:
    """The server gives back the turn once it has noticed that the one before hung up."""
    while True:
        try:
            ended = importer.bring_in(order, file, lambda _: None, never)
        except Unreachable as busy:
            if busy.cause is not Cause.BUSY:
                raise
        else:
            assert isinstance(ended, Imported)
            return ended
