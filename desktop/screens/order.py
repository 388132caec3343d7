"""One order in full: who it belongs to, how far it is, what became of money and parcel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.customer import Fact


class StepState(StrEnum):
    REACHED = "reached"
    NOW = "now"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of production; `when` it was reached, as a person says it."""

    name: str
    state: StepState
    when: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order where it is one among others: a parent, a sub-order, one of a customer's. `label`: of which kind."""

    id: str
    number: str
    amount: str
    detail: str
    """What it is and when it was ordered."""

    state: Label
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Invoicing, shipping or signing: whether it is done, and what is known of it."""

    name: str
    state: Label
    facts: tuple[Fact, ...] = ()
    to_copy: str = ""
    """A number that is typed elsewhere: it can be copied with one click."""


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """`customer_id` is empty where one may not open the customer; `standing` how it is certified, where that is
    known; `differs` says that the two owners are two people.

    One of `parent` and `parent_away` (why it cannot be shown) for a sub-order, neither for any other.
    """

    id: str
    number: str
    amount: str
    labels: tuple[Label, ...]
    customer_id: str
    customer: str
    rep: str
    owner: str
    standing: Label | None = None
    differs: Label | None = None
    facts: tuple[Fact, ...] = ()
    parent: OrderLine | None = None
    parent_away: str = ""
    steps: tuple[Step, ...] = ()
    no_steps: str = ""
    deeds: tuple[Deed, ...] = ()
    sub_orders: tuple[OrderLine, ...] = ()


class OrderScreen(Protocol):
    """What may be told to whatever shows an order."""

    def show_order(self, order: OrderDetails | None) -> None:
        """None: no order is chosen."""


class OrderWishes(Protocol):
    """What an order in full asks for."""

    def customer_asked(self, customer_id: str) -> None:
        """Open this customer."""

    def order_asked(self, order_id: str) -> None:
        """Show this order: a sub-order, or the parent of one; answer with `show_order`."""
