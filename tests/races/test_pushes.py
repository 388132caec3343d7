"""The same command at both server processes at once, and one person's two devices at their limits."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest

from domain.commands import AddFollowUp, Claim, FollowUpKind, Release
from domain.identifiers import CustomerId, FollowUpId
from domain.reasons import Reason
from domain.rulesets import Ruleset, huaqiu
from sync.clock import SystemClock
from sync.protocol.commands import Envelope
from tests.races.arena import Arena
from tests.races.checker import faults_in
from tests.races.device import Device, new_id
from tests.races.history import Asked, History, Intervention
from tests.races.interventions import assign, recycle
from tests.races.truth import with_truth
from tests.server.company import LONG_AGO

pytestmark = pytest.mark.postgresql

now = SystemClock().now
RULES = huaqiu(1, LONG_AGO)


def checked(
    stage: Arena,
    rules: Ruleset,
    wanted: list[CustomerId],
    devices: list[Device],
    *done: Intervention,
) -> History:
    """The history of these devices and customers, which must be sound."""
    people = frozenset(device.person_id for device in devices)
    asked = [each for device in devices for each in device.asked]
    history = History(dict.fromkeys(map(str, wanted), rules), people, asked, done)
    history = stage.database.read(partial(with_truth, history))
    assert [str(fault) for fault in faults_in(history)] == []
    return history


def at_both(threads: ThreadPoolExecutor, device: Device, one: list[Envelope], other: list[Envelope]) -> list[Asked]:
    """Both at once, each at another server process; the answers of the first, then those of the second."""
    both = [threads.submit(device.push, envelopes, server) for server, envelopes in enumerate((one, other))]
    return [asked for done in both for asked in done.result(30)]


def test_a_command_that_is_pushed_twice_at_once_is_done_once_and_answered_alike(stage: Arena) -> None:
    """Fault 2."""
    [device] = stage.signed_in()
    wanted = stage.customers(20, RULES)
    with ThreadPoolExecutor(2) as threads:
        for customer_id in wanted:
            note = AddFollowUp(customer_id, FollowUpId(new_id()), FollowUpKind.VISIT, "看样品", now())
            envelopes = [device.envelope(Claim(customer_id, now())), device.envelope(note)]
            answers = at_both(threads, device, envelopes, envelopes)
            assert [each.receipt for each in answers[:2]] == [each.receipt for each in answers[2:]]
    history = checked(stage, RULES, wanted, [device])
    assert len(history.events) == len(history.noted) == 20


def test_of_two_bodies_under_one_id_at_once_one_is_decided_and_the_other_told(stage: Arena) -> None:
    """Fault 3."""
    [device] = stage.signed_in()
    wanted = stage.customers(40, RULES)
    with ThreadPoolExecutor(2) as threads:
        for one, other in zip(wanted[::2], wanted[1::2], strict=True):
            first = device.envelope(Claim(one, now()))
            second = device.envelope(Claim(other, now()), first.id)
            reasons = Counter(
                None if each.receipt is None else each.receipt.reason
                for each in at_both(threads, device, [first], [second])
            )
            assert reasons == {None: 1, Reason.ID_REUSED: 1}
    assert len(checked(stage, RULES, wanted, [device]).events) == 20


def test_an_answer_nobody_waited_for_is_kept_for_whoever_asks_again(stage: Arena) -> None:
    """Fault 1, raced by the retry: it may come before the first is decided, or after."""
    [device] = stage.signed_in()
    wanted = stage.customers(20, RULES)
    for customer_id in wanted:
        envelopes = [device.envelope(Claim(customer_id, now()))]
        with device.unheard(envelopes, 0):
            [answer] = device.push(envelopes, 1)
        assert answer.receipt is not None
        assert answer.receipt.is_accepted
    assert len(checked(stage, RULES, wanted, [device]).events) == 20


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (replace(RULES, daily_claim_limit=7), Reason.DAILY_LIMIT),
        (replace(RULES, holding_cap=7), Reason.CAP_REACHED),
    ],
)
def test_two_devices_of_one_person_never_pass_a_limit_together(stage: Arena, rules: Ruleset, reason: Reason) -> None:
    """Fault 13."""
    devices = stage.signed_in(2)
    wanted = stage.customers(24, rules)

    def claim(device: Device, server: int) -> None:
        for customer_id in wanted[server::2]:
            device.push([device.envelope(Claim(customer_id, now()))], server)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(claim, devices, range(2)))
    history = checked(stage, rules, wanted, devices)
    answers = Counter(told.receipt.reason for told in history.told)
    assert answers == {None: 7, reason: 17}


def test_two_firsts_of_somebody_who_never_claimed_are_counted_together(stage: Arena) -> None:
    """There is no row to lock yet: the second must wait for the one that the first makes."""
    rules = replace(RULES, daily_claim_limit=1)
    for _ in range(4):
        devices = stage.signed_in(2)
        wanted = stage.customers(2, rules)
        with ThreadPoolExecutor(2) as threads:
            done = [
                threads.submit(device.push, [device.envelope(Claim(customer_id, now()))], server)
                for server, (device, customer_id) in enumerate(zip(devices, wanted, strict=True))
            ]
            answers = [each.receipt for future in done for each in future.result(30)]
        assert sorted(answer is not None and answer.is_accepted for answer in answers) == [False, True]
        checked(stage, rules, wanted, devices)


def test_a_release_racing_a_recycle_and_an_assignment_ends_one_ownership_once(stage: Arena) -> None:
    """Fault 14: whoever comes first ends it; the others find it ended and say so."""
    [device, other] = stage.signed_in() + stage.signed_in()
    wanted = stage.customers(12, RULES)
    done: list[Intervention] = []
    with ThreadPoolExecutor(3) as threads:
        for customer_id in wanted:
            device.push([device.envelope(Claim(customer_id, now()))], 0)
            release = device.envelope(Release(customer_id, 1))
            released = threads.submit(device.push, [release], 1)
            done += [
                each.result(30)
                for each in (
                    threads.submit(recycle, stage.database, customer_id),
                    threads.submit(assign, stage.database, customer_id, other.person_id),
                )
            ]
            released.result(30)
    history = checked(stage, RULES, wanted, [device, other], *done)
    assert all(each.owner_id in {None, other.person_id} for each in history.customers)
