"""Builds in which one rule of the pool is broken on purpose, mostly on both sides at once, as a slip in `domain` is."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from domain import court, recycling
from domain.commands import Assign, Extend, Release
from domain.customers import Customer, Place
from domain.days import rounded_up_to_midnight
from domain.deadlines import Outflow, outflow
from domain.direction import judge_assign, judge_extend
from domain.effects import CoolDownStarted, DeadlineExtended
from domain.facts import Facts
from domain.identifiers import CustomerId, Instant, PersonId
from domain.ownership import judge_release
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Verdict
from server.arbitration import ground
from server.arbitration.outcome import Outcome
from server.customers.holdings import Holding
from server.recycling import anew
from server.recycling.swept import Swept
from tests.simulation.replacing import Build, instead


@contextmanager
def cool_down_not_started_by_a_take_back() -> Iterator[None]:
    """Whoever loses a customer to their manager may claim it again at once."""

    def judge(release: Release, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
        verdict = judge_release(release, facts, ruleset, now)
        is_own = facts.customer is not None and facts.customer.owner_id == facts.actor.person.id
        if is_own or not isinstance(verdict, Accepted):
            return verdict
        rest = tuple(effect for effect in verdict.effects if not isinstance(effect, CoolDownStarted))
        return replace(verdict, effects=rest)

    with instead(court, "judge_release", judge):
        yield


@contextmanager
def recycler_ignores_locks() -> Iterator[None]:
    """The server lets a locked customer flow out like any other."""

    def due(customer: Customer, ruleset: Ruleset, *, is_owner_key_account: bool) -> Outflow | None:
        return outflow(replace(customer, is_locked=False), ruleset, is_owner_key_account=is_owner_key_account)

    with instead(ground, "outflow", due), instead(recycling, "outflow", due):
        yield


@contextmanager
def extension_from_today() -> Iterator[None]:
    """Days are added to today, not to the present deadline."""

    def judge(extend: Extend, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
        verdict = judge_extend(extend, facts, ruleset, now)
        if not isinstance(verdict, Accepted):
            return verdict
        (effect,) = verdict.effects
        assert isinstance(effect, DeadlineExtended)
        late = effect.before.at - now
        return replace(verdict, effects=(replace(effect, until=_midnight(effect.until - late, ruleset)),))

    with instead(court, "judge_extend", judge):
        yield


def _midnight(at: Instant, ruleset: Ruleset) -> Instant:
    return rounded_up_to_midnight(at, ruleset.zone)


@contextmanager
def assignment_ignores_the_cap() -> Iterator[None]:
    """Whoever is full is given more."""

    def judge(assign: Assign, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
        return judge_assign(assign, facts, replace(ruleset, holding_cap=1_000), now)

    with instead(court, "judge_assign", judge):
        yield


@contextmanager
def deadline_left_by_a_follow_up() -> Iterator[None]:
    """The deadline of a customer that keeps its owner is not worked out anew."""
    sound = Outcome.changed

    def changed(self: Outcome) -> Iterable[tuple[Holding, Holding]]:
        for before, after in sound(self):
            is_same = before.customer.ownership_version == after.customer.ownership_version
            yield before, replace(after, outflow=before.outflow) if is_same else after

    with instead(Outcome, "changed", changed):
        yield


@contextmanager
def conversion_keeps_the_old_clock() -> Iterator[None]:
    """Whoever keeps a customer that comes into a pool keeps its follow-ups and its clock too."""
    sound = Customer.moved

    def moved(self: Customer, owner_id: PersonId | None, place: Place, at: Instant) -> Customer:
        after = sound(self, owner_id, place, at)
        if owner_id is None or owner_id != self.owner_id:
            return after
        return replace(after, acquired_at=self.acquired_at, last_follow_up_at=self.last_follow_up_at)

    with instead(Customer, "moved", moved):
        yield


@contextmanager
def new_rules_move_nothing() -> Iterator[None]:
    """Other rules come into force, and deadlines stay where the former had put them."""

    def correct(_database: Any, _customer_ids: Sequence[CustomerId], *_: Any) -> Swept:
        return Swept()

    with instead(anew, "settle_batch", correct):
        yield


BROKEN_RULES: tuple[Build, ...] = (
    cool_down_not_started_by_a_take_back,
    recycler_ignores_locks,
    extension_from_today,
    assignment_ignores_the_cap,
    deadline_left_by_a_follow_up,
    conversion_keeps_the_old_clock,
    new_rules_move_nothing,
)
