"""The settings page: language, look, account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.customer import Fact
from desktop.screens.diagnosis import DiagnosisScreen, DiagnosisWishes
from desktop.screens.password import PasswordScreen, PasswordWishes
from desktop.screens.preferences import Density, Language, Theme


@dataclass(frozen=True, slots=True)
class SettingsValues:
    """What is chosen, and who is signed in where."""

    language: Language
    theme: Theme
    density: Density
    account: tuple[Fact, ...] = ()
    versions: tuple[Fact, ...] = ()
    machine: tuple[MachineLine, ...] = ()
    machine_trouble: str = ""
    """What an administrator has written that nobody understands."""


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One of the machine's settings: its name, its value, who has settled it. `choices`: key and word of what may be.

    `key` names it when one of them is chosen; `chosen` is the one that holds.
    """

    key: str
    name: str
    value: str
    source: str
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""


class SignOutChoice(StrEnum):
    """What becomes of work that has not been sent when one signs out."""

    SEND_FIRST = "send-first"
    KEEP = "keep"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class SignOutQuestion:
    """So many acts wait; `can_send` is false while no server is reachable."""

    waiting: int
    can_send: bool = True


class SettingsScreen(Protocol):
    """What may be told to the settings page."""

    @property
    def diagnosis(self) -> DiagnosisScreen: ...

    @property
    def password(self) -> PasswordScreen: ...

    def show_settings(self, values: SettingsValues) -> None: ...

    def ask_sign_out(self, question: SignOutQuestion) -> None: ...


class SettingsWishes(Protocol):
    """What the settings page asks for."""

    @property
    def diagnosis(self) -> DiagnosisWishes: ...

    @property
    def password(self) -> PasswordWishes: ...

    def language_asked(self, language: Language) -> None: ...

    def theme_asked(self, theme: Theme) -> None: ...

    def density_asked(self, density: Density) -> None: ...

    def machine_setting_chosen(self, key: str, choice: str) -> None: ...

    def sign_out_asked(self) -> None:
        """Answer with `ask_sign_out` where work waits, else sign out."""

    def sign_out_chosen(self, choice: SignOutChoice) -> None: ...
