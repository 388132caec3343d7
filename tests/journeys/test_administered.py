"""A machine that an administrator has settled: the real server over TLS under the company's own authority."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.administration import Files
from desktop.app import Program
from desktop.credentials import SessionOnly
from desktop.options import Options
from desktop.screens.preferences import Language
from desktop.words import speak
from tests.journeys.rep import NO_MODIFIER, PASSWORD, PATIENCE_MS, Hands
from tests.server_process import ServerProcess

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

CERTIFICATES = Path(__file__).resolve().parents[1] / "sync" / "certificates"

type Start = Callable[..., Program]


@pytest.fixture
def address(company: Path, tmp_path: Path) -> Iterator[str]:
    copy = tmp_path / "company.db"
    for beside in company.parent.glob(f"{company.name}*"):
        (tmp_path / beside.name).write_bytes(beside.read_bytes())
    shown = str(CERTIFICATES / "server.pem")
    with ServerProcess(f"sqlite:///{copy}", "--certificate", shown, "--key", shown) as running:
        yield f"https://127.0.0.1:{running.port}"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """The program on a machine with these policies, and with whatever a person asks for besides."""
    started: list[Program] = []
    store = SessionOnly()

    def begin(policy: dict[str, object], **asked: Any) -> Program:
        (tmp_path / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
        places = (tmp_path / "公海 资料", tmp_path / "documents")
        options = Options(*places, "1", lambda: store, language=Language.CHINESE, shelf=Files(tmp_path), **asked)
        started.append(Program(qapp, options))
        assert started[-1].start()
        return started[-1]

    yield begin
    for program in started:
        program.close()
        program.deleteLater()
    speak(Language.CHINESE)


def sign_in(program: Program, hands: Hands) -> None:
    """By keyboard: the server stands there already."""
    form = program.sign_in_window.account
    hands.keyClicks(form.user_name, "wang")
    hands.keyClicks(form.password, PASSWORD)
    hands.keyClick(form.password, Qt.Key.Key_Return, NO_MODIFIER)


def test_with_server_and_authority_by_policy_one_only_says_who_one_is(start: Start, address: str, qtbot: QtBot) -> None:
    policy: dict[str, object] = {"ServerUrl": address, "CaFile": str(CERTIFICATES / "authority.pem")}
    program = start(policy, server="https://elsewhere.example", ca_file=CERTIFICATES / "another_authority.pem")
    sign_in(program, qtbot)
    qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible(), timeout=PATIENCE_MS)
    assert program.window is not None
    pill = program.window.top.pill
    qtbot.waitUntil(lambda: pill.text().startswith("已同步"), timeout=PATIENCE_MS)
    assert program.reception.stay is not None
    assert program.reception.stay.entered.profile.server == address


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("no such file.pem", "没有连接：找不到证书文件"),
        ("another_authority.pem", "没有连接：不认识给"),
        ("past_authority.pem", "里的证书都已过期"),
    ],
)
def test_a_file_of_certificates_that_does_not_fit_is_said_and_nobody_is_in(
    start: Start, address: str, qtbot: QtBot, file: str, said: str
) -> None:
    # A file of one's own that would do is no way round the administrator's.
    policy: dict[str, object] = {"ServerUrl": address, "CaFile": str(CERTIFICATES / file)}
    program = start(policy, ca_file=CERTIFICATES / "authority.pem")
    sign_in(program, qtbot)
    window = program.sign_in_window
    qtbot.waitUntil(window._trouble.isVisible, timeout=PATIENCE_MS)
    assert said in window._what.text()
    assert window.account.password.text() == PASSWORD, "nothing typed is lost"
    assert program.reception.stay is None
