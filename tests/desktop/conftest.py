"""A machine where somebody has worked before, and the whole program on it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.credentials import SessionOnly
from desktop.options import Options
from desktop.preferences import Preferences
from desktop.presenters.kept_sessions import CACHE_KEY, InStore
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.identity import RandomIdentity
from sync.profile import Profile, profile_of
from sync.session import KeptSession
from tests.desktop.presenters.desk import WANG, mine, open_desk

KEY = "ab" * 32
PATIENCE_MS = 20_000

type Start = Callable[..., Program]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """Wang has synced here once, holds one customer, and is who opens with the program."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{free.getsockname()[1]}"
    made = profile_of(tmp_path / "profiles", server, WANG, "王芳", RandomIdentity(), login="wang")
    open_desk(made.folder, [mine(1)]).cache.close()
    remembered = Preferences(tmp_path)
    remembered.choose(language=Language.CHINESE)
    remembered.signed_in(server, "wang", made.folder.name)
    return made


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, profile: Profile, tmp_path: Path) -> Iterator[Start]:
    started: list[Program] = []
    ended: list[Program] = []

    def begin(*, has_tray: bool = True, is_first: bool = True, **more: Any) -> Program:
        store = SessionOnly()
        store.keep(profile.folder.name, CACHE_KEY, KEY)
        InStore(store, profile.folder.name).write(KeptSession(WANG, "王芳", "a token that nobody is asked about"))
        options = Options(tmp_path, tmp_path / "documents", "1", lambda: store, has_tray=lambda: has_tray, **more)
        started.append(Program(qapp, options))
        started[-1].ended.connect(partial(ended.append, started[-1]))
        assert started[-1].start() is is_first
        return started[-1]

    yield begin
    for program in started:
        if program not in ended:
            program.close()
        program.deleteLater()
    speak(Language.CHINESE)
