"""A manager's client with the real server: whom they look after, what they direct, and what comes of it."""

from collections.abc import Iterator, Sequence

import pytest

from domain.commands import Command
from domain.customers import PoolState
from domain.identifiers import PersonId, PoolId
from domain.reasons import Reason
from sync.cache.answers import CustomerView
from sync.cache.asking import Filter, InPool, Mine, SortKey, Theirs, Wanted
from sync.report import Report
from tests.crash import Desk
from tests.server_process import ServerProcess, administer
from tests.sync.client import Opener


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "400")
    with ServerProcess(url) as running:
        yield running


def ids(desk: Desk, wanted: Wanted) -> list[str]:
    return desk.cache.register.ids(wanted, desk.clock.now())


def see(desk: Desk, customer_id: str) -> CustomerView:
    view = desk.cache.register.customer(customer_id, desk.clock.now())
    assert view is not None
    return view


def do(desk: Desk, commands: Sequence[Command]) -> Report:
    submitted = desk.cache.outbox.submit(commands, desk.clock.now(), is_online=True)
    assert len(submitted.accepted) == len(commands), submitted
    return desk.engine.run_once()


def person(desk: Desk, name: str) -> PersonId:
    return next(each.id for each in desk.cache.directory.people() if each.name == name)


def test_a_manager_sees_whole_what_their_people_hold_and_nobody_elses(open_desk: Opener) -> None:
    manager, rep = open_desk("zhou"), open_desk("lin")
    standing = manager.cache.directory.standing()
    assert standing is not None
    shown = manager.cache.register.rows(ids(manager, Wanted(Theirs())), manager.clock.now())
    teams: dict[str, str] = {each.id: each.team_id for each in manager.cache.directory.people()}
    assert {teams[view.row.owner_id] for view in shown if view.row.owner_id} == standing.subtree - {"hq"}
    mine = set(ids(rep, Wanted(Mine())))
    assert mine and mine == set(ids(manager, Wanted(Theirs(whose=person(rep, "林晓")))))
    one = min(mine)
    assert see(manager, one).row == see(rep, one).row
    said = [told.id for told in rep.cache.register.follow_ups(one)]
    assert [told.id for told in manager.cache.register.follow_ups(one)] == said
    assert manager.cache.register.history(one) == rep.cache.register.history(one) != []
    assert not rep.cache.directory.looks_after_others()


def test_an_admin_of_a_pool_sees_masked_what_is_held_of_it_and_once(open_desk: Opener) -> None:
    pool_admin, support, rep = open_desk("wu"), open_desk("sun"), open_desk("wang")
    masked, whole = (ids(desk, Wanted(Theirs(PoolState.ASSIGNED))) for desk in (pool_admin, support))
    assert masked and sorted(masked) == sorted(whole) == sorted(set(masked))
    one = ids(rep, Wanted(Mine()))[0]
    assert see(rep, one).row.phone and see(pool_admin, one).row.phone != see(rep, one).row.phone
    assert "****" in see(pool_admin, one).row.phone
    assert see(support, one).row == see(rep, one).row


def test_a_pool_customer_is_assigned_and_reaches_its_owner(open_desk: Opener) -> None:
    manager, rep = open_desk("zhou"), open_desk("chen")
    (pool, *_) = manager.cache.directory.pools()
    free = ids(manager, Wanted(InPool(pool.id), Filter(is_claimable_now=True)))[:3]
    to = person(manager, "陈晨")
    (places,) = manager.cache.bench.places([to], manager.clock.now())
    report = do(manager, manager.cache.bench.assigns(free, to, "新客户"))
    assert ([answer.is_accepted for answer in report.answers], report.refused) == ([True] * 3, ())
    rep.engine.run_once()
    assert set(free) <= set(ids(rep, Wanted(Mine())))
    assert set(free) <= set(ids(manager, Wanted(Theirs(whose=to))))
    (after,) = manager.cache.bench.places([to], manager.clock.now())
    own = rep.cache.bench.quota(rep.clock.now())
    assert own is not None and (after.holding, after.cap) == (own.holding, own.cap)
    assert after.holding == places.holding + 3
    (event, *_) = rep.cache.register.history(free[0])
    assert (event.verb, event.to_owner_id, event.note) == ("assign", to, "新客户")


def test_who_is_not_of_the_team_is_refused_before_anything_is_sent(open_desk: Opener) -> None:
    manager = open_desk("zhou")
    (pool, *_) = manager.cache.directory.pools()
    free = ids(manager, Wanted(InPool(pool.id)))[:1]
    asked = manager.cache.bench.assigns(free, person(manager, "王芳"))
    (row,) = manager.cache.outbox.submit(asked, manager.clock.now(), is_online=False).refused
    assert (row.reason, row.facts["side"]) == (Reason.NOT_YOUR_TEAM, "person")
    assert manager.cache.outbox.counts().waiting == 0


def test_terms_are_shown_at_once_and_hold_after_the_answer(open_desk: Opener) -> None:
    manager, rep = open_desk("zhou"), open_desk("lin")
    due = Wanted(Theirs(PoolState.ASSIGNED, person(manager, "林晓")), sort=SortKey.OUTFLOW)
    one = ids(manager, due)[0]
    before = see(manager, one).outflow
    assert before is not None
    now = manager.clock.now()
    manager.cache.outbox.submit(manager.cache.bench.extends([one], 30), now, is_online=False)
    shown = see(manager, one).outflow
    assert shown is not None and (shown.at - before.at).days == 30
    manager.engine.run_once()
    rep.engine.run_once()
    assert see(manager, one).outflow == see(rep, one).outflow == shown
    do(rep, rep.cache.bench.locks([one]))
    manager.engine.run_once()
    assert (see(rep, one).is_locked, see(manager, one).outflow, see(rep, one).row.is_locked) == (True, None, True)
    asked = manager.cache.bench.releases([one])
    (row,) = manager.cache.outbox.submit(asked, manager.clock.now(), is_online=True).refused
    assert row.reason is Reason.LOCKED
    do(manager, manager.cache.bench.unlocks([one]))
    assert not see(manager, one).is_locked


def test_taken_back_and_made_ordinary(open_desk: Opener) -> None:
    manager, rep = open_desk("zhou"), open_desk("chen")
    first, second, *_ = sorted(ids(rep, Wanted(Mine(PoolState.ASSIGNED))))
    do(manager, [*manager.cache.bench.releases([first], "换人跟进"), *manager.cache.bench.to_ordinary([second])])
    rep.engine.run_once()
    assert first not in ids(rep, Wanted(Mine()))
    view = see(rep, first)
    assert (view.row.pool_state, view.claimable_from is not None) == ("unassigned", True)
    assert ids(rep, Wanted(Mine(PoolState.ORDINARY))) == [second]
    assert ids(manager, Wanted(Theirs(PoolState.ORDINARY))) == [second]
    (pool, *_) = manager.cache.directory.pools()
    do(manager, manager.cache.bench.to_pool([second], PoolId(pool.id)))
    rep.engine.run_once()
    assert see(rep, second).row.pool_state == "assigned"


def test_many_are_dealt_evenly_over_those_with_places(open_desk: Opener) -> None:
    manager = open_desk("zhou")
    lin, chen, zhou = (person(manager, name) for name in ("林晓", "陈晨", "周强"))
    (pool, *_) = manager.cache.directory.pools()
    free = ids(manager, Wanted(InPool(pool.id)))[:7]
    drafted = manager.cache.bench.assigns_evenly(free, {lin: 5, chen: 1, zhou: 9})
    assert [command.to_person_id for command in drafted] == [lin, chen, zhou, lin, zhou, lin, zhou]
    assert [command.customer_id for command in drafted] == free
    full = manager.cache.bench.assigns_evenly(free[:2], {lin: 0})
    assert [command.to_person_id for command in full] == [lin, lin]
