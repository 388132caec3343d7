"""When things are said to have happened: whoever waited for a lock is dated after those it waited for."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.commands import Claim, Release
from domain.days import next_midnight
from domain.rulesets import huaqiu
from server.identity.lock_out import PER_ADDRESS, count_try
from sync.clock import SystemClock
from tests.races.arena import Arena
from tests.races.device import new_id
from tests.races.history import Fault, History
from tests.races.locks import held_up
from tests.races.owners import faults_of_owners
from tests.races.truth import with_truth
from tests.server.company import LONG_AGO

pytestmark = pytest.mark.postgresql
now = SystemClock().now
RULES = huaqiu(1, LONG_AGO)


def a_claim_that_waited(stage: Arena) -> list[Fault]:
    """A claim arrives and waits for its rep's figures; a release that came later is done; then the claim is."""
    [of_lin], [of_chen] = stage.signed_in(), stage.signed_in()
    [customer_id, other_id] = stage.customers(2, RULES)
    of_lin.push([of_lin.envelope(Claim(customer_id, now()))], 0)
    of_chen.push([of_chen.envelope(Claim(other_id, now()))], 0)  # so that there are figures to wait for
    with stage.session() as session:
        session.execute("SELECT 1 FROM quota WHERE person_id = %s FOR UPDATE", (of_chen.person_id,))
        claim = of_chen.envelope(Claim(customer_id, now()))
        with held_up(stage, lambda: of_chen.push([claim], 1)) as waiting:
            of_lin.push([of_lin.envelope(Release(customer_id, 1))], 0)
            session.rollback()
            [answer] = waiting.result(30)
    assert answer.receipt is not None
    assert answer.receipt.is_accepted
    history = History({customer_id: RULES}, frozenset({of_lin.person_id, of_chen.person_id}))
    return list(faults_of_owners(stage.database.read(partial(with_truth, history))))


def test_whoever_waited_for_a_lock_is_dated_after_those_they_waited_for(stage: Arena) -> None:
    """By the dates in `ownership` the customer has two owners for as long as the claim waited."""
    assert a_claim_that_waited(stage) == []


def test_a_claim_that_waited_past_midnight_gives_nobody_a_second_day(stage: Arena) -> None:
    """One push arrives a moment before midnight and is decided after one of the new day: so both are said here."""
    wanted = stage.customers(5, replace(RULES, daily_claim_limit=2))
    person_id = stage.rep(new_id())
    midnight = next_midnight(now(), RULES.zone)
    stage.company.claim(person_id, *wanted[:2], now=midnight)
    stage.company.claim(person_id, wanted[2], now=midnight - timedelta(milliseconds=1))
    receipts = stage.company.claim(person_id, *wanted[3:], now=midnight + timedelta(seconds=1))
    assert [receipt.is_accepted for receipt in receipts] == [False, False]


def test_two_who_sign_in_at_the_same_moment_from_one_office_are_not_locked_out(stage: Arena) -> None:
    """The first to be counted may be the later one by a millisecond: nobody failed, and nobody has to wait."""
    office, at = new_id(), now()
    for moment in (at + timedelta(milliseconds=1), at):
        stage.database.write(partial(count_try, subject=office, allowance=PER_ADDRESS, now=moment))
