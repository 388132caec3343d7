"""公海设置: pools opened and closed, their members, their rules. Admins of a pool look, admins of the system change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.office_desk import OfficeDesk, Wanted
from desktop.presenters.pool_lines import Office, name_of_member, office_of, opened_pool, pool_line
from desktop.presenters.pool_questions import close_question, found_question, member_question, rename_question
from desktop.presenters.rooms import RoomWays
from desktop.presenters.rules_editor import RulesEditor
from desktop.presenters.workplace import Workplace
from desktop.screens.pools import MemberAct, OpenedPool, PoolLine, PoolsScreen
from desktop.screens.window import Page, RailEntry
from domain.company import ClosePool, FoundPool, OpenPool, RemoveMember, RenamePool, SetMember
from domain.identifiers import PersonId, PoolId, TeamId


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is on the page: the list, and the pool that stands open."""

    lines: Sequence[PoolLine]
    opened: OpenedPool | None


class Pools:
    """A room of the house; obeys `PoolsWishes`, the form's by `rules`."""

    page = Page.POOLS

    def __init__(self, screen: PoolsScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._desk = OfficeDesk(place, ways)
        self.rules = RulesEditor(screen, place, self._desk)
        self._opened = ""

    def refresh(self) -> None:
        """The rail always; the page, whose figures take a while to count, only while somebody is on it."""
        place, is_open, wanted = self._place, self._ways.is_open(self.page), self._opened

        def read() -> tuple[Office | None, _Shown | None]:
            office = office_of(place)
            return office, None if office is None or not is_open else _shown(place, office, wanted)

        def show(answer: tuple[Office | None, _Shown | None]) -> None:
            office, shown = answer
            if office is None:
                self._ways.hide_entry(self.page)
                return
            self._ways.show_entry(RailEntry(self.page, len(office.visible)))
            if shown is not None and wanted == self._opened:
                self._show(office, shown)

        place.background.query(read, show)

    # wishes

    def pool_asked(self, pool_id: str) -> None:
        self._opened = pool_id
        self.refresh()

    def found_asked(self) -> None:
        self._screen.ask_name(found_question())

    def rename_asked(self, pool_id: str) -> None:
        self._about(lambda office: rename_question(office, pool_id), self._screen.ask_name)

    def name_given(self, pool_id: str, name: str) -> None:
        if pool_id:
            renamed = Wanted((RenamePool(PoolId(pool_id), name),), words.say("asked-pool-renamed", pool=name.strip()))
            self._answer(lambda: renamed)
            return
        new = PoolId(self._place.identity.new())
        founded = Wanted((FoundPool(new, name),), words.say("asked-pool-founded", pool=name.strip()))

        def open_new() -> None:
            self._opened = new

        self._answer(lambda: founded, open_new)

    def open_asked(self, pool_id: str) -> None:
        self._desk.ask(lambda: Wanted((OpenPool(PoolId(pool_id)),), self._said("asked-pool-opened", pool_id)))

    def close_asked(self, pool_id: str) -> None:
        self._about(lambda office: close_question(self._place, office, pool_id), self._screen.ask_close)

    def close_confirmed(self, pool_id: str, to_pool_id: str, to_team_id: str) -> None:
        to_pool = PoolId(to_pool_id) if to_pool_id else None
        to_team = TeamId(to_team_id) if to_team_id else None
        closed = ClosePool(PoolId(pool_id), to_pool, to_team)
        self._answer(lambda: Wanted((closed,), self._said("asked-pool-closed", pool_id)))

    def members_asked(self, pool_id: str) -> None:
        self._about(lambda office: member_question(self._place, office, pool_id), self._screen.ask_members)

    def members_chosen(self, pool_id: str, keys: tuple[str, ...], is_admin: bool) -> None:
        said = words.say("asked-members-added", n=len(keys))
        self._answer(lambda: Wanted(tuple(self._membership(pool_id, key, is_admin=is_admin) for key in keys), said))

    def member_act_asked(self, pool_id: str, key: str, act: MemberAct) -> None:
        def draft() -> Wanted:
            name = name_of_member(self._place, key)
            if act is MemberAct.REMOVE:
                return Wanted(
                    (RemoveMember(PoolId(pool_id), TeamId(key)),), words.say("asked-member-removed", who=name)
                )
            is_admin = act is MemberAct.MAKE_ADMIN
            said = words.say("asked-member-admin" if is_admin else "asked-member-plain", who=name)
            return Wanted((self._membership(pool_id, key, is_admin=is_admin),), said)

        self._desk.ask(draft)

    def _membership(self, pool_id: str, key: str, *, is_admin: bool) -> SetMember:
        is_team = self._place.cache.directory.team(key) is not None
        return SetMember(PoolId(pool_id), TeamId(key) if is_team else PersonId(key), is_team, is_admin)

    def _said(self, key: str, pool_id: str) -> str:
        pool = self._place.cache.office.company(self._place.now()).pools.get(PoolId(pool_id))
        return words.say(key, pool=words.say("some-pool") if pool is None else pool.name)

    def _answer(self, draft: Callable[[], Wanted], taken: Callable[[], None] = lambda: None) -> None:
        """To a question that stands open: it closes with a yes, and says why not."""

        def close() -> None:
            taken()
            self._screen.close_question()

        self._desk.ask(draft, close, self._screen.show_question_trouble)

    def _about[T](self, ask: Callable[[Office], T | None], then: Callable[[T], None]) -> None:
        """A question about what is so now; none where the pool is gone, or the right to ask."""
        place = self._place

        def read() -> T | None:
            office = office_of(place)
            return None if office is None else ask(office)

        def show(question: T | None) -> None:
            if question is not None:
                then(question)

        place.background.query(read, show)

    def _show(self, office: Office, shown: _Shown) -> None:
        may_change = office.may_change
        if shown.opened is None:
            key = "pools-none" if may_change else "pools-none-yours"
            self._screen.show_nothing(words.say(key), words.say(f"{key}-text"), may_found=may_change)
            return
        opened = sum(pool.is_open for pool in office.visible)
        lead = words.say("pools-lead", open=opened, closed=len(office.visible) - opened)
        self._opened = shown.opened.id
        self._screen.show_pools(lead, shown.lines, shown.opened.id, may_found=may_change)
        self._screen.show_pool(shown.opened)
        if may_change:
            self.rules.open(shown.opened.id)


def _shown(place: Workplace, office: Office, wanted: str) -> _Shown:
    """The wanted pool opened, or the first where there is no such pool."""
    lines = [pool_line(place, office, pool) for pool in office.visible]
    found = next((pool for pool in office.visible if pool.id == wanted), None) or next(iter(office.visible), None)
    return _Shown(lines, None if found is None else opened_pool(place, office, found))
