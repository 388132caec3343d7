"""From coming in to leaving: one person's presenters, rounds and settings, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words
from desktop.presenters.background import Background
from desktop.presenters.deliveries import Deliveries
from desktop.presenters.entrance import Entered
from desktop.presenters.quitting import Quitting
from desktop.presenters.rounds import Hearers, Rounds
from desktop.presenters.settings import Look, MachineWays, Settings, SignOutWays
from desktop.presenters.signed_in import Outside, Screens, SignedIn
from desktop.presenters.updates import Updates, UpdateWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.settings import SettingsScreen
from desktop.screens.window import Page
from domain.identifiers import PersonId
from sync.cache.answers import OutboxCounts
from sync.identity import Identity
from sync.importing import Importer
from sync.known import Inquirer
from sync.passwords import PasswordDesk
from sync.report import Report
from sync.state import Contact, Standing, SyncState

type Turn = Callable[[], float]

_ASKS_AGAIN = {Standing.SIGN_IN_NEEDED: "sign-in-session-ended", Standing.DEPARTED: "sign-in-departed"}


@dataclass(frozen=True, slots=True)
class StayWays:
    """`ask_again` shows the sign-in window with a sentence; `leave` signs out, and erases the data where True."""

    device_name: str
    machine: MachineWays
    keep_syncing: Callable[[Turn | None], None]
    keep_listening: Callable[[Turn | None], None]
    post: Callable[[Callable[[], None]], None]
    chance: Callable[[], float]
    save_file: Callable[[str, bytes], str]
    keep_panel_width: Callable[[int], None]
    close: Callable[[], None]
    ask_again: Callable[[str], None]
    leave: Callable[[bool], None]


class Stay:
    """`presenters` and `settings` obey the window's wishes."""

    def __init__(
        self,
        entered: Entered,
        screens: Screens,
        settings_screen: SettingsScreen,
        background: Background,
        identity: Identity,
        look: Look,
        ways: StayWays,
        version: str,
    ) -> None:
        # Slow to load, and loaded by now: opening the cache has done it in the background.
        from sync.courier import Courier
        from sync.ear import Ear
        from sync.engine import Engine

        self.entered = entered
        self._background = background
        self._ways = ways
        self._told_standing: Standing | None = None
        self._leaves_when_sent = False
        profile = entered.profile
        # On the line that may be waited on for long: it is closed first when its person leaves.
        self._importer = Importer(entered.ear_line, entered.sessions, entered.clock)
        place = Workplace(entered.cache, background, entered.clock, identity, PersonId(profile.person_id))
        place.importer = self._importer
        self._inquirer = place.inquirer = Inquirer(entered.line, entered.sessions, entered.clock)
        self._quitting = Quitting(screens.window, place, ways.close)
        outside = Outside(
            sync_now=background.sync_now,
            save_file=ways.save_file,
            keep_panel_width=ways.keep_panel_width,
            quitting=self._quitting,
            state_came=self._state_came,
            page_opened=self._page_opened,
        )
        self.presenters = SignedIn(screens, place, outside)
        sign_out = SignOutWays(self._send_first, self._export, lambda: ways.leave(False))
        self.settings = Settings(
            settings_screen,
            place,
            look,
            sign_out,
            ways.machine,
            self.presenters.window,
            PasswordDesk(entered.line, entered.sessions, entered.clock),
            server=profile.server,
            device=ways.device_name,
            version=version,
            examined=entered.machine,
        )
        self._updates = Updates(
            place, self.presenters.window, UpdateWays(version, lambda: ways.machine.in_force().tells_of_updates)
        )
        self._rounds = Rounds(
            Engine(entered.cache, entered.line, entered.sessions, entered.clock, profile.device_id, version),
            Ear(entered.cache, entered.ear_line, entered.sessions, entered.clock),
            Hearers(ways.post, self._reported, self._rested, self._troubled),
            ways.chance,
            background.sync_now,
        )
        self._deliveries = Deliveries(
            Courier(entered.cache, entered.ear_line, entered.sessions, entered.clock, ways.chance),
            ways.post,
            self._files_came,
            self._troubled,
            ways.chance,
            background.sync_now,
            background.deliver_now,
        )
        place.want_file = self._deliveries.want
        self._is_over = False

    def start(self) -> None:
        """Show what is on this machine, then speak with the server."""
        self.presenters.start(self._begin_rounds)
        self._updates.start(self.settings.refresh)
        self.settings.password.begin(is_temporary=self.entered.is_password_temporary)
        if self.entered.trouble is not None:
            self.presenters.troubled(self.entered.trouble)
        elif self.entered.minutes_off >= _WORTH_TELLING_MINUTES:
            said = words.say("sign-in-clock", minutes=self.entered.minutes_off)
            self.presenters.window.tell(
                words.say("said-with-advice", what=said, now=words.say("sign-in-clock-now")), Tone.WARNING
            )

    def _begin_rounds(self) -> None:
        # After the first rows: a round loads what speaks HTTP, and would take its time from them.
        if not self._is_over:
            self._ways.keep_syncing(self._rounds.turn)
            self._ways.keep_listening(self._rounds.listen)
            self._background.keep_delivering(self._deliveries.turn)

    def stop(self) -> None:
        """No more rounds, nothing waits any longer."""
        self._is_over = True
        self.presenters.end()
        self._quitting.chosen(leaves=False)
        self._importer.end()
        self._inquirer.end()
        self.settings.password.end()
        self._rounds.stop()
        self._deliveries.stop()
        self._background.keep_delivering(None)
        self._ways.keep_syncing(None)
        self._ways.keep_listening(None)
        self.entered.ear_line.close()
        self.entered.line.close()

    def renewed(self) -> None:
        """The person has signed in again."""
        self._told_standing = None
        self._background.sync_now()
        self.settings.password.begin(is_temporary=self.entered.is_password_temporary)

    def tick(self) -> None:
        """A second has passed."""
        self.presenters.tick()

    def say_again(self) -> None:
        """The language changed."""
        self.presenters.say_again()
        self.settings.refresh()

    def _page_opened(self, page: Page) -> None:
        if page is Page.SETTINGS:
            self.settings.refresh()

    def _reported(self, report: Report) -> None:
        if self._is_over:
            return
        if report.releases is not None:
            self._updates.heard(report.releases, is_too_old=report.contact is Contact.UPGRADE_REQUIRED)
        self.presenters.reported(report)

    def _rested(self, report: Report) -> None:
        if self._is_over:
            return
        self.presenters.rested(report)
        self._quitting.rested(report.contact)
        if report.contact in _DELIVERS:
            self._background.deliver_now()
        if self._leaves_when_sent:
            self._leaves_when_sent = False
            self._background.query(self.entered.cache.outbox.counts, self._leave_if_sent)

    def _files_came(self) -> None:
        if not self._is_over:
            self.presenters.files_came()

    def _troubled(self, trouble: Exception) -> None:
        if not self._is_over:
            self.presenters.failed(trouble)

    def _state_came(self, state: SyncState) -> None:
        if state.standing is self._told_standing or self._is_over:
            return
        self._told_standing = state.standing
        if state.standing in _ASKS_AGAIN:
            self._ways.ask_again(_ASKS_AGAIN[state.standing])
        elif state.standing is Standing.WIPED:
            self._ways.leave(True)

    def _send_first(self) -> None:
        self._leaves_when_sent = True
        self._background.sync_now()

    def _leave_if_sent(self, counts: OutboxCounts) -> None:
        if counts.waiting or counts.needs_you:
            self.presenters.window.tell(words.say("sign-out-not-sent"), Tone.WARNING)
        else:
            self._ways.leave(False)

    def _export(self) -> None:
        self.presenters.sync_centre.export(lambda: self._ways.leave(False))


_WORTH_TELLING_MINUTES = 3
_DELIVERS = frozenset({Contact.GOOD, Contact.DEPARTED, Contact.UPGRADE_REQUIRED})
"""What a person wrote is delivered also for whoever has left, and from a program too old to be told anything."""
