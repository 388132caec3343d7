"""A list of orders as SQL: its filter and its order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Float,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    text,
    tuple_,
)

from domain.identifiers import PersonId
from sync.cache.lookup import json_text
from sync.cache.order_asking import PCB, OrderFilter, OrderShelf, OrderSort, WantedOrders
from sync.cache.search_text import folded, phrase_query
from sync.cache.tables import NAME_KEY, customer, customer_order


@dataclass(frozen=True, slots=True)
class KnownOfOrders:
    """What is known besides the rows. `names`: each person's place in the order of names; `released`: customers that
    are leaving the person's hands."""

    person_id: PersonId
    names: Mapping[PersonId, int]
    released: tuple[str, ...]
    is_indexed: bool


_order = customer_order.c
_parent, _newer, _buyer = customer_order.alias("parent"), customer_order.alias("newer"), customer.alias("buyer")

_STAGES = func.json_array_length(_order.stages, type_=Integer)
_REACHED = literal_column("(SELECT count(json_extract(value, '$[1]')) FROM json_each(customer_order.stages))", Integer)


def newest() -> ColumnElement[bool]:
    """An order that several scopes hold is the one that was told last."""
    is_newer = tuple_(_newer.c.version, _newer.c.no) > tuple_(_order.version, _order.no)
    return not_(exists(select(_newer.c.no).where(_newer.c.id == _order.id, is_newer)))


def order_conditions(wanted: WantedOrders, known: KnownOfOrders) -> list[ColumnElement[bool]]:
    return [*_on_shelf(wanted.shelf, known), *_filtered(wanted.filter, known)]


def ranked_orders(rows: Select[Any], wanted: WantedOrders) -> Select[Any]:
    """`rows` in order; the key they are sorted by is their column `key`."""
    key: ColumnElement[Any] = literal_column("key")
    return rows.order_by((key.desc() if wanted.is_descending else key.asc()).nulls_last(), _order.id)


def sort_key(sort: OrderSort, known: KnownOfOrders) -> ColumnElement[Any]:
    match sort:
        case OrderSort.NUMBER | OrderSort.TITLE | OrderSort.CATEGORY:
            column = {OrderSort.NUMBER: _order.number, OrderSort.TITLE: _order.title}.get(sort, _order.category)
            return func.nullif(func.lower(column), "")
        case OrderSort.STATUS:
            return func.nullif(_order.status, "")
        case OrderSort.CUSTOMER:
            # By pinyin, as in the register, where the customer is one that can be seen.
            return func.coalesce(_of_buyer(literal_column(NAME_KEY, String)), func.lower(_order.customer_name))
        case OrderSort.AMOUNT:
            return _order.amount_cents
        case OrderSort.ORDERED:
            return _order.ordered_at
        case OrderSort.REP:
            return _place_of(_order.rep_id, known)
        case OrderSort.OWNER:
            return _place_of(_of_buyer(_buyer.c.owner_id), known)
        case OrderSort.STAGE:
            return func.cast(_REACHED, Float) / func.nullif(_STAGES, 0)
        case OrderSort.INVOICED:
            return _order.is_invoiced
        case OrderSort.SHIPPED:
            return _order.is_shipped


def _of_buyer(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Of the customer as one sees it now; nothing where one does not."""
    rows = select(value).select_from(_buyer).where(_buyer.c.id == _order.customer_id)
    return rows.order_by(_buyer.c.version.desc()).limit(1).scalar_subquery()


def _place_of(person_id: ColumnElement[Any], known: KnownOfOrders) -> ColumnElement[int]:
    return func.json_extract(json_text(known.names), func.printf('$."%w"', person_id), type_=Integer)


def _on_shelf(shelf: OrderShelf, known: KnownOfOrders) -> Iterator[ColumnElement[bool]]:
    match shelf:
        case OrderShelf.ALL:
            return
        case OrderShelf.MINE:
            yield _order.rep_id == known.person_id
        case OrderShelf.MY_CUSTOMERS:
            held = select(customer.c.id).where(customer.c.owner_id == known.person_id)
            if known.released:
                held = held.where(customer.c.id.not_in(known.released))
            yield _order.customer_id.in_(held)
        case OrderShelf.PCB:
            yield _is_pcb()


def _is_pcb() -> ColumnElement[bool]:
    """Of that word, or a sub-order of such a one; one that says nothing of itself counts while its parent is away."""
    under = select(_parent.c.id).where(_parent.c.id == _order.parent_id)
    told = func.lower(_order.category) == PCB
    is_sub = _order.parent_id.is_not(None)
    of_pcb = exists(under.where(func.lower(_parent.c.category) == PCB))
    return or_(told, and_(is_sub, or_(of_pcb, and_(_order.category == "", not_(exists(under))))))


def _filtered(asked: OrderFilter, known: KnownOfOrders) -> Iterator[ColumnElement[bool]]:
    for word in folded(asked.text).split():
        yield _with_word(word, known)
    if asked.statuses:
        yield _order.status.in_(sorted(asked.statuses))
    if asked.is_not_invoiced:
        yield _order.is_invoiced.is_not(True)
    if asked.is_not_shipped:
        yield _order.is_shipped.is_not(True)
    if asked.is_in_production:
        yield _REACHED > 0
        yield _REACHED < _STAGES
        yield _order.is_shipped.is_not(True)


def _with_word(word: str, known: KnownOfOrders) -> ColumnElement[bool]:
    fields = _order.number + literal("\n") + _order.title + literal("\n") + _order.customer_name
    occurs = func.instr(func.lower(fields), word, type_=Integer) > 0
    # Digits are looked for in numbers of orders: those of phones and credit codes would only bring strangers.
    if not any(sign.isalpha() for sign in word):
        return occurs
    return or_(occurs, _order.customer_id.in_(select(customer.c.id).where(_is_called(word, known))))


def _is_called(word: str, known: KnownOfOrders) -> ColumnElement[bool]:
    if not known.is_indexed:
        return func.text_occurs(word, customer.c.name, "", customer.c.search_text, "", type_=Integer) == 1
    query: BindParameter[str] = bindparam("called", f"{{name words}} : {phrase_query(word)}", unique=True)
    found = text("SELECT rowid FROM customer_text WHERE customer_text MATCH :called").bindparams(query)
    return customer.c.no.in_(found.columns(literal_column("rowid", Integer)))
