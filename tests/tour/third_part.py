"""The tour's third part: the whole customer. Companies known and new, people, tags, papers, orders, the shop's feed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from desktop.screens.register import RegisterTab
from server.demo.companies import Companies, Company
from sync.clock import SystemClock
from tests.journeys.rep import Rep
from tests.tour.admin_desk import AdminDesk
from tests.tour.album import Album
from tests.tour.certifying import Certifying
from tests.tour.customer_truth import check_customers
from tests.tour.demonstration import Demonstration
from tests.tour.desk import Desk
from tests.tour.flowing_in import FlowingIn
from tests.tour.knowing import Knowing
from tests.tour.manager_desk import ManagerDesk
from tests.tour.ordering import Ordering
from tests.tour.shop import Shop
from tests.tour.tagging import Tagging

ACCOUNT = "HQ-TOUR-1"
LEAVER = "赵敏"
_SEED = 20_260_903


@dataclass(slots=True)
class ThirdPart:
    """One telling. `sit` starts the program on somebody's own machine."""

    visited: Demonstration
    sit: Callable[[str], Rep]
    album: Album

    def tell(self) -> None:
        """Everything, in order."""
        companies = Companies(random.Random(_SEED), SystemClock().now().date())
        new, sleeper, other = companies.draw(), companies.draw(), companies.draw()
        shop = Shop(self.visited.server.address, self.visited.feed_key, self.album)
        lin, sun, qian = (Desk(self.sit(login), self.album, login) for login in ("lin", "sun", "qian"))
        zhou = ManagerDesk(self.sit("zhou"), self.album, "zhou")
        admin = AdminDesk(self.sit("admin"), self.album, "admin")
        for desk in (lin, zhou, sun, qian, admin):
            desk.arrive()
        flowing_in = FlowingIn(lin, admin, shop)
        flowing_in.register(sleeper)
        flowing_in.be_in_no_list(sleeper, zhou, sun)
        answers = self._names(lin, zhou, admin) | {"已注册，未进入 CRM": sleeper.name, "未找到": new.name}
        self._know(Knowing(lin, shop), answers, new, other)
        self._tag(Tagging(lin, qian), new)
        self._certify(Certifying(lin, zhou, sun, shop), new)
        self._order(Ordering(lin, zhou, shop), new)
        flowing_in.say_what_is_enough()
        flowing_in.show_demand(sleeper)
        check_customers(self.visited.database_url, new, sleeper, other, self.album)

    @staticmethod
    def _know(knowing: Knowing, answers: dict[str, str], new: Company, other: Company) -> None:
        knowing.six_answers(answers)
        knowing.answer_without_network(answers["我的客户"], new.name)
        knowing.enter(new)
        knowing.see_no_account(new)
        knowing.add_contacts(new)
        knowing.meet_a_phone_conflict(new, other)
        knowing.get_an_account(new, ACCOUNT)

    @staticmethod
    def _tag(tagging: Tagging, new: Company) -> None:
        tagging.tell_who_may_make_tags()
        tagging.ask_for_one(new.name)
        tagging.make_it()
        tagging.put_it_on(new.name)

    @staticmethod
    def _certify(certifying: Certifying, new: Company) -> None:
        certifying.send_in(new)
        certifying.show_approved(new)
        certifying.revoke(new)
        certifying.send_in_again(new)
        certifying.be_superseded(new, ACCOUNT)

    @staticmethod
    def _order(ordering: Ordering, new: Company) -> None:
        ordering.be_ordered(ACCOUNT)
        ordering.look_at_boards()
        ordering.look_at_progress()
        ordering.look_at_money_and_parcel()
        ordering.look_at_them_with_the_customer(new)
        ordering.change_hands()

    def _names(self, lin: Desk, zhou: ManagerDesk, admin: AdminDesk) -> dict[str, str]:
        """A customer for each answer that there is one for, by that answer."""
        lin.in_front()
        lin.open_tab(RegisterTab.ASSIGNED)
        mine = lin.rep.names()[0]
        lin.open_tab(RegisterTab.UNASSIGNED)
        in_pool = lin.rep.names()[0]
        zhou.in_front()
        zhou.look_at("陈晨", RegisterTab.ASSIGNED)
        held = zhou.rep.names()[0]
        admin.in_front()
        admin.record_departure(LEAVER)
        admin.open_tab(RegisterTab.PENDING)
        return {"我的客户": mine, "已有负责人": held, "在公海": in_pool, "待分配": admin.rep.names()[0]}
