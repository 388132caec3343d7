"""Rules of flowing in at an admin's desk with the real server: saved without a network, seen, sent, and held."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.flow_in import Allocation, FlowIn, SaveFlowIn
from domain.identifiers import PoolId
from domain.reasons import Reason
from sync.cache.answers import CommandState
from tests.crash import Desk
from tests.server_process import ServerProcess, administer
from tests.sync.client import Opener


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "60")
    with ServerProcess(url) as running:
        yield running


@pytest.fixture
def admin(open_desk: Opener) -> Desk:
    return open_desk("admin")


def rules(desk: Desk, **fields: object) -> FlowIn:
    present = desk.cache.flow_in.present()
    assert present is not None
    return replace(present, **fields)  # type: ignore[arg-type]


def save(desk: Desk, saved: FlowIn) -> str:
    (command_id,) = desk.cache.office.submit([SaveFlowIn(saved)], desk.clock.now()).accepted
    return command_id


def settings(saved: FlowIn | None) -> FlowIn:
    assert saved is not None
    return replace(saved, version=0)


def test_what_is_saved_is_seen_at_once_and_held_by_the_server_later(admin: Desk, open_desk: Opener) -> None:
    before = rules(admin)
    pool_id = next(iter(admin.cache.directory.all_pools()))
    wanted = rules(
        admin, version=0, threshold=75, scores={"upload": 40, "webinar": 7}, allocations={"fair": Allocation(pool_id)}
    )
    command_id = save(admin, wanted)
    coming = admin.cache.flow_in.coming(admin.clock.now())
    assert coming is not None
    assert (admin.cache.flow_in.present(), settings(coming), coming.version) == (before, wanted, before.version + 1)
    admin.engine.run_once()
    item = admin.cache.outbox.item(command_id)
    assert item is not None and (item.state, item.reason) == (CommandState.DONE, None)
    present = admin.cache.flow_in.present()
    assert present == admin.cache.flow_in.coming(admin.clock.now()) and settings(present) == wanted
    assert open_desk("zhou").cache.flow_in.present() == present


def test_of_two_saved_on_a_train_the_later_one_is_to_come(admin: Desk) -> None:
    save(admin, rules(admin, threshold=61))
    second = save(admin, rules(admin, threshold=62))
    now = admin.clock.now()
    assert settings(admin.cache.flow_in.coming(now)).threshold == 62
    assert admin.cache.outbox.withdraw([second]) == (second,)
    assert settings(admin.cache.flow_in.coming(now)).threshold == 61


def test_a_closed_pool_is_refused_at_the_desk(admin: Desk) -> None:
    submitted = admin.cache.office.submit([SaveFlowIn(rules(admin, pool_id=PoolId("f" * 32)))], admin.clock.now())
    assert [row.reason for row in submitted.refused] == [Reason.NO_SUCH_POOL]
