"""Whose an order is and whose its customer: two things that differ on purpose (H 110) and are never confused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import state_name
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Cell, Label, Text, Tone
from domain.customers import PoolState

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.orders import OrderView


@dataclass(frozen=True, slots=True)
class Owners:
    """Both as they are said. `is_seen`: one may see whose the customer is; `differ`: certainly not the same person."""

    rep: str
    owner: str
    is_seen: bool
    differ: bool


def owners_of(place: Workplace, view: OrderView) -> Owners:
    """Reads the cache: for the background."""
    rep_id, customer = view.row.rep_id, view.customer
    rep = _named(place, rep_id) if rep_id else words.say("order-nobody")
    if customer is None:
        return Owners(rep, words.say("order-owner-unseen"), is_seen=False, differ=False)
    if customer.owner_id:
        owner = _named(place, customer.owner_id)
    else:
        is_in_pool = customer.pool_state == PoolState.UNASSIGNED
        owner = words.say("order-owner-pool") if is_in_pool else state_name(customer.pool_state)
    return Owners(rep, owner, is_seen=True, differ=rep_id is not None and rep_id != customer.owner_id)


def rep_cell(owners: Owners) -> Cell:
    return Text(owners.rep, tooltip=words.say("order-rep-tip", name=owners.rep))


def owner_cell(owners: Owners) -> Cell:
    """Where it is somebody else than the order's, on a ground of its own."""
    if not owners.is_seen:
        return Text(owners.owner, is_quiet=True, tooltip=words.say("order-owner-unseen-tip"))
    if owners.differ:
        return Label(words.say("order-owner-differs", name=owners.owner), Tone.WARNING)
    return Text(owners.owner, tooltip=words.say("order-owner-tip", name=owners.owner))


def _named(place: Workplace, person_id: str) -> str:
    person = place.cache.directory.person(person_id)
    return words.say("somebody-else") if person is None else person.name
