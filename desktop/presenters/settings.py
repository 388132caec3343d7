"""The settings page: look and language at once, the account, signing out without losing work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop import words
from desktop.administration import InForce, Setting
from desktop.checks.machine import Machine
from desktop.presenters.diagnosis import Diagnosis
from desktop.presenters.machine_settings import machine_lines, machine_trouble
from desktop.presenters.notices import Notices
from desktop.presenters.password import PasswordChange
from desktop.presenters.updates import version_facts
from desktop.presenters.workplace import Workplace
from desktop.screens.customer import Fact
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.settings import SettingsScreen, SettingsValues, SignOutChoice, SignOutQuestion
from sync.cache.answers import OutboxCounts
from sync.passwords import PasswordDesk


class Look(Protocol):
    """Where the choices take effect and are kept."""

    @property
    def language(self) -> Language: ...

    @property
    def theme(self) -> Theme: ...

    @property
    def density(self) -> Density: ...

    def choose_language(self, language: Language) -> None: ...

    def choose_theme(self, theme: Theme) -> None: ...

    def choose_density(self, density: Density) -> None: ...


@dataclass(frozen=True, slots=True)
class SignOutWays:
    """`send_first` and `export` go on to sign out only when they came about."""

    send_first: Callable[[], None]
    export: Callable[[], None]
    sign_out: Callable[[], None]


@dataclass(frozen=True, slots=True)
class MachineWays:
    """What is in force on this machine, and how a person settles of it what nobody else has."""

    in_force: Callable[[], InForce]
    settle: Callable[[Setting, str], None]


class Settings:
    """Obeys `SettingsWishes`."""

    def __init__(
        self,
        screen: SettingsScreen,
        place: Workplace,
        look: Look,
        ways: SignOutWays,
        machine: MachineWays,
        notices: Notices,
        passwords: PasswordDesk,
        *,
        server: str,
        device: str,
        version: str,
        examined: Machine,
    ) -> None:
        self._screen = screen
        self._place = place
        self._look = look
        self._ways = ways
        self._machine = machine
        self._server = server
        self._device = device
        self._version = version
        self.diagnosis = Diagnosis(lambda: screen.diagnosis, place.background, lambda: examined)
        self.password = PasswordChange(screen.password, place, notices, passwords, server=server)

    def refresh(self) -> None:
        self._place.background.query(self._account, self._show)

    # wishes

    def language_asked(self, language: Language) -> None:
        self._look.choose_language(language)
        self.refresh()

    def theme_asked(self, theme: Theme) -> None:
        self._look.choose_theme(theme)

    def density_asked(self, density: Density) -> None:
        self._look.choose_density(density)

    def machine_setting_chosen(self, key: str, choice: str) -> None:
        setting = Setting(key)
        if not self._machine.in_force()[setting].is_locked:
            self._machine.settle(setting, choice)
        self.refresh()

    def sign_out_asked(self) -> None:
        def counted(counts: OutboxCounts) -> None:
            waiting = counts.waiting + counts.needs_you
            if waiting:
                self._screen.ask_sign_out(SignOutQuestion(waiting, self._place.is_online))
            else:
                self._ways.sign_out()

        self._place.background.query(lambda: self._place.cache.outbox.counts(), counted)

    def sign_out_chosen(self, choice: SignOutChoice) -> None:
        match choice:
            case SignOutChoice.KEEP:
                self._ways.sign_out()
            case SignOutChoice.EXPORT:
                self._ways.export()
            case SignOutChoice.SEND_FIRST:
                self._ways.send_first()

    def _show(self, account: tuple[Fact, ...]) -> None:
        look, settings = self._look, self._machine.in_force()
        self._screen.show_settings(
            SettingsValues(
                look.language,
                look.theme,
                look.density,
                account,
                version_facts(self._version, self._place.releases),
                machine_lines(settings, self._server),
                machine_trouble(settings),
            )
        )

    def _account(self) -> tuple[Fact, ...]:
        directory = self._place.cache.directory
        person = directory.person(self._place.person_id)
        facts = []
        if person is not None:
            team = directory.team(person.team_id)
            roles = [words.say(f"role-{role.value.replace('_', '-')}") for role in sorted(person.roles)]
            facts = [
                Fact(words.say("fact-person"), person.name),
                Fact(words.say("fact-roles"), words.say("fact-separator").join(roles)),
            ]
            facts += [] if team is None else [Fact(words.say("fact-team"), team.name)]
        return (
            *facts,
            Fact(words.say("fact-server"), self._server),
            Fact(words.say("fact-device"), self._device),
        )
