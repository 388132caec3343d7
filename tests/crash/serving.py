"""The server's own command line, run in a process that was forked rather than started."""

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from server.cli.program import program


def serve(config: Path, url: str, port: int, log: Path, stdin: Connection, pipe: Connection) -> None:
    """Be `gonghai-server serve` until killed, or until whoever holds the other end of `stdin` is gone."""
    os.dup2(stdin.fileno(), 0)
    os.dup2(pipe.fileno(), 1)
    with log.open("a") as errors:
        os.dup2(errors.fileno(), 2)
    sys.stdin = os.fdopen(0)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    words = ["--language", "en", "--config", str(config), "serve", "--attached"]
    program([*words, "--port", str(port), "--database", url])
