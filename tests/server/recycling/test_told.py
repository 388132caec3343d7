"""Whoever held it, their managers and the pool's members hear of it in the same commit as what they lose and gain."""

from datetime import timedelta

from domain.instants import millis
from domain.people import Role
from sync.protocol.rows import CoolDownRow, CustomerRow, FollowUpRow, OwnershipEventRow
from sync.protocol.scopes import person_scope, pool_scope, team_scope
from tests.server.company import NOW, Company
from tests.server.reader import Reader
from tests.server.recycling.story import seem_due, swept_at

DAY = timedelta(days=1)
DUE = NOW + 60 * DAY


def test_a_customer_moves_from_its_owner_to_the_pool_masked_for_everybody(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.north)
    boss = company.person("王", company.south, Role.MANAGER)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.ask(rep, company.follow_up(customer))
    mine, managers, others = (Reader(company.database, one).read() for one in (rep, boss, other))
    assert customer in mine.of(person_scope(rep), CustomerRow)
    assert customer in managers.of(team_scope(company.south), CustomerRow)
    assert len(managers.of(team_scope(company.south), FollowUpRow)) == 1

    swept_at(company, DUE)

    mine.read(DUE)
    for kind in (CustomerRow, FollowUpRow, OwnershipEventRow):
        assert mine.of(person_scope(rep), kind) == {}
        assert managers.read(DUE).of(team_scope(company.south), kind) == {}
    assert mine.of(person_scope(rep), CoolDownRow)[customer].claimable_from == millis(DUE + 3 * DAY)
    pool = pool_scope(company.pool_id)
    for reader in (mine, managers, others.read(DUE)):
        row = reader.of(pool, CustomerRow)[customer]
        assert (row.phone, row.contact_name, row.owner_id) == ("138****5678", "", None)
        assert (row.outflow_reason, row.pooled_at) == ("follow_up_gap", millis(DUE))
        assert reader.resets == 0


def test_the_next_owner_reads_in_the_history_why_it_left_the_one_before(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("陈", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    swept_at(company, DUE)
    company.claim(other, customer, now=DUE)
    history = Reader(company.database, other).read(DUE).of(person_scope(other), OwnershipEventRow)
    assert sorted(event.verb for event in history.values()) == ["claim", "claim", "recycle"]
    (gone,) = (event for event in history.values() if event.verb == "recycle")
    assert (gone.from_owner_id, gone.to_owner_id, gone.actor_id, gone.rule) == (rep, None, None, "no_first_follow_up")
    assert gone.numbers["no_first_follow_up_days"] == 15
    assert gone.numbers["acquired_at"] == millis(NOW)


def test_a_deadline_that_is_set_right_reaches_its_owner(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    right = company.customer(customer).outflow_at
    mine = Reader(company.database, rep).read()
    seem_due(company, NOW, customer)
    swept_at(company, NOW + DAY)
    row = mine.read(NOW + DAY).of(person_scope(rep), CustomerRow)[customer]
    assert (row.outflow_at, row.version) == (right, company.customer(customer).version)
