"""How the program is started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QSystemTrayIcon

from desktop.administration import BARE, Setting, Shelf
from desktop.presenters.kept_sessions import Secrets
from desktop.screens.preferences import Language, Theme


@dataclass(frozen=True, slots=True)
class Options:
    """How the program was started. None: as it was left, or as the system has it. `secrets`: its key store, if safe.

    `shelf`: where administrators write. `link`: what it was started by, unread: it may come from anywhere.
    """

    profile: Path
    documents: Path
    version: str
    secrets: Callable[[], Secrets | None]
    server: str = ""
    user: str = ""
    language: Language | None = None
    theme: Theme | None = None
    ca_file: Path | None = None
    proxy: str = ""
    shelf: Shelf = BARE
    link: str = ""
    has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable

    @property
    def settings(self) -> Mapping[Setting, str]:
        """Those of the machine's settings that the command line names."""
        named = {
            Setting.SERVER: self.server,
            Setting.CERTIFICATES: "" if self.ca_file is None else str(self.ca_file),
            Setting.PROXY: self.proxy,
        }
        return {setting: text for setting, text in named.items() if text}
