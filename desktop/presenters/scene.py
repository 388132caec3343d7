"""What the register may show this person: tabs, pools, whose customers, read as one so that the parts agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop import words
from desktop.presenters.circle import looked_after, seen_teams
from desktop.presenters.workplace import Workplace
from desktop.screens.choice import Choice
from desktop.screens.register import RegisterTab, TabCount, Whose
from domain.access import directs_anybody
from domain.customers import PoolState
from domain.identifiers import Instant, PoolId, TeamId
from sync.cache.asking import Filter, InPool, Mine, Shelf, Theirs, Wanted

MINE, EVERYBODY = "mine", "all"
"""Keys of the chooser beside those of teams and people."""

_STATES = {
    RegisterTab.ASSIGNED: PoolState.ASSIGNED,
    RegisterTab.FLOWING: PoolState.ASSIGNED,
    RegisterTab.ORDINARY: PoolState.ORDINARY,
    RegisterTab.PENDING: PoolState.PENDING,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """`pool_id` is the pool shown; None where the person sees none.

    `has_pool`: one is open in the company (SPEC §2.7). `sees_teams`: of some team they see whole what it holds.
    `directs`: they may assign, take back, extend and convert what others hold.
    """

    may_own: bool
    has_pool: bool
    sees_others: bool
    sees_teams: bool
    directs: bool
    holds_ordinary: bool
    pools: tuple[Choice, ...]
    pool_id: PoolId | None
    choices: tuple[Whose, ...]
    whose: str
    zone: str
    data_as_of: Instant | None

    @property
    def tabs(self) -> Sequence[RegisterTab]:
        """The tabs this person has: none that could hold nothing for them."""
        holds = self.may_own or self.sees_others
        shown = {
            RegisterTab.ASSIGNED: holds and self.has_pool,
            RegisterTab.UNASSIGNED: self.pool_id is not None,
            RegisterTab.FLOWING: holds and self.has_pool,
            RegisterTab.ORDINARY: self.holds_ordinary or self.sees_teams,
            RegisterTab.PENDING: self.sees_teams,
            RegisterTab.ALL: holds,
        }
        return [tab for tab in RegisterTab if shown[tab]]

    def is_others(self, tab: RegisterTab) -> bool:
        """Whether others' customers may stand in it."""
        return tab is RegisterTab.PENDING or (tab is not RegisterTab.UNASSIGNED and self.whose != MINE)

    def shelf(self, tab: RegisterTab) -> Shelf:
        """What stands behind a tab."""
        if tab is RegisterTab.UNASSIGNED and self.pool_id is not None:
            return InPool(self.pool_id)
        state = _STATES.get(tab)
        if not self.is_others(tab):
            return Mine(state)
        # The cache tells by itself whether the id is a team's or a person's.
        return Theirs(state, None if self.whose in (MINE, EVERYBODY) else TeamId(self.whose))

    def wanted(self, tab: RegisterTab, chosen: Filter) -> Wanted:
        """A tab's customers by this filter."""
        return Wanted(self.shelf(tab), narrowed(tab, chosen))

    def counted(self, counts: Mapping[Wanted, int]) -> Sequence[TabCount]:
        """The tabs with their counts as far as known; nought means nothing before anything was fetched whole."""
        known = {tab: counts.get(self.wanted(tab, Filter())) for tab in self.tabs}
        return [
            TabCount(tab, count if self.data_as_of is not None else count or None, tab is RegisterTab.FLOWING)
            for tab, count in known.items()
        ]


def narrowed(tab: RegisterTab, chosen: Filter) -> Filter:
    """即将流出 is a filter that cannot be taken away."""
    return replace(chosen, is_about_to_flow_out=True) if tab is RegisterTab.FLOWING else chosen


def read_scene(place: Workplace, preferred: PoolId | None, whose: str) -> Scene:
    """The scene as the cache has it now; pool and whose as preferred, where this person still may. Empty: as usual."""
    cache, now = place.cache, place.now()
    directory = cache.directory
    pools = directory.pools()
    ids = [pool.id for pool in pools]
    pool_id = preferred if preferred in ids else ids[0] if ids else None
    actor = directory.actor()
    may_own = actor is None or actor.may_own
    sees_others = actor is not None and directory.looks_after_others()
    choices = _choices(place, may_own=may_own) if sees_others else ()
    usual = MINE if may_own else EVERYBODY
    known = directory.all_pools().values()
    return Scene(
        may_own=may_own,
        # Before anything has come nobody knows that there is none.
        has_pool=actor is None or any(pool.is_open for pool in known),
        sees_others=sees_others,
        sees_teams=sees_others and bool(seen_teams(directory)),
        directs=actor is not None and directs_anybody(actor),
        holds_ordinary=may_own and cache.register.count(Wanted(Mine(PoolState.ORDINARY)), now) > 0,
        pools=tuple(Choice(pool.id, pool.name) for pool in pools),
        pool_id=pool_id,
        choices=choices,
        whose=whose if whose in {choice.key for choice in choices} else usual,
        zone=place.ruleset(pool_id).zone,
        data_as_of=cache.scopes.last_pulled_at(),
    )


def read_counts(place: Workplace, scene: Scene) -> dict[Wanted, int]:
    """How many stand behind each tab: a pool is counted through, which nobody should wait for to see its first rows."""
    asked = [scene.wanted(tab, Filter()) for tab in scene.tabs]
    return {wanted: place.cache.register.count(wanted, place.now()) for wanted in asked}


def _choices(place: Workplace, *, may_own: bool) -> tuple[Whose, ...]:
    directory = place.cache.directory
    seen = seen_teams(directory)
    choices = [Whose(MINE, words.say("whose-mine"))] if may_own else []
    choices.append(Whose(EVERYBODY, words.say("whose-all")))
    for group in looked_after(directory):
        if group.team_id in seen:
            choices.append(Whose(group.team_id, words.say("whose-team", team=group.name), group.name))
        choices += [Whose(person.id, person.name, group.name) for person in group.people]
    return tuple(choices)
