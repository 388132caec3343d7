"""The next follow-ups that the person has planned, with what is on its way (SPEC §5)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from domain.commands import AddFollowUp
from domain.court import judge
from domain.effects import FollowUpAdded, applied
from domain.facts import Facts, Quota
from domain.follow_ups import plan_after
from domain.identifiers import CustomerId, Instant
from domain.people import Actor
from domain.rulesets import Ruleset
from domain.verdicts import Accepted
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import among, customers_of, judged
from sync.cache.pending import Asked, Pending, pending
from sync.cache.tables import customer
from sync.protocol.rows import CustomerRow


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to follow up, and on which day."""

    customer_id: CustomerId
    name: str
    next_on: date


class Plans:
    def __init__(self, me: StoreFile, directory: Directory) -> None:
        self._me = me
        self._directory = directory

    def due(self, until: date, now: Instant) -> tuple[Plan, ...]:
        """The person's own planned until that day and not followed up since, the oldest first."""
        actor = self._directory.actor()
        if actor is None:
            return ()
        with self._me.reading() as connection:
            asked = pending(connection)
            rows = _candidates(connection, asked, actor, until)
        rules = self._directory.rules(now)
        leaving = frozenset(asked.released())
        plans = [
            Plan(CustomerId(row.id), row.name, planned)
            for row in rows
            if row.id not in leaving
            and (planned := _planned(row, asked.of(row.id), actor, rules(row.pool_id), now)) is not None
            and planned <= until
        ]
        return tuple(sorted(plans, key=lambda plan: (plan.next_on, plan.name, plan.customer_id)))


def _candidates(connection: Connection, asked: Pending, actor: Actor, until: date) -> list[CustomerRow]:
    """Those planned by what the server says, and those that a follow-up on its way may plan."""
    written = [one.command.customer_id for one in asked.all if isinstance(one.command, AddFollowUp)]
    is_due = or_(customer.c.next_follow_up_on <= until.isoformat(), among(customer.c.id, written))
    ids = connection.scalars(select(customer.c.id).where(customer.c.owner_id == actor.person.id, is_due))
    return list(customers_of(connection, ids).values())


def _planned(row: CustomerRow, asked: tuple[Asked, ...], actor: Actor, ruleset: Ruleset, now: Instant) -> date | None:
    """The plan once what is on its way has arrived: by the server's own rule."""
    planned = None if row.next_follow_up_on is None else date.fromisoformat(row.next_follow_up_on)
    present, quota = judged(row), Quota(actor.person.id, 0, 0)
    for one in asked:
        if not one.is_pending or not isinstance(one.command, AddFollowUp):
            continue
        verdict = judge(one.command, Facts(actor, present, None, quota), ruleset, now)
        for effect in verdict.effects if isinstance(verdict, Accepted) else ():
            if isinstance(effect, FollowUpAdded):
                present = applied(present, (effect,))
                planned = plan_after(planned, effect, present)
    return planned
