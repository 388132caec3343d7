"""A list's filter and order as SQL. Boundaries come from the court; SQL only compares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from domain.customers import PoolState
from domain.deals import DealStatus, deal_since
from domain.identifiers import Instant
from domain.instants import millis
from domain.rulesets import Ruleset
from domain.tags import Vocabulary
from sync.cache.asking import Facet, InPool, Mine, Shelf, SortKey, Theirs, Wanted
from sync.cache.lookup import among, json_text
from sync.cache.pending import Pending
from sync.cache.search_text import folded, phrase_query
from sync.cache.tables import NAME_KEY, customer, scope
from sync.cache.tag_keys import key_of, spellings_of

_FACETS: dict[Facet, ColumnElement[Any]] = {
    Facet.REGION: customer.c.region,
    Facet.INDUSTRY: customer.c.industry,
    Facet.LEVEL: customer.c.level,
    Facet.SOURCE: customer.c.source,
    Facet.OUTFLOW_REASON: customer.c.outflow_reason,
}
_MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the rows: rules, cool-downs still running, and of what is on its way the claims and
    releases (`pending`) and, where the list needs them, the predictions by customer."""

    ruleset: Callable[[str | None], Ruleset]
    pool_ids: tuple[str, ...]
    now: Instant
    pending: Pending
    cooling: dict[str, int]
    predictions: dict[str, tuple[int | None, int | None]]
    is_indexed: bool
    people: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    """Whom a list of others' customers is narrowed to."""
    names: dict[str, int] = field(default_factory=dict)
    """Each person's place in the order of names."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def conditions(wanted: Wanted, known: Known) -> list[ColumnElement[bool]]:
    return [*_on_shelf(wanted.shelf, known), *_filtered(wanted, known)]


def ranked(rows: Select[Any], wanted: Wanted, known: Known) -> Select[Any]:
    """`rows` as wanted: filtered, in order, equal ones by id, unknown values last."""
    if isinstance(wanted.shelf, Mine):
        rows = rows.select_from(customer.outerjoin(_predicted(known), customer.c.id == _PREDICTED_ID))
    rows = rows.where(*conditions(wanted, known))
    for column in _sorted_by(wanted, known):
        rows = rows.order_by((column.desc() if wanted.is_descending else column.asc()).nulls_last())
    return rows.order_by(customer.c.id)


def needs_predictions(wanted: Wanted) -> bool:
    """Whether the list depends on what follow-ups on their way will do: to work that out means to judge each."""
    is_foreseen = wanted.sort in {SortKey.LAST_FOLLOW_UP, SortKey.OUTFLOW} or wanted.filter.is_about_to_flow_out
    return isinstance(wanted.shelf, Mine) and is_foreseen


def outflow_column(wanted: Wanted) -> ColumnElement[int]:
    return _foreseen("$[1]", customer.c.outflow_at) if isinstance(wanted.shelf, Mine) else customer.c.outflow_at


def facet_values(connection: Connection, shelf: Shelf, facet: Facet, vocabulary: Vocabulary) -> list[str]:
    """The values that occur, the most frequent first; of tags what `sync.cache.tag_keys` tells apart."""
    place: list[ColumnElement[bool]] = []
    if isinstance(shelf, InPool):
        place = [customer.c.pool_id == shelf.pool_id, customer.c.pool_state == PoolState.UNASSIGNED.value]
    elif isinstance(shelf, Theirs):
        place = [customer.c.pool_state != PoolState.UNASSIGNED.value]
    if facet is Facet.TAG:
        counts: dict[str, int] = {}
        tagged = select(customer.c.tags, func.count()).where(customer.c.tags != "", *place).group_by(customer.c.tags)
        for tags, count in connection.execute(tagged):
            for tag in {key_of(tag, vocabulary) for tag in tags.split("\n")}:
                counts[tag] = counts.get(tag, 0) + count
        return sorted(counts, key=lambda tag: (-counts[tag], tag))[:_MOST_VALUES]
    column = _FACETS[facet]
    values = select(column).where(column != "", *place).group_by(column).order_by(func.count().desc(), column)
    return list(connection.scalars(values.limit(_MOST_VALUES)))


_PREDICTED_ID = literal_column("predicted.key", String)
_PREDICTED = literal_column("predicted.value", String)


def _predicted(known: Known) -> Any:
    return func.json_each(literal(json_text(known.predictions), String)).table_valued("key", "value", name="predicted")


def _foreseen(path: str, column: ColumnElement[Any]) -> ColumnElement[int]:
    return case((_PREDICTED_ID.is_(None), column), else_=func.json_extract(_PREDICTED, path, type_=Integer))


def _on_shelf(shelf: Shelf, known: Known) -> Iterator[ColumnElement[bool]]:
    match shelf:
        case InPool():
            yield customer.c.pool_id == shelf.pool_id
            yield customer.c.pool_state == PoolState.UNASSIGNED.value
        case Mine():
            if shelf.state is not None:
                yield customer.c.pool_state == shelf.state.value
            if released := known.pending.released():
                yield ~among(customer.c.id, released)
        case Theirs():
            yield from _of_others(shelf, known)


def _of_others(shelf: Theirs, known: Known) -> Iterator[ColumnElement[bool]]:
    """Whole rows of teams, and the masked ones of administered pools that no team of ours shows."""
    whole = customer.c.scope_no.in_(select(scope.c.no).where(scope.c.name.startswith("team:")))
    masked = customer.c.scope_no.in_(select(scope.c.no).where(scope.c.name.startswith("assigned:")))
    seen = customer.alias("seen")
    shown = select(seen.c.id).where(seen.c.scope_no.in_(select(scope.c.no).where(scope.c.name.startswith("team:"))))
    yield or_(whole, and_(masked, customer.c.id.not_in(shown)))
    if shelf.state is not None:
        yield customer.c.pool_state == shelf.state.value
    if shelf.whose is not None:
        yield or_(among(customer.c.owner_id, known.people), among(customer.c.team_id, known.teams))
    if shelf.state is PoolState.PENDING and (directed := known.pending.directed()):
        yield ~among(customer.c.id, directed)


def _filtered(wanted: Wanted, known: Known) -> Iterator[ColumnElement[bool]]:
    asked = wanted.filter
    if folded(asked.text).strip():
        yield _with_text(asked.text, known)
    if asked.deal:
        yield or_(*(_with_deal(status, known, wanted.shelf) for status in sorted(asked.deal)))
    if asked.is_claimable_now:
        yield ~among(customer.c.id, [*known.cooling, *known.pending.claimed()])
    for facet, values in asked.facets:
        if facet is Facet.TAG:
            tags = literal("\n") + customer.c.tags + literal("\n")
            spelled = {spelling for value in values for spelling in spellings_of(value, known.vocabulary)}
            yield or_(*(func.instr(tags, f"\n{spelling}\n") > 0 for spelling in sorted(spelled)))
        else:
            yield _FACETS[facet].in_(sorted(values))


def _with_text(words: str, known: Known) -> ColumnElement[bool]:
    if known.is_indexed:
        found = text("SELECT rowid FROM customer_text WHERE customer_text MATCH :words").bindparams(
            words=phrase_query(words)
        )
        return customer.c.no.in_(found.columns(literal_column("rowid", Integer)))
    fields = (customer.c.name, customer.c.uscc, customer.c.search_text, customer.c.phone)
    return func.text_occurs(words, *fields, type_=Integer) == 1


def _with_deal(status: DealStatus, known: Known, shelf: Shelf) -> ColumnElement[bool]:
    since = _deal_since(known, shelf)
    match status:
        case DealStatus.NONE:
            return customer.c.last_order_at.is_(None)
        case DealStatus.DEAL:
            return customer.c.last_order_at >= since
        case DealStatus.LAPSED:
            return customer.c.last_order_at < since


def _deal_since(known: Known, shelf: Shelf) -> ColumnElement[int]:
    """Each pool has its own deal period."""
    pool_id = shelf.pool_id if isinstance(shelf, InPool) else None
    usual = literal(millis(deal_since(known.ruleset(pool_id), known.now)), Integer)
    if isinstance(shelf, InPool) or not known.pool_ids:
        return usual
    by_pool = {each: millis(deal_since(known.ruleset(each), known.now)) for each in known.pool_ids}
    return case(by_pool, value=customer.c.pool_id, else_=usual)


def _sorted_by(wanted: Wanted, known: Known) -> list[ColumnElement[Any]]:
    is_mine = isinstance(wanted.shelf, Mine)
    match wanted.sort:
        case SortKey.NAME:
            return [literal_column(NAME_KEY, String)]
        case SortKey.REGION:
            return [func.nullif(customer.c.region, ""), customer.c.city]
        case SortKey.STATUS:
            statuses = (DealStatus.DEAL, DealStatus.LAPSED)
            ranks = [(_with_deal(status, known, wanted.shelf), rank) for rank, status in enumerate(statuses)]
            return [case(*ranks, else_=len(ranks))]
        case SortKey.LAST_ORDER:
            return [customer.c.last_order_at]
        case SortKey.LAST_FOLLOW_UP:
            return [_foreseen("$[0]", customer.c.last_follow_up_at) if is_mine else customer.c.last_follow_up_at]
        case SortKey.OUTFLOW:
            return [outflow_column(wanted)]
        case SortKey.OUTFLOW_REASON:
            return [func.nullif(customer.c.outflow_reason, "")]
        case SortKey.OWNER:
            place = func.json_extract(json_text(known.names), func.printf('$."%w"', customer.c.owner_id), type_=Integer)
            return [place]
        case SortKey.ENTERED_POOL:
            return [customer.c.pooled_at]
        case SortKey.CLAIMABLE:
            until = func.json_extract(json_text(known.cooling), func.printf('$."%w"', customer.c.id), type_=Integer)
            return [func.coalesce(until, 0)]
