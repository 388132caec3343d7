"""Who is in: from the start of the program through comings and goings to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from desktop.presenters.background import Background
from desktop.presenters.entrance import Entered, Entrance, PassphraseNeeded
from desktop.presenters.entrance_doors import Doors
from desktop.presenters.erasure import order_erasing
from desktop.presenters.sign_in import Outcomes, SignInDesk
from desktop.screens.preferences import Language
from desktop.screens.sign_in import SignInScreen, SignInStart

if TYPE_CHECKING:
    # What a stay needs is loaded behind the first window.
    from desktop.presenters.stay import Stay


class House(Protocol):
    """The windows, and what is remembered of who was in."""

    def open_main_window(self) -> None:
        """A fresh one: wishes of the last stay must not reach the presenters of the next."""
        ...

    def hide_main_window(self) -> None: ...

    def begin_stay(self, entered: Entered) -> Stay:
        """Give the open window to this person."""
        ...

    def remember(self, server: str, login: str, profile: str) -> None: ...

    def forget(self) -> None:
        """Nobody opens with the program."""
        ...


@dataclass(frozen=True, slots=True)
class Troubles:
    """`secrets` is what the key store raises, `unexpected` hears of what nobody foresaw."""

    secrets: type[Exception]
    unexpected: Callable[[Exception], None]


class Reception:
    """At most one person is in. `stay` is theirs."""

    def __init__(
        self,
        house: House,
        screen: Callable[[], SignInScreen],
        background: Background,
        entrance: Entrance,
        doors: Doors,
        start: SignInStart,
        choose_language: Callable[[Language], None],
        troubles: Troubles,
    ) -> None:
        self._house = house
        self._open_screen = screen
        self._background = background
        self._entrance = entrance
        self.stay: Stay | None = None
        outcomes = Outcomes(
            entered=self._entered,
            renewed=self._renewed,
            present=lambda: None if self.stay is None else self.stay.entered,
            choose_language=choose_language,
            unexpected=troubles.unexpected,
            secrets_trouble=troubles.secrets,
        )
        self.sign_in = SignInDesk(screen, background, entrance, doors.line, outcomes, start)

    def come_back(self, profile: str) -> None:
        """Open the data of whoever was in last; the window stands already."""

        def opened(entered: Entered | None) -> None:
            if entered is None:
                self.ask_who()
            else:
                self.stay = self._house.begin_stay(entered)

        def failed(error: Exception) -> None:
            self.ask_who()
            if isinstance(error, PassphraseNeeded):
                self.sign_in.ask_unlock(error.profile)
            else:
                self.sign_in.tell(error)

        self._background.exchange(lambda: self._entrance.come_back(profile), opened, failed)

    def ask_who(self, why: str = "") -> None:
        """Show the sign-in window, with a sentence where there is a reason. Whoever is in goes on working."""
        if why:
            self.sign_in.start_again(why)
        else:
            self.sign_in.start()
        self._open_screen().show_again()
        if self.stay is None:
            self._house.hide_main_window()

    def leave(self, erase: bool) -> None:
        """Sign out: the server is told where it can be; the data stays here, encrypted, unless it is to be erased."""
        entered = self.end_stay()
        if entered is not None:
            self._house.forget()
            self.ask_who("sign-in-wiped" if erase else "")
            if erase:
                # One empty file, at once and here: a round that is under way may take its time, and an order that
                # came late would meet whoever has signed in meanwhile.
                order_erasing(entered.profile)
            self._background.parting(partial(self._entrance.leave, entered, erase=erase), _nothing)

    def end_stay(self) -> Entered | None:
        """No more rounds; returns what is still to be closed."""
        stay, self.stay = self.stay, None
        if stay is None:
            return None
        stay.stop()
        return stay.entered

    def _entered(self, entered: Entered, login: str, is_lasting: bool) -> None:
        previous = self.end_stay()
        if previous is not None:
            # Behind whatever was commanded for it.
            self._background.command(previous.close, _nothing)
        if is_lasting:
            self._house.remember(entered.profile.server, login, entered.profile.folder.name)
        self._house.open_main_window()
        self.stay = self._house.begin_stay(entered)

    def _renewed(self) -> None:
        if self.stay is not None:
            self.stay.renewed()


def _nothing(_: object) -> None:
    """Nobody waits for this."""
