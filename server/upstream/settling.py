"""One transaction of the feed: what was told is judged, kept and stored with all that follows from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from domain.deals import deal_since
from domain.flow_in import FlowIn, next_in_turn, registered
from domain.identifiers import CustomerId, PersonId, PoolId
from domain.instants import millis
from domain.upstream import Fate, Flaw
from server.arbitration.company import lock_company
from server.arbitration.ground import stand_on
from server.arbitration.outcome import Outcome
from server.arbitration.storing import store
from server.customers.figures import count_places, lock_quotas
from server.customers.placement import whole_scopes_of
from server.customers.repository import find_customers, write_told
from server.feed.log import Entry, NewId, record
from server.flow_in.repository import ActivityRow, note_turns, put_activities, rules_of_flow_in, turns
from server.orders.repository import figures_of
from server.pools.repository import all_pools
from server.upstream.accounts import Newcomer, take_accounts
from server.upstream.batch import Answer, Batch, fate_of, newest_of
from server.upstream.certificates import certify, take_certifications
from server.upstream.flowing_in import flow_in_where_due
from server.upstream.orders import Orders
from server.upstream.profiles import describe
from server.upstream.records import ActivityTold, CustomerTold, Told, instant_of, record_id
from server.upstream.repository import Kept, State, find_records, free_those_waiting_for
from sync.clock import Now


@dataclass(frozen=True, slots=True)
class _Company:
    """Where registrations may go."""

    rules: FlowIn
    open_pools: frozenset[PoolId]
    people: frozenset[PersonId]


def settle_told(connection: Connection, told: Sequence[Told], clock: Now, new_id: NewId) -> list[Answer]:
    """What became of each record, in their order.

    One feed at a time: two that tell of one customer at once would each find it missing. What was told twice is stored
    once, and of two states of a record the newer stays, whichever comes first.
    """
    lock_company(connection)
    newest = newest_of(told)
    known = find_records(connection, newest)
    judged = {id_: each for id_, each in newest.items() if fate_of(each, each, known.get(id_)) is Fate.TAKEN}
    batch = Batch(connection, clock(), judged, known)
    if judged:
        _settle(batch, clock, new_id)
    answers = []
    for each in told:
        fate = fate_of(each, newest[each.id], known.get(each.id))
        answers.append(batch.answers[each.id] if fate is Fate.TAKEN else Answer(fate))
    return answers


def _settle(batch: Batch, clock: Now, new_id: NewId) -> None:
    connection = batch.connection
    company = _company(batch)
    # Before any customer, as whoever claims does.
    lock_quotas(connection, company.people)
    _keep_unknown_kinds(batch)
    batch.find_accounts()
    newcomers = take_accounts(batch, company.rules, company.open_pools)
    certified = take_certifications(batch)
    orders = Orders(batch)
    active = _take_activities(batch)
    told_of = {batch.accounts[message.id] for _, message in batch.of_kind(CustomerTold) if message.id in batch.accounts}
    touched = {*told_of, *certified, *orders.customer_ids, *active}
    batch.rows = {CustomerId(row.id): row for row in find_customers(connection, touched, is_locking=True)}
    before = dict(batch.rows)
    describe(batch, told_of | certified)
    whole = {str(row.id): whole_scopes_of(row.owner_id, row.team_id) for row in before.values()}
    entries = certify(batch, certified, whole)
    renamed = [customer_id for customer_id, row in batch.rows.items() if row.name != before[customer_id].name]
    entries += orders.write(renamed, whole)
    _count_orders(batch, orders.customer_ids)
    changed = [customer_id for customer_id, row in batch.rows.items() if row != before[customer_id]]
    write_told(connection, [batch.rows[customer_id] for customer_id in changed])
    if changed or active:
        entries += _follow(batch, changed, newcomers, active, company, clock, new_id)
    record(connection, entries, batch.now, new_id)
    taken = (each.id for each in batch.told.values() if batch.answers[each.id].fate is Fate.TAKEN)
    free_those_waiting_for(connection, list(taken))


def _follow(
    batch: Batch,
    changed: Collection[CustomerId],
    newcomers: Sequence[Newcomer],
    active: Collection[CustomerId],
    company: _Company,
    clock: Now,
    new_id: NewId,
) -> list[Entry]:
    """Whose deadlines move, where newcomers go and who flows in. Returns what the feed is to tell."""
    touched = {*changed, *active}
    ground = stand_on(batch.connection, touched, clock, also=company.people)
    batch.now = ground.now
    outcome = Outcome(ground, new_id, actor_id=None)
    for customer_id in changed:
        if not outcome.correct_outflow(customer_id):
            outcome.after[customer_id] = ground.holdings[customer_id]
    _register(batch, outcome, newcomers, company)
    flow_in_where_due(batch.connection, outcome, active, company.rules, company.open_pools)
    return store(batch.connection, outcome)


def _register(batch: Batch, outcome: Outcome, newcomers: Sequence[Newcomer], company: _Company) -> None:
    """Each into the hands of whose turn it is, else into the pool."""
    ground = outcome.ground
    given = turns(batch.connection) if newcomers and company.people else {}
    known = set(given)
    since = {pool_id: deal_since(rules, ground.now) for pool_id, rules in ground.rules.by_pool.items()}
    places = count_places(batch.connection, company.people, since) if company.people else {}
    for new in newcomers:
        pool_id, person_id = new.allocation.pool_id, None
        cap = ground.rules.of_pool(pool_id).holding_cap
        free = {
            one: cap - places.get(one, 0)
            for one in new.allocation.person_ids
            if one in ground.people and ground.people[one].may_own
        }
        turn = next_in_turn(new.allocation.person_ids, given.get(new.source, 0), free)
        if turn is not None:
            person_id, given[new.source] = turn
        effects = registered(new.customer_id, new.source, pool_id, person_id, ground.now)
        outcome.take(None, new.customer_id, effects)
        if person_id is not None and outcome.after[new.customer_id].customer.owner_id == person_id:
            places[person_id] = places.get(person_id, 0) + 1
    note_turns(batch.connection, given, known)


def _company(batch: Batch) -> _Company:
    rules = rules_of_flow_in(batch.connection)
    open_pools = frozenset(pool.id for pool in all_pools(batch.connection) if pool.is_open)
    sources = {message.source for _, message in batch.of_kind(CustomerTold)}
    chosen = [allocation for source, allocation in rules.allocations.items() if source in sources]
    people = frozenset(person_id for allocation in chosen for person_id in allocation.person_ids)
    return _Company(rules, open_pools, people)


def _take_activities(batch: Batch) -> set[CustomerId]:
    """Keep what customers did that there are. Returns them."""
    kept: list[Kept] = []
    did: list[ActivityRow] = []
    for told, message in batch.of_kind(ActivityTold):
        customer_id = batch.accounts.get(message.customer)
        if customer_id is None:
            kept.append(batch.wait(told, record_id("customer", message.customer), Flaw.UNKNOWN_CUSTOMER, "customer"))
        else:
            kept.append(batch.take(told))
            did.append(ActivityRow(told.id, customer_id, message.activity, instant_of(message.at)))
    if did:
        put_activities(batch.connection, did)
    batch.keep(kept)
    return {one.customer_id for one in did}


def _keep_unknown_kinds(batch: Batch) -> None:
    unknown = [told for told in batch.told.values() if told.message is None]
    for told in unknown:
        batch.answers[told.id] = Answer(Fate.WAITING, Flaw.UNKNOWN_KIND, "kind")
    batch.keep([Kept(told, State.UNKNOWN) for told in unknown])


def _count_orders(batch: Batch, customer_ids: Collection[CustomerId]) -> None:
    """What their orders come to now; deadlines, deal status and places follow from it."""
    figures = figures_of(batch.connection, customer_ids) if customer_ids else {}
    for customer_id in customer_ids:
        found = figures.get(customer_id)
        batch.rows[customer_id] = msgspec.structs.replace(
            batch.rows[customer_id],
            last_order_at=None if found is None else millis(found.last_order_at),
            order_count=0 if found is None else found.order_count,
        )
