"""Deadlocks and serialization failures (fault 15): tried again within bounds, each command done once; beyond, 503.

The circles are real: a session locks customers against the order of the service and lets the service be the one that
PostgreSQL ends. A trigger gives a server process 40001 as often as a test says, since at READ COMMITTED nothing else
does; `test_a_stricter_isolation…` meets it as PostgreSQL itself raises it.
"""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Literal

import psycopg
import pytest
from msgspec import Raw
from sqlalchemy import ExceptionContext, create_engine, event
from sqlalchemy.exc import OperationalError

from domain.commands import AddFollowUp, Claim, FollowUpKind
from domain.identifiers import CustomerId, FollowUpId, PersonId
from domain.rulesets import huaqiu
from server.arbitration.service import settle
from server.customers.figures import insert_quotas
from server.database import Database
from server.writer import TRIES, RetryingWriter
from sync.clock import SystemClock
from sync.errors import Cause, Unreachable
from sync.protocol.commands import Envelope, encode_command
from sync.protocol.messages import Push
from sync.protocol.rows import QuotaRow
from tests.races.arena import Arena, conninfo
from tests.races.checker import faults_in
from tests.races.device import Device, asked_of, new_id
from tests.races.history import Asked, History
from tests.races.locks import held_up, until
from tests.races.truth import are_dense, positions_given, with_truth
from tests.server.company import LONG_AGO

pytestmark = pytest.mark.postgresql

now = SystemClock().now
RULES = huaqiu(1, LONG_AGO)
COLLISIONS = ("40001", "40P01")


def a_claim_with_a_note(device: Device, customer_id: CustomerId) -> list[Envelope]:
    note = AddFollowUp(customer_id, FollowUpId(new_id()), FollowUpKind.PHONE, "聊了打样", now())
    return [device.envelope(Claim(customer_id, now())), device.envelope(note)]


def sound(stage: Arena, wanted: list[CustomerId], *devices: Device) -> History:
    asked = [each for device in devices for each in device.asked]
    people = frozenset(device.person_id for device in devices)
    history = History(dict.fromkeys(map(str, wanted), RULES), people, asked)
    history = stage.database.read(partial(with_truth, history))
    assert [str(fault) for fault in faults_in(history)] == []
    return history


class Spoiler:
    """A session that makes the service lose circles: it holds the second customer and asks for the first."""

    def __init__(self, session: psycopg.Connection, first: CustomerId, second: CustomerId) -> None:
        self._session, self._first = session, first
        # Only the service looks for circles in time, so that it is the one that finds itself in one.
        session.execute("SET deadlock_timeout = '20s'")
        self._lock(second)

    def close_a_circle(self) -> None:
        """The service has the first customer and waits for the second. Returns when it has lost."""
        until(lambda: self._is_awaited("="), "the service waits for the second customer")
        self._session.execute("SAVEPOINT before")
        self._lock(self._first)

    def open_it(self) -> None:
        """Let go of the first customer, for which the service has come back."""
        until(lambda: self._is_awaited("<>"), "the service comes back for the first customer")
        self._session.execute("ROLLBACK TO before")

    def _is_awaited(self, which: Literal["=", "<>"]) -> bool:
        """Whether somebody waits for this transaction itself (=), which has the second, or for its savepoint (<>)."""
        found = self._session.execute(
            f"""
            SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted
            AND transactionid {which} pg_current_xact_id()::xid
            """
        )
        return found.fetchone() is not None

    def _lock(self, customer_id: CustomerId) -> None:
        self._session.execute("SELECT 1 FROM customer WHERE id = %s FOR UPDATE", (customer_id,))


@pytest.mark.parametrize("circles", [1, TRIES - 1])
def test_a_push_that_loses_a_few_circles_is_done_once_all_the_same(stage: Arena, circles: int) -> None:
    [device] = stage.signed_in()
    wanted = stage.customers(2, RULES)
    envelopes = [*a_claim_with_a_note(device, wanted[0]), *a_claim_with_a_note(device, wanted[1])]
    with stage.session("postgres") as session:
        spoiler = Spoiler(session, *wanted)
        with held_up(stage, lambda: device.push(envelopes, 0)) as pushing:
            for number in range(circles):
                if number:
                    spoiler.open_it()
                spoiler.close_a_circle()
            session.rollback()
            answers = pushing.result(30)
    assert all(each.receipt is not None and each.receipt.is_accepted for each in answers)
    assert device.tried_again == 0
    history = sound(stage, wanted, device)
    assert (len(history.events), len(history.noted)) == (2, 2)


def test_a_push_that_loses_every_circle_is_told_busy_and_leaves_nothing(stage: Arena) -> None:
    [device] = stage.signed_in()
    wanted = stage.customers(2, RULES)
    envelopes = [*a_claim_with_a_note(device, wanted[0]), *a_claim_with_a_note(device, wanted[1])]
    with stage.session("postgres") as session:
        spoiler = Spoiler(session, *wanted)
        with held_up(stage, lambda: refused(device, envelopes)) as pushing:
            for number in range(TRIES):
                if number:
                    spoiler.open_it()
                spoiler.close_a_circle()
            trouble = pushing.result(30)
        session.rollback()
    assert (trouble.cause, trouble.retry_after_seconds) == (Cause.BUSY, 2)
    assert_nothing_half_done(stage, wanted, device)
    # The same commands again, in peace and at the other server, are new to it.
    device.push(envelopes, 1)
    assert len(sound(stage, wanted, device).events) == 2


def refused(device: Device, envelopes: list[Envelope]) -> Unreachable:
    try:
        device.servers[0].push(device.token, Push(tuple(envelopes)))
    except Unreachable as trouble:
        return trouble
    raise AssertionError("it was done")


def assert_nothing_half_done(stage: Arena, wanted: list[CustomerId], device: Device) -> None:
    people = frozenset({device.person_id})
    left = stage.database.read(partial(with_truth, History(dict.fromkeys(map(str, wanted), RULES), people)))
    assert (left.events, left.held, left.told, left.noted) == ([], [], [], [])
    assert (left.claimed, left.cool_downs) == ({}, {})
    assert {(each.owner_id, each.ownership_version) for each in left.customers} == {(None, 0)}


@contextmanager
def colliding(stage: Arena, times: int, code: str, customer_id: CustomerId) -> Iterator[None]:
    """The next so many transactions that write this customer end with that code. The count outlives each of them."""
    sequence = f"collisions_{new_id()}"
    with psycopg.connect(conninfo(stage.url), autocommit=True) as session:
        session.execute(f"CREATE SEQUENCE {sequence}")
        session.execute(
            f"""
            CREATE FUNCTION {sequence}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('{sequence}') <= {times} THEN
                    RAISE EXCEPTION 'a collision' USING ERRCODE = '{code}';
                END IF;
                RETURN NEW;
            END $$
            """
        )
        session.execute(
            f"""
            CREATE TRIGGER {sequence} BEFORE UPDATE ON customer FOR EACH ROW
            WHEN (OLD.id = '{customer_id}') EXECUTE FUNCTION {sequence}()
            """
        )
        try:
            yield
        finally:
            session.execute(f"DROP TRIGGER {sequence} ON customer")
            session.execute(f"DROP FUNCTION {sequence}")
            session.execute(f"DROP SEQUENCE {sequence}")


@pytest.mark.parametrize("code", COLLISIONS)
def test_collisions_up_to_the_bound_are_outlived(stage: Arena, code: str) -> None:
    [device] = stage.signed_in()
    wanted = stage.customers(1, RULES)
    with colliding(stage, TRIES - 1, code, wanted[0]):
        answers = device.push(a_claim_with_a_note(device, wanted[0]), 0)
    assert all(each.receipt is not None and each.receipt.is_accepted for each in answers)
    assert device.tried_again == 0
    assert len(sound(stage, wanted, device).events) == 1


@pytest.mark.parametrize("code", COLLISIONS)
def test_collisions_beyond_the_bound_are_told_busy_and_leave_nothing(stage: Arena, code: str) -> None:
    [device] = stage.signed_in()
    wanted = stage.customers(1, RULES)
    envelopes = a_claim_with_a_note(device, wanted[0])
    with colliding(stage, TRIES, code, wanted[0]):
        trouble = refused(device, envelopes)
        assert (trouble.cause, trouble.retry_after_seconds) == (Cause.BUSY, 2)
        assert_nothing_half_done(stage, wanted, device)
        device.push(envelopes, 1)
    assert len(sound(stage, wanted, device).events) == 1


def test_a_stricter_isolation_collides_and_each_command_is_done_once(stage: Arena) -> None:
    """The service over REPEATABLE READ, where PostgreSQL answers 40001 to whoever comes second to a row."""
    people = [stage.rep(new_id()) for _ in range(8)]
    wanted = stage.customers(30, RULES)
    # Made before, since a row that another transaction inserts is no collision but invisible to a strict one.
    stage.database.write(lambda connection: insert_quotas(connection, [QuotaRow(each, 0, "", 0) for each in people]))
    engine = create_engine(stage.url, isolation_level="REPEATABLE READ", pool_size=8)
    met: Counter[str] = Counter()

    @event.listens_for(engine, "handle_error")
    def _count(context: ExceptionContext) -> None:
        met[str(getattr(context.original_exception, "sqlstate", None))] += 1

    strict = Database(engine, engine, RetryingWriter(engine))

    def claim_all(number: int) -> list[Asked]:
        asked: list[Asked] = []
        for customer_id in [*wanted[number:], *wanted[:number]]:
            envelope = Envelope(new_id(), people[number], Raw(encode_command(Claim(customer_id, now()))))
            for _ in range(TRIES * 10):
                try:
                    asked.append(_settled(strict, people[number], envelope))
                    break
                except OperationalError:
                    continue  # as a client does that is told 503: the same command again
        return asked

    try:
        with ThreadPoolExecutor(8) as threads:
            asked = [each for of_person in threads.map(claim_all, range(8)) for each in of_person]
    finally:
        strict.close()
    history = History(dict.fromkeys(map(str, wanted), RULES), frozenset(people), asked)
    history = stage.database.read(partial(with_truth, history))
    assert [str(each) for each in faults_in(history)] == []
    assert len(history.events) == 30
    assert met["40001"] > 0
    assert set(met) <= set(COLLISIONS)


def _settled(database: Database, person_id: PersonId, envelope: Envelope) -> Asked:
    sent = time.monotonic_ns()
    [receipt] = settle(database, person_id, "a device", [envelope], now, new_id)
    return replace(asked_of(envelope, sent), answered=time.monotonic_ns(), receipt=receipt)


def test_after_all_collisions_the_feed_is_whole(stage: Arena) -> None:
    """Transactions that were given up left neither a commit nor a number."""
    [device] = stage.signed_in()
    stage.reader(device, 1).read()
    assert are_dense(stage.database.read(positions_given))
