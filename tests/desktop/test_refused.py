"""The whole program, started where its data must not lie: a process of its own, because it shall end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.preferences import Language
from desktop.start import REFUSED
from desktop.views.refused_dialog import RefusedDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

ROOT = Path(__file__).resolve().parents[2]

# The person reads the dialog and closes it.
_READS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from desktop.start import start

def read():
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert len(shown) == 1, shown
    sys.stdout.buffer.write("\\n".join(label.text() for label in shown[0].findChildren(QLabel)).encode())
    shown[0].reject()

run = QApplication.exec

def reading(*_):
    QTimer.singleShot(0, read)
    return run()

QApplication.exec = reading
sys.exit(start(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("OneDrive - 华秋/公海 资料", "资料不能放在同步盘里"),
        ("taken/Gonghai", "没有权限在这里保存资料"),
    ],
)
def test_the_program_says_why_it_does_not_open_and_writes_nothing(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "taken").touch()
    profile = tmp_path / name
    ended = subprocess.run(
        [sys.executable, "-c", _READS, "--profile", str(profile), "--language", "zh_CN"],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    told = ended.stdout.decode()
    assert ended.returncode == REFUSED, ended.stderr.decode()
    assert said in told and str(profile) in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("fault", ["network", "synced", "unwritable"])
def test_each_refusal_names_the_folder_and_what_to_do(qtbot: QtBot, fault: str, language: Language) -> None:
    words.speak(language)
    dialog = RefusedDialog(fault, "/mnt/share/公海")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.folder.text() == "/mnt/share/公海"
    assert dialog.title.text() == words.say(f"refused-{fault}")
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    words.speak(Language.CHINESE)
