"""The tour's second part: every rule of the pool, for every role, told as one long day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.screens.register import RegisterTab
from desktop.screens.rules import Preset
from tests.journeys.rep import Rep
from tests.server_process import administer
from tests.tour.admin_desk import AdminDesk
from tests.tour.album import Album
from tests.tour.demonstration import BAD, DORMANT, IMPORTED, Demonstration
from tests.tour.late_evidence import LateEvidence
from tests.tour.manager_desk import ManagerDesk
from tests.tour.pool_admin_desk import PoolAdminDesk
from tests.tour.register_truth import check_register
from tests.tour.rep_desk import RepDesk

SECOND_POOL = "新客公海"
SMALL_CAP = 30
SHORT_DAYS = 10
SOUTH_TEAM, SOUTH, EAST, COMPANY = "华南一组", "华南大区", "华东大区", "公海演示"
_POOL_TABS = {RegisterTab.ASSIGNED.value, RegisterTab.UNASSIGNED.value, RegisterTab.FLOWING.value}
_PAGES = {
    "lin": ["today", "customers", "orders", "sync-centre", "settings"],
    "zhou": ["today", "customers", "orders", "review", "team", "sync-centre", "settings"],
    "wu": ["today", "customers", "orders", "pools", "sync-centre", "settings"],
    "admin": ["customers", "orders", "review", "team", "pools", "tags", "sync-centre", "settings"],
}


@dataclass(slots=True)
class SecondPart:
    """One telling. `sit` starts the program on somebody's own machine."""

    visited: Demonstration
    sit: Callable[[str], Rep]
    album: Album

    def tell(self) -> None:
        """Everything, in order."""
        began_at = datetime.now(UTC)
        lin, zhou = RepDesk(self.sit("lin"), self.album, "lin"), ManagerDesk(self.sit("zhou"), self.album, "zhou")
        wu, admin = PoolAdminDesk(self.sit("wu"), self.album, "wu"), AdminDesk(self.sit("admin"), self.album, "admin")
        self._as_a_rep(lin)
        self._as_a_manager(zhou, admin)
        self._as_an_admin(admin)
        self._as_a_pool_admin(wu, lin)
        self._compare_the_roles(lin, zhou, wu, admin)
        self._take_back_what_is_due(lin, zhou, admin)
        self._let_somebody_leave(zhou, admin)
        self._close_a_pool(lin, admin)
        check_register(self.visited.database_url, began_at, self.album)
        self._close_the_last_pool(lin, zhou, admin)
        check_register(self.visited.database_url, began_at, self.album)

    def _as_a_rep(self, lin: RepDesk) -> None:
        lin.arrive()
        lin.look_at_today()
        lin.look_at_what_flows_out()
        lin.read_a_deadline()
        lin.lock_and_unlock()
        lin.tell_deals_from_lapses()
        lin.pick_from_the_pool()
        lin.meet_a_cool_down()
        lin.claim_and_give_back()

    def _as_a_manager(self, zhou: ManagerDesk, admin: AdminDesk) -> None:
        zhou.arrive()
        zhou.look_at_the_teams()
        zhou.assign_one()
        zhou.assign_evenly()
        zhou.extend()
        zhou.take_back()
        zhou.convert_there_and_back()
        zhou.give_without_network()
        admin.arrive()
        admin.move_team(SOUTH_TEAM, EAST)
        zhou.in_front()
        zhou.be_refused()
        admin.in_front()
        admin.move_team(SOUTH_TEAM, SOUTH)

    def _as_an_admin(self, admin: AdminDesk) -> None:
        admin.found_pool(SECOND_POOL, ("林晓", "周强", "王芳"), "吴静")
        admin.type_what_cannot_be(SECOND_POOL)
        admin.set_rules(SECOND_POOL, Preset.FANPU, holding_cap=str(SMALL_CAP))

    def _as_a_pool_admin(self, wu: PoolAdminDesk, lin: RepDesk) -> None:
        wu.arrive()
        wu.look_at_the_pools(self.visited.pool, SECOND_POOL)
        wu.bring_in(self.visited.workbook, SECOND_POOL, IMPORTED, BAD)
        wu.take_and_give(SECOND_POOL, "王芳")
        lin.in_front()
        lin.synced()
        lin.meet_the_cap(SECOND_POOL, SMALL_CAP)

    def _compare_the_roles(self, lin: RepDesk, zhou: ManagerDesk, wu: PoolAdminDesk, admin: AdminDesk) -> None:
        desks = (lin, zhou, wu, admin)
        seen = {desk.login: desk.pages() for desk in desks}
        self.album.show("F 1/13", "; ".join(f"{login}: {', '.join(pages)}" for login, pages in seen.items()))
        self.album.check("each role has its pages and no others", seen == _PAGES)
        for desk in desks:
            desk.in_front()
            desk.look_for(DORMANT)
        self.album.show("H 109", f"{DORMANT}, dormant in the register, is in nobody's list")

    def _take_back_what_is_due(self, lin: RepDesk, zhou: ManagerDesk, admin: AdminDesk) -> None:
        told = LateEvidence(lin, zhou)
        told.write_on_a_train()
        admin.in_front()
        admin.set_rules(self.visited.pool, Preset.HUAQIU, ("is_goal_exempt",), no_first_follow_up_days=str(SHORT_DAYS))
        print(administer(self.visited.database_url, "recycle", "--dry-run").rstrip(), flush=True)
        swept = administer(self.visited.database_url, "recycle")
        self.album.show("H 107", " ".join(swept.split()))
        told.ask_for_it_back()
        told.grant_it()
        told.hold_it_again()
        lin.look_at_goals()

    def _let_somebody_leave(self, zhou: ManagerDesk, admin: AdminDesk) -> None:
        admin.in_front()
        admin.record_departure("陈晨")
        zhou.in_front()
        zhou.give_out_what_waits()

    def _close_a_pool(self, lin: RepDesk, admin: AdminDesk) -> None:
        admin.in_front()
        admin.close_pool(self.visited.database_url, SECOND_POOL, to_pool=self.visited.pool)
        lin.in_front()
        lin.synced()

    def _close_the_last_pool(self, lin: RepDesk, zhou: ManagerDesk, admin: AdminDesk) -> None:
        admin.in_front()
        admin.close_pool(self.visited.database_url, self.visited.pool, to_team=COMPANY)
        for desk in (lin, zhou):
            desk.in_front()
            desk.synced()
            desk.rep.wait(lambda desk=desk: not _POOL_TABS & set(desk.rep.tabs()))  # type: ignore[misc]
            desk.open_tab(RegisterTab.ORDINARY)
            desk.check("no button of the pool is left in the rows", set(desk.rep.row_acts()) <= {"", "分配"})
            desk.check("nor a way to import", not desk.rep.window.register.filters.bring_in.isVisible())
            desk.picture("no-pool-open")
        self.album.show("F 20", f"no pool is open, and the tabs are {', '.join(lin.rep.tabs())}")
        admin.in_front()
        admin.open_again(self.visited.pool)
        lin.in_front()
        lin.synced()
        lin.rep.wait(lambda: set(lin.rep.tabs()) >= _POOL_TABS)
        lin.picture("pool-open-again")
