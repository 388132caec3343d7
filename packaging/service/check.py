"""`dev.py package --server --check`: installed afresh it serves alone, and as two processes of one PostgreSQL."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import dev
import machine
from service import recycling
from service.installed import Installed, Served
from service.proxy import nginx
from steps import Steps
from sync.errors import Unreachable
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol import VERSION
from sync.protocol.messages import Device, Hello, HintWait, ScopeCursor, SignIn, Welcome
from tests.postgres import PostgresMissing, postgres_server
from tests.server_process import password_in
from wine.certificates import authority, identity
from wine.verdict import NotAsPromised, promise

NEEDS: Final = {"nginx": "nginx-light", "openssl": "openssl"}
HINT_SECONDS: Final = 50
_ASKED_AGAIN: Final = 20
_DEMO: Final = ("lin", "gonghai-demo")


def check(server: Path, workshop: Path, steps: Steps) -> int:
    """Says what was seen; returns the exit code."""
    machine.need(NEEDS)
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    try:
        with steps.step("installed afresh"):
            Installed(workshop, workshop / "none").install(server)
        with steps.step("alone, on SQLite"):
            _alone(server, workshop)
        with steps.step("two processes of one PostgreSQL, behind nginx"), postgres_server() as postgres:
            _together(server, workshop, postgres.fresh_database())
    except (NotAsPromised, PostgresMissing) as found:
        dev.say(f"not as promised: {found}")
        return 1
    return 0


def _alone(server: Path, workshop: Path) -> None:
    config = _settings(server, workshop / "alone.toml", database=f"sqlite:///{workshop / 'alone.db'}")
    installed = Installed(workshop, config)
    password = password_in(installed.run("init", "--company", "公海科技"))
    with installed.serving(workshop / "alone.log") as served:
        _is_well(served)
        _welcomed(served.address, "admin", password)
        served.end()


def _together(server: Path, workshop: Path, database: str) -> None:
    config = _settings(
        server, workshop / "together.toml",
        database=database, attachments=str(workshop / "attachments"), is_behind_proxy=True, hint_seconds=HINT_SECONDS,
    )  # fmt: skip
    installed = Installed(workshop, config)
    installed.run("demo-data", "--customers", "400")
    ours = authority(workshop, "ours")
    shown = identity(workshop, "nginx", ours)
    log = workshop / "together.log"
    with installed.serving(log) as first, installed.serving(log) as second:
        both = (first, second)
        for served in both:
            _is_well(served)
            _welcomed(served.address, *_DEMO)
        _one_session_at_both(*both)
        with nginx(server, workshop, (first.port, second.port), shown) as port:
            front = f"https://localhost:{port}"
            with ThreadPoolExecutor(1) as beside:
                held = beside.submit(_waits_for_news, front, ours.certificate)
                took = recycling.wait_for_whom(both, database)
                held.result()
            dev.say(f"\n  recycling was done by the process on port {took.port}; it is ended")
            took.end()
            for _ in range(_ASKED_AGAIN):
                _welcomed(front, *_DEMO, ca_file=ours.certificate)
            other = next(served for served in both if served is not took)
            promise(recycling.wait_for_whom((other,), database) is other, "the other process goes on recycling")
            dev.say(f"  clients noticed nothing, and the process on port {other.port} does the recycling")


def _settings(server: Path, file: Path, **changed: str | int | bool) -> Path:
    """The sample, with these lines as an operator changes them."""
    lines = (server / "server.toml").read_text(encoding="utf-8").splitlines()
    for name, value in changed.items():
        at = next((place for place, line in enumerate(lines) if line.startswith(f"#{name} =")), None)
        if at is None:
            raise NotAsPromised(f"the sample has {name}")
        lines[at] = f"{name} = " + (str(value).lower() if isinstance(value, bool | int) else f'"{value}"')
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _is_well(served: Served) -> None:
    for path, answer in (("/health/live", "live"), ("/health/ready", "ready")):
        status, said = served.asked(path)
        promise((status, said) == (200, answer), f"{path} answers 200 {answer}; it says {status} {said}")


def _one_session_at_both(first: Served, second: Served) -> None:
    """Servers keep no state of their own: who signed in at one is known at the other."""
    line, device = HttpTransport(first.address), RandomIdentity().new()
    token = line.sign_in(SignIn(*_DEMO, Device(device, "a check"))).access_token
    other = HttpTransport(second.address)
    other.hello(token, Hello("1.0.0", (VERSION, VERSION), device))
    line.close()
    other.close()


def _welcomed(address: str, login: str, password: str, *, ca_file: Path | None = None) -> Welcome:
    line, device = HttpTransport(address, ca_file), RandomIdentity().new()
    try:
        token = line.sign_in(SignIn(login, password, Device(device, "a check"))).access_token
        return line.hello(token, Hello("1.0.0", (VERSION, VERSION), device))
    except Unreachable as error:
        raise NotAsPromised(f"{address} answers; {error}") from error
    finally:
        line.close()


def _waits_for_news(front: str, ca_file: Path) -> None:
    """For as long as the server lets it: no proxy on the way gives up before."""
    line, device = HttpTransport(front, ca_file), RandomIdentity().new()
    token = line.sign_in(SignIn(*_DEMO, Device(device, "a check"))).access_token
    welcome = line.hello(token, Hello("1.0.0", (VERSION, VERSION), device))
    never = tuple(ScopeCursor(scope, 2**50, "") for scope in welcome.scopes)
    began = time.monotonic()
    try:
        line.hint(token, HintWait(never, HINT_SECONDS))
    except Unreachable as error:
        raise NotAsPromised(f"a client may wait {HINT_SECONDS} s for news; after {_since(began)} s: {error}") from error
    promise(_since(began) >= HINT_SECONDS - 1, f"it waited for {HINT_SECONDS} s; it was {_since(began)} s")
    line.close()


def _since(began: float) -> int:
    return round(time.monotonic() - began)
