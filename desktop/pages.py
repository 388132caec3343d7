"""The pages that stand in the rail beside the register, and who looks after each. Wiring only."""

from __future__ import annotations

from functools import partial

from desktop.presenters.flow_in import FlowInDesk
from desktop.presenters.furnishing import MakeRooms
from desktop.presenters.licences import Licences
from desktop.presenters.orders import Orders
from desktop.presenters.pools import Pools
from desktop.presenters.review import Review
from desktop.presenters.rooms import Room, RoomWays
from desktop.presenters.tags import TagDesk
from desktop.presenters.team import Team
from desktop.presenters.today import Today
from desktop.presenters.workplace import Workplace
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.orders_page import OrdersPage
from desktop.views.pictures import decoded
from desktop.views.pools_page import PoolsPage
from desktop.views.review_page import ReviewPage
from desktop.views.tags_page import TagsPage
from desktop.views.team_page import TeamPage
from desktop.views.today_page import TodayPage


def pages(window: MainWindow, place: Workplace, ways: RoomWays) -> list[MakeRooms]:
    """What makes each page and its presenter: one at a time, for the window waits meanwhile."""
    return [partial(make, window, place, ways) for make in (_today, _orders, _review, _team, _pools, _tags)]


def _today(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = TodayPage()
    presenter = Today(page, place, ways)
    page.serve(presenter)
    window.add_page(Page.TODAY, page)
    return [presenter]


def _orders(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = OrdersPage()
    presenter = Orders(page, place, ways)
    page.serve(presenter)
    window.add_page(Page.ORDERS, page, page.table.set_density, page.search)
    return [presenter]


def _review(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = ReviewPage()
    presenter = Review(page, place, ways, page, Licences(place, decoded))
    page.serve(presenter, presenter.examinations)
    window.add_page(Page.REVIEW, page, page.table.set_density)
    return [presenter]


def _team(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = TeamPage()
    presenter = Team(page, place, ways)
    page.serve(presenter)
    window.add_page(Page.TEAM, page, page.table.set_density)
    return [presenter]


def _pools(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = PoolsPage()
    presenter = Pools(page, place, ways)
    page.serve(presenter, presenter.rules)
    flow_in = FlowInDesk(page.flow_in, place, ways)
    page.flow_in.serve(flow_in)
    window.add_page(Page.POOLS, page)
    return [presenter, flow_in]


def _tags(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    page = TagsPage()
    presenter = TagDesk(page, place, ways)
    page.serve(presenter)
    window.add_page(Page.TAGS, page)
    return [presenter]
