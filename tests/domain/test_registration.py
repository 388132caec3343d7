"""A new customer is its rep's at once, under the cap, outside the daily limit, never twice (SPEC 3, H 112, H 121)."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from domain.commands import RegisterCustomer
from domain.court import judge
from domain.customers import PoolState, in_hands
from domain.deadlines import outflow
from domain.effects import CustomerRegistered, OwnerChanged, QuotaMoved, Verb, applied
from domain.facts import Facts
from domain.identifiers import CustomerId, PoolId
from domain.known import Known, Match, MatchedBy
from domain.people import Actor, Pool, Role, open_to
from domain.reasons import Fact, Reason
from domain.succession import unborn
from domain.verdicts import Accepted, Refused
from tests.builders import (
    ME,
    NOW,
    OTHER,
    POOL,
    a_manager,
    a_pool_admin,
    a_ruleset,
    a_system_admin,
    an_actor,
    facts,
    held,
    shanghai,
)

RULES = a_ruleset()
CUSTOMER = CustomerId("customer")
REGISTER = RegisterCustomer(
    CUSTOMER, POOL.id, "深圳市宏图电路有限公司", "91440300708461136T", "广东", "深圳", "电子", "展会", "王伟",
    "13812345678", "wang@example.cn", "wxid_8a7b", "福田区 1 号", "月结",
)  # fmt: skip
OUTSIDE = replace(REGISTER, pool_id=None)
HELD_BY_OTHER = Match(Known.HELD_BY, MatchedBy.USCC, owner_id=OTHER)
SAME_PHONE = Match(Known.IN_POOL, MatchedBy.PHONE, CUSTOMER, pool_id=POOL.id)


def told(**case: Any) -> Facts:
    return facts(None, **case)


def registered(command: RegisterCustomer, places: int) -> Accepted:
    moved = OwnerChanged(CUSTOMER, Verb.REGISTER, None, ME, in_hands(command.pool_id), NOW)
    return Accepted((CustomerRegistered(command), moved, QuotaMoved(ME, holding=places)))


@pytest.mark.parametrize("actor", [an_actor(), a_manager(), a_pool_admin()])
def test_a_new_customer_is_the_reps_at_once_and_takes_a_place(actor: Actor) -> None:
    verdict = judge(REGISTER, told(actor=actor), RULES, NOW)
    assert verdict == registered(REGISTER, places=1)
    assert isinstance(verdict, Accepted)
    after = applied(unborn(REGISTER), verdict.effects)
    assert (after.owner_id, after.state, after.pool_id, after.acquired_at) == (ME, PoolState.ASSIGNED, POOL.id, NOW)
    assert after.ownership_version == 1
    due = outflow(after, RULES, is_owner_key_account=False)
    assert due is not None and due.at == shanghai("2026-03-26 00:00")  # SPEC 2: register is an acquisition


def test_whoever_belongs_to_no_pool_has_it_as_an_ordinary_customer() -> None:
    verdict = judge(OUTSIDE, told(actor=an_actor(pools=[]), pool=None, holding=500), RULES, NOW)
    assert verdict == registered(OUTSIDE, places=0)
    assert isinstance(verdict, Accepted)
    after = applied(unborn(OUTSIDE), verdict.effects)
    assert (after.owner_id, after.state, after.acquired_at) == (ME, PoolState.ORDINARY, None)


@pytest.mark.parametrize(("holding", "fits"), [(499, True), (500, False), (501, False)])
def test_it_counts_toward_the_cap(holding: int, fits: bool) -> None:
    verdict = judge(REGISTER, told(holding=holding), RULES, NOW)
    full = Refused(Reason.CAP_REACHED, {"cap": 500, "holding": holding})
    assert verdict == (registered(REGISTER, places=1) if fits else full)


@pytest.mark.parametrize("claimed", [299, 300, 1000])
def test_it_counts_toward_no_daily_limit(claimed: int) -> None:
    assert judge(REGISTER, told(claimed_today=claimed), RULES, NOW) == registered(REGISTER, places=1)


@pytest.mark.parametrize(
    "actor",
    [
        a_system_admin(),
        an_actor(roles=[Role.SALES_SUPPORT]),
        an_actor(roles=[Role.TAG_ADMIN]),
        an_actor(has_departed=True),
    ],
)
def test_who_may_hold_no_customers_registers_none(actor: Actor) -> None:
    assert judge(REGISTER, told(actor=actor), RULES, NOW) == Refused(Reason.NOT_ALLOWED)


@pytest.mark.parametrize(
    ("match", "reason"),
    [
        (HELD_BY_OTHER, Reason.ALREADY_KNOWN),
        (Match(Known.MINE, MatchedBy.NAME, CUSTOMER, ME), Reason.ALREADY_KNOWN),
        (Match(Known.REGISTERED, MatchedBy.USCC), Reason.ALREADY_KNOWN),
        (SAME_PHONE, Reason.PHONE_CONFLICT),  # H 121
        (Match(Known.HELD_BY, MatchedBy.PHONE, owner_id=OTHER), Reason.PHONE_CONFLICT),
    ],
)
def test_what_is_known_already_is_not_entered_again(match: Match, reason: Reason) -> None:
    assert judge(REGISTER, told(match=match), RULES, NOW) == Refused(reason, match.facts)


SHUT = replace(POOL, is_open=False)

IN_ORDER: list[tuple[Refused, dict[str, Any]]] = [
    (Refused(Reason.NOT_ALLOWED), {"actor": a_system_admin()}),
    (Refused(Reason.INVALID_USCC), {"is_uscc_real": False}),
    (Refused(Reason.POOL_CLOSED, {"pool_id": POOL.id}), {"pool": SHUT}),
    (Refused(Reason.NOT_A_MEMBER, {"pool_id": POOL.id}), {"actor": an_actor(pools=["elsewhere"])}),
    (Refused(Reason.ID_REUSED), {"customer": held(by=OTHER)}),
    (Refused(Reason.ALREADY_KNOWN, HELD_BY_OTHER.facts), {"match": HELD_BY_OTHER}),
    (Refused(Reason.CAP_REACHED, {"cap": 500, "holding": 500}), {"holding": 500}),
]


@pytest.mark.parametrize(("refused", "case"), IN_ORDER, ids=lambda value: str(value)[:40])
def test_each_refusal_says_its_reason_with_its_facts(refused: Refused, case: dict[str, Any]) -> None:
    assert judge(REGISTER, facts(**{"customer": None, **case}), RULES, NOW) == refused


@pytest.mark.parametrize(("earlier", "later"), list(combinations(IN_ORDER, 2)), ids=lambda pair: str(pair[0].reason))
def test_of_two_reasons_the_earlier_is_said(
    earlier: tuple[Refused, dict[str, Any]], later: tuple[Refused, dict[str, Any]]
) -> None:
    both = {"customer": None, **later[1], **earlier[1]}
    assert judge(REGISTER, facts(**both), RULES, NOW) == earlier[0]


def test_a_pool_that_nobody_can_tell_of_takes_nothing_in() -> None:
    assert judge(REGISTER, told(pool=None), RULES, NOW) == Refused(Reason.POOL_CLOSED, {"pool_id": POOL.id})


def test_whoever_belongs_to_a_pool_keeps_to_its_rules() -> None:
    """Without a pool it would count toward no cap and never flow out."""
    assert judge(OUTSIDE, told(), RULES, NOW) == Refused(Reason.NO_SUCH_POOL)


def test_where_no_pool_is_open_a_new_customer_is_an_ordinary_one() -> None:
    assert judge(OUTSIDE, told(pool=None), RULES, NOW) == registered(OUTSIDE, places=0)


def test_the_pool_that_is_open_to_somebody_is_the_first_that_is() -> None:
    shut, other = replace(POOL, is_open=False), Pool(PoolId("zz"), "另一个公海")
    both = an_actor(pools=[POOL.id, other.id])
    assert open_to(both, [other, POOL]) == min(other.id, POOL.id)
    assert open_to(both, [other, shut]) == other.id
    assert open_to(an_actor(), [other]) is None


@pytest.mark.parametrize(
    ("changed", "reason", "said"),
    [
        ({"name": " \u3000"}, Reason.EMPTY_NAME, {}),
        ({"name": "司" * 200}, None, {}),
        ({"name": "司" * 201}, Reason.NAME_TOO_LONG, {"limit": 200, "length": 201}),
        *(
            ({field: "x" * 401}, Reason.TEXT_TOO_LONG, {"limit": 400, "length": 401})
            for field in (
                "region", "city", "industry", "source", "contact_name", "phone", "email", "wechat", "address"
            )
        ),
        ({"address": "x" * 400}, None, {}),
        ({"note": "x" * 4000}, None, {}),
        ({"note": "x" * 4001}, Reason.TEXT_TOO_LONG, {"limit": 4000, "length": 4001}),
        ({"phone": ""}, None, {}),
        ({"phone": "N/A"}, Reason.INVALID_PHONE, {}),
        ({"email": ""}, None, {}),
        ({"email": "wang@"}, Reason.INVALID_EMAIL, {}),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_is_entered_makes_sense(changed: dict[str, Any], reason: Reason | None, said: dict[str, Fact]) -> None:
    command = replace(REGISTER, **changed)
    verdict = judge(command, told(), RULES, NOW)
    assert verdict == (registered(command, places=1) if reason is None else Refused(reason, said))


@pytest.mark.parametrize("uscc", ["", "  "])
def test_a_company_whose_code_is_not_known_yet_can_be_entered(uscc: str) -> None:
    assert isinstance(judge(replace(REGISTER, uscc=uscc), told(is_uscc_real=False), RULES, NOW), Accepted)
