"""This machine itself: what is settled for it, its disk, its key store, the files of certificates."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop import words
from desktop.administration import Source
from desktop.checks.findings import Check, Finding, good, to_do
from desktop.checks.machine import KeyStore, Machine
from sync.errors import Distrust, Untrusted

ENOUGH_BYTES = 500_000_000
NEARLY_FULL_BYTES = 50_000_000
_MEGABYTE = 1_000_000


def settled(machine: Machine) -> Iterator[Finding]:
    """What of the machine's settings means nothing, and whose word the rest is."""
    spoiled = [value for value in machine.settings.passed_over if value.fault]
    spoiled += [value for value in machine.settings.values.values() if value.fault]
    if spoiled:
        named = [f"{value.setting.value} ({source(value.source)})" for value in spoiled]
        yield to_do(Check.SETTINGS, "spoiled", names=", ".join(named), n=len(spoiled))
        return
    told = [value for value in machine.settings.values.values() if value.source is not Source.BUILT_IN]
    if told:
        named = [f"{value.setting.value} ({source(value.source)})" for value in told]
        yield good(Check.SETTINGS, "told", names=", ".join(named))
    else:
        yield good(Check.SETTINGS, "none")


def source(which: Source) -> str:
    """Who has put a setting there."""
    return words.say(f"doctor-source-{which.value}")


def trust_file(machine: Machine) -> Iterator[Finding]:
    """The file of certificates to trust besides the system's."""
    from sync.http_transport.certificates import certificates_in
    from sync.http_transport.trust import trust

    path = machine.settings.certificates
    if path is None:
        yield good(Check.TRUST_FILE, "none")
        return
    try:
        trust(path)
        found = certificates_in(path)
    except Untrusted as error:
        code = "nonsense" if error.why is Distrust.FILE_WITHOUT_CERTIFICATES else "unreadable"
        yield to_do(Check.TRUST_FILE, code, path=str(path))
        return
    until = f"{min(each.ends_at for each in found):%Y-%m-%d}"
    if all(each.ends_at <= machine.clock.now() for each in found):
        yield to_do(Check.TRUST_FILE, "expired", path=str(path), until=until)
    else:
        yield good(Check.TRUST_FILE, "fit", path=str(path), n=len(found), until=until)


def folder(machine: Machine) -> Iterator[Finding]:
    """Where the data lies, and whether anything can be written there."""
    where = machine.folder
    fault = machine.place_fault(where)
    if fault:
        yield to_do(Check.FOLDER, fault, path=str(where))
    elif not where.exists():
        yield good(Check.FOLDER, "not-yet", path=str(where))
    elif not _is_writable(where):
        yield to_do(Check.FOLDER, "unwritable", path=str(where))
    else:
        yield good(Check.FOLDER, "fit", path=str(where))


def disk(machine: Machine) -> Iterator[Finding]:
    """Room for what is to come."""
    there = next(each for each in (machine.folder, *machine.folder.parents) if each.exists())
    free = machine.free_bytes(there)
    megabytes = free // _MEGABYTE
    if free < NEARLY_FULL_BYTES:
        yield to_do(Check.DISK, "full", megabytes=megabytes)
    elif free < ENOUGH_BYTES:
        yield to_do(Check.DISK, "low", megabytes=megabytes)
    else:
        yield good(Check.DISK, "enough", gigabytes=f"{free / 1_000_000_000:.1f}")


def key_store(store: KeyStore | None) -> Finding:
    """Whether keys are safe with the system; it was tried when it was opened."""
    return to_do(Check.KEY_STORE, "missing") if store is None else good(Check.KEY_STORE, "keeps")


def _is_writable(where: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=where):
            return True
    except OSError:
        return False
