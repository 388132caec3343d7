"""Who is given what: the one place where doors, presenters and windows are connected. No business here."""

from __future__ import annotations

import logging
import socket
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop import words
from desktop.administration import InForce, Setting, settled
from desktop.background import Background, Sweeper
from desktop.credentials import SecretsUnavailable
from desktop.doors import doors
from desktop.instance import Instance
from desktop.links import customer_in
from desktop.options import Options
from desktop.preferences import Preferences, system_language
from desktop.presenters.choices import Choices
from desktop.presenters.entrance import Entered, Entrance
from desktop.presenters.files import save_in
from desktop.presenters.machine_settings import sign_in_start
from desktop.presenters.reception import Reception, Troubles
from desktop.screens.preferences import Density
from desktop.screens.sign_in import SignInStart
from desktop.screens.window import SyncPill
from desktop.session_folders import SessionFolders
from desktop.views.look import Look
from desktop.views.spoken import say_everything_again
from desktop.views.tray import Tray
from sync.clock import SystemClock, chance
from sync.identity import RandomIdentity

if TYPE_CHECKING:
    # Loaded behind the first window, and of the two windows only the one that opens.
    from desktop.presenters.stay import Stay
    from desktop.views.main_window import MainWindow
    from desktop.views.sign_in_window import SignInWindow

_log = logging.getLogger(__name__)

ONE_SECOND_MS = 1000
_PAINTED_WITHIN_MS = 500


class Program(QObject):
    """The program from its start to its end. A `desktop.presenters.reception.House`."""

    ended = Signal()

    def __init__(self, application: QApplication, options: Options) -> None:
        super().__init__(application)
        self._options = options
        self.preferences = Preferences(options.profile)
        chosen = self.preferences.chosen
        words.speak(options.language or chosen.language or system_language())
        theme = options.theme or chosen.theme
        self._look = Look(application, theme, waits=True)
        self._choices = Choices(
            theme, chosen.density, self._look.choose, self._space, self._say_again, self.preferences.choose
        )
        self.background = Background(self._failed, self)
        self._sweeper = Sweeper(self)
        self._instance = Instance(options.profile, self)
        self._instance.knocked.connect(self._knocked)
        self._wanted = customer_in(options.link)
        self._session_folders = SessionFolders()
        self._panel_width = 0
        self._comes_back = False
        self.window: MainWindow | None = None
        self._sign_in_window: SignInWindow | None = None
        self._tray = Tray(options.has_tray, self)
        self._tray.open_asked.connect(self._show_again)
        self._tray.sync_asked.connect(self.background.sync_now)
        # Queued: the menu must not be taken down while it tells.
        self._tray.quit_asked.connect(self._quit, Qt.ConnectionType.QueuedConnection)
        self._profiles = options.profile / "profiles"
        self.settings = self._settled()
        given = doors(options.secrets, self._session_folders.new, options.version, self.settings)
        self._entrance = Entrance(self._profiles, given, SystemClock(), RandomIdentity(), socket.gethostname())
        self.reception = Reception(
            self,
            lambda: self.sign_in_window,
            self.background,
            self._entrance,
            given,
            self._sign_in_start(),
            self._choices.choose_language,
            Troubles(SecretsUnavailable, self._log_failure),
        )
        self._unpainted = QTimer(self, interval=_PAINTED_WITHIN_MS, singleShot=True)
        self._unpainted.timeout.connect(self._come_back)
        self._second = QTimer(self, interval=ONE_SECOND_MS)
        self._second.timeout.connect(self._tick)
        self._second.start()

    def start(self) -> bool:
        """Show the first window. False: the program runs already, and its window has come to the front."""
        if not self._instance.is_first(self._options.link):
            self.close()
            return False
        # On the thread on which people come in: nobody does before it is done.
        self.background.exchange(self._entrance.finish_erasing, lambda _: None)
        if self.preferences.chosen.profile:
            self.open_main_window()
            if self.window is not None:
                self.window.painted.connect(self._come_back, Qt.ConnectionType.QueuedConnection)
            # A window that starts minimised is not painted.
            self._unpainted.start()
        else:
            self.reception.ask_who()
        return True

    @property
    def sign_in_window(self) -> SignInWindow:
        """Made when first asked for: who comes back never sees it."""
        if self._sign_in_window is None:
            from desktop.views.sign_in_window import SignInWindow

            with self._look.put_on_at_the_end():
                self._sign_in_window = SignInWindow()
            # Queued: the window that says so must not be taken down while it says it.
            self._sign_in_window.closed.connect(self._closed, Qt.ConnectionType.QueuedConnection)
            self._sign_in_window.serve(self.reception.sign_in)
        return self._sign_in_window

    def close(self) -> None:
        """End everything, in the order in which nothing waits for what is gone."""
        self._second.stop()
        self._unpainted.stop()
        self._comes_back = True  # Nobody does any more.
        entered = self.reception.end_stay()
        windows = [window for window in (self._sign_in_window, self.window) if window is not None]
        # At once: what is still to be finished behind them may take a while.
        for window in windows:
            window.hide()
        self._tray.leave()
        if self._panel_width:
            self.preferences.remember_layout("panel", str(self._panel_width))
        self._instance.leave()
        self.background.close()
        self._sweeper.stop()
        if entered is not None:
            entered.close()
        self._session_folders.remove_all()
        for window in windows:
            window.deleteLater()
        self.ended.emit()

    # the house

    def open_main_window(self) -> None:
        from desktop.views.main_window import MainWindow

        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
        with self._look.put_on_at_the_end():
            self.window = MainWindow()
        # Before whoever tells what is typed: there is nobody yet.
        self.window.close_asked.connect(self._closed)
        self.window.set_density(self._choices.density)
        width = self.preferences.chosen.layout.get("panel", "")
        if width.isdigit():
            self.window.register.show_panel_width(int(width))
        self.window.show()

    def hide_main_window(self) -> None:
        if self.window is not None:
            self.window.hide()
        self._tray.show_pill(None)

    def begin_stay(self, entered: Entered) -> Stay:
        from desktop.presenters.settings import MachineWays
        from desktop.presenters.signed_in import Screens
        from desktop.presenters.stay import Stay, StayWays
        from desktop.rooms import furnish

        window = self.window
        assert window is not None, "a window is opened before anybody comes in"
        ways = StayWays(
            device_name=socket.gethostname(),
            machine=MachineWays(lambda: self.settings, self._settle),
            keep_syncing=self.background.keep_syncing,
            keep_listening=self.background.keep_listening,
            post=self.background.post,
            chance=chance,
            save_file=partial(save_in, self._options.documents),
            keep_panel_width=self._keep_panel_width,
            close=self.close,
            ask_again=self.reception.ask_who,
            leave=self.reception.leave,
        )
        screens = Screens(window, window.register, window.register.panel, window.sync_centre, partial(furnish, window))
        version, identity = self._options.version, RandomIdentity()
        stay = Stay(entered, screens, window.settings, self.background, identity, self._choices, ways, version)
        window.serve(stay.presenters.window)
        window.register.serve(stay.presenters.register)
        window.register.panel.serve(stay.presenters.customer)
        window.sync_centre.serve(stay.presenters.sync_centre)
        window.settings.serve(stay.settings)
        window.pill_shown.connect(self._show_in_tray)
        # Behind the first list: it shows its first customer, and would show them over the one who is wanted.
        window.register.model.modelReset.connect(self._follow_link, Qt.ConnectionType.QueuedConnection)
        stay.start()
        return stay

    def remember(self, server: str, login: str, profile: str) -> None:
        self.preferences.signed_in(server, login, profile)

    def forget(self) -> None:
        self.preferences.signed_out()

    def _closed(self) -> None:
        """Who closes the window while nobody is in has none left: the program ends."""
        if self.reception.stay is None:
            self.close()

    def _come_back(self) -> None:
        """Once, behind the painted window: what comes now loads the libraries that are slow to load."""
        if not self._comes_back:
            self._comes_back = True
            # Beside the opening of the cache, which is on another thread.
            for slow_to_load in ("desktop.presenters.stay", "desktop.rooms"):
                self.background.query(partial(import_module, slow_to_load), lambda _: None)
            self.reception.come_back(self.preferences.chosen.profile)

    def _settled(self) -> InForce:
        return settled({**self.preferences.settings, **self._options.settings}, self._options.shelf)

    def _settle(self, setting: Setting, text: str) -> None:
        self.preferences.settle(setting, text)
        self.settings = self._settled()

    def _sign_in_start(self) -> SignInStart:
        chosen, options = self.preferences.chosen, self._options
        return sign_in_start(self.settings, options.server, chosen.servers, options.user or chosen.user_name)

    # what reaches every window

    def _space(self, density: Density) -> None:
        if self.window is not None:
            self.window.set_density(density)

    def _say_again(self) -> None:
        say_everything_again()
        if self.reception.stay is not None:
            self.reception.stay.say_again()

    def _tick(self) -> None:
        if self.reception.stay is not None:
            self.reception.stay.tick()

    def _show_in_tray(self, pill: SyncPill) -> None:
        # What was being read when its person left comes afterwards.
        if self.reception.stay is not None:
            self._tray.show_pill(pill)

    def _quit(self) -> None:
        """As if the window were closed: what is typed is told first."""
        if self.reception.stay is not None and self.window is not None:
            self.window.close()
        else:
            self.close()

    def _keep_panel_width(self, width: int) -> None:
        self._panel_width = width

    def _knocked(self, link: str) -> None:
        """Started again. A customer who is wanted before anybody is in is shown when somebody is."""
        self._show_again()
        self._wanted = customer_in(link) or self._wanted
        self._follow_link()

    def _follow_link(self) -> None:
        if not self._wanted or self.window is None or self.reception.stay is None:
            return
        register = self.window.register
        if register.model.rowCount() or register.blank.is_final:
            wanted, self._wanted = self._wanted, ""
            self.window.link_opened.emit(wanted)

    def _show_again(self) -> None:
        window = self.window if self.window is not None and self.window.isVisible() else self.sign_in_window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _failed(self, error: Exception) -> None:
        self._log_failure(error)
        if self.reception.stay is not None:
            self.reception.stay.presenters.failed(error)

    def _log_failure(self, error: Exception) -> None:
        _log.error("unexpected", exc_info=error)
