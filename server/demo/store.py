"""Writes the demo company into an empty database, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from domain.customers import PoolState
from domain.days import company_day
from domain.effects import OwnerChanged, Verb
from domain.follow_ups import plan_after
from domain.identifiers import Instant, PersonId, PoolId
from domain.instants import millis, optional_millis
from domain.people import Pool
from domain.rulesets import Ruleset, huaqiu, settings_of
from domain.teams import Member
from server.arbitration.numbers import numbers_of
from server.customers.figures import CoolDown, insert_cool_downs, insert_quotas
from server.customers.ownerships import (
    Ownership,
    OwnershipEvent,
    insert_ownership_events,
    insert_ownerships,
)
from server.customers.placement import whole_scopes_of
from server.customers.repository import insert_customers
from server.database import Database
from server.demo import cast as company
from server.demo.beside import contacts_for, put_to_sleep
from server.demo.cast import Cast, assemble
from server.demo.chance import Chance, drawn_id, seeded
from server.demo.companies import Companies, Company
from server.demo.labels import print_labels
from server.demo.life import Life
from server.demo.orders import orders_of
from server.demo.plot import Plot
from server.feed.log import Entry, record
from server.follow_ups.repository import insert_follow_ups
from server.identity.accounts import give_login
from server.identity.passwords import Passwords
from server.orders.repository import store_orders
from server.organisation.repository import all_people, insert_people, insert_teams
from server.pools.repository import insert_members, insert_pools, insert_rulesets
from server.search_text import search_text
from sync.protocol.rows import CustomerRow, FollowUpRow, PersonRow, PoolRow, QuotaRow, RulesetRow, TeamRow

_FOUNDED_BEFORE = timedelta(days=800)


class NotEmpty(Exception):
    """The database already holds a company; the demo would mix with it."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made."""

    cast: Cast
    customers: int
    held: int
    follow_ups: int
    orders: int


def found(database: Database, passwords: Passwords, customers: int, seed: int, now: Instant) -> Founded:
    """Make the demo company with that many customers; the same seed and `now` make the same one.

    Raises:
        NotEmpty: see there.
    """
    chance = seeded(seed)
    since = now - _FOUNDED_BEFORE
    cast = assemble(chance, since)
    pool = Pool(PoolId(drawn_id(chance, since)), company.POOL)
    rules = huaqiu(1, since)
    lives = sorted(Plot(chance, cast, pool, rules, now).lives(customers), key=lambda life: life.customer.id)
    drawn = Companies(chance, company_day(now, rules.zone))
    scribe = seeded(seed + 2)
    labels = print_labels(scribe, cast, since, now)
    told = [(life, labels.put_on(drawn.draw(), scribe)) for life in lives]
    hashes = {member.login: passwords.hash(company.PASSWORD, member.login) for member in cast.members}

    def write(connection: Connection) -> Founded:
        if all_people(connection):
            raise NotEmpty
        # The same story again where the transaction has to be run again.
        dice = seeded(seed + 1)
        entries = _organisation(connection, cast, pool, rules, dice, since)
        for member in cast.members:
            give_login(connection, member.person.id, member.login, hashes[member.login], now)
        entries += labels.insert(connection)
        entries += _customers(connection, told, rules, dice, now)
        entries += put_to_sleep(connection, customers, pool.id, rules, seeded(seed + 3), now)
        entries += _quotas(connection, cast, lives, rules, now)
        record(connection, entries, now, lambda: drawn_id(dice, now))
        return Founded(
            cast,
            len(lives),
            sum(life.owner is not None for life in lives),
            sum(len(life.follow_ups) for life in lives),
            sum(len(life.orders) for life in lives),
        )

    return database.write(write)


def _organisation(
    connection: Connection, cast: Cast, pool: Pool, rules: Ruleset, dice: Chance, since: Instant
) -> list[Entry]:
    entries = insert_teams(connection, [TeamRow(team.id, 1, team.name, team.parent_id) for team in cast.teams])
    entries += insert_people(
        connection,
        [
            PersonRow(one.id, 1, one.name, one.team_id, tuple(sorted(one.roles)), one.is_key_account, one.has_departed)
            for one in (member.person for member in cast.members)
        ],
    )
    entries += insert_pools(connection, [PoolRow(pool.id, 1, pool.name)])
    rules_id = drawn_id(dice, since)
    entries += insert_rulesets(
        connection, [RulesetRow(rules_id, 1, pool.id, rules.version, millis(since), settings_of(rules))]
    )
    entries += insert_members(
        connection,
        [
            Member(pool.id, cast.teams[0].id, is_team=True),
            Member(pool.id, cast.member("wu").person.id, is_team=False, is_admin=True),
        ],
    )
    return entries


def _customers(
    connection: Connection, told: list[tuple[Life, Company]], rules: Ruleset, dice: Chance, now: Instant
) -> list[Entry]:
    lives = [life for life, _ in told]
    entries = insert_customers(connection, [_row(life, company) for life, company in told])
    insert_ownerships(connection, [held for life in lives for held in _ownerships(life)])
    whole: dict[str, tuple[str, ...]] = {
        life.customer.id: whole_scopes_of(life.owner.id, life.owner.team_id) for life in lives if life.owner
    }
    events = [event for life in lives for event in _events(life, rules, dice)]
    entries += insert_ownership_events(connection, events, whole)
    entries += insert_cool_downs(
        connection,
        [
            CoolDown(person_id, life.customer.id, 1, until)
            for life in lives
            for person_id, until in sorted(life.cool_downs.items())
        ],
    )
    entries += insert_follow_ups(connection, [row for life in lives for row in _follow_ups(life)], whole)
    placed = [order for life, drawn in told for order in orders_of(life, drawn.name, dice, now)]
    entries += store_orders(connection, placed, {}, whole)
    return entries + contacts_for(connection, lives, dice, whole)


def _quotas(connection: Connection, cast: Cast, lives: list[Life], rules: Ruleset, now: Instant) -> list[Entry]:
    today = company_day(now, rules.zone)
    claimed: dict[PersonId, int] = {member.person.id: 0 for member in cast.members if member.share > 0}
    for life in lives:
        for change in life.changes:
            if change.changed.verb is Verb.CLAIM and company_day(change.changed.at, rules.zone) == today:
                claimed[PersonId(change.changed.to_owner_id or "")] += 1
    return insert_quotas(
        connection, [QuotaRow(person_id, 1, today.isoformat(), number) for person_id, number in claimed.items()]
    )


def _row(life: Life, company: Company) -> CustomerRow:
    customer = life.customer
    due = life.due()
    last = life.changes[-1]
    is_in_pool = customer.state is PoolState.UNASSIGNED
    own = [told for told in life.follow_ups if told.author_id == customer.owner_id]
    planned = None
    for told in own:
        planned = plan_after(planned, told, customer)
    return CustomerRow(
        id=customer.id,
        version=1,
        search_text=search_text(company.name, company.phone),
        pool_id=customer.pool_id,
        pool_state=customer.state.value,
        owner_id=customer.owner_id,
        acquired_at=optional_millis(customer.acquired_at),
        ownership_version=customer.ownership_version,
        last_order_at=optional_millis(customer.last_order_at),
        order_count=len(life.orders),
        last_follow_up_at=optional_millis(customer.last_follow_up_at),
        next_follow_up_on=None if planned is None else planned.isoformat(),
        follow_up_count=len(life.follow_ups),
        outflow_at=None if due is None else millis(due.at),
        outflow_rule=None if due is None else due.rule.value,
        pooled_at=millis(last.changed.at) if is_in_pool else None,
        outflow_reason=(_rule_of(last.changed) or last.changed.verb.value) if is_in_pool else "",
        team_id=None if life.owner is None else life.owner.team_id,
        **{name: getattr(company, name) for name in Company.__slots__},
    )


def _ownerships(life: Life) -> Iterator[Ownership]:
    """One for each time that somebody held it. A customer's ownership version counts its changes."""
    for version, change in enumerate(life.changes, start=1):
        owner_id = change.changed.to_owner_id
        if owner_id is not None:
            is_last = version == len(life.changes)
            until = None if is_last else life.changes[version].changed.at
            yield Ownership(life.customer.id, version, owner_id, change.changed.at, until)


def _events(life: Life, rules: Ruleset, dice: Chance) -> Iterator[OwnershipEvent]:
    for change in life.changes:
        changed = change.changed
        yield OwnershipEvent(
            id=drawn_id(dice, changed.at),
            customer_id=changed.customer_id,
            verb=changed.verb,
            from_owner_id=changed.from_owner_id,
            to_owner_id=changed.to_owner_id,
            actor_id=change.actor_id,
            at=changed.at,
            note=changed.note,
            rule=_rule_of(changed),
            ruleset_version=rules.version,
            numbers=numbers_of(changed, change.before, rules),
        )


def _rule_of(changed: OwnerChanged) -> str | None:
    return None if changed.due is None else changed.due.rule.value


def _follow_ups(life: Life) -> Iterator[FollowUpRow]:
    for told in life.follow_ups:
        said = told.follow_up
        yield FollowUpRow(
            id=said.follow_up_id,
            version=1,
            customer_id=said.customer_id,
            author_id=told.author_id,
            medium=said.kind.value,
            text=said.text,
            happened_at=millis(said.happened_at),
            received_at=millis(said.happened_at),
            next_on=None if said.next_on is None else said.next_on.isoformat(),
            contact=said.contact,
            is_counted=told.is_counted,
        )
