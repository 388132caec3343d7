"""The doors that whoever comes in is given: the line to a server, the stores of secrets, places for one session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.administration import PROXY_NONE, PROXY_SYSTEM, InForce
from desktop.checks.machine import Keys, Machine, Way, free_bytes
from desktop.checks.machine import Line as OpenLine
from desktop.credentials import SessionOnly, fresh_key, fresh_stretching, stretched
from desktop.presenters.entrance_doors import Doors
from desktop.presenters.kept_sessions import CACHE_KEY, Secrets
from desktop.presenters.kept_stretching import PASSPHRASE
from desktop.presenters.late_line import Line
from desktop.profile_place import place_fault
from sync.clock import SystemClock
from sync.patience import Patience


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
        machine=partial(machine, secrets, version, settings),
    )


def machine(
    secrets: Callable[[], Secrets | None], version: str, settings: InForce, folder: Path, server: str
) -> Machine:
    """What a diagnosis looks at: this folder of a machine's data, and the way to this server."""
    return Machine(
        folder=folder,
        version=version,
        settings=settings,
        server=server,
        keys=Keys(secrets, CACHE_KEY, PASSPHRASE),
        clock=SystemClock(),
        way=partial(_way, settings),
        line=partial(_impatient_line, version, settings),
        place_fault=place_fault,
        free_bytes=free_bytes,
    )


def _line(version: str, settings: InForce, server: str) -> Line:
    # Slow to load, and the first window is painted without it.
    from sync.http_transport import HttpTransport

    return HttpTransport(server, settings.certificates, f"Gonghai/{version}", proxy=_proxy(settings))


def _impatient_line(version: str, settings: InForce, server: str) -> OpenLine:
    from sync.http_transport import HttpTransport

    agent = f"Gonghai/{version}"
    return HttpTransport(server, settings.certificates, agent, _A_PERSON_WAITS, proxy=_proxy(settings))


def _way(settings: InForce, server: str) -> Way:
    from sync.http_transport.probing import Probe

    return Probe(server, settings.certificates, _proxy(settings))


def _proxy(settings: InForce) -> str | None:
    """As lines take it: None for the system's."""
    return {PROXY_SYSTEM: None, PROXY_NONE: ""}.get(settings.proxy, settings.proxy)


_A_PERSON_WAITS = Patience(connect_seconds=8.0, read_seconds=15.0, total_seconds=30.0)
