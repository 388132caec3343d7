"""The checker finds nothing in a good history, and every kind of fault in a history that was broken by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.instants import millis
from domain.reasons import Reason
from domain.rulesets import huaqiu
from sync.protocol.messages import Receipt
from tests.races.checker import faults_in
from tests.races.history import Asked, Event, Held, History, Intervention, Kind, Noted, Stands, Told
from tests.server.company import LONG_AGO

LIN, CHEN = "lin", "chen"
DAY = "2026-03-02"
T = millis(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))
HOURS_72 = 72 * 3_600_000
RULES = replace(huaqiu(1, LONG_AGO), holding_cap=2, daily_claim_limit=2)

ACCEPTED = {"c1", "c2", "c3", "c5"}
REFUSALS: dict[str, tuple[Reason, dict[str, str | int]]] = {"c4": (Reason.TAKEN_BY_OTHER, {"owner_id": CHEN})}


def receipt(command_id: str) -> Receipt:
    if command_id in ACCEPTED:
        return Receipt(command_id, True, decided_at=T)
    reason, facts = REFUSALS[command_id]
    return Receipt(command_id, False, reason, facts, decided_at=T)


def asked(command_id: str, person_id: str, verb: str, sent: int, answered: int) -> Asked:
    return Asked(command_id, f"hash of {command_id}", person_id, verb, "x", sent, answered, receipt(command_id))


def good() -> History:
    """Lin claims, follows up and releases; Chen claims while Lin tries again; recycled, and assigned to Lin."""
    commands = [
        asked("c1", LIN, "claim", 10, 20),
        replace(asked("c5", LIN, "follow_up", 22, 25), follow_up_id="f"),
        replace(asked("c2", LIN, "release", 30, 40), ownership_version=1),
        asked("c3", CHEN, "claim", 50, 60),
        asked("c4", LIN, "claim", 55, 70),
        # Sent again, as after a lost reply: the same answer.
        asked("c3", CHEN, "claim", 61, 65),
    ]
    return History(
        rules={"x": RULES, "y": RULES},
        asked=commands,
        interventions=[
            Intervention("r", "recycle", "x", 80, 90, True),
            Intervention("a", "assign", "x", 95, 99, True),
            Intervention("no", "assign", "x", 100, 101, False),
        ],
        events=[
            Event("1", "x", "claim", None, LIN, T, "c1"),
            Event("2", "x", "release", LIN, None, T + 10, "c2"),
            Event("3", "x", "claim", None, CHEN, T + 20, "c3"),
            Event("4", "x", "recycle", CHEN, None, T + 30, "r"),
            Event("5", "x", "assign", None, LIN, T + 40, "a"),
        ],
        held=[
            Held("x", 1, LIN, T, T + 10),
            Held("x", 3, CHEN, T + 20, T + 30),
            Held("x", 5, LIN, T + 40, None),
        ],
        customers=[Stands("x", LIN, "assigned", 5), Stands("y", None, "unassigned", 0)],
        told=[Told(each.person_id, each.body_hash, receipt(each.command_id)) for each in commands[:5]],
        noted=[Noted("f", "x", LIN)],
        claimed={(LIN, DAY): 1, (CHEN, DAY): 1},
        cool_downs={(LIN, "x"): T + 10 + HOURS_72, (CHEN, "x"): T + 30 + HOURS_72},
    )


def with_event(history: History, number: int, **fields: object) -> History:
    events = [replace(each, **fields) if each.id == str(number) else each for each in history.events]  # type: ignore[arg-type]
    return replace(history, events=events)


def with_asked(history: History, number: int, **fields: object) -> History:
    commands = list(history.asked)
    commands[number] = replace(commands[number], **fields)  # type: ignore[arg-type]
    return replace(history, asked=commands)


def with_held(history: History, number: int, **fields: object) -> History:
    held = list(history.held)
    held[number] = replace(held[number], **fields)  # type: ignore[arg-type]
    return replace(history, held=held)


def with_answer(history: History, command_id: str, given: Receipt) -> History:
    """Both heard and kept: only whether it is true is in question."""
    return replace(
        history,
        asked=[replace(each, receipt=given) if each.command_id == command_id else each for each in history.asked],
        told=[replace(each, receipt=given) if each.receipt.command_id == command_id else each for each in history.told],
    )


def more_claims(history: History, number: int) -> History:
    """Customers that Lin claims besides, all told and all kept."""
    names = [f"z{one}" for one in range(number)]
    commands = [replace(asked("c1", LIN, "claim", 200, 210), command_id=name, customer_id=name) for name in names]
    return replace(
        history,
        rules={**history.rules, **dict.fromkeys(names, RULES)},
        asked=[*history.asked, *commands],
        events=[*history.events, *(Event(f"9{name}", name, "claim", None, LIN, T + 50, name) for name in names)],
        held=[*history.held, *(Held(name, 1, LIN, T + 50, None) for name in names)],
        customers=[*history.customers, *(Stands(name, LIN, "assigned", 1) for name in names)],
        told=[*history.told, *(Told(LIN, "hash of c1", Receipt(name, True, decided_at=T)) for name in names)],
        claimed={**history.claimed, (LIN, DAY): 1 + number},
    )


def test_a_good_history_has_no_fault() -> None:
    assert faults_in(good()) == []


def test_claims_up_to_the_limits_are_no_fault() -> None:
    history = more_claims(good(), 1)
    commands = [
        replace(each, receipt=Receipt("z0", True, decided_at=T)) if each.command_id == "z0" else each
        for each in history.asked
    ]
    assert faults_in(replace(history, asked=commands)) == []


BROKEN: list[tuple[str, Kind, Callable[[History], History]]] = [
    ("an ownership that never ended", Kind.TWO_OWNERS, lambda h: with_held(h, 0, until=None)),
    ("one that ended after the next began", Kind.OVERLAPPING, lambda h: with_held(h, 0, until=T + 21)),
    ("an event dated before its predecessor", Kind.BACKWARDS, lambda h: with_event(h, 3, at=T + 9)),
    ("an ownership that ended before it began", Kind.BACKWARDS, lambda h: with_held(h, 1, until=T + 19)),
    ("a claim from under its owner", Kind.BROKEN_CHAIN, lambda h: with_event(h, 2, to_owner_id=CHEN)),
    ("an event that changed nothing", Kind.BROKEN_CHAIN, lambda h: with_event(h, 1, to_owner_id=None)),
    ("a missing event", Kind.BROKEN_CHAIN, lambda h: replace(h, events=h.events[1:])),
    ("an ownership of somebody else", Kind.OTHER_OWNER, lambda h: with_held(h, 1, person_id=LIN)),
    ("an ownership nobody began", Kind.OTHER_OWNER, lambda h: replace(h, held=[*h.held, Held("y", 1, LIN, T, None)])),
    ("a customer that forgot its owner", Kind.OTHER_OWNER,
     lambda h: replace(h, customers=[Stands("x", None, "unassigned", 5)])),
    ("a customer in the wrong state", Kind.OTHER_OWNER,
     lambda h: replace(h, customers=[Stands("x", LIN, "unassigned", 5)])),
    ("a version that missed an event", Kind.OTHER_OWNER,
     lambda h: replace(h, customers=[Stands("x", LIN, "assigned", 4)])),
    ("a third claim of the day", Kind.OVER_DAILY_LIMIT, lambda h: more_claims(h, 2)),
    ("a third customer under a cap of two", Kind.OVER_CAP, lambda h: more_claims(h, 2)),
    ("a claim within a cool-down", Kind.COOLING_DOWN, lambda h: with_event(h, 3, to_owner_id=LIN)),
    ("a claim that was not counted", Kind.WRONG_FIGURES, lambda h: replace(h, claimed={(LIN, DAY): 1})),
    ("a claim counted twice", Kind.WRONG_FIGURES, lambda h: replace(h, claimed={(LIN, DAY): 2, (CHEN, DAY): 1})),
    ("a cool-down never stored", Kind.WRONG_FIGURES, lambda h: replace(h, cool_downs={(LIN, "x"): T + 10 + HOURS_72})),
    ("a release without an event", Kind.NO_EFFECT, lambda h: with_event(h, 2, command_id="other")),
    ("a follow-up that was lost", Kind.NO_EFFECT, lambda h: replace(h, noted=[])),
    ("a recycle without an event", Kind.NO_EFFECT, lambda h: with_event(h, 4, command_id="other")),
    ("one claim done twice", Kind.TWICE, lambda h: with_event(h, 3, command_id="c1")),
    ("one follow-up written twice", Kind.TWICE, lambda h: replace(h, noted=[*h.noted, *h.noted])),
    ("a refused claim that was done", Kind.EFFECT_OF_A_REFUSAL, lambda h: with_event(h, 3, command_id="c4")),
    ("a refused follow-up that was kept", Kind.EFFECT_OF_A_REFUSAL,
     lambda h: with_answer(h, "c5", Receipt("c5", False, Reason.NOT_YOURS, decided_at=T))),
    ("an assignment that was not to be", Kind.EFFECT_OF_A_REFUSAL, lambda h: with_event(h, 5, command_id="no")),
    ("an event that nobody asked for", Kind.NOBODY_ASKED, lambda h: with_event(h, 3, command_id="ghost")),
    ("an event without any command", Kind.NOBODY_ASKED, lambda h: with_event(h, 3, command_id=None)),
    ("a follow-up that nobody wrote", Kind.NOBODY_ASKED,
     lambda h: replace(h, noted=[*h.noted, Noted("g", "x", LIN)])),
    ("a receipt for nothing", Kind.NOBODY_ASKED, lambda h: replace(h, asked=h.asked[1:])),
    ("a claim that went to another", Kind.WRONG_EFFECT, lambda h: with_event(h, 1, to_owner_id=CHEN)),
    ("a claim of another customer", Kind.WRONG_EFFECT, lambda h: with_event(h, 1, customer_id="y")),
    ("a release of another's customer", Kind.WRONG_EFFECT, lambda h: with_event(h, 2, from_owner_id=CHEN)),
    ("a follow-up under another's name", Kind.WRONG_EFFECT, lambda h: replace(h, noted=[Noted("f", "x", CHEN)])),
    ("yes at first and no when asked again", Kind.TOLD_DIFFERENTLY,
     lambda h: with_asked(h, 5, receipt=Receipt("c3", False, Reason.TAKEN_BY_OTHER, decided_at=T))),
    ("an answer that was not kept", Kind.NEVER_KEPT, lambda h: replace(h, told=h.told[:-1])),
    ("another body, answered like the first", Kind.ID_REUSED, lambda h: with_asked(h, 5, body_hash="another")),
    ("told taken by whoever never had it", Kind.OUT_OF_ORDER,
     lambda h: with_answer(h, "c4", Receipt("c4", False, Reason.TAKEN_BY_OTHER, {"owner_id": "wang"}, decided_at=T))),
    ("told taken before it was", Kind.OUT_OF_ORDER, lambda h: with_asked(h, 4, sent=41, answered=45)),
    ("told taken long after it was given back", Kind.OUT_OF_ORDER, lambda h: with_asked(h, 4, sent=91, answered=94)),
    ("told cooling down while somebody held it", Kind.OUT_OF_ORDER,
     lambda h: with_answer(with_asked(h, 4, sent=62, answered=66), "c4",
                           Receipt("c4", False, Reason.COOLING_DOWN, decided_at=T))),
    ("told already mine while it was another's", Kind.OUT_OF_ORDER,
     lambda h: with_answer(with_asked(h, 4, sent=62, answered=66), "c4",
                           Receipt("c4", True, Reason.ALREADY_YOURS, decided_at=T))),
    ("told owned anew of the ownership meant", Kind.OUT_OF_ORDER,
     lambda h: with_answer(with_asked(h, 4, verb="release", ownership_version=1, sent=21, answered=29), "c4",
                           Receipt("c4", False, Reason.OWNED_ANEW, decided_at=T))),
    ("a follow-up of one's own before one had it", Kind.OUT_OF_ORDER, lambda h: with_asked(h, 1, sent=1, answered=5)),
    ("a follow-up no longer one's own while it was", Kind.OUT_OF_ORDER,
     lambda h: with_answer(h, "c5", Receipt("c5", True, Reason.NO_LONGER_YOURS, decided_at=T))),
    ("a stale release that ended a new ownership", Kind.OUT_OF_ORDER, lambda h: with_asked(h, 2, ownership_version=0)),
    ("a release sent when the next claim was answered", Kind.OUT_OF_ORDER,
     lambda h: with_asked(h, 2, sent=62, answered=64)),
    ("an answer of a kind that cannot be", Kind.OUT_OF_ORDER,
     lambda h: with_answer(h, "c4", Receipt("c4", False, Reason.POOL_CLOSED, decided_at=T))),
    ("two answers that went back in time", Kind.OUT_OF_ORDER,
     lambda h: replace(
         h,
         # Both fit somewhere, but the one heard first saw the later state.
         asked=[
             *h.asked,
             replace(h.asked[0], command_id="c6", sent=26, answered=27, person_id=CHEN,
                     receipt=Receipt("c6", False, Reason.CAP_REACHED, decided_at=T)),
             replace(h.asked[0], command_id="c7", sent=28, answered=29, person_id=CHEN,
                     receipt=Receipt("c7", False, Reason.TAKEN_BY_OTHER, {"owner_id": LIN}, decided_at=T)),
             replace(h.asked[2], sent=26, answered=29),
         ],
         told=[
             *h.told,
             Told(CHEN, "hash of c1", Receipt("c6", False, Reason.CAP_REACHED, decided_at=T)),
             Told(CHEN, "hash of c1",
                  Receipt("c7", False, Reason.TAKEN_BY_OTHER, {"owner_id": LIN}, decided_at=T)),
         ],
     )),
    ("told a limit that was not met", Kind.OUT_OF_ORDER,
     lambda h: with_answer(with_asked(h, 4, sent=41, answered=45), "c4",
                           Receipt("c4", False, Reason.DAILY_LIMIT, {"limit": 2}, decided_at=T))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "break_it"), [pytest.param(kind, how, id=name) for name, kind, how in BROKEN])
def test_a_broken_history_is_found_out(kind: Kind, break_it: Callable[[History], History]) -> None:
    assert kind in {fault.kind for fault in faults_in(break_it(good()))}


def test_every_kind_of_fault_has_its_broken_history() -> None:
    assert {kind for _, kind, _ in BROKEN} == set(Kind)
