"""A rep's late follow-up and what comes of it, with the real server: told, asked, answered, held again (SPEC 2.4)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from domain.commands import AddFollowUp, AskReinstatement, Command, FollowUpKind
from domain.customers import PoolState
from domain.facts import RequestState
from domain.identifiers import CustomerId, FollowUpId, PersonId
from domain.instants import millis
from domain.reasons import Reason
from server.customers.tables import customer, ownership
from server.database import open_database
from sync.cache.answers import Item, Mark, OutboxTab, Submitted
from sync.cache.asking import Mine, Wanted
from sync.cache.requests import RequestView
from tests.crash import Desk
from tests.server_process import ServerProcess, administer
from tests.sync.client import Opener


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "400")
    return url


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[ServerProcess]:
    with ServerProcess(url) as running:
        yield running


def submit(desk: Desk, commands: Sequence[Command], *, is_online: bool = False) -> Submitted:
    submitted = desk.cache.outbox.submit(commands, desk.clock.now(), is_online=is_online)
    assert len(submitted.accepted) == len(commands), submitted
    return submitted


def mine(desk: Desk) -> list[str]:
    return desk.cache.register.ids(Wanted(Mine(PoolState.ASSIGNED)), desk.clock.now())


def let_flow_out(url: str, desk: Desk, customer_id: str) -> None:
    """It has been held for very long and never followed up, as far as the server knows, and a sweep comes by."""
    long_ago = millis(desk.clock.now() - timedelta(days=300))
    held = {"acquired_at": long_ago, "last_follow_up_at": None, "outflow_at": long_ago, "is_locked": False}

    def age(connection: Connection) -> None:
        past = {"last_order_at": None, "outflow_rule": "no_first_follow_up", "extended_until": None}
        connection.execute(update(customer).where(customer.c.id == customer_id).values(**held, **past))
        connection.execute(
            update(ownership)
            .where(ownership.c.customer_id == customer_id, ownership.c.until.is_(None))
            .values(since=long_ago)
        )

    database = open_database(url)
    try:
        database.write(age)
    finally:
        database.close()
    administer(url, "recycle")


def too_late(url: str, desk: Desk) -> tuple[str, Item]:
    """A follow-up written in the hills, and what its author hears of it on the way home."""
    one = mine(desk)[0]
    now = desk.clock.now()
    said = AddFollowUp(CustomerId(one), FollowUpId(desk.identity.new()), FollowUpKind.VISIT, "现场确认了打样", now)
    submit(desk, [said])
    let_flow_out(url, desk, one)
    desk.engine.run_once()
    (item,) = [item for group in desk.cache.outbox.groups(OutboxTab.DONE) for item in group.items]
    return one, item


def asked(url: str, desk: Desk) -> tuple[str, RequestView]:
    one, item = too_late(url, desk)
    ask = desk.cache.requests.may_ask(item.id, desk.clock.now())
    assert ask is not None
    submit(desk, [ask])
    desk.engine.run_once()
    return one, request(desk, ask.follow_up_id)


def request(desk: Desk, follow_up_id: str) -> RequestView:
    view = desk.cache.requests.of(follow_up_id, desk.clock.now())
    assert view is not None
    return view


def open_count(desk: Desk) -> int:
    return desk.cache.requests.open_count(desk.clock.now())


def person(desk: Desk, name: str) -> PersonId:
    return next(each.id for each in desk.cache.directory.people() if each.name == name)


def test_a_rep_is_told_why_it_left_and_asks_for_it_before_the_network_is_back(url: str, open_desk: Opener) -> None:
    rep = open_desk("lin")
    one, item = too_late(url, rep)
    assert one not in mine(rep)
    assert (item.reason, item.facts["rule"], item.facts["days"]) == (Reason.LATE_EVIDENCE, "no_first_follow_up", 15)
    (notice,) = [told for told in rep.cache.notices.since(None) if told.row.customer_id == one]
    assert (notice.row.verb, notice.row.actor_id, notice.is_loss) == ("recycle", None, True)
    assert notice.at <= rep.clock.now()

    now = rep.clock.now()
    ask = rep.cache.requests.may_ask(item.id, now)
    assert ask == AskReinstatement(CustomerId(one), item.command.follow_up_id)  # type: ignore[union-attr]
    assert rep.cache.requests.askable(now) == {item.id: ask}
    submit(rep, [ask])
    shown = request(rep, ask.follow_up_id)
    assert (shown.row.version, shown.on_its_way, shown.is_mine) == (0, RequestState.OPEN, True)
    assert (shown.state, shown.is_in_pool, shown.owner_id) == (RequestState.OPEN, True, None)
    seen = rep.cache.register.customer(one, now)
    assert seen is not None and Mark.TERMS_WAITING in seen.marks
    assert rep.cache.requests.may_ask(item.id, now) is None
    again = rep.cache.outbox.submit([ask], now, is_online=False)
    assert (again.accepted, again.already_asked) == ((), (CustomerId(one),))

    rep.engine.run_once()
    arrived = request(rep, ask.follow_up_id)
    assert (arrived.row.version, arrived.on_its_way, arrived.row.text) == (1, None, "现场确认了打样")
    expected = shown.row
    assert (arrived.row.rule, arrived.row.days, arrived.row.recycled_at, arrived.row.happened_at) == (
        expected.rule,
        expected.days,
        expected.recycled_at,
        expected.happened_at,
    )
    assert rep.cache.requests.askable(now) == {}


def test_a_manager_grants_it_offline_and_the_rep_holds_it_again(url: str, open_desk: Opener) -> None:
    rep, manager = open_desk("lin"), open_desk("zhou")
    before = open_count(manager)
    one, mine_own = asked(url, rep)
    assert (open_count(rep), mine_own.can_be_granted, mine_own.awaits_me) == (0, False, False)
    manager.engine.run_once()
    assert open_count(manager) == before + 1
    view = request(manager, mine_own.row.id)
    assert (view.row, view.is_mine, view.is_in_pool, view.can_be_granted) == (mine_own.row, False, True, True)

    now = manager.clock.now()
    submit(manager, manager.cache.bench.reinstates([view.row]))
    waiting = request(manager, view.row.id)
    assert (waiting.on_its_way, waiting.state, waiting.awaits_me) == (RequestState.GRANTED, RequestState.OPEN, False)
    assert open_count(manager) == before
    seen = manager.cache.register.customer(one, now)
    assert seen is not None and Mark.TERMS_WAITING in seen.marks
    refused = manager.cache.outbox.submit(manager.cache.bench.declines([view.row]), now, is_online=False).refused
    assert [row.reason for row in refused] == [Reason.REQUEST_GRANTED]

    assert manager.engine.run_once().refused == ()
    rep.engine.run_once()
    assert one in mine(rep)
    granted = request(rep, view.row.id)
    assert (granted.state, granted.row.answered_by) == (RequestState.GRANTED, manager.cache.person_id)
    assert granted.owner_id == rep.cache.person_id
    (event, *_) = rep.cache.register.history(one)
    assert event.verb == "reinstate"
    told = [notice.row.verb for notice in rep.cache.notices.since(None) if notice.row.customer_id == one]
    assert told == ["reinstate", "recycle"]


def test_a_manager_declines_and_says_why(url: str, open_desk: Opener) -> None:
    rep, manager = open_desk("chen"), open_desk("zhou")
    one, mine_own = asked(url, rep)
    manager.engine.run_once()
    submit(manager, manager.cache.bench.declines([request(manager, mine_own.row.id).row], "先让给陈工"))
    assert request(manager, mine_own.row.id).on_its_way is RequestState.DECLINED
    seen = manager.cache.register.customer(one, manager.clock.now())
    assert seen is not None and seen.marks == frozenset()
    manager.engine.run_once()
    rep.engine.run_once()
    view = request(rep, mine_own.row.id)
    assert (view.state, view.row.note, one in mine(rep)) == (RequestState.DECLINED, "先让给陈工", False)
    assert rep.cache.requests.askable(rep.clock.now()) == {}


def test_who_only_looks_on_is_not_asked_to_answer(url: str, open_desk: Opener) -> None:
    rep = open_desk("chen")
    _, mine_own = asked(url, rep)
    support = open_desk("sun")
    view = request(support, mine_own.row.id)
    assert (view.can_be_granted, view.can_be_declined, open_count(support)) == (False, False, 0)
    assert view.barrier is not None and view.barrier.reason is Reason.NOT_ALLOWED
    assert open_desk("wang").cache.requests.of(mine_own.row.id, rep.clock.now()) is None


def test_what_a_colleague_claimed_meanwhile_is_refused_and_told(url: str, open_desk: Opener) -> None:
    rep, manager, colleague = open_desk("chen"), open_desk("zhou"), open_desk("lin")
    one, mine_own = asked(url, rep)
    manager.engine.run_once()
    submit(manager, manager.cache.bench.reinstates([request(manager, mine_own.row.id).row]))
    colleague.engine.run_once()
    submit(colleague, colleague.cache.bench.claims([one], colleague.clock.now()), is_online=True)
    colleague.engine.run_once()
    (answer,) = manager.engine.run_once().refused
    assert (answer.reason, answer.facts["owner_id"]) == (Reason.TAKEN_BY_OTHER, colleague.cache.person_id)
    view = request(manager, mine_own.row.id)
    assert (view.owner_id, view.is_in_pool, view.awaits_me) == (colleague.cache.person_id, False, False)
    assert view.barrier is not None and view.barrier.reason is Reason.TAKEN_BY_OTHER
    assert view.can_be_declined
    rep.engine.run_once()
    gone = request(rep, mine_own.row.id)
    assert (gone.customer, gone.owner_id, gone.since) == (None, None, None)
    assert gone.barrier is not None and gone.barrier.reason is Reason.GONE


def test_to_grant_the_same_twice_in_a_batch_is_to_grant_it_once(url: str, open_desk: Opener) -> None:
    manager = open_desk("zhou")
    first, second = asked(url, open_desk("lin")), asked(url, open_desk("chen"))
    manager.engine.run_once()
    rows = [request(manager, each[1].row.id).row for each in (first, second)]
    grants = manager.cache.bench.reinstates(rows)
    assert [grant.customer_id for grant in grants] == [first[0], second[0]]
    twice = manager.cache.bench.preflight([*grants, grants[0]], manager.clock.now())
    assert (twice.would_do, twice.changes_nothing) == (2, 1)
