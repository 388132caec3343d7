"""`python -m desktop.demo`: a company to play with. Makes it, starts its server, opens the client signed in.

The server runs in a process of its own on a free loopback port and ends with the window. The company is kept: the
next start goes on where this one ended, `--fresh` begins anew. The client keeps nothing: its data is encrypted under a
key that dies with it.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.credentials import SessionOnly
from desktop.log_file import write_log
from desktop.options import Options
from desktop.screens.preferences import Language, Theme
from desktop.screens.sign_in import Credentials

LOGIN: Final = "lin"
PASSWORD: Final = "gonghai-demo"
_ADDRESS = re.compile(r"https?://\S+:\d+")
_END_SECONDS = 20


class DemoUnavailable(Exception):
    """The server's side is not installed here, or did not start; the message is what it said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns the exit code."""
    parser = argparse.ArgumentParser("desktop.demo", description="演示公司 | a demo company")
    parser.add_argument("--language", type=Language, choices=list(Language))
    parser.add_argument("--theme", type=Theme, choices=list(Theme))
    parser.add_argument("--folder", type=Path, default=Path(".dev") / "demo", help="数据放在哪里 | where it lies")
    parser.add_argument("--customers", type=int, default=2000, help="客户数 | how many customers")
    parser.add_argument("--user", default=LOGIN, help="以谁登录 | who to sign in as: lin, wang, chen, zhou, …")
    parser.add_argument("--fresh", action="store_true", help="重新开始 | begin anew")
    chosen = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    if chosen.fresh:
        shutil.rmtree(chosen.folder, ignore_errors=True)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    try:
        url = made(chosen.folder, chosen.customers)
        with serving(url) as address, tempfile.TemporaryDirectory(prefix="gonghai-demo-") as profile:
            return opened(chosen, address, Path(profile))
    except DemoUnavailable as error:
        print(error, file=sys.stderr)
        return 1


def made(folder: Path, customers: int) -> str:
    """The company's database, made where it is missing; returns its URL."""
    file = folder.resolve() / "company.db"
    url = f"sqlite:///{file.as_posix()}"
    if not file.exists():
        command = [sys.executable, "-m", "server", "demo-data", "--database", url, "--customers", str(customers)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise DemoUnavailable(ended.stderr or ended.stdout)
        print(ended.stdout)
    return url


@contextlib.contextmanager
def serving(url: str) -> Iterator[str]:
    """The server, from its first word about where it listens until the block ends."""
    command = [sys.executable, "-m", "server", "--language", "en", "serve", "--attached", "--port", "0"]
    # Attached: it ends with us even where nobody can be told, as when this process is killed.
    with subprocess.Popen(
        [*command, "--database", url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()
            try:
                server.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()


def opened(chosen: argparse.Namespace, address: str, profile: Path) -> int:
    """The client, signed in; returns its exit code."""
    write_log(chosen.folder)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Gonghai")
    application.setQuitOnLastWindowClosed(False)
    secrets = SessionOnly()
    options = Options(
        profile=profile,
        documents=chosen.folder.resolve() / "documents",
        version="demo",
        secrets=lambda: secrets,
        server=address,
        user=chosen.user,
        language=chosen.language,
        theme=chosen.theme,
    )
    program = Program(application, options)
    program.ended.connect(application.quit)
    program.start()
    QTimer.singleShot(0, lambda: program.reception.sign_in.sign_in_asked(Credentials(address, chosen.user, PASSWORD)))
    return application.exec()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = _ADDRESS.search(line)
        if found:
            return found[0]
    raise DemoUnavailable(f"the server ended with {server.wait()} before it listened")


if __name__ == "__main__":
    sys.exit(main())
