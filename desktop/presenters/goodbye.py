"""Telling a server that somebody has signed out, over a line of its own: the one that served is closed by then."""

from __future__ import annotations

import logging

from desktop.presenters.late_line import Line
from sync.errors import SyncError

_log = logging.getLogger(__name__)


def say_goodbye(line: Line, access_token: str) -> None:
    """Where it can be told; closes the line."""
    try:
        line.sign_out(access_token)
    except SyncError:
        # The tokens are gone from this machine; the server's expire by themselves.
        _log.info("signed_out_without_the_server")
    finally:
        line.close()
