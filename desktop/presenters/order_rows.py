"""Orders as rows of the page 订单, and as lines where an order is one among others. Everything here reads the cache."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.cells import day_cell
from desktop.presenters.order_owners import owner_cell, owners_of, rep_cell
from desktop.presenters.order_words import amount, category_word, stage_cell, state_label, sub_kind_label, yes_or_no
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Cell, Label, Named, Row, Text, Tone
from desktop.screens.order import OrderLine
from desktop.screens.orders import OrdersTab
from domain.instants import instant

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.orders import OrderView


def draw_order_rows(place: Workplace, tab: OrdersTab, ids: Sequence[str], listed: Collection[str]) -> list[Row]:
    """As they are now; `listed` are all that stand in the list, so that a sub-order knows whether it stands under
    its parent."""
    return [_row(place, view, is_tree=tab is OrdersTab.PCB, listed=listed) for view in place.cache.orders.rows(ids)]


def order_lines(place: Workplace, views: Sequence[OrderView]) -> tuple[OrderLine, ...]:
    """As they stand in the detail of their parent, or with their customer."""
    return tuple(order_line(place, view) for view in views)


def order_line(place: Workplace, view: OrderView) -> OrderLine:
    order = view.row
    when = place.said(instant(order.ordered_at))
    said = words.say("order-line", title=order.title, when=when) if order.title else when
    return OrderLine(order.id, order.number, amount(order), said, state_label(order.status), sub_kind_label(order))


def _row(place: Workplace, view: OrderView, *, is_tree: bool, listed: Collection[str]) -> Row:
    order, owners = view.row, owners_of(place, view)
    status: Cell = state_label(order.status) if order.status else Text("–", is_quiet=True)
    category = category_word(order.category)
    cells = (
        _number(view, is_under=is_tree and order.parent_id in listed),
        Text(order.customer_name, is_strong=False),
        Text(order.title, is_quiet=True),
        Text(category or "–", is_quiet=not category),
        Text(amount(order), is_number=True, is_at_right=True),
        day_cell(instant(order.ordered_at), place.local_now()),
        status,
        rep_cell(owners),
        owner_cell(owners),
        stage_cell(order),
        _known(order.is_invoiced, "invoiced"),
        _known(order.is_shipped, "shipped"),
    )
    return Row(order.id, cells)


def _number(view: OrderView, *, is_under: bool) -> Named:
    """With its kind, and with a word where the parent cannot be shown."""
    kind = sub_kind_label(view.row)
    labels = [] if kind is None else [kind]
    if view.row.parent_id is not None and view.parent is None:
        labels.append(Label(words.say("order-parent-away"), Tone.NEUTRAL))
    return Named(view.row.number, tuple(labels), depth=1 if is_under else 0, is_cut_last=True)


def _known(is_so: bool | None, what: str) -> Cell:
    return Text("–", is_quiet=True, tooltip=words.say("order-unknown-tip")) if is_so is None else yes_or_no(is_so, what)
