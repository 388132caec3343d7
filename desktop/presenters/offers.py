"""What is offered to be done with a customer, where: what cannot be done is not shown. The court has the last word."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.screens.actions import Action
from desktop.screens.register import RegisterTab
from domain.customers import PoolState
from domain.deadlines import Mover, mover
from domain.identifiers import PersonId
from domain.rulesets import Ruleset
from sync.cache.answers import CustomerView, Mark

_HELD = (Action.CONVERT_TO_ORDINARY, Action.EXTEND, Action.UNLOCK, Action.LOCK, Action.ASSIGN)
_BARS: dict[RegisterTab, tuple[Action, ...]] = {
    RegisterTab.UNASSIGNED: (Action.ASSIGN, Action.CLAIM),
    RegisterTab.ASSIGNED: (*_HELD, Action.RELEASE),
    RegisterTab.FLOWING: (*_HELD, Action.RELEASE),
    RegisterTab.ORDINARY: (Action.ASSIGN, Action.CONVERT_TO_POOL),
    RegisterTab.PENDING: (Action.CONVERT_TO_POOL, Action.ASSIGN),
    RegisterTab.ALL: (Action.CONVERT_TO_POOL, *_HELD, Action.RELEASE),
}
_OTHERS = (Action.CONVERT_TO_ORDINARY, Action.UNLOCK, Action.EXTEND, Action.ASSIGN)
_BARS_OVER_OTHERS: dict[RegisterTab, tuple[Action, ...]] = {
    **_BARS,
    RegisterTab.ASSIGNED: (*_OTHERS, Action.TAKE_BACK),
    RegisterTab.FLOWING: (Action.CONVERT_TO_ORDINARY, Action.UNLOCK, Action.TAKE_BACK, Action.ASSIGN, Action.EXTEND),
    RegisterTab.ALL: (Action.CONVERT_TO_POOL, *_OTHERS, Action.TAKE_BACK),
}
"""What a batch may be asked for in each tab, the weightiest last."""

_MOVING = frozenset({Mark.RELEASE_WAITING, Mark.CLAIM_SUBMITTED, Mark.CLAIM_INTENT})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who would do it. `directed` are the customers among those shown that they may direct."""

    person_id: PersonId
    may_own: bool
    is_manager: bool
    has_pool: bool
    directed: frozenset[str]


def bar_actions(tab: RegisterTab, *, is_others: bool, may_own: bool, directs: bool) -> tuple[Action, ...]:
    """For the ticks of a tab; `directs`: the person may direct anybody's customers."""
    offered = (_BARS_OVER_OTHERS if is_others else _BARS)[tab]
    directing = {Action.ASSIGN, Action.TAKE_BACK, Action.EXTEND, Action.CONVERT_TO_POOL, Action.CONVERT_TO_ORDINARY}
    owning = {Action.CLAIM, Action.RELEASE, Action.LOCK}
    return tuple(
        action
        for action in offered
        if (directs or action not in directing)
        and (may_own or action not in owning)
        and (may_own or directs or action is not Action.UNLOCK)
    )


def tags_offered(tab: RegisterTab, *, is_others: bool, may_own: bool, directs: bool) -> bool:
    """Whether the ticks of a tab may be given tags: one's own, and what one directs (H 120)."""
    return directs or (may_own and not is_others and tab is not RegisterTab.UNASSIGNED)


def may_tag(view: CustomerView, asker: Asker) -> bool:
    """Whether this one may be given tags."""
    return not view.marks & _MOVING and (view.owner_id == asker.person_id or view.row.id in asker.directed)


def acts_on(view: CustomerView, asker: Asker) -> tuple[Action, ...]:
    """All that can be done with this one, the most usual first."""
    if view.marks & _MOVING:
        return ()
    is_own, is_directed = view.owner_id == asker.person_id, view.row.id in asker.directed
    match view.row.pool_state:
        case PoolState.UNASSIGNED:
            return (Action.CLAIM,) * asker.may_own + (Action.ASSIGN,) * is_directed
        case PoolState.ASSIGNED:
            return _acts_on_held(view, asker, is_own=is_own, is_directed=is_directed)
        case PoolState.ORDINARY:
            to_pool = asker.has_pool and is_directed
            return (Action.CONVERT_TO_POOL,) * to_pool + (Action.ASSIGN,) * is_directed
        case PoolState.PENDING:
            to_pool = asker.has_pool and is_directed
            return (Action.ASSIGN,) * is_directed + (Action.CONVERT_TO_POOL,) * to_pool
        case _:
            return ()


def _acts_on_held(view: CustomerView, asker: Asker, *, is_own: bool, is_directed: bool) -> tuple[Action, ...]:
    acts = [Action.RELEASE] * is_own + [Action.TAKE_BACK] * (is_directed and not is_own)
    acts += [Action.ASSIGN] * is_directed
    acts += [Action.EXTEND] * (is_directed and view.outflow is not None)
    if view.is_locked:
        acts += [Action.UNLOCK] * (is_own or (is_directed and asker.is_manager))
    else:
        acts += [Action.LOCK] * is_own
    acts += [Action.CONVERT_TO_ORDINARY] * is_directed
    return tuple(acts)


def row_act(tab: RegisterTab, view: CustomerView, acts: tuple[Action, ...], ruleset: Ruleset) -> Action | None:
    """The one on the row's button: before it flows out, what keeps it; else the most usual."""
    if tab is RegisterTab.FLOWING and view.outflow is not None:
        if view.is_mine and mover(view.outflow.rule, ruleset) is Mover.FOLLOW_UP:
            return Action.FOLLOW_UP
        if Action.EXTEND in acts:
            return Action.EXTEND
    return acts[0] if acts else None
