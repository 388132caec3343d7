"""All checks in their order. One that comes to grief keeps no other from being made."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial

from desktop.checks import here
from desktop.checks.findings import BROKE, Check, Finding, not_checked
from desktop.checks.machine import KeyStore, Machine
from desktop.checks.network import network
from desktop.checks.profiles import profiles

_log = logging.getLogger(__name__)


def examine(machine: Machine) -> Iterator[Finding]:
    """One finding after the other, as they are known. May take as long as a server is silent."""
    yield from _carefully(Check.SETTINGS, partial(here.settled, machine))
    yield from _carefully(Check.TRUST_FILE, partial(here.trust_file, machine))
    yield from _carefully(Check.SERVER, partial(network, machine))
    yield from _carefully(Check.FOLDER, partial(here.folder, machine))
    yield from _carefully(Check.DISK, partial(here.disk, machine))
    store: list[KeyStore] = []
    yield from _carefully(Check.KEY_STORE, partial(_key_store, machine, store))
    yield from _carefully(Check.PROFILE, partial(profiles, machine, store[0] if store else None))


def _key_store(machine: Machine, into: list[KeyStore]) -> Iterator[Finding]:
    store = machine.keys.store()
    if store is not None:
        into.append(store)
    yield here.key_store(store)


def _carefully(check: Check, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except Exception as error:
        _log.error("check_failed check=%s", check.value, exc_info=error)
        yield not_checked(check, BROKE, cause=type(error).__name__)
