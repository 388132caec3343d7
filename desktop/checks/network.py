"""The way to the server, step by step, and what the server says of itself; what comes after a gap is not looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from socket import gaierror

from desktop.checks.findings import Check, Finding, good, not_checked, to_do
from desktop.checks.machine import Line, Machine, Way
from desktop.server_address import UnusableAddress, normalised
from domain.identifiers import Instant
from domain.instants import instant
from sync.errors import Cause, Distrust, Mismatch, SyncError, Unreachable, Untrusted
from sync.protocol.messages import About
from sync.protocol.versions import is_older

_STEPS = (Check.PROXY, Check.NAME, Check.CONNECTION, Check.CERTIFICATE, Check.SERVER, Check.CLOCK, Check.VERSION)
_SOON = timedelta(days=21)
_CLOCK_MAY_DIFFER = timedelta(minutes=3)


def network(machine: Machine) -> Iterator[Finding]:
    """From the address to the version of who answers there."""
    found = _address(machine)
    yield found
    if found.code != "known":
        yield from _left_out(_STEPS)
        return
    way = machine.way(normalised(machine.server))
    for check in (_proxy, _name, _connection, _certificate):
        found = check(machine, way)
        yield found
        if found.what_now and found.code not in _GOES_ON:
            yield from _left_out(_STEPS[_STEPS.index(found.check) + 1 :])
            return
    try:
        line = machine.line(normalised(machine.server))
    except SyncError as error:
        yield _no_answer(error)
        yield from _left_out((Check.CLOCK, Check.VERSION))
        return
    try:
        yield from _answer(machine, line)
    finally:
        line.close()


_GOES_ON = frozenset({"soon"})
"""Of what is to be done: what keeps nobody from going on."""


def _left_out(checks: Sequence[Check]) -> Iterator[Finding]:
    return (not_checked(check) for check in checks)


def _address(machine: Machine) -> Finding:
    settled = machine.settings.server
    if settled.fault:
        return to_do(Check.ADDRESS, "settled-unusable", text=settled.text)
    if not machine.server:
        return to_do(Check.ADDRESS, "missing")
    try:
        server = normalised(machine.server)
    except UnusableAddress:
        # As it was typed; the settings page and the sign-in window say what exactly is wrong with it.
        return to_do(Check.ADDRESS, "unusable", text=machine.server)
    if not machine.settings.allows(server):
        return to_do(Check.ADDRESS, "another-settled", server=server, settled=settled.text)
    return good(Check.ADDRESS, "known", server=server)


def _proxy(_machine: Machine, way: Way) -> Finding:
    return good(Check.PROXY, "through", proxy=way.proxy) if way.proxy else good(Check.PROXY, "none")


def _name(_machine: Machine, way: Way) -> Finding:
    try:
        addresses = way.resolve()
    except (gaierror, UnicodeError):
        return to_do(Check.NAME, "unknown", host=way.next_host)
    return good(Check.NAME, "known", host=way.next_host, addresses=", ".join(addresses[:3]))


def _connection(_machine: Machine, way: Way) -> Finding:
    from sync.http_transport.probing import ProxyRefused

    place = f"{way.next_host}:{way.next_port}"
    try:
        way.connect()
    except ProxyRefused as refusal:
        return to_do(Check.CONNECTION, "proxy", proxy=way.proxy, status=str(refusal.status))
    except ConnectionRefusedError:
        return to_do(Check.CONNECTION, "refused", place=place)
    except OSError:
        return to_do(Check.CONNECTION, "silent", place=place)
    return good(Check.CONNECTION, "open", place=place)


def _certificate(machine: Machine, way: Way) -> Finding:
    from sync.http_transport.probing import NoTls, NotTrusted, ProxyRefused

    if not way.is_tls:
        return good(Check.CERTIFICATE, "plain")
    try:
        trusted = way.handshake()
    except NotTrusted as error:
        shown = error.certificate
        issuer = "" if shown is None else shown.issuer
        since, until = ("", "") if shown is None else (_day(shown.begins_at), _day(shown.ends_at))
        # An issuer that nobody knows comes first in the chain; that it has ended too is worth more to know.
        ended = shown is not None and machine.clock.now() >= shown.ends_at
        code = Distrust.EXPIRED if ended else error.why
        facts = {"host": way.host, "issuer": issuer or "?", "since": since or "?", "until": until or "?"}
        return to_do(Check.CERTIFICATE, code.value.replace("_", "-"), **facts)
    except Untrusted:
        return to_do(Check.CERTIFICATE, "file-unusable")
    except NoTls:
        return to_do(Check.CERTIFICATE, "no-tls", place=f"{way.host}:{way.port}")
    except (OSError, ProxyRefused):
        return to_do(Check.CERTIFICATE, "broken-off", place=f"{way.host}:{way.port}")
    certificate, left = trusted.certificate, trusted.certificate.ends_at - machine.clock.now()
    issuer, until = certificate.issuer or "?", _day(certificate.ends_at)
    if left < _SOON:
        return to_do(Check.CERTIFICATE, "soon", issuer=issuer, until=until, days=max(0, left.days))
    return good(Check.CERTIFICATE, "by-system" if trusted.by_system else "by-file", issuer=issuer, until=until)


def _answer(machine: Machine, line: Line) -> Iterator[Finding]:
    asked_at = machine.clock.now()
    try:
        about = line.about()
        is_ready = line.is_ready()
    except SyncError as error:
        yield _no_answer(error)
        yield from _left_out((Check.CLOCK, Check.VERSION))
        return
    version = about.releases.server
    yield good(Check.SERVER, "ready", version=version) if is_ready else to_do(Check.SERVER, "not-ready")
    # The server's moment lies between the two: half of the way is the best guess.
    yield _clock(asked_at + (machine.clock.now() - asked_at) / 2, instant(about.server_time))
    yield _version(machine.version, about)


def _no_answer(error: SyncError) -> Finding:
    match error:
        case Untrusted():
            return to_do(Check.CERTIFICATE, "file-unusable")
        case Unreachable(cause=Cause.NOT_OUR_SERVER):
            return to_do(Check.SERVER, "foreign")
        case Unreachable(cause=Cause.BUSY):
            return to_do(Check.SERVER, "busy")
        case Mismatch():
            return not_checked(Check.SERVER, "says-nothing")
        case _:
            return to_do(Check.SERVER, "silent")


def _clock(here: Instant, there: Instant) -> Finding:
    away = here - there
    if abs(away) < _CLOCK_MAY_DIFFER:
        return good(Check.CLOCK, "right", seconds=round(abs(away) / timedelta(seconds=1)))
    return to_do(Check.CLOCK, "fast" if away > timedelta() else "slow", minutes=round(abs(away) / timedelta(minutes=1)))


def _version(own: str, about: About) -> Finding:
    told = about.releases
    where = told.newest_client_at or "none"
    if is_older(own, told.oldest_client):
        return to_do(Check.VERSION, "too-old", own=own, oldest=told.oldest_client, where=where)
    if is_older(own, told.newest_client):
        return good(Check.VERSION, "newer", own=own, newest=told.newest_client, where=where)
    return good(Check.VERSION, "current", own=own, server=told.server)


def _day(when: Instant) -> str:
    return f"{when:%Y-%m-%d}"
