"""What holds whatever happens: the tables show edges, chance looks between them (SPEC 2)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.commands import AddFollowUp, Command
from domain.court import Case, judge
from domain.customers import Customer, PoolState
from domain.days import rounded_up_to_midnight
from domain.deadlines import outflow
from domain.deals import DealStatus, deal_status
from domain.effects import FollowUpAdded, OwnerChanged, QuotaMoved, applied
from domain.facts import Facts
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId
from domain.rulesets import Ruleset
from domain.turns import judge_in_turn
from domain.verdicts import Accepted, Refused, Verdict
from tests.builders import IN_HANDS, ME, NOW, OTHER, a_claim, a_customer, a_follow_up, a_release, a_ruleset, facts

IDS = [CustomerId(name) for name in "abcdef"]

instants = st.datetimes(datetime(2025, 1, 1), datetime(2026, 3, 11), timezones=st.just(UTC))  # noqa: DTZ001
days = st.none() | st.integers(1, 400)


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    """Any that can come to be: nobody's, or somebody's since before now."""
    customer = a_customer(
        id=draw(st.sampled_from(IDS)),
        state=draw(st.sampled_from(PoolState)),
        last_order_at=draw(st.none() | instants),
    )
    if not draw(st.booleans()):
        return customer
    acquired_at = min(NOW, draw(instants))
    taken = customer.moved(draw(st.sampled_from([ME, OTHER])), IN_HANDS, acquired_at)
    worked = draw(st.none() | instants.map(lambda at: max(acquired_at, min(at, NOW))))
    extended = draw(st.none() | st.integers(0, 400).map(lambda days: _midnight(acquired_at + timedelta(days=days))))
    return a_customer(
        id=taken.id,
        state=taken.state,
        owner_id=taken.owner_id,
        acquired_at=acquired_at,
        ownership_version=taken.ownership_version,
        last_order_at=taken.last_order_at,
        last_follow_up_at=worked,
        is_locked=draw(st.booleans()),
        extended_until=extended,
    )


def _midnight(instant: Instant) -> Instant:
    return rounded_up_to_midnight(instant, "Asia/Shanghai")


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    return a_ruleset(
        daily_claim_limit=draw(st.integers(0, 4)),
        holding_cap=draw(st.integers(0, 4)),
        no_first_follow_up_days=draw(days),
        no_deal_days=draw(days),
        follow_up_gap_days=draw(days),
        is_lapse_recycled=draw(st.booleans()),
        protection_days=draw(days),
        is_goal_exempt=draw(st.booleans()),
    )


def commands(customer: Customer) -> st.SearchStrategy[Command]:
    happened = instants.map(lambda at: a_follow_up(customer.id, at=at))
    versions = st.integers(customer.ownership_version, customer.ownership_version + 2)
    releases = versions.map(lambda version: a_release(customer.id, version))
    return st.one_of(st.just(a_claim(customer.id)), releases, happened)


@st.composite
def batches(draw: st.DrawFn) -> list[Case]:
    """One actor's commands on a few customers, some of them twice, each told the same of what was before."""
    rules = draw(rulesets())
    known = draw(st.lists(customers(), min_size=1, max_size=6, unique_by=lambda customer: customer.id))
    claimed_today, holding = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    chosen = draw(st.lists(st.sampled_from(known), max_size=12))
    return [
        Case(draw(commands(customer)), facts(customer, claimed_today=claimed_today, holding=holding), rules)
        for customer in chosen
    ]


def accepted(cases: list[Case], verdicts: list[Verdict]) -> list[tuple[Case, Accepted]]:
    return [(case, verdict) for case, verdict in zip(cases, verdicts, strict=True) if isinstance(verdict, Accepted)]


@given(batches())
def test_no_batch_goes_beyond_a_limit_that_it_did_not_already_break(cases: list[Case]) -> None:
    verdicts = judge_in_turn(cases, NOW)
    assert len(verdicts) == len(cases)
    for count in range(len(cases)):
        quota = cases[0].facts.quota
        for _, verdict in accepted(cases[: count + 1], verdicts[: count + 1]):
            quota = quota.after(verdict.effects)
        rules, before = cases[0].ruleset, cases[0].facts.quota
        assert quota.claimed_today <= max(rules.daily_claim_limit, before.claimed_today)
        assert quota.holding <= max(rules.holding_cap, before.holding)


@given(batches())
def test_every_change_of_hands_starts_from_the_hands_it_was_in(cases: list[Case]) -> None:
    """So a batch can never take a customer from another, nor give back what its actor does not hold."""
    world = {case.command.customer_id: case.facts.customer for case in cases}
    for case, verdict in accepted(cases, judge_in_turn(cases, NOW)):
        customer = world[case.command.customer_id]
        assert customer is not None
        for effect in verdict.effects:
            if isinstance(effect, OwnerChanged):
                assert effect.from_owner_id == customer.owner_id
                assert {effect.from_owner_id, effect.to_owner_id} == {None, ME}
        world[customer.id] = applied(customer, verdict.effects)


@given(batches())
def test_a_batch_is_judged_as_its_commands_one_after_the_other(cases: list[Case]) -> None:
    world: dict[CustomerId, Customer | None] = {case.command.customer_id: case.facts.customer for case in cases}
    quota = cases[0].facts.quota if cases else None
    cooled: dict[CustomerId, Instant] = {}
    for case, verdict in zip(cases, judge_in_turn(cases, NOW), strict=True):
        assert quota is not None
        customer_id = case.command.customer_id
        now_known = Facts(case.facts.actor, world[customer_id], case.facts.pool, quota, cooled.get(customer_id))
        assert verdict == judge(case.command, now_known, case.ruleset, NOW)
        customer = world[customer_id]
        if isinstance(verdict, Accepted) and customer is not None:
            world[customer_id] = applied(customer, verdict.effects)
            quota = quota.after(verdict.effects)
            if world[customer_id] != customer and isinstance(verdict.effects[0], OwnerChanged):
                released = verdict.effects[0].to_owner_id is None
                cooled |= {customer_id: NOW + case.ruleset.cool_down} if released else {}


@given(customers(), rulesets(), st.data())
def test_the_same_question_gets_the_same_answer(customer: Customer, rules: Ruleset, data: st.DataObject) -> None:
    command = data.draw(commands(customer))
    first = judge(command, facts(customer), rules, NOW)
    assert judge(command, facts(customer), rules, NOW) == first
    assert isinstance(first, Refused) or applied(customer, first.effects) == applied(customer, first.effects)


@given(customers(), rulesets(), st.data())
def test_effects_leave_a_customer_that_makes_sense(customer: Customer, rules: Ruleset, data: st.DataObject) -> None:
    verdict = judge(data.draw(commands(customer)), facts(customer), rules, NOW)
    if isinstance(verdict, Refused):
        return
    after = applied(customer, verdict.effects)
    changes = [effect for effect in verdict.effects if isinstance(effect, OwnerChanged)]
    assert after.id == customer.id and after.last_order_at == customer.last_order_at
    assert after.ownership_version == customer.ownership_version + len(changes)
    if changes:
        assert (after.owner_id, after.state) in {(None, PoolState.UNASSIGNED), (ME, PoolState.ASSIGNED)}
        assert (after.owner_id is None) is (after.acquired_at is None)
        assert after.last_follow_up_at is None and not after.is_locked and after.extended_until is None
    if after.last_follow_up_at != customer.last_follow_up_at and not changes:
        assert after.acquired_at is not None and after.last_follow_up_at is not None
        assert after.acquired_at <= after.last_follow_up_at <= NOW


@given(customers(), rulesets(), st.data())
def test_places_taken_move_as_the_customer_does(customer: Customer, rules: Ruleset, data: st.DataObject) -> None:
    """What a claim takes a release at the same instant frees, and a deal is neither."""
    verdict = judge(data.draw(commands(customer)), facts(customer), rules, NOW)
    if isinstance(verdict, Refused):
        return

    def places(of: Customer) -> int:
        in_deal = deal_status(of.last_order_at, rules, NOW) is DealStatus.DEAL
        return int(of.owner_id == ME and of.state is PoolState.ASSIGNED and not in_deal)

    moved = sum(effect.holding for effect in verdict.effects if isinstance(effect, QuotaMoved))
    assert moved == places(applied(customer, verdict.effects)) - places(customer)


@given(customers(), rulesets(), st.booleans())
def test_nobody_loses_a_customer_before_they_got_it(customer: Customer, rules: Ruleset, is_key_account: bool) -> None:
    """The outflow is a company midnight or the end of an extension, and neither lies before the acquisition."""
    due = outflow(customer, rules, is_owner_key_account=is_key_account)
    if due is None:
        return
    assert customer.acquired_at is not None and due.at >= customer.acquired_at
    assert due.at == _midnight(due.at) or due.at == customer.extended_until
    assert customer.extended_until is None or due.at >= customer.extended_until


@given(customers(), rulesets(), instants)
def test_once_a_gap_runs_no_follow_up_brings_the_outflow_nearer(
    customer: Customer, rules: Ruleset, happened_at: Instant
) -> None:
    """Work never punishes: a later follow-up only moves the end of the gap away."""
    if customer.last_follow_up_at is None:
        return
    before = outflow(customer, rules, is_owner_key_account=False)
    command = AddFollowUp(customer.id, FollowUpId("f"), a_follow_up().kind, "met", min(happened_at, NOW))
    added = FollowUpAdded(command, PersonId("me"), is_counted=True)
    after = outflow(applied(customer, (added,)), rules, is_owner_key_account=False)
    assert (before is None) is (after is None)
    assert before is None or after is None or after.at >= before.at
