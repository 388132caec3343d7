"""The server as an operator has it: from its lock and its wheel, in an environment of its own, run by its own name."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dev
from wine.verdict import NotAsPromised

_ADDRESS: Final = re.compile(r"https?://\S+:(\d+)")
_PATIENCE_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Served:
    """One process that serves."""

    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str) -> tuple[int, str]:
        """Status and text; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def figure(self, name: str) -> float:
        """Of /metrics: the sum over all labels."""
        page = self.asked("/metrics")[1]
        found = re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", page, re.MULTILINE)
        return sum(float(value) for value in found)

    def end(self) -> None:
        """As systemd and a container do it.

        Raises:
            NotAsPromised: it ends otherwise than by what it was sent, which both take for a good end.
        """
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(_PATIENCE_SECONDS)
        if code not in {0, -signal.SIGTERM}:
            raise NotAsPromised(f"a server that is asked to end does so; it ended with {code}")


class Installed:
    """Below `folder`; the settings of every command come from `config`."""

    def __init__(self, folder: Path, config: Path) -> None:
        self._environment = folder / "environment"
        self._config = config

    def install(self, server: Path) -> None:
        """From the folder that `dev.py package --server` lays out, by the words of its guide.

        Raises:
            dev.Stop: pip has said why not.
        """
        venv.create(self._environment, clear=True, with_pip=False)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(self._bin / "python")]
        options = ["install", "--quiet", "--no-input", "--no-deps"]
        wheel = next(server.glob("gonghai-*.whl"))
        for what in (["--require-hashes", "-r", str(server / "server.lock")], ["--no-index", str(wheel)]):
            if subprocess.run([*pip, *options, *what]).returncode:
                raise dev.Stop("The server could not be installed: pip says why above.")

    def run(self, *words: str) -> str:
        """One command, and what it printed.

        Raises:
            NotAsPromised: it failed.
        """
        command = [*self._command, *words]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=self._environment, env=self._surroundings)
        if ended.returncode:
            raise NotAsPromised(f"{' '.join(words)} ended with {ended.returncode}: {ended.stdout}{ended.stderr}")
        return ended.stdout

    @contextmanager
    def serving(self, log: Path) -> Iterator[Served]:
        """On a free port of loopback; gone with its starter."""
        command = [*self._command, "serve", "--attached", "--port", "0"]
        with (
            log.open("a") as errors,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                cwd=self._environment, env=self._surroundings,
            ) as process,
        ):  # fmt: skip
            assert process.stdout is not None
            try:
                found = next(filter(None, map(_ADDRESS.search, process.stdout)), None)
                if found is None:
                    raise NotAsPromised(f"the server listens; it ended with {process.wait()}, see {log}")
                yield Served(int(found[1]), process)
            finally:
                process.terminate()

    @property
    def _bin(self) -> Path:
        return self._environment / "bin"

    @property
    def _command(self) -> list[str]:
        return [str(self._bin / "gonghai-server"), "--language", "en", "--config", str(self._config)]

    @property
    def _surroundings(self) -> dict[str, str]:
        """Nothing of ours: neither our settings nor our modules."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("GONGHAI_", "PYTHON"))}
