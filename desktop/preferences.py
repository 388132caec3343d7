"""The door to what a person chose on this machine: language, look, servers known. No secret, nobody's data.

One JSON file, replaced whole; a damaged or unknown one counts as none, since everything in it can be chosen again.
"""

from __future__ import annotations

import locale
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from desktop.administration import Setting
from desktop.screens.preferences import Density, Language, Theme

_log = logging.getLogger(__name__)

_FILE: Final = "preferences.json"
_SERVERS_REMEMBERED: Final = 8


class Chosen(msgspec.Struct, frozen=True):
    """Everything remembered. None: nobody chose, so the system decides."""

    language: Language | None = None
    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    device_id: str = ""
    servers: tuple[str, ...] = ()
    user_name: str = ""
    profile: str = ""
    """The folder of whose data opens with the program; empty after signing out."""
    layout: Mapping[str, str] = {}
    settings: Mapping[str, str] = {}
    """Of the machine's settings those that a person chose, by name."""


class Preferences:
    """What was chosen, read once and written at every change."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._chosen = _read(self._path)

    @property
    def chosen(self) -> Chosen:
        return self._chosen

    @property
    def settings(self) -> Mapping[Setting, str]:
        """Of what can be settled for a machine: what this person has settled; the server is where they were last."""
        latest = {Setting.SERVER: next(iter(self._chosen.servers), "")}
        own = {setting: text for setting in Setting if (text := self._chosen.settings.get(setting.value))}
        return own | latest

    def choose(self, **changes: object) -> Chosen:
        """Change these fields of `Chosen` and keep them. A disk that takes no more is told in the log only."""
        self._chosen = msgspec.structs.replace(self._chosen, **changes)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(self._chosen)))
            fresh.replace(self._path)
        except OSError as error:
            _log.warning("preferences_not_kept cause=%s", error.strerror)
        return self._chosen

    def signed_in(self, server: str, user_name: str, profile: str) -> None:
        """Remember who opens with the program, and the server, the latest first. Empty profile: nobody does."""
        others = tuple(known for known in self._chosen.servers if known != server)
        self.choose(servers=(server, *others)[:_SERVERS_REMEMBERED], user_name=user_name, profile=profile)

    def signed_out(self) -> None:
        """Nobody opens with the program."""
        self.choose(profile="")

    def settle(self, setting: Setting, text: str) -> None:
        """Choose this for the machine; empty: whatever holds without a choice."""
        self.choose(settings={**self._chosen.settings, setting.value: text})

    def remember_layout(self, key: str, value: str) -> None:
        """Widths and the like, by the view that asks."""
        self.choose(layout={**self._chosen.layout, key: value})


def system_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese where the system is, else English."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    spoken = named or locale.getlocale()[0] or ""
    return Language.CHINESE if spoken.lower().startswith(("zh", "chinese")) else Language.ENGLISH


def _read(path: Path) -> Chosen:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Chosen)
    except FileNotFoundError:
        return Chosen()
    except (OSError, msgspec.MsgspecError) as error:
        _log.info("preferences_unreadable cause=%s", type(error).__name__)
        return Chosen()
