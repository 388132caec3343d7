"""Is this company known? Six answers, and nobody learns of another's customer more than who holds it (H 112)."""

from dataclasses import replace
from typing import Any

import pytest

from domain.customers import Customer, PoolState
from domain.identifiers import CustomerId, TeamId
from domain.known import Known, Match, MatchedBy, matched
from domain.people import Actor, Role
from tests.builders import (
    ME,
    OTHER,
    POOL,
    a_customer,
    a_manager,
    a_pool_admin,
    a_system_admin,
    an_actor,
    held,
)

CUSTOMER, TEAM = CustomerId("customer"), TeamId("team")
SUPPORT = an_actor(roles=[Role.SALES_SUPPORT], pools=[])
TAG_ADMIN = an_actor(roles=[Role.TAG_ADMIN], pools=[])
PENDING, DORMANT = a_customer(state=PoolState.PENDING), a_customer(state=PoolState.DORMANT)
THEIR_ORDINARY = held(by=OTHER, pool_id=None, state=PoolState.ORDINARY)
THEIRS = {"owner_id": OTHER, "pool_id": POOL.id}
IN_SIGHT = {"known": "in_pool", "customer_id": CUSTOMER, "pool_id": POOL.id}
MY_ORDINARY = held(pool_id=None, state=PoolState.ORDINARY)


@pytest.mark.parametrize(
    ("actor", "customer", "is_of_subtree", "answer"),
    [
        (an_actor(), held(), False, {"known": "mine", "customer_id": CUSTOMER, "owner_id": ME, "pool_id": POOL.id}),
        (an_actor(), MY_ORDINARY, False, {"known": "mine", "customer_id": CUSTOMER, "owner_id": ME}),
        (an_actor(), held(by=OTHER), False, {"known": "held_by", **THEIRS}),
        (a_manager(), held(by=OTHER), True, {"known": "held_by", "customer_id": CUSTOMER, **THEIRS}),
        (a_manager(), held(by=OTHER), False, {"known": "held_by", **THEIRS}),
        (a_pool_admin(), held(by=OTHER), False, {"known": "held_by", "customer_id": CUSTOMER, **THEIRS}),
        (a_pool_admin("elsewhere"), held(by=OTHER), False, {"known": "held_by", **THEIRS}),
        (SUPPORT, held(by=OTHER), False, {"known": "held_by", "customer_id": CUSTOMER, **THEIRS}),
        (TAG_ADMIN, held(by=OTHER), False, {"known": "held_by", **THEIRS}),  # sees what nobody holds
        (an_actor(), THEIR_ORDINARY, False, {"known": "held_by", "owner_id": OTHER}),  # who, and no more
        (a_manager(), THEIR_ORDINARY, True, {"known": "held_by", "customer_id": CUSTOMER, "owner_id": OTHER}),
        (a_manager(), THEIR_ORDINARY, False, {"known": "held_by", "owner_id": OTHER}),
        (SUPPORT, THEIR_ORDINARY, False, {"known": "held_by", "customer_id": CUSTOMER, "owner_id": OTHER}),
        (an_actor(), a_customer(), False, {"known": "in_pool", "customer_id": CUSTOMER, "pool_id": POOL.id}),
        (a_manager(), a_customer(), True, {"known": "in_pool", "customer_id": CUSTOMER, "pool_id": POOL.id}),
        (an_actor(pools=["elsewhere"]), a_customer(), False, {"known": "in_pool", "pool_id": POOL.id}),  # whom to ask
        (a_manager(pools=["elsewhere"]), a_customer(), True, IN_SIGHT),
        (a_manager(pools=["elsewhere"]), a_customer(), False, {"known": "in_pool", "pool_id": POOL.id}),
        (SUPPORT, a_customer(), False, IN_SIGHT),
        (TAG_ADMIN, a_customer(), False, IN_SIGHT),
        (an_actor(), PENDING, False, {"known": "pending"}),
        (a_pool_admin(), PENDING, False, {"known": "pending"}),
        (TAG_ADMIN, PENDING, False, {"known": "pending"}),
        (an_actor(), replace(PENDING, team_id=TEAM), False, {"known": "pending", "team_id": TEAM}),  # whom to ask
        (a_manager(), PENDING, False, {"known": "pending"}),
        (a_manager(), PENDING, True, {"known": "pending", "customer_id": CUSTOMER}),
        (a_system_admin(), PENDING, False, {"known": "pending", "customer_id": CUSTOMER}),
        (an_actor(), DORMANT, False, {"known": "registered_not_in_crm"}),  # H 109: in no list
        (a_system_admin(), DORMANT, True, {"known": "registered_not_in_crm"}),
    ],
)
def test_each_answer_says_what_the_asker_may_know(
    actor: Actor, customer: Customer, is_of_subtree: bool, answer: dict[str, Any]
) -> None:
    for by in MatchedBy:
        match = matched(actor, customer, by, is_of_subtree=is_of_subtree)
        assert match.facts == {"by": by.value, **answer}


def test_a_match_knows_no_more_than_it_was_told() -> None:
    assert Match(Known.REGISTERED, MatchedBy.NAME).facts == {"known": "registered_not_in_crm", "by": "name"}


def test_there_are_six_answers_and_no_match_says_that_nothing_is_known() -> None:
    everything = [held(), held(by=OTHER), a_customer(), PENDING, DORMANT, MY_ORDINARY, THEIR_ORDINARY]
    said = {matched(an_actor(), each, MatchedBy.NAME, is_of_subtree=False).known for each in everything}
    assert said == set(Known) - {Known.UNKNOWN}
    assert len(Known) == 6
