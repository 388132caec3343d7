"""The window before the window: who are you, and on which server?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.screens.diagnosis import DiagnosisScreen, DiagnosisWishes
from desktop.screens.preferences import Language


@dataclass(frozen=True, slots=True)
class SignInStart:
    """What the form opens with; `is_server_fixed` when the machine's settings name the server.

    `server_fault`: what is wrong with the fixed one, so that nobody can sign in.
    """

    servers: tuple[str, ...] = ()
    server: str = ""
    user_name: str = ""
    is_server_fixed: bool = False
    server_fault: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed. The password never shows in a repr."""

    server: str
    user_name: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.server!r}, {self.user_name!r}, …)"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and what to do about it."""

    what: str
    what_to_do: str = ""


class SignInScreen(Protocol):
    """What may be told to the sign-in window."""

    @property
    def diagnosis(self) -> DiagnosisScreen:
        """Offered where something is wrong."""
        ...

    def show_start(self, start: SignInStart) -> None:
        """The form, filled as far as known; the first empty field has the focus."""

    def show_busy(self, doing: str) -> None:
        """Say what is going on (正在连接服务器…); the fields rest, the window stays alive. Empty: no longer busy."""

    def show_trouble(self, trouble: Trouble | None) -> None:
        """An error line; nothing typed is lost, and busy ends."""

    def ask_storage(self) -> None:
        """This machine keeps no secrets safely: passphrase, or only this session?"""

    def ask_unlock(self, user_name: str) -> None:
        """The cache is kept under a passphrase: ask for it."""

    def show_again(self) -> None:
        """Show the window in front."""

    def leave(self) -> None:
        """The person is signed in: close the window, forget what was typed."""


class SignInWishes(Protocol):
    """What the sign-in window asks for."""

    @property
    def diagnosis(self) -> DiagnosisWishes: ...

    def sign_in_asked(self, credentials: Credentials) -> None: ...

    def cancel_asked(self) -> None:
        """Stop trying, while busy."""

    def passphrase_chosen(self, passphrase: str) -> None:
        """Keep the cache under this passphrase (both entries were equal and long enough)."""

    def session_only_chosen(self) -> None:
        """Keep nothing after the program ends."""

    def unlock_asked(self, passphrase: str) -> None: ...

    def other_account_asked(self) -> None:
        """Not unlock but sign in as somebody; answer with `show_start`."""

    def language_asked(self, language: Language) -> None: ...
