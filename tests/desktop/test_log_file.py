"""What stands in the log after the program has gone wrong."""

import subprocess
import sys
from pathlib import Path

from desktop.log_file import NAME

ROOT = Path(__file__).resolve().parents[2]
_BEGIN = "import logging, pathlib, sys; from desktop.log_file import write_log; write_log(pathlib.Path(sys.argv[1]))\n"


def _run(program: str, folder: Path) -> int:
    """A process of its own: a log is for a whole process, and this one's is pytest's."""
    command = [sys.executable, "-c", _BEGIN + program, str(folder)]
    return subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode


def test_what_escapes_every_hand_stands_in_the_log_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "not made yet"
    assert _run("def start(): raise RuntimeError('nobody caught it')\nstart()", folder) == 1
    log = (folder / NAME).read_text(encoding="utf-8")
    assert "CRITICAL desktop escaped" in log
    assert "in start" in log and "RuntimeError: nobody caught it" in log


def test_a_log_begins_where_the_last_one_ended_and_leaves_out_the_small_talk(tmp_path: Path) -> None:
    said = "logging.getLogger('sync').info('第 {0} 次'); logging.getLogger('sync').debug('small talk')"
    assert _run(said.format(1), tmp_path) == 0
    assert _run(said.format(2), tmp_path) == 0
    lines = (tmp_path / NAME).read_text(encoding="utf-8").splitlines()
    assert [line.partition(" sync ")[2] for line in lines] == ["第 1 次", "第 2 次"]


def test_a_log_stays_small_however_much_is_said(tmp_path: Path) -> None:
    assert _run("for _ in range(5): logging.getLogger('sync').info('x' * 900_000)", tmp_path) == 0
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [NAME, f"{NAME}.1", f"{NAME}.2"]
    assert all(path.stat().st_size < 1_000_000 for path in tmp_path.iterdir())
