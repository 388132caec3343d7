"""The sync centre: nothing that was asked is dropped silently, and everything has a next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words
from desktop.presenters.act_names import written
from desktop.presenters.lateness import ask_back
from desktop.presenters.notices import Notices
from desktop.presenters.outbox_rows import Line, details_of, lines_of, rows_of, shown_id
from desktop.presenters.pill import lead
from desktop.presenters.reasons import Step
from desktop.presenters.spreadsheet import as_csv
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Row, Tone, plain
from desktop.screens.details import Details
from desktop.screens.lists import SYNC_COLUMNS, Listing
from desktop.screens.sync_centre import SyncCentreScreen, SyncCount, SyncTab
from desktop.screens.window import Page
from domain.commands import Claim
from sync.cache.answers import Item, OutboxCounts, OutboxTab
from sync.state import SyncState


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the next steps lead. `save_file` takes a name and a content, and tells where the file came to stand."""

    show_customer: Callable[[str], None]
    show_similar: Callable[[str], None]
    open_page: Callable[[Page], None]
    claim: Callable[[tuple[str, ...]], None]
    withdrawn: Callable[[tuple[str, ...]], None]
    acted: Callable[[], None]
    retry: Callable[[], None]
    save_file: Callable[[str, bytes], str]


class SyncCentre:
    """Obeys `SyncCentreWishes`."""

    def __init__(self, screen: SyncCentreScreen, place: Workplace, notices: Notices, ways: Ways) -> None:
        self._screen = screen
        self._place = place
        self._notices = notices
        self._ways = ways
        self._tab = SyncTab.ALL
        self._opened: frozenset[str] = frozenset()
        self._lines: dict[str, Line] = {}
        self._current = ""
        self._leads: dict[Step, Callable[[Item], None]] = {}

    def lead(self, step: Step, to: Callable[[Item], None]) -> None:
        """This step is taken by somebody else: `to` is given what was refused."""
        self._leads[step] = to

    def refresh(self) -> None:
        """Everything as the outbox has it now."""
        tab, opened = self._tab, self._opened

        def read() -> tuple[list[Line], OutboxCounts]:
            outbox = self._place.cache.outbox
            return lines_of(list(outbox.groups(OutboxTab(tab.value))), opened), outbox.counts()

        def show(answer: tuple[list[Line], OutboxCounts]) -> None:
            lines, counts = answer
            self._lines = {line.id: line for line in lines}
            self._screen.show_tabs(_tabs(counts), self._tab)
            if lines:
                self._screen.show_listing(Listing(SYNC_COLUMNS, tuple(self._lines)))
            else:
                self._screen.show_nothing(words.say("sync-nothing"), words.say("sync-nothing-text"))
            if self._current:
                self.details_asked(self._current)

        self._place.background.query(read, show)

    def show_state(self, state: SyncState) -> None:
        """The sentence above the list."""
        self._screen.show_lead(lead(state, self._place.local_now()))

    def open_refused(self) -> None:
        """Show what was refused."""
        self.sync_tab_asked(SyncTab.REFUSED)

    # wishes

    def sync_rows_asked(self, ids: tuple[str, ...]) -> None:
        lines = [self._lines[each] for each in ids if each in self._lines]

        def read() -> list[Row]:
            return rows_of(self._place, lines)

        self._place.background.query(read, self._screen.show_rows)

    def sync_tab_asked(self, tab: SyncTab) -> None:
        self._tab = tab
        self._current = ""
        self._screen.show_details(None)
        self.refresh()

    def open_asked(self, item_id: str) -> None:
        self._opened = self._opened.symmetric_difference({item_id})
        self.refresh()

    def details_asked(self, item_id: str) -> None:
        self._current = item_id
        line = self._lines.get(item_id)
        if line is None:
            self._screen.show_details(None)
            return

        def show(details: Details) -> None:
            if item_id == self._current:
                self._screen.show_details(details)

        self._place.background.query(lambda: details_of(self._place, line), show)

    def step_asked(self, item_id: str, key: str) -> None:
        line = self._lines.get(item_id)
        if line is None:
            return
        ids = tuple(item.id for item in line.items)
        subject_id = line.item.subject_id
        match Step(key):
            case Step.WITHDRAW:
                self._withdraw(line, ids)
            case Step.SEND_ANYWAY:
                self._change(lambda: self._place.cache.outbox.ask_again(ids, self._place.now()))
            case Step.CLAIM_AGAIN:
                self._claim_again(line, ids)
            case Step.SIMILAR:
                self._ways.show_similar(subject_id)
            case Step.SHOW:
                self._ways.show_customer(shown_id(line.item))
            case Step.SHOW_TEAM:
                self._ways.open_page(Page.TEAM)
            case Step.SHOW_TAGS:
                self._ways.open_page(Page.TAGS)
            case Step.SHOW_POOL:
                self._ways.open_page(Page.POOLS)
            case Step.ASK_BACK:
                ask_back(self._place, self._notices, self._ways.acted, ids)
            case Step.TAKE_UP | Step.SHOW_FLOW_IN as step:
                self._leads[step](line.item)
            case Step.DISMISS:
                self._change(lambda: self._place.cache.outbox.dismiss(ids))

    def export_asked(self) -> None:
        self.export(lambda: None)

    def export(self, then: Callable[[], None]) -> None:
        """Write what is listed into a file; `then` follows once it stands there."""
        lines = [line for line in self._lines.values() if not (line.is_batch and line.is_open)]

        def write() -> str:
            single = [Line(item.id, (item,)) for line in lines for item in line.items]
            head = [words.say(f"column-{column.value}") for column in SYNC_COLUMNS]
            head[-1] = words.say("fact-written")
            rows = [
                [*(plain(cell) for cell in row.cells[:-1]), written(line.item.command)]
                for line, row in zip(single, rows_of(self._place, single), strict=True)
            ]
            name = words.say("export-name", day=self._place.local_now().strftime("%Y-%m-%d"))
            return self._ways.save_file(f"{name}.csv", as_csv(head, rows))

        def written_to(path: str) -> None:
            self._notices.tell(words.say("exported", path=path), Tone.GOOD)
            then()

        self._place.background.command(
            write,
            written_to,
            lambda error: self._notices.tell(words.say("not-exported", cause=str(error)), Tone.BAD),
        )

    def retry_asked(self) -> None:
        self._ways.retry()

    def _withdraw(self, line: Line, ids: tuple[str, ...]) -> None:
        def done(withdrawn: tuple[str, ...]) -> None:
            late = len(ids) - len(withdrawn)
            key = "undone" if not late else "undone-some" if withdrawn else "undone-none"
            self._notices.tell(words.say(key, n=len(withdrawn), late=late))
            self._ways.withdrawn(withdrawn)
            self._ways.acted()

        withdrawable = tuple(item.id for item in line.items if item.is_withdrawable)
        if withdrawable:
            ids = withdrawable
            self._place.background.command(lambda: self._place.cache.outbox.withdraw(ids), done)
        else:
            # It waits for its person and was never sent: to withdraw it is to let it go.
            self._change(lambda: self._place.cache.outbox.dismiss(ids))

    def _claim_again(self, line: Line, ids: tuple[str, ...]) -> None:
        if isinstance(line.item.command, Claim):
            customer_ids = tuple(item.subject_id for item in line.items)
            self._change(lambda: self._place.cache.outbox.dismiss(ids))
            self._ways.claim(customer_ids)

    def _change(self, work: Callable[[], object]) -> None:
        self._place.background.command(work, lambda _: self._ways.acted())


def _tabs(counts: OutboxCounts) -> tuple[SyncCount, ...]:
    waiting, done = counts.queued + counts.sending, counts.done + counts.answered
    return (
        SyncCount(SyncTab.ALL, waiting + counts.checking + counts.for_you + done),
        SyncCount(SyncTab.WAITING, waiting),
        SyncCount(SyncTab.CHECKING, counts.checking),
        SyncCount(SyncTab.REFUSED, counts.for_you, needs_you=counts.for_you > 0),
        SyncCount(SyncTab.DONE),
    )
