"""The window before the window: who are you, on which server, and how is the data on this machine protected?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words
from desktop.presenters.background import Background
from desktop.presenters.diagnosis import Diagnosis
from desktop.presenters.entrance import Entered, Entrance, Guest, PassphraseNeeded, ServerNotAllowed, StorageNeeded
from desktop.presenters.late_line import Line
from desktop.presenters.sign_in_troubles import administered_trouble, cache_trouble, sign_in_trouble, trouble
from desktop.screens.preferences import Language
from desktop.screens.sign_in import Credentials, SignInScreen, SignInStart
from desktop.server_address import UnusableAddress, normalised
from sync.cache.errors import CacheTrouble
from sync.errors import SyncError
from sync.profile import Profile


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Who hears of it. `renewed`: the session of whoever is in already has been renewed."""

    entered: Callable[[Entered, str, bool], None]
    """With the login typed, and whether it lasts beyond this session."""
    renewed: Callable[[], None]
    present: Callable[[], Entered | None]
    choose_language: Callable[[Language], None]
    unexpected: Callable[[Exception], None]
    secrets_trouble: type[Exception]


class SignInDesk:
    """Obeys `SignInWishes`. Whatever goes wrong, what was typed stays on the screen.

    `screen` is asked for when there is something to show: who comes back without being asked needs none.
    """

    def __init__(
        self,
        screen: Callable[[], SignInScreen],
        background: Background,
        entrance: Entrance,
        line: Callable[[str], Line],
        outcomes: Outcomes,
        start: SignInStart,
    ) -> None:
        self._open_screen = screen
        self._background = background
        self._entrance = entrance
        self._open_line = line
        self._outcomes = outcomes
        self._start = start
        self._attempt = 0
        self._line: Line | None = None
        self._guest: Guest | None = None
        self._locked: Profile | None = None
        self._asked = start.server
        self.diagnosis = Diagnosis(lambda: self._screen.diagnosis, background, lambda: entrance.machine(self._asked))

    @property
    def _screen(self) -> SignInScreen:
        return self._open_screen()

    def start(self) -> None:
        """Ask for everything."""
        self._screen.show_start(self._start)
        if self._start.server_fault:
            self._screen.show_trouble(administered_trouble(self._start))

    def start_again(self, why: str) -> None:
        """The session has ended: ask again, and say why."""
        self._screen.show_start(self._start)
        self._screen.show_trouble(trouble(why))

    def ask_unlock(self, profile: Profile) -> None:
        """The data stands under a passphrase."""
        self._locked = profile
        self._screen.ask_unlock(profile.person_name)

    def tell(self, error: Exception) -> None:
        """The data could not be opened; signing in may help."""
        self._screen.show_start(self._start)
        self._failed(error)

    # wishes

    def sign_in_asked(self, credentials: Credentials) -> None:
        self._asked = credentials.server
        if self._start.server_fault:
            self._screen.show_trouble(administered_trouble(self._start))
            return
        try:
            server = normalised(self._start.server if self._start.is_server_fixed else credentials.server)
        except UnusableAddress as error:
            self._screen.show_trouble(trouble(f"address-{error.code}"))
            return
        self._screen.show_busy(words.say("sign-in-connecting", server=server))

        def work() -> Guest:
            self._line = line = self._open_line(server)
            try:
                return self._entrance.ask(line, server, credentials.user_name.strip(), credentials.password)
            finally:
                line.close()

        self._do(work, self._came, server)

    def cancel_asked(self) -> None:
        """Give up this attempt; an answer that still comes is not heard."""
        self._attempt += 1
        if self._line is not None:
            self._line.close()
        self._screen.show_busy("")

    def passphrase_chosen(self, passphrase: str) -> None:
        guest = self._guest
        if guest is not None:
            self._open(lambda: self._entrance.let_in_under(guest, passphrase), guest.login)

    def session_only_chosen(self) -> None:
        guest = self._guest
        if guest is not None:
            self._open(lambda: self._entrance.let_in_once(guest), guest.login, is_lasting=False)

    def unlock_asked(self, passphrase: str) -> None:
        guest, locked = self._guest, self._locked
        if guest is not None:
            self._open(lambda: self._entrance.let_in_under(guest, passphrase), guest.login)
        elif locked is not None:
            self._open(lambda: self._entrance.unlock(locked, passphrase), locked.login)

    def other_account_asked(self) -> None:
        self._guest = self._locked = None
        self.start()

    def language_asked(self, language: Language) -> None:
        self._outcomes.choose_language(language)

    def _came(self, guest: Guest) -> None:
        present = self._outcomes.present()
        if present is not None and self._is_same(present, guest):
            self._do(
                lambda: present.sessions.begin(guest.session), lambda _: self._renewed(present, guest), guest.server
            )
            return
        self._guest = guest
        self._open(lambda: self._entrance.let_in(guest), guest.login)

    def _renewed(self, present: Entered, guest: Guest) -> None:
        present.is_password_temporary = guest.session.is_password_temporary
        self._screen.leave()
        self._outcomes.renewed()

    def _open(self, work: Callable[[], Entered], login: str, *, is_lasting: bool = True) -> None:
        self._screen.show_busy(words.say("sign-in-opening"))

        def opened(entered: Entered) -> None:
            self._guest = self._locked = None
            self._screen.leave()
            self._outcomes.entered(entered, login, is_lasting)

        self._do(work, opened, "")

    def _do[T](self, work: Callable[[], T], then: Callable[[T], None], server: str) -> None:
        self._attempt += 1
        attempt = self._attempt

        def done(came: T) -> None:
            if attempt == self._attempt:
                then(came)
            elif isinstance(came, Entered):
                # Too late: nobody wants in any more, so nobody may keep the door.
                came.close()

        def failed(error: Exception) -> None:
            if attempt == self._attempt:
                self._failed(error, server)

        self._background.exchange(work, done, failed)

    def _failed(self, error: Exception, server: str = "") -> None:
        match error:
            case StorageNeeded():
                self._screen.show_busy("")
                self._screen.ask_storage()
            case PassphraseNeeded(profile=profile):
                self._screen.show_busy("")
                self.ask_unlock(profile)
            case ServerNotAllowed() if self._start.server_fault:
                self._screen.show_trouble(administered_trouble(self._start))
            case ServerNotAllowed(server=left):
                self._screen.show_trouble(trouble("sign-in-other-server", server=self._start.server, left=left))
            case SyncError():
                self._screen.show_trouble(sign_in_trouble(error, server))
            case CacheTrouble():
                self._screen.show_trouble(cache_trouble(error))
            case _ if isinstance(error, self._outcomes.secrets_trouble):
                self._screen.show_trouble(trouble("sign-in-key-store"))
            case _:
                self._screen.show_trouble(trouble("sign-in-unexpected", cause=type(error).__name__))
                self._outcomes.unexpected(error)

    def _is_same(self, present: Entered, guest: Guest) -> bool:
        return (present.profile.server, present.profile.person_id) == (guest.server, guest.session.person_id)
