"""Everything that is done with customers, as one table: how it is drafted, what is asked before, what is told after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.screens.actions import Action
from desktop.screens.deeds import Terms
from domain.commands import Command
from domain.identifiers import CustomerId, Instant, PersonId, PoolId

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.bench import Bench

type Draft = Callable[[Bench, Sequence[CustomerId], Terms, Instant], Sequence[Command]]


@dataclass(frozen=True, slots=True)
class Deed:
    """`directs`: done to what others hold, by whoever looks after it.

    `is_asked_first`: something is to be chosen, or what follows is to be read, before it is done.
    `is_told_again`: it is the server's to grant, so its yes is told too. What is undoable waits before it is sent.
    """

    draft: Draft
    directs: bool = False
    is_asked_first: bool = True
    is_told_again: bool = True
    is_undoable: bool = True
    has_note: bool = False
    reasons: tuple[str, ...] = ()


def _assigns(bench: Bench, ids: Sequence[CustomerId], terms: Terms, now: Instant) -> Sequence[Command]:
    """To the one who was chosen, or evenly over several, as far as their free places go."""
    people = [PersonId(each) for each in terms.people]
    if len(people) < 2:
        return bench.assigns(ids, people[0], terms.note) if people else []
    free = {places.person_id: places.free for places in bench.places(people, now)}
    return bench.assigns_evenly(ids, free, terms.note)


DEEDS: dict[Action, Deed] = {
    Action.CLAIM: Deed(
        lambda bench, ids, terms, now: bench.claims(ids, now),
        is_asked_first=False,
        is_undoable=False,
    ),
    Action.RELEASE: Deed(
        lambda bench, ids, terms, now: bench.releases(ids, terms.note),
        is_told_again=False,
        has_note=True,
        reasons=("unreachable", "no-demand", "competitor", "wrong-fit"),
    ),
    Action.TAKE_BACK: Deed(
        lambda bench, ids, terms, now: bench.releases(ids, terms.note),
        directs=True,
        has_note=True,
        reasons=("neglected", "other-rep", "too-many"),
    ),
    Action.ASSIGN: Deed(_assigns, directs=True, has_note=True),
    Action.EXTEND: Deed(lambda bench, ids, terms, now: bench.extends(ids, terms.days), directs=True),
    Action.LOCK: Deed(
        lambda bench, ids, terms, now: bench.locks(ids),
        is_asked_first=False,
        is_told_again=False,
    ),
    Action.UNLOCK: Deed(
        lambda bench, ids, terms, now: bench.unlocks(ids),
        is_asked_first=False,
        is_told_again=False,
    ),
    Action.CONVERT_TO_POOL: Deed(
        lambda bench, ids, terms, now: bench.to_pool(ids, PoolId(terms.pool)),
        directs=True,
    ),
    Action.CONVERT_TO_ORDINARY: Deed(lambda bench, ids, terms, now: bench.to_ordinary(ids), directs=True),
}
