"""The doors that whoever comes in is given: the line to a server, the stores of secrets, places for one session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.administration import PROXY_NONE, PROXY_SYSTEM, InForce
from desktop.credentials import SessionOnly, fresh_key, fresh_stretching, stretched
from desktop.presenters.entrance import Doors
from desktop.presenters.kept_sessions import Secrets
from desktop.presenters.late_line import Line


def doors(
    secrets: Callable[[], Secrets | None], folder_for_session: Callable[[], Path], version: str, settings: InForce
) -> Doors:
    """`secrets`: the system's key store, if safe."""
    return Doors(
        line=partial(_line, version, settings),
        secrets=secrets,
        session_secrets=SessionOnly(),
        fresh_key=fresh_key,
        fresh_stretching=fresh_stretching,
        stretched=stretched,
        folder_for_session=folder_for_session,
        allows=settings.allows,
    )


def _line(version: str, settings: InForce, server: str) -> Line:
    # Slow to load, and the first window is painted without it.
    from sync.http_transport import HttpTransport

    proxy = {PROXY_SYSTEM: None, PROXY_NONE: ""}.get(settings.proxy, settings.proxy)
    return HttpTransport(server, settings.certificates, f"Gonghai/{version}", proxy=proxy)
