"""The same client with the real server, in a process of its own, over real HTTP."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId
from domain.reasons import Reason
from sync.cache.answers import OutboxCounts
from sync.cache.asking import Filter, InPool, Mine, Wanted
from sync.ear import Ear
from sync.errors import SignInNeeded
from sync.http_transport import HttpTransport
from sync.protocol.messages import Device
from sync.session import sign_in
from sync.state import Contact
from tests.crash import Desk, follow_ups_at
from tests.link import Link
from tests.server_process import ServerProcess, administer

type Opener = Callable[..., Desk]


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "300")
    return url


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(database_url) as running:
        yield running


@pytest.fixture
def open_desk(server: ServerProcess, tmp_path: Path) -> Iterator[Opener]:
    desks: list[Desk] = []

    def opener(login: str, address: str | None = None) -> Desk:
        folder = tmp_path / f"{login}-{len(desks)}"
        folder.mkdir()
        desks.append(Desk(folder, address or server.address, login))
        return desks[-1]

    yield opener
    for desk in desks:
        desk.close()


def mine(desk: Desk) -> list[str]:
    return desk.cache.register.ids(Wanted(Mine()), desk.clock.now())


def free(desk: Desk) -> list[str]:
    (pool, *_) = desk.cache.directory.pools()
    wanted = Wanted(InPool(pool.id), Filter(is_claimable_now=True))
    return desk.cache.register.ids(wanted, desk.clock.now())


def claim(desk: Desk, *ids: str) -> tuple[str, ...]:
    now = desk.clock.now()
    return desk.cache.outbox.submit(desk.cache.bench.claims(ids, now), now, is_online=True).accepted


def note(desk: Desk, *ids: str) -> list[str]:
    now = desk.clock.now()
    commands = [
        AddFollowUp(CustomerId(each), FollowUpId(desk.identity.new()), FollowUpKind.VISIT, "看了样品", now)
        for each in ids
    ]
    assert len(desk.cache.outbox.submit(commands, now, is_online=False).accepted) == len(commands)
    return [command.follow_up_id for command in commands]


def test_a_first_sync_agrees_and_a_second_brings_nothing(open_desk: Opener) -> None:
    desk = open_desk("lin")
    first, second = desk.engine.run_once(), desk.engine.run_once()
    assert (first.contact, first.disagreements, second.pulled) == (Contact.GOOD, (), {})
    quota = desk.cache.bench.quota(desk.clock.now())
    assert quota is not None and quota.holding + quota.deals_not_counted == len(mine(desk))
    assert desk.cache.scopes.is_whole()


def test_what_is_seen_after_a_round_is_what_another_device_sees(open_desk: Opener) -> None:
    here, there = open_desk("lin"), open_desk("lin")
    here.engine.run_once()
    claim(here, *free(here)[:5])
    here.cache.outbox.submit(here.cache.bench.releases(mine(here)[:3]), here.clock.now(), is_online=True)
    note(here, *mine(here)[3:6])
    report = here.engine.run_once()
    assert (len(report.answers), report.refused) == (11, ())
    there.engine.run_once()
    assert (mine(here), free(here)) == (mine(there), free(there))


def test_who_loses_a_claim_is_told_who_won_it(open_desk: Opener) -> None:
    first, second = open_desk("lin"), open_desk("chen")
    first.engine.run_once()
    second.engine.run_once()
    wanted = free(first)[0]
    claim(first, wanted)
    (late,) = claim(second, wanted)
    first.engine.run_once()
    second.engine.run_once()
    item = second.cache.outbox.item(late)
    assert item is not None and item.reason is Reason.TAKEN_BY_OTHER
    winner = second.cache.directory.person(str(item.facts["owner_id"]))
    assert winner is not None and winner.id == first.cache.person_id
    assert wanted in mine(first) and wanted not in free(second)


def test_work_without_a_network_arrives_once(open_desk: Opener, server: ServerProcess, database_url: str) -> None:
    with Link(server.port) as link:
        desk = open_desk("chen", f"http://127.0.0.1:{link.port}")
        desk.engine.run_once()
        link.cut()
        noted = note(desk, *mine(desk)[:20])
        assert desk.engine.run_once().contact is Contact.UNREACHABLE
        assert desk.cache.outbox.counts().waiting == 20
        link.mend()
        assert desk.engine.run_once().trouble is None
        assert desk.cache.outbox.counts() == OutboxCounts(done=20)
    there = [each for each in follow_ups_at(database_url) if each in set(noted)]
    assert sorted(there) == sorted(noted)


def test_the_ear_hears_what_another_does(open_desk: Opener) -> None:
    hearing, acting = open_desk("lin"), open_desk("chen")
    hearing.engine.run_once()
    acting.engine.run_once()
    heard: list[tuple[str, ...]] = []
    ear = Ear(hearing.cache, hearing.transport, hearing.sessions, hearing.clock)
    thread = threading.Thread(target=lambda: heard.append(ear.listen(20)))
    thread.start()
    claim(acting, free(acting)[0])
    acting.engine.run_once()
    thread.join(20)
    assert len(heard) == 1 and any(scope.startswith("pool:") for scope in heard[0])


def test_a_session_that_was_ended_asks_to_sign_in_and_takes_its_rows_along(
    open_desk: Opener, server: ServerProcess
) -> None:
    desk = open_desk("lin")
    desk.engine.run_once()
    kept = desk.sessions._store.read()
    assert kept is not None
    desk.engine._transport.sign_out(desk.sessions.access_token())
    desk.sessions._store.write(kept)
    report = desk.engine.run_once()
    assert (report.contact, isinstance(report.trouble, SignInNeeded)) == (Contact.SIGN_IN_NEEDED, True)
    assert mine(desk) == []


def test_a_wrong_password_is_no_session(server: ServerProcess, tmp_path: Path) -> None:
    transport = HttpTransport(server.address)
    with pytest.raises(SignInNeeded) as told:
        sign_in(transport, Device("d" * 32, "laptop"), "lin", "guess")
    assert told.value.code == "wrong_password"
    transport.close()
