"""The real server in a process of its own, started, ended and killed by its owner.

administer(url, "init")
with ServerProcess(url) as server:
    requests.get(f"{server.address}/health/live")
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
_ADDRESS = re.compile(r"https?://[^\s]+:(\d+)")


def administer(database_url: str, *words: str) -> str:
    """Run one command of `gonghai-server` in English and return what it printed; a failure raises with its words."""
    command = [sys.executable, "-m", "server", "--language", "en", *words, "--database", database_url]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {ended.returncode}: {ended.stdout}{ended.stderr}")
    return ended.stdout


def password_in(printed: str) -> str:
    """The one-time password that `init` and `person add` print as the last word of a line."""
    found = re.findall(r"[Pp]assword[^:\n]*: *(\S+)", printed)
    if not found:
        raise RuntimeError(f"no password in: {printed}")
    return str(found[-1])


class ServerProcess:
    """Listens on a free loopback port; `restart` comes back on the same one."""

    def __init__(self, database_url: str, *options: str, log: Path | None = None) -> None:
        self._database_url = database_url
        self._options = options
        self._log = log
        self.port = 0
        self._child: subprocess.Popen[str] | None = None
        # Beside a file the server keeps what people attach itself; a database elsewhere has no beside.
        self._files = "" if database_url.startswith("sqlite") else tempfile.mkdtemp(prefix="gonghai-files-")
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> None:
        """Start and wait until it says where it listens."""
        command = [sys.executable, "-m", "server", "--language", "en", "serve", "--attached", "--port", str(self.port)]
        command += ["--database", self._database_url, *self._options]
        with (self._log or Path("/dev/null" if sys.platform != "win32" else "NUL")).open("a") as errors:
            self._child = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=os.environ | ({"GONGHAI_ATTACHMENTS": self._files} if self._files else {}),
            )
        assert self._child.stdout is not None
        for line in self._child.stdout:
            found = _ADDRESS.search(line)
            if found:
                self.port = int(found[1])
                return
        raise RuntimeError(f"the server ended with {self._child.wait()} before it listened")

    def kill(self) -> None:
        """As if the power went: nothing is finished, nothing is said."""
        child = self._running()
        child.kill()
        self._reap(child)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        child = self._running()
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
        self._reap(child)

    def abandon(self) -> None:
        """As if we had gone without a word; returns once it has noticed."""
        child = self._running()
        assert child.stdin is not None
        child.stdin.close()
        child.wait(timeout=20)
        self._reap(child)

    def restart(self) -> None:
        if self._child is not None:
            self.stop()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self.stop()
        if self._files:
            shutil.rmtree(self._files, ignore_errors=True)

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None:
            raise RuntimeError("the server is not running")
        return self._child

    def _reap(self, child: subprocess.Popen[str]) -> None:
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        self._child = None
