"""Somebody leaves while their machine is off: what they had written still arrives, and nothing comes down any more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.commands import AddFollowUp, Command, FollowUpKind
from domain.customers import PoolState
from domain.identifiers import CustomerId, FollowUpId
from sync.cache.asking import Mine, Theirs, Wanted
from sync.state import Contact
from tests.crash import Desk
from tests.server_process import ServerProcess, administer


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'server.db'}"
    administer(url, "demo-data", "--customers", "150")
    return url


@pytest.fixture
def server(url: str) -> Iterator[ServerProcess]:
    with ServerProcess(url) as running:
        yield running


def a_desk(folder: Path, server: ServerProcess, login: str) -> Desk:
    folder.mkdir()
    desk = Desk(folder, server.address, login)
    desk.engine.run_once()
    return desk


def test_the_last_days_work_of_whoever_left_arrives(tmp_path: Path, url: str, server: ServerProcess) -> None:
    rep, manager = a_desk(tmp_path / "rep", server, "lin"), a_desk(tmp_path / "manager", server, "zhou")
    try:
        now = rep.clock.now()
        held = rep.cache.register.ids(Wanted(Mine()), now)
        said = AddFollowUp(CustomerId(held[0]), FollowUpId(rep.identity.new()), FollowUpKind.VISIT, "最后一次拜访", now)
        asked: list[Command] = [said, *rep.cache.bench.releases(held[1:2])]
        assert len(rep.cache.outbox.submit(asked, now, is_online=False).accepted) == 2

        administer(url, "person", "depart", "lin")
        report = rep.engine.run_once()
        assert report.contact is Contact.DEPARTED
        counts = rep.cache.outbox.counts()
        assert (counts.waiting, counts.refused, counts.answered) == (0, 1, 1)
        assert rep.cache.register.ids(Wanted(Mine()), rep.clock.now()) == []

        manager.engine.run_once()
        waiting = manager.cache.register.ids(Wanted(Theirs(PoolState.PENDING)), manager.clock.now())
        assert sorted(waiting) == sorted(held)
        (newest, *_) = manager.cache.register.follow_ups(held[0])
        assert (newest.id, newest.text, newest.is_counted) == (said.follow_up_id, said.text, False)
    finally:
        rep.close()
        manager.close()
