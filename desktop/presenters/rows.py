"""A customer as a row of whichever list it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop import words
from desktop.presenters.cells import (
    CLAIM_MARKS,
    claim_act,
    claimable,
    day_cell,
    deal_label,
    marks,
    outflow_reason,
    place,
    time_left,
)
from desktop.presenters.certification_words import standing_label
from desktop.presenters.offers import Asker, acts_on, may_tag, row_act
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Cell, Label, Labels, Named, Nothing, Row, Text, Tone
from desktop.screens.lists import (
    ALL_COLUMNS,
    FLOWING_COLUMNS,
    MINE_COLUMNS,
    ORDINARY_COLUMNS,
    PENDING_COLUMNS,
    POOL_COLUMNS,
    Column,
    with_owner,
)
from desktop.screens.register import RegisterTab
from domain.access import directs_anybody
from domain.customers import PoolState
from domain.deadlines import mover
from domain.instants import optional_instant
from domain.people import Role
from domain.rulesets import Ruleset
from sync.cache.answers import CustomerView

_COLUMNS = {
    RegisterTab.ASSIGNED: MINE_COLUMNS,
    RegisterTab.UNASSIGNED: POOL_COLUMNS,
    RegisterTab.FLOWING: FLOWING_COLUMNS,
    RegisterTab.ORDINARY: ORDINARY_COLUMNS,
    RegisterTab.PENDING: PENDING_COLUMNS,
    RegisterTab.ALL: ALL_COLUMNS,
}
_STATE_TONES = {PoolState.ASSIGNED: Tone.PRIMARY, PoolState.PENDING: Tone.WARNING}


def columns_of(tab: RegisterTab, *, is_others: bool) -> tuple[Column, ...]:
    """Where several people's customers stand together, each row says whose."""
    return with_owner(_COLUMNS[tab]) if is_others and tab is not RegisterTab.PENDING else _COLUMNS[tab]


def draw_rows(where: Workplace, tab: RegisterTab, ids: Sequence[str], *, is_others: bool) -> list[Row]:
    """As they are now. Reads the cache: for the background."""
    now, local = where.now(), where.local_now()
    asker = asker_of(where, ids)
    columns = columns_of(tab, is_others=is_others)
    rows = []
    for view in where.cache.register.rows(ids, now):
        acts = acts_on(view, asker)
        drawing = _Drawing(where, view, tab, acts, where.ruleset(view.row.pool_id), local)
        cells = tuple(_CELLS[column](drawing) for column in columns)
        offered = frozenset(action.value for action in acts)
        if view.marks & CLAIM_MARKS or any(isinstance(cell, Act) and not cell.is_enabled for cell in cells):
            offered -= {Action.CLAIM.value}
        if may_tag(view, asker):
            offered |= {Action.TAG.value}
        rows.append(Row(view.row.id, cells, offered))
    return rows


def asker_of(where: Workplace, ids: Sequence[str]) -> Asker:
    """The signed-in person before these customers. Reads the cache."""
    directory = where.cache.directory
    actor = directory.actor()
    return Asker(
        person_id=where.person_id,
        may_own=actor is None or actor.may_own,
        is_manager=actor is not None and actor.has(Role.MANAGER),
        has_pool=bool(directory.pools()),
        # To ask the court costs a look at everything that is on its way: not for those who direct nobody.
        directed=where.cache.bench.directed(ids, where.now())
        if actor is not None and directs_anybody(actor)
        else frozenset(),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    where: Workplace
    view: CustomerView
    tab: RegisterTab
    acts: tuple[Action, ...]
    ruleset: Ruleset
    now: datetime


def _owner(each: _Drawing) -> Cell:
    owner = None if each.view.owner_id is None else each.where.cache.directory.person(each.view.owner_id)
    if owner is None:
        return Text("–", is_quiet=True)
    team = each.where.cache.directory.team(owner.team_id)
    return Text(owner.name, tooltip="" if team is None else team.name)


def _certification(each: _Drawing) -> tuple[Label, ...]:
    label = standing_label(each.view.row)
    return () if label is None else (label,)


def _team(each: _Drawing) -> Cell:
    team = None if each.view.row.team_id is None else each.where.cache.directory.team(each.view.row.team_id)
    return Text("–", is_quiet=True) if team is None else Text(team.name)


def _state(each: _Drawing) -> Cell:
    state = each.view.row.pool_state
    key = f"pool-state-{state}"
    # A state that this version does not know is shown as it came (H 109).
    text = words.say(key) if words.knows(key) else state
    return Label(text, next((tone for known, tone in _STATE_TONES.items() if known == state), Tone.NEUTRAL))


def _outflow_at(each: _Drawing) -> Cell:
    if each.view.outflow is None:
        return Nothing()
    return Text(words.moment(each.view.outflow.at, each.now), is_number=True)


def _mover(each: _Drawing) -> Cell:
    if each.view.outflow is None:
        return Nothing()
    return Text(words.say(f"mover-{mover(each.view.outflow.rule, each.ruleset).value}"), is_quiet=True)


def _action(each: _Drawing) -> Cell:
    action = row_act(each.tab, each.view, each.acts, each.ruleset)
    is_asked = each.view.row.pool_state == PoolState.UNASSIGNED and each.view.marks & CLAIM_MARKS
    if action is Action.CLAIM or is_asked:
        return claim_act(each.view, each.now)
    return Nothing() if action is None else Act(action.value, words.say(f"act-{action.value}"))


_CELLS: dict[Column, Callable[[_Drawing], Cell]] = {
    Column.NAME: lambda each: Named(each.view.row.name, (*marks(each.view), *_certification(each))),
    Column.OWNER: _owner,
    Column.TEAM: _team,
    Column.STATE: _state,
    Column.REGION: lambda each: Text(place(each.view)),
    Column.TAGS: lambda each: Labels(tuple(Label(each.where.cache.tags.name_of(tag)) for tag in each.view.row.tags)),
    Column.STATUS: lambda each: deal_label(each.view.deal_status),
    Column.LAST_ORDER: lambda each: day_cell(optional_instant(each.view.row.last_order_at), each.now),
    Column.LAST_FOLLOW_UP: lambda each: day_cell(each.view.last_follow_up_at, each.now),
    Column.OUTFLOW: lambda each: time_left(each.view, each.ruleset, each.now),
    Column.OUTFLOW_AT: _outflow_at,
    Column.MOVER: _mover,
    Column.OUTFLOW_REASON: lambda each: Text(outflow_reason(each.view.row.outflow_reason)),
    Column.ENTERED_POOL: lambda each: day_cell(optional_instant(each.view.row.pooled_at), each.now),
    Column.CLAIMABLE: lambda each: claimable(each.view, each.now),
    Column.ACTION: _action,
}
