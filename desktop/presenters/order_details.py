"""One order in full. Everything here reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.certification_words import standing_label
from desktop.presenters.order_owners import owners_of
from desktop.presenters.order_rows import order_line, order_lines
from desktop.presenters.order_words import (
    amount,
    category_word,
    furthest,
    state_label,
    status_word,
    sub_kind_label,
    yes_or_no,
)
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import Fact
from desktop.screens.order import Deed, OrderDetails, OrderLine, Step, StepState
from domain.instants import instant
from sync.protocol.rows import OrderRow

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.orders import OrderView


def order_in_full(place: Workplace, order_id: str) -> OrderDetails | None:
    """None where one does not see it, or not any more."""
    view = place.cache.orders.order(order_id)
    return None if view is None else _details(place, view)


def orders_of(place: Workplace, customer_id: str) -> tuple[OrderLine, ...]:
    """Of a customer, the newest first."""
    return order_lines(place, place.cache.orders.of_customer(customer_id))


def _details(place: Workplace, view: OrderView) -> OrderDetails:
    order, owners = view.row, owners_of(place, view)
    is_away = order.parent_id is not None and view.parent is None
    parent = None if order.parent_id is None else place.cache.orders.order(order.parent_id)
    return OrderDetails(
        id=order.id,
        number=order.number,
        amount=amount(order),
        labels=tuple(_labels(order)),
        customer_id=order.customer_id if view.customer is not None else "",
        customer=order.customer_name,
        standing=None if view.customer is None else standing_label(view.customer),
        rep=owners.rep,
        owner=owners.owner,
        differs=Label(words.say("order-differs"), Tone.WARNING) if owners.differ else None,
        facts=tuple(_facts(place, order)),
        parent=None if parent is None else order_line(place, parent),
        parent_away=words.say("order-parent-away-text") if is_away else "",
        steps=_steps(place, order),
        no_steps=words.say("order-no-stages"),
        deeds=(_invoicing(place, order), _shipping(place, order), _signing(place, order)),
        sub_orders=order_lines(place, place.cache.orders.sub_orders(order.id)),
    )


def _labels(order: OrderRow) -> Iterator[Label]:
    if order.status:
        yield state_label(order.status)
    if order.category:
        yield Label(category_word(order.category))
    if (kind := sub_kind_label(order)) is not None:
        yield kind


def _facts(place: Workplace, order: OrderRow) -> Iterator[Fact]:
    if order.title:
        yield Fact(words.say("column-order-title"), order.title)
    yield Fact(words.say("column-ordered"), place.said(instant(order.ordered_at)))


def _steps(place: Workplace, order: OrderRow) -> tuple[Step, ...]:
    """The furthest stage reached is where it is now, unless it is the last: then all of it is done."""
    now = furthest(order)
    is_over = now == len(order.stages) - 1

    def state(at: int) -> StepState:
        if at > now:
            return StepState.TO_COME
        return StepState.NOW if at == now and not is_over else StepState.REACHED

    def when(at: int, reached_at: int | None) -> str:
        if reached_at is not None:
            return place.said(instant(reached_at))
        return words.say("order-stage-passed") if at < now else ""

    return tuple(
        Step(status_word(name), state(at), when(at, reached_at)) for at, (name, reached_at) in enumerate(order.stages)
    )


def _invoicing(place: Workplace, order: OrderRow) -> Deed:
    facts = []
    if order.invoiced_cents is not None:
        facts.append(Fact(words.say("order-invoice-amount"), words.money(order.invoiced_cents, order.currency)))
    if order.invoice_number:
        facts.append(Fact(words.say("order-invoice-number"), order.invoice_number))
    facts += _when(place, "order-invoiced-at", order.invoiced_at)
    return Deed(words.say("order-invoice"), yes_or_no(order.is_invoiced, "invoiced"), tuple(facts))


def _shipping(place: Workplace, order: OrderRow) -> Deed:
    facts = []
    if order.carrier:
        facts.append(Fact(words.say("order-carrier"), order.carrier))
    if order.tracking_number:
        facts.append(Fact(words.say("order-tracking"), order.tracking_number))
    facts += _when(place, "order-shipped-at", order.shipped_at)
    state = yes_or_no(order.is_shipped, "shipped")
    return Deed(words.say("order-shipping"), state, tuple(facts), order.tracking_number)


def _signing(place: Workplace, order: OrderRow) -> Deed:
    """Signed with a date; without one, only what has been shipped can be said to wait for it."""
    is_signed = True if order.signed_at is not None else False if order.is_shipped is not None else None
    state = yes_or_no(is_signed, "signed")
    return Deed(words.say("order-signing"), state, tuple(_when(place, "order-signed-at", order.signed_at)))


def _when(place: Workplace, key: str, at: int | None) -> list[Fact]:
    return [] if at is None else [Fact(words.say(key), place.said(instant(at)))]
