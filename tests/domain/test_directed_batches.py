"""Whatever is asked from above in one push is judged as if it had been asked one by one (SPEC 2.3, 8).

The push is told everything before its first act; one by one, each is told anew. Chance looks for an act that moves
something which a later one is told wrongly of.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.access import may_know_of
from domain.commands import (
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    Extend,
    Lock,
    Release,
    Unlock,
)
from domain.court import Case, judge
from domain.customers import Customer, PoolState, in_hands, in_pool
from domain.deals import counts_toward_cap
from domain.effects import CoolDownStarted, QuotaMoved, applied
from domain.facts import Facts, Quota, Recipient
from domain.identifiers import CustomerId, Instant, PersonId, PoolId, TeamId
from domain.people import Actor, Person, Pool, Role
from domain.rulesets import Ruleset
from domain.turns import judge_in_turn
from domain.verdicts import Accepted
from tests.builders import NOW, a_ruleset, days_ago

SOUTH, NORTH = TeamId("south"), TeamId("north")
ME = PersonId("me")
OTHERS = [PersonId(name) for name in ("near", "vip", "far")]
POOLS = [Pool(PoolId("a"), "A"), Pool(PoolId("b"), "B")]
RULES: dict[PoolId | None, Ruleset] = {
    POOLS[0].id: a_ruleset(daily_claim_limit=2, holding_cap=2, lock_limit=1, extension_times=1),
    POOLS[1].id: a_ruleset(daily_claim_limit=4, holding_cap=3, lock_limit=2),
    None: a_ruleset(),
}
IDS = [CustomerId(name) for name in "abc"]
DIRECTING = [{Role.MANAGER}, {Role.MANAGER, Role.SYSTEM_ADMIN}, {Role.REP, Role.SYSTEM_ADMIN}, {Role.REP}]


@dataclass
class World:
    """All there is, and what it tells of one command."""

    me: Actor
    customers: dict[CustomerId, Customer]
    cool_downs: dict[CustomerId, Instant]
    claimed: int = 0

    def case(self, command: Command) -> Case:
        customer = self.customers[command.customer_id]
        owner = None if customer.owner_id is None else self.actor(customer.owner_id)
        if owner is not None:
            is_of_subtree = owner.person.team_id == SOUTH
        else:
            is_of_subtree = customer.state is PoolState.UNASSIGNED or customer.team_id == SOUTH
        pool_id = command.pool_id if isinstance(command, ConvertToPool) else customer.pool_id
        named = {Assign: getattr(command, "to_person_id", None), ConvertToPool: customer.owner_id}.get(type(command))
        facts = Facts(
            actor=self.me,
            customer=customer if may_know_of(self.me, customer, is_of_subtree=is_of_subtree) else None,
            pool=next((pool for pool in POOLS if pool.id == pool_id), None),
            quota=self.quota(ME),
            claimable_from=self.cool_downs.get(customer.id),
            is_of_subtree=is_of_subtree,
            is_owner_key_account=owner is not None and owner.person.is_key_account,
            recipient=None if named is None else self.recipient(named),
        )
        return Case(command, facts, RULES[pool_id])

    def actor(self, person_id: PersonId) -> Actor:
        if person_id == ME:
            return self.me
        team = NORTH if person_id == "far" else SOUTH
        person = Person(person_id, "Li Na", team, frozenset({Role.REP}), is_key_account=person_id == "vip")
        return Actor(person, frozenset({POOLS[0].id}))

    def recipient(self, person_id: PersonId) -> Recipient:
        named = self.actor(person_id)
        return Recipient(named.person, self.quota(person_id), named.person.team_id == SOUTH, named.pool_ids)

    def quota(self, person_id: PersonId) -> Quota:
        held = [customer for customer in self.customers.values() if customer.owner_id == person_id]
        places = [one for one in held if one.state is PoolState.ASSIGNED and counts_toward_cap(one, RULES[None], NOW)]
        claimed = self.claimed if person_id == ME else 0
        return Quota(person_id, claimed, len(places), sum(one.is_locked for one in held))

    def happen(self, case: Case, verdict: Accepted) -> None:
        customer_id = case.command.customer_id
        self.customers[customer_id] = applied(self.customers[customer_id], verdict.effects)
        for effect in verdict.effects:
            if isinstance(effect, CoolDownStarted) and effect.person_id == ME:
                self.cool_downs[customer_id] = effect.until
            if isinstance(effect, QuotaMoved):
                self.claimed += effect.claims


@st.composite
def worlds(draw: st.DrawFn) -> World:
    roles = draw(st.sampled_from(DIRECTING))
    administered = draw(st.sets(st.sampled_from([pool.id for pool in POOLS]), min_size=int(roles == {Role.REP})))
    person = Person(ME, "Wang", SOUTH, frozenset(roles), is_key_account=draw(st.booleans()))
    me = Actor(person, frozenset(pool.id for pool in POOLS), frozenset(administered))
    return World(me, {customer_id: draw(customers(customer_id)) for customer_id in IDS}, {})


@st.composite
def customers(draw: st.DrawFn, customer_id: CustomerId) -> Customer:
    pool_id = draw(st.sampled_from(POOLS)).id
    ordered = draw(st.sampled_from([None, None, days_ago(10), days_ago(400)]))
    lying = Customer(customer_id, pool_id, PoolState.UNASSIGNED, last_order_at=ordered)
    match draw(st.sampled_from(["lying", "held", "held", "ordinary", "waiting"])):
        case "held":
            taken = lying.moved(draw(st.sampled_from([ME, *OTHERS])), in_hands(pool_id), NOW - timedelta(days=3))
            return replace(taken, is_locked=draw(st.booleans()))
        case "ordinary":
            return lying.moved(draw(st.sampled_from([ME, *OTHERS])), in_hands(None), NOW)
        case "waiting":
            waits_in = draw(st.sampled_from([None, pool_id]))
            return replace(
                lying, state=PoolState.PENDING, pool_id=waits_in, team_id=draw(st.sampled_from([SOUTH, NORTH]))
            )
        case _:
            return lying.moved(None, in_pool(pool_id), NOW)


@st.composite
def asked(draw: st.DrawFn) -> tuple[World, list[Command]]:
    """Acts whose askers reckon with what they asked before: each names the ownership that it will find."""
    world = draw(worlds())
    seen, commands = replace(world, customers=dict(world.customers), cool_downs={}), []
    for _ in range(draw(st.integers(3, 9))):
        customer = seen.customers[draw(st.sampled_from(IDS))]
        command = draw(acts(customer))
        commands.append(command)
        case = seen.case(command)
        verdict = judge(command, case.facts, case.ruleset, NOW)
        if isinstance(verdict, Accepted):
            seen.happen(case, verdict)
    return world, commands


def acts(customer: Customer) -> st.SearchStrategy[Command]:
    known = (customer.id, customer.ownership_version)
    given_away = st.sampled_from([ME, *OTHERS]).map(lambda to: Assign(*known, to))
    return st.one_of(
        st.just(Claim(customer.id, NOW)),
        st.just(Release(*known)),
        given_away,
        given_away,
        st.just(Extend(*known, 5)),
        st.just(Lock(*known)),
        st.just(Unlock(*known)),
        st.sampled_from(POOLS).map(lambda pool: ConvertToPool(*known, pool.id)),
        st.just(ConvertToOrdinary(*known)),
    )


@settings(max_examples=1_000)
@given(asked())
def test_a_push_from_above_is_judged_as_its_acts_one_by_one(story: tuple[World, list[Command]]) -> None:
    world, commands = story
    together = judge_in_turn([world.case(command) for command in commands], NOW)
    for command, verdict in zip(commands, together, strict=True):
        case = world.case(command)
        alone = judge(command, case.facts, case.ruleset, NOW)
        if isinstance(verdict, Accepted) or isinstance(alone, Accepted):
            # Two refusals may differ in their reason: who made a customer ordinary may know no more of it.
            assert verdict == alone
        if isinstance(alone, Accepted):
            world.happen(case, alone)


@given(asked())
def test_what_moves_in_the_figures_is_what_moves_among_the_customers(story: tuple[World, list[Command]]) -> None:
    world, commands = story
    for command in commands:
        case = world.case(command)
        before = {person_id: world.quota(person_id) for person_id in (ME, *OTHERS)}
        verdict = judge(command, case.facts, case.ruleset, NOW)
        if isinstance(verdict, Accepted):
            world.happen(case, verdict)
            assert {person_id: quota.after(verdict.effects) for person_id, quota in before.items()} == {
                person_id: world.quota(person_id) for person_id in before
            }
