"""The data of everybody who has worked here: whole or not, and what of their work has not been sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.checks.findings import Check, Finding, good, not_checked, to_do
from desktop.checks.machine import KeyStore, Machine
from sync.cache.errors import CacheTrouble, InUse
from sync.profile import Profile, known_profiles, own

if TYPE_CHECKING:
    from sync.cache.health import Health


def profiles(machine: Machine, store: KeyStore | None) -> Iterator[Finding]:
    """Two findings for each that opens, one for the others."""
    known = known_profiles(machine.profiles)
    if not known:
        yield good(Check.PROFILE, "nobody")
    for number, profile in enumerate(known, start=1):
        for finding in _of(machine, profile, store):
            yield replace(finding, number=number, who=profile.person_name)


def _of(machine: Machine, profile: Profile, store: KeyStore | None) -> Iterator[Finding]:
    from sync.cache.health import health_in

    beside = machine.open_here.get(profile.folder.name)
    if beside is not None:
        yield from _told(beside())
        return
    if (profile.folder / machine.keys.passphrase).exists():
        yield not_checked(Check.PROFILE, "passphrase")
        return
    key = None if store is None else store.read(profile.folder.name, machine.keys.name)
    if key is None:
        yield to_do(Check.PROFILE, "no-key") if store is not None else not_checked(Check.PROFILE, "no-store")
        return
    try:
        # Held meanwhile: a program that starts now must not mend, or throw away, what is being read.
        with own(profile):
            health = health_in(profile.folder, key)
    except InUse:
        yield not_checked(Check.PROFILE, "in-use")
        return
    except (CacheTrouble, OSError):
        yield to_do(Check.PROFILE, "unwritable")
        return
    yield from _told(health)


def _told(health: Health) -> Iterator[Finding]:
    if health.trouble is not None:
        yield to_do(Check.PROFILE, health.trouble.value.replace("_", "-"))
    elif not health.is_pool_whole:
        yield to_do(Check.PROFILE, "pool-damaged")
    else:
        yield good(Check.PROFILE, "whole")
    counts = health.counts
    if counts is None:
        yield not_checked(Check.PENDING, "uncounted")
    elif counts.for_you:
        yield to_do(Check.PENDING, "for-you", waiting=counts.waiting, n=counts.for_you)
    elif counts.waiting:
        yield good(Check.PENDING, "waiting", waiting=counts.waiting)
    else:
        yield good(Check.PENDING, "none")
