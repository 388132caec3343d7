"""A customer as the person should see it now: the server's row, and what is on its way, judged by the court."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.commands import AddFollowUp, Command, Extend, Lock, Unlock
from domain.court import judge
from domain.customers import Customer
from domain.deadlines import Outflow, OutflowRule, exemption, is_about_to_flow_out, outflow
from domain.deals import deal_status
from domain.effects import applied
from domain.facts import Facts, Quota
from domain.identifiers import Instant
from domain.instants import instant
from domain.ownership import is_cooling_down
from domain.people import Actor, Person
from domain.rulesets import Ruleset
from domain.verdicts import Accepted
from sync.cache.answers import CustomerView
from sync.cache.lookup import judged
from sync.cache.pending import Asked, Pending
from sync.cache.writing import written
from sync.protocol.rows import CustomerRow

_RULES = frozenset(OutflowRule)


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws customers by what holds for all of them."""

    actor: Actor | None
    person: Callable[[str], Person | None]
    pending: Pending
    cool_downs: dict[str, Instant]
    now: Instant

    def view(self, row: CustomerRow, ruleset: Ruleset, *, is_mine: bool) -> CustomerView:
        base = judged(row)
        asked = self.pending.of(row.id)
        customer = predicted(base, asked, self.actor, ruleset, self.now)
        owner = None if row.owner_id is None else self.person(row.owner_id)
        is_key_account = owner is not None and owner.is_key_account
        due = _told(row) if customer is base else outflow(customer, ruleset, is_owner_key_account=is_key_account)
        claimable_from = self.cool_downs.get(row.id)
        return CustomerView(
            row=written(row, asked),
            is_mine=is_mine,
            deal_status=deal_status(base.last_order_at, ruleset, self.now),
            outflow=due,
            exemption=exemption(customer, ruleset, is_owner_key_account=is_key_account) if is_mine or owner else None,
            is_about_to_flow_out=is_about_to_flow_out(None if due is None else due.at, ruleset, self.now),
            claimable_from=claimable_from if claimable_from and is_cooling_down(claimable_from, self.now) else None,
            last_follow_up_at=customer.last_follow_up_at,
            follow_up_count=row.follow_up_count + sum(_is_new_follow_up(one) for one in asked),
            is_locked=customer.is_locked,
            owner_id=customer.owner_id,
            marks=self.pending.marks(row.id),
        )


def predicted(
    customer: Customer, asked: tuple[Asked, ...], actor: Actor | None, ruleset: Ruleset, now: Instant
) -> Customer:
    """The customer once its follow-ups and terms on the way have arrived; the same object where nothing changes."""
    if actor is None:
        return customer
    for one in asked:
        if one.is_pending and isinstance(one.command, Lock | Unlock | Extend):
            customer = _under_terms(customer, one.command, actor, ruleset, now)
    follow_ups = [one.command for one in asked if one.is_pending and isinstance(one.command, AddFollowUp)]
    if not follow_ups:
        return customer
    quota = Quota(actor.person.id, 0, 0)
    # A customer may have hundreds on their way, and deadlines follow the last that counts.
    for command in sorted(follow_ups, key=lambda command: command.happened_at, reverse=True):
        verdict = judge(command, Facts(actor, customer, None, quota), ruleset, now)
        if isinstance(verdict, Accepted):
            after = applied(customer, verdict.effects)
            if after is not customer:
                return customer if after == customer else after
    return customer


def _under_terms(customer: Customer, command: Command, actor: Actor, ruleset: Ruleset, now: Instant) -> Customer:
    """Whoever asked was in a position to: limits were weighed when it was asked."""
    facts = Facts(actor, customer, None, Quota(actor.person.id, 0, 0), is_of_subtree=True)
    verdict = judge(command, facts, ruleset, now)
    return applied(customer, verdict.effects) if isinstance(verdict, Accepted) and verdict.effects else customer


def predicted_row(row: CustomerRow, painter: Painter, ruleset: Ruleset) -> tuple[Instant | None, Instant | None]:
    """Last follow-up and outflow of an own customer with what is on its way: lists sort by these."""
    seen = painter.view(row, ruleset, is_mine=True)
    return seen.last_follow_up_at, None if seen.outflow is None else seen.outflow.at


def _is_new_follow_up(asked: Asked) -> bool:
    return asked.is_pending and isinstance(asked.command, AddFollowUp)


def _told(row: CustomerRow) -> Outflow | None:
    """The server's own reckoning, which also knows what we do not."""
    if row.outflow_at is None or row.outflow_rule not in _RULES:
        return None
    return Outflow(instant(row.outflow_at), OutflowRule(row.outflow_rule))
