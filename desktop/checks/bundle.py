"""What is given to whoever helps: the report and the logs, with nothing of customers or people in them."""

from __future__ import annotations

import getpass
import io
import platform
import socket
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop.checks.machine import Machine
from desktop.checks.report import Report, as_json, as_text, for_elsewhere
from desktop.checks.scrubbing import Scrubber
from sync.profile import known_profiles

LOGS = "gonghai.log*"
_MOST_OF_A_LOG = 2_000_000
_PARTS = (
    "PySide6-Essentials", "SQLAlchemy", "alembic", "fluent.runtime", "keyring", "msgspec", "platformdirs", "requests",
    "sqlcipher3", "truststore", "urllib3", "zstandard",
)  # fmt: skip


def scrubber_of(machine: Machine) -> Scrubber:
    """Who has worked here, who is at the machine, and what the machine is called."""
    return Scrubber(_private_words(machine))


def bundle(machine: Machine, report: Report) -> bytes:
    """A zip of report.json, report.txt, versions.txt and the logs."""
    scrubber = scrubber_of(machine)
    shown = for_elsewhere(report, scrubber)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("report.json", as_json(shown, scrubber))
        packed.writestr("report.txt", as_text(shown))
        packed.writestr("versions.txt", "".join(f"{line}\n" for line in _versions(report)))
        for path in sorted(machine.folder.glob(LOGS)):
            packed.writestr(f"logs/{path.name}", scrubber.log(_end_of(path)))
    return content.getvalue()


def _private_words(machine: Machine) -> Iterator[str]:
    for profile in known_profiles(machine.profiles):
        yield profile.person_name
        yield profile.login
    yield socket.gethostname()
    yield Path.home().name
    try:
        yield getpass.getuser()
    except OSError:  # nobody that the system has a name for
        return


def _versions(report: Report) -> Iterator[str]:
    yield f"gonghai {report.version}"
    yield f"python {platform.python_version()}"
    for part in _PARTS:
        try:
            yield f"{part} {version(part)}"
        except PackageNotFoundError:
            yield f"{part} -"


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _MOST_OF_A_LOG))
        return file.read().decode("utf-8", "replace")
