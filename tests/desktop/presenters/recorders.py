"""Screens that remember what they were told. Each stands for its Protocol of `desktop.screens`."""

from collections.abc import Sequence

from desktop.screens.cells import Row
from desktop.screens.choice import Choice
from desktop.screens.customer import ContactField, CustomerPanel, FileLine, FollowUpLine, OpenedFile
from desktop.screens.deeds import Question, Weighed
from desktop.screens.details import Details
from desktop.screens.diagnosis import CheckLine
from desktop.screens.lists import Listing
from desktop.screens.preferences import Density
from desktop.screens.register import (
    BatchBar,
    BatchResult,
    Blank,
    Filters,
    RegisterTab,
    TabCount,
    Whose,
)
from desktop.screens.selection import Selection
from desktop.screens.settings import SettingsValues, SignOutQuestion
from desktop.screens.sign_in import SignInStart, Trouble
from desktop.screens.sync_centre import SyncCount, SyncTab
from desktop.screens.window import Notice, Page, QuitQuestion, Quotas, RailEntry, StatusLine, SyncPill
from tests.desktop.presenters.password_recorder import PasswordRecorder


class ListRecorder:
    def __init__(self) -> None:
        self.listing: Listing | None = None
        self.listings: list[Listing] = []
        self.rows: dict[str, Row] = {}

    def show_listing(self, listing: Listing) -> None:
        self.listing = listing
        self.listings.append(listing)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.rows.update({row.id: row for row in rows})

    @property
    def ids(self) -> tuple[str, ...]:
        return () if self.listing is None else tuple(self.listing.ids)


class RegisterRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.tabs: Sequence[TabCount] = ()
        self.tab: RegisterTab | None = None
        self.pools: Sequence[Choice] = ()
        self.filters = Filters()
        self.blank: Blank | None = None
        self.changed = 0
        self.ticks: Selection | None = None
        self.bar: BatchBar | None = None
        self.gone_to = ""
        self.whose: Sequence[Whose] = ()
        self.whose_now = ""
        self.weighed: Weighed | None = None
        self.question: Question | None = None
        self.results: list[BatchResult] = []
        self.panel_width = 0

    def show_listing(self, listing: Listing) -> None:
        super().show_listing(listing)
        self.blank = None
        self.changed = 0

    def show_tabs(self, tabs: Sequence[TabCount], current: RegisterTab) -> None:
        self.tabs, self.tab = tabs, current

    def show_pools(self, pools: Sequence[Choice], current: str) -> None:
        self.pools = pools

    def show_filters(self, filters: Filters) -> None:
        self.filters = filters

    def show_blank(self, blank: Blank) -> None:
        self.blank, self.listing = blank, None

    def show_changed(self, count: int) -> None:
        self.changed = count

    def show_ticks(self, ticks: Selection) -> None:
        self.ticks = ticks

    def show_batch(self, bar: BatchBar | None) -> None:
        self.bar = bar

    def go_to(self, customer_id: str) -> None:
        self.gone_to = customer_id

    def ask(self, question: Question) -> None:
        self.question = question

    def show_weighed(self, weighed: Weighed) -> None:
        self.weighed = weighed

    def show_whose(self, choices: Sequence[Whose], current: str) -> None:
        self.whose, self.whose_now = choices, current

    def show_result(self, result: BatchResult) -> None:
        self.results.append(result)

    def show_panel_width(self, width: int) -> None:
        self.panel_width = width


class CustomerRecorder:
    def __init__(self) -> None:
        self.panel: CustomerPanel | None = None
        self.more: list[FollowUpLine] = []
        self.saved: list[str] = []
        self.trouble = ""
        self.files: list[FileLine] = []
        self.opened: OpenedFile | None = None
        self.closed: list[str] = []
        """Editors and forms whose words were kept."""
        self.troubles: list[tuple[str, str]] = []
        """Where something was wrong, and what."""

    def show_customer(self, panel: CustomerPanel | None) -> None:
        self.panel = panel

    def show_more_follow_ups(self, customer_id: str, lines: Sequence[FollowUpLine]) -> None:
        self.more.extend(lines)

    def follow_up_saved(self, customer_id: str) -> None:
        self.saved.append(customer_id)

    def show_entry_trouble(self, customer_id: str, text: str) -> None:
        self.trouble = text

    def write_follow_up(self) -> None: ...

    def add_file(self, customer_id: str, file: FileLine) -> None:
        self.files.append(file)

    def show_file(self, file: OpenedFile) -> None:
        self.opened = file

    def words_saved(self, follow_up_id: str) -> None:
        self.closed.append(follow_up_id)

    def show_words_trouble(self, follow_up_id: str, text: str) -> None:
        self.troubles.append((follow_up_id, text))

    def contact_saved(self, customer_id: str, contact_id: str) -> None:
        self.closed.append(contact_id)

    def show_contact_trouble(self, customer_id: str, contact_id: str, field: ContactField, text: str) -> None:
        self.troubles.append((field.value, text))

    def note_saved(self, customer_id: str) -> None:
        self.closed.append(customer_id)

    def show_note_trouble(self, customer_id: str, text: str) -> None:
        self.troubles.append((customer_id, text))


class SyncCentreRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[SyncTab, SyncCount] = {}
        self.tab: SyncTab | None = None
        self.lead = ""
        self.nothing = ""
        self.details: Details | None = None

    def show_listing(self, listing: Listing) -> None:
        super().show_listing(listing)
        self.nothing = ""

    def show_tabs(self, tabs: Sequence[SyncCount], current: SyncTab) -> None:
        self.counts, self.tab = {tab.tab: tab for tab in tabs}, current

    def show_lead(self, text: str) -> None:
        self.lead = text

    def show_nothing(self, title: str, text: str) -> None:
        self.nothing, self.listing = title, None

    def show_details(self, details: Details | None) -> None:
        self.details = details


class WindowRecorder:
    def __init__(self) -> None:
        self.rail: dict[Page, RailEntry] = {}
        self.page = Page.CUSTOMERS
        self.quotas: Quotas | None = None
        self.pill: SyncPill | None = None
        self.status = StatusLine()
        self.notice: Notice | None = None
        self.notices: list[str] = []
        self.title = ""
        self.quit: QuitQuestion | None = None
        self.searches_cleared = 0

    def show_rail(self, entries: Sequence[RailEntry]) -> None:
        self.rail = {entry.page: entry for entry in entries}

    def open_page(self, page: Page) -> None:
        self.page = page

    def show_quotas(self, quotas: Quotas | None) -> None:
        self.quotas = quotas

    def show_pill(self, pill: SyncPill) -> None:
        self.pill = pill

    def show_status(self, status: StatusLine) -> None:
        self.status = status

    def show_notice(self, notice: Notice | None) -> None:
        self.notice = notice
        self.notices += [] if notice is None else [notice.text]

    def show_title(self, title: str) -> None:
        self.title = title

    def show_quit(self, question: QuitQuestion | None) -> None:
        self.quit = question

    def clear_search(self) -> None:
        self.searches_cleared += 1

    def set_density(self, density: Density) -> None: ...


class DiagnosisRecorder:
    def __init__(self) -> None:
        self.opened = 0
        self.lines: list[CheckLine] = []
        self.summary = ""
        self.copied = ""
        self.exported = ""

    def open_diagnosis(self) -> None:
        self.opened += 1
        self.lines, self.summary = [], ""

    def add_line(self, line: CheckLine) -> None:
        self.lines.append(line)

    def show_end(self, summary: str) -> None:
        self.summary = summary

    def copy_text(self, text: str) -> None:
        self.copied = text

    def show_exported(self, text: str) -> None:
        self.exported = text


class SettingsRecorder:
    def __init__(self) -> None:
        self.diagnosis = DiagnosisRecorder()
        self.password = PasswordRecorder()
        self.values: SettingsValues | None = None
        self.question: SignOutQuestion | None = None

    def show_settings(self, values: SettingsValues) -> None:
        self.values = values

    def ask_sign_out(self, question: SignOutQuestion) -> None:
        self.question = question


class SignInRecorder:
    def __init__(self) -> None:
        self.diagnosis = DiagnosisRecorder()
        self.start: SignInStart | None = None
        self.busy = ""
        self.trouble: Trouble | None = None
        self.asks = ""
        self.has_left = False

    def show_start(self, start: SignInStart) -> None:
        self.start, self.asks = start, "account"

    def show_busy(self, doing: str) -> None:
        self.busy = doing

    def show_trouble(self, trouble: Trouble | None) -> None:
        self.trouble, self.busy = trouble, ""

    def ask_storage(self) -> None:
        self.asks = "storage"

    def ask_unlock(self, user_name: str) -> None:
        self.asks = f"passphrase of {user_name}"

    def show_again(self) -> None: ...

    def leave(self) -> None:
        self.has_left = True
