"""What stands at the register from the beginning, and who looks after each. Wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.presenters.certification import CertificationDesk
from desktop.presenters.customer import CustomerDesk
from desktop.presenters.customer_orders import CustomerOrders
from desktop.presenters.customer_sections import Section, Sections
from desktop.presenters.customer_windows import CustomerWindows, Opened
from desktop.presenters.furnishing import Furnished, MakeRooms
from desktop.presenters.imports import Imports
from desktop.presenters.known import KnownDesk
from desktop.presenters.licences import Licences
from desktop.presenters.linked import Linked
from desktop.presenters.new_customer import NewCustomer
from desktop.presenters.rooms import Room, RoomWays
from desktop.presenters.tag_picker import TagPicker
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.views.certification_card import CertificationView
from desktop.views.customer_orders import CustomerOrdersView
from desktop.views.customer_panel import CustomerPanelView
from desktop.views.customer_window import CustomerWindow
from desktop.views.imports import ImportsView
from desktop.views.known import EntryView, KnownView
from desktop.views.main_window import MainWindow
from desktop.views.pictures import decoded, encoded
from desktop.views.thumbnails import shrunk


def furnish(window: MainWindow, place: Workplace, ways: RoomWays) -> Furnished:
    """Make what belongs to the register; no list waits for the pages, which come behind it."""
    at_once = [
        _tag_picker(window, place, ways),
        *_customers(window, place, ways),
        _known(window, place, ways),
        _linked(window, place, ways),
        *_imports(window, place, ways),
    ]

    def pages() -> Sequence[MakeRooms]:
        # Slow to load, and loaded where nobody waits.
        from desktop.pages import pages

        return pages(window, place, ways)

    return Furnished(at_once, pages)


def _imports(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    """Over the register, where a server is behind it."""
    if place.importer is None:
        return []
    view = ImportsView(window.register.filters, window)
    presenter = Imports(view, place, place.importer, ways)
    view.serve(presenter)
    return [presenter]


def _tag_picker(window: MainWindow, place: Workplace, ways: RoomWays) -> Room:
    """Over the register."""
    view = window.register.tag_picker
    presenter = TagPicker(view, place, ways)
    view.serve(presenter)
    return presenter


def _customers(window: MainWindow, place: Workplace, ways: RoomWays) -> list[Room]:
    """The panel beside the list and windows of single customers: the same presenters, each with its own sections."""
    place.shrunk, place.decoded, place.encoded = shrunk, decoded, encoded
    panel = window.register.panel

    def act(action: Action, customer_id: str) -> None:
        # What asks before an act stands over the main window.
        panel.act_asked.emit(customer_id, action.value)
        window.raise_()
        window.activateWindow()

    def open_window(customer_id: str) -> Opened:
        made = CustomerWindow(window)
        desk = CustomerDesk(made.panel, place, ways.notices, act, lambda _: ways.acted())
        made.panel.serve(desk)
        made.panel.left.connect(made.setFocus)
        made.size_changed.connect(windows.size_changed)
        made.closed.connect(partial(windows.closed, customer_id))
        return Opened(made, desk, _sections(window, made.panel, place, ways))

    windows = CustomerWindows(place, open_window)
    panel.window_asked.connect(windows.window_asked)
    window.hidden.connect(windows.close_all)
    return [Sections(_sections(window, panel, place, ways)), windows]


def _sections(window: MainWindow, panel: CustomerPanelView, place: Workplace, ways: RoomWays) -> list[Section]:
    """Tabs of a customer that look after themselves, and its picker of tags."""
    picker = TagPicker(panel.tag_picker, place, ways)
    panel.tag_picker.serve(picker)
    view = CustomerOrdersView()
    orders = CustomerOrders(view, place)
    view.serve(orders)
    view.counted.connect(partial(panel.tabs.show_count, "orders"))
    panel.tabs.add_section("orders", view)
    panel.customer_shown.connect(orders.customer_shown)
    return [orders, _certification(window, panel, place, ways)]


def _certification(window: MainWindow, panel: CustomerPanelView, place: Workplace, ways: RoomWays) -> Section:
    view = CertificationView()
    presenter = CertificationDesk(view, place, ways, Licences(place, decoded))
    view.serve(presenter)
    panel.tabs.add_section("certification", view)
    panel.customer_shown.connect(view.show_customer)
    # What is typed is told before whoever ends the program.
    window.close_asked.connect(view.tell_drafts)
    return presenter


def _linked(window: MainWindow, place: Workplace, ways: RoomWays) -> Room:
    presenter = Linked(place, ways)
    window.link_opened.connect(presenter.link_opened)
    return presenter


def _known(window: MainWindow, place: Workplace, ways: RoomWays) -> Room:
    """Beside the search; the form of a new customer follows."""
    view, form = KnownView(window.top.known, window), EntryView(window)
    entry = NewCustomer(form, place, ways)
    presenter = KnownDesk(view, place, ways, entry)
    view.serve(presenter)
    form.serve(entry)
    return presenter
