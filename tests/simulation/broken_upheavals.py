"""Builds in which a rule about the company, or about customers that are asked back, is broken on purpose."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from domain import court, reinstatement
from domain.commands import Reinstate
from domain.company import ClosePool
from domain.customers import Customer, Place, PoolState
from domain.effects import Effect, OwnerChanged, Verb
from domain.facts import Facts
from domain.identifiers import Instant, PersonId, TeamId
from domain.reinstatement import judge_reinstate
from domain.rulesets import Ruleset
from domain.upheavals import put_out
from domain.verdicts import Verdict
from server.arbitration import telling
from server.organisation.repository import team_parents
from server.pools import membership
from server.recycling import emptying
from tests.simulation.replacing import Build, instead


@contextmanager
def departure_leaves_the_lock() -> Iterator[None]:
    """What whoever left had locked waits for a manager, and nobody can give it to anybody."""
    sound = Customer.moved

    def moved(self: Customer, owner_id: PersonId | None, place: Place, at: Instant) -> Customer:
        after = sound(self, owner_id, place, at)
        return replace(after, is_locked=self.is_locked) if place.state is PoolState.PENDING else after

    with instead(Customer, "moved", moved):
        yield


@contextmanager
def closing_loses_what_nobody_holds() -> Iterator[None]:
    """What lay in a closed pool waits, and no manager is told in which team."""

    def put(customer: Customer, closed: ClosePool, now: Instant) -> tuple[Effect, ...]:
        (moved,) = put_out(customer, closed, now)
        assert isinstance(moved, OwnerChanged)
        is_waiting = moved.to_owner_id is None and moved.place.state is PoolState.PENDING
        return (replace(moved, place=Place(PoolState.PENDING)) if is_waiting else moved,)

    with instead(emptying, "put_out", put):
        yield


@contextmanager
def moved_team_keeps_its_rights() -> Iterator[None]:
    """Who looks after whom is asked once, and never again."""
    known: dict[str, Mapping[TeamId, TeamId | None]] = {}

    def as_it_was(connection: Connection) -> Mapping[TeamId, TeamId | None]:
        return known.setdefault("tree", team_parents(connection))

    with instead(membership, "team_parents", as_it_was):
        yield


@contextmanager
def reinstatement_ignores_the_cap() -> Iterator[None]:
    """Whoever is full gets their customer back all the same."""

    def judge(reinstate: Reinstate, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
        return judge_reinstate(reinstate, facts, replace(ruleset, holding_cap=1_000), now)

    with instead(court, "judge_reinstate", judge):
        yield


@contextmanager
def requests_answered_twice() -> Iterator[None]:
    """Whoever answers last is right."""
    with instead(reinstatement, "_why_answered", lambda _late: None):
        yield


@contextmanager
def only_losses_are_told() -> Iterator[None]:
    """Nobody is told what they were given."""

    def whom_to_tell(
        verb: Verb, actor_id: PersonId | None, from_owner_id: PersonId | None, _to_owner_id: PersonId | None
    ) -> frozenset[PersonId]:
        lost = {from_owner_id} - {actor_id} if verb is not Verb.DEPART else set()
        return frozenset(person_id for person_id in lost if person_id is not None)

    with instead(telling, "whom_to_tell", whom_to_tell):
        yield


BROKEN_UPHEAVALS: tuple[Build, ...] = (
    departure_leaves_the_lock,
    closing_loses_what_nobody_holds,
    moved_team_keeps_its_rights,
    reinstatement_ignores_the_cap,
    requests_answered_twice,
    only_losses_are_told,
)
