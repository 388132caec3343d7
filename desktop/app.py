"""Who is given what: the one place where doors, presenters and windows are connected. No business here."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop import words
from desktop.background import Background, Sweeper
from desktop.credentials import SecretsUnavailable, SessionOnly, fresh_key, fresh_stretching, stretched
from desktop.instance import Instance
from desktop.preferences import Preferences, system_language
from desktop.presenters.entrance import Doors, Entered, Entrance, Line, PassphraseNeeded, Secrets
from desktop.presenters.files import save_in
from desktop.presenters.sign_in import Outcomes, SignInDesk
from desktop.presenters.signed_in import Screens
from desktop.presenters.stay import Stay, StayWays
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.sign_in import Credentials, SignInStart
from desktop.views.look import Look
from desktop.views.main_window import MainWindow
from desktop.views.sign_in_window import SignInWindow
from desktop.views.spoken import say_everything_again
from sync.clock import SystemClock, chance
from sync.identity import RandomIdentity

_log = structlog.get_logger(__name__)

ONE_SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """How the program was started. None: as it was left, or as the system has it. `secrets`: its key store, if safe."""

    profile: Path
    documents: Path
    version: str
    secrets: Callable[[], Secrets | None]
    server: str = ""
    user: str = ""
    language: Language | None = None
    theme: Theme | None = None
    ca_file: Path | None = None


class Program(QObject):
    """The program from its start to its end."""

    ended = Signal()

    def __init__(self, application: QApplication, options: Options) -> None:
        super().__init__(application)
        self._options = options
        self.preferences = Preferences(options.profile)
        chosen = self.preferences.chosen
        words.speak(options.language or chosen.language or system_language())
        self._look = Look(application, options.theme or chosen.theme)
        self.background = Background(self._failed, self)
        self._sweeper = Sweeper(self)
        self._instance = Instance(options.profile, self)
        self._instance.knocked.connect(self._show_again)
        self._temporary: list[Path] = []
        self._panel_width = 0
        self._entrance = Entrance(
            options.profile / "profiles", self._doors(), SystemClock(), RandomIdentity(), platform.node()
        )
        self.window: MainWindow | None = None
        self.stay: Stay | None = None
        self.sign_in_window = SignInWindow()
        self._sign_in = SignInDesk(
            self.sign_in_window, self.background, self._entrance, self._line, self._outcomes(), self._sign_in_start()
        )
        self.sign_in_window.serve(self._sign_in)
        self.sign_in_window.installEventFilter(self)
        self._second = QTimer(self, interval=ONE_SECOND_MS)
        self._second.timeout.connect(self._tick)

    def start(self) -> bool:
        """Show the first window. False: the program runs already, and its window has come to the front."""
        if not self._instance.is_first():
            self.close()
            return False
        profile = self.preferences.chosen.profile
        if profile:
            self._open_window()
            # After the window is painted: what comes now loads the libraries that are slow to load.
            QTimer.singleShot(0, self, partial(self._come_back, profile))
        else:
            self._ask_who()
        return True

    def sign_in(self, credentials: Credentials) -> None:
        """As if this had been typed and confirmed."""
        self._sign_in.sign_in_asked(credentials)

    def close(self) -> None:
        """End everything, in the order in which nothing waits for what is gone."""
        self._second.stop()
        entered = self._stop_stay()
        if self._panel_width:
            self.preferences.remember_layout("panel", str(self._panel_width))
        self._instance.leave()
        self.background.close()
        self._sweeper.stop()
        if entered is not None:
            entered.close()
        for folder in self._temporary:
            shutil.rmtree(folder, ignore_errors=True)
        for window in (self.sign_in_window, self.window):
            if window is not None:
                window.hide()
                window.deleteLater()
        self.ended.emit()

    # coming in

    def _come_back(self, profile: str) -> None:
        def opened(entered: Entered | None) -> None:
            if entered is None:
                self._ask_who()
            else:
                self._begin_stay(entered)

        def failed(error: Exception) -> None:
            self._ask_who()
            if isinstance(error, PassphraseNeeded):
                self._sign_in.ask_unlock(error.profile)
            else:
                self._sign_in.tell(error)

        self.background.exchange(lambda: self._entrance.come_back(profile), opened, failed)

    def _ask_who(self, why: str = "") -> None:
        self._sign_in.start_again(why) if why else self._sign_in.start()
        self.sign_in_window.show_again()
        if self.stay is None and self.window is not None:
            self.window.hide()

    def _entered(self, entered: Entered, login: str, is_lasting: bool) -> None:
        previous = self._stop_stay()
        if previous is not None:
            # Behind whatever was commanded for it.
            self.background.command(previous.close, lambda _: None)
        if is_lasting:
            self.preferences.signed_in(entered.profile.server, login, entered.profile.folder.name)
        self._open_window()
        self._begin_stay(entered)

    def _open_window(self) -> MainWindow:
        """A window for one stay: wishes of the last one must not reach the presenters of the next."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
        self.window = MainWindow()
        self.window.set_density(self.density)
        width = self.preferences.chosen.layout.get("panel", "")
        if width.isdigit():
            self.window.register.show_panel_width(int(width))
        self.window.show()
        return self.window

    def _begin_stay(self, entered: Entered) -> None:
        window = self.window or self._open_window()
        ways = StayWays(
            keep_syncing=self.background.keep_syncing,
            keep_listening=self.background.keep_listening,
            post=self.background.post,
            chance=chance,
            save_file=partial(save_in, self._options.documents),
            keep_panel_width=self._keep_panel_width,
            close=self.close,
            ask_again=self._ask_who,
            leave=self._leave,
        )
        screens = Screens(window, window.register, window.register.panel, window.sync_centre)
        self.stay = stay = Stay(
            entered, screens, window.settings, self.background, RandomIdentity(), self, ways, self._options.version
        )
        window.serve(stay.presenters.window)
        window.register.serve(stay.presenters.register)
        window.register.panel.serve(stay.presenters.customer)
        window.sync_centre.serve(stay.presenters.sync_centre)
        window.settings.serve(stay.settings)
        self._second.start()
        stay.start()

    # going out

    def _leave(self, erase: bool) -> None:
        """Sign out: the server is told where it can be; the data stays here, encrypted, unless it is to be erased."""
        entered = self._stop_stay(keep_line=True)
        if entered is not None:
            self.preferences.signed_out()
            self._ask_who("sign-in-wiped" if erase else "")
            self.background.exchange(partial(self._entrance.leave, entered, erase=erase), lambda _: None)

    def _stop_stay(self, *, keep_line: bool = False) -> Entered | None:
        stay, self.stay = self.stay, None
        if stay is None:
            return None
        self._second.stop()
        stay.stop(keep_line=keep_line)
        return stay.entered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Who closes the sign-in window while nobody is in has no window left: the program ends."""
        if watched is self.sign_in_window and event.type() is QEvent.Type.Close and self.stay is None:
            QTimer.singleShot(0, self, self.close)
        return False

    # choices: `desktop.presenters.settings.Look`

    @property
    def language(self) -> Language:
        return words.spoken_language()

    @property
    def theme(self) -> Theme:
        return self._look.theme

    @property
    def density(self) -> Density:
        return self.preferences.chosen.density

    def choose_language(self, language: Language) -> None:
        words.speak(language)
        self.preferences.choose(language=language)
        say_everything_again()
        if self.stay is not None:
            self.stay.say_again()

    def choose_theme(self, theme: Theme) -> None:
        self._look.choose(theme)
        self.preferences.choose(theme=theme)

    def choose_density(self, density: Density) -> None:
        self.preferences.choose(density=density)
        if self.window is not None:
            self.window.set_density(density)

    # doors

    def _line(self, server: str) -> Line:
        from sync.http_transport import HttpTransport

        return HttpTransport(server, self._options.ca_file, f"Gonghai/{self._options.version}")

    def _doors(self) -> Doors:
        return Doors(
            line=self._line,
            secrets=self._options.secrets,
            session_secrets=SessionOnly(),
            fresh_key=fresh_key,
            fresh_stretching=fresh_stretching,
            stretched=stretched,
            folder_for_session=self._folder_for_session,
        )

    def _folder_for_session(self) -> Path:
        self._temporary.append(Path(tempfile.mkdtemp(prefix="gonghai-")))
        return self._temporary[-1]

    def _sign_in_start(self) -> SignInStart:
        chosen, options = self.preferences.chosen, self._options
        server = options.server or next(iter(chosen.servers), "")
        return SignInStart(chosen.servers, server, options.user or chosen.user_name)

    def _outcomes(self) -> Outcomes:
        return Outcomes(
            entered=self._entered,
            renewed=lambda: self.stay.renewed() if self.stay is not None else None,
            present=lambda: None if self.stay is None else self.stay.entered,
            choose_language=self.choose_language,
            unexpected=self._log_failure,
            secrets_trouble=SecretsUnavailable,
        )

    def _tick(self) -> None:
        if self.stay is not None:
            self.stay.tick()

    def _keep_panel_width(self, width: int) -> None:
        self._panel_width = width

    def _show_again(self) -> None:
        window = self.sign_in_window if self.stay is None or self.window is None else self.window
        window.show()
        window.raise_()
        window.activateWindow()

    def _failed(self, error: Exception) -> None:
        self._log_failure(error)
        if self.stay is not None:
            self.stay.presenters.failed(error)

    def _log_failure(self, error: Exception) -> None:
        _log.error("unexpected", exc_info=error)
