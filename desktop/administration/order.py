"""Whose word counts: the machine's policy, the person's, their own choice, what was installed, what is built in."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop.administration.settings import KINDS, Nonsense, Setting, read
from desktop.administration.shelves import Shelf, Source, Unreadable

_log = logging.getLogger(__name__)

_POLICIES: Final = (Source.MACHINE_POLICY, Source.PERSON_POLICY)


@dataclass(frozen=True, slots=True)
class Value:
    """One setting. `fault` names what is wrong with `text`, which then stands as it was written."""

    setting: Setting
    text: str
    source: Source = Source.BUILT_IN
    fault: str = ""

    @property
    def is_locked(self) -> bool:
        """Whether nobody but an administrator may change it."""
        return self.source in _POLICIES


@dataclass(frozen=True, slots=True)
class InForce:
    """Every setting of this machine, as it was when it was read."""

    values: Mapping[Setting, Value]
    passed_over: tuple[Value, ...] = field(default=())
    """What meant nothing, so that something of less weight is used instead."""

    def __getitem__(self, setting: Setting) -> Value:
        return self.values[setting]

    @property
    def server(self) -> Value:
        return self[Setting.SERVER]

    @property
    def certificates(self) -> Path | None:
        """The file of certificates to trust besides the system's."""
        text = self[Setting.CERTIFICATES].text
        return Path(text) if text else None

    @property
    def proxy(self) -> str:
        """`system`, `none` or the address of one."""
        return self[Setting.PROXY].text

    @property
    def tells_of_updates(self) -> bool:
        return self[Setting.UPDATE_NOTICE].text == "1"

    def allows(self, server: str) -> bool:
        """Whether anybody may sign in there, or go on with what they have there."""
        return not self.server.fault and (not self.server.is_locked or self.server.text == server)


def settled(chosen: Mapping[Setting, str], shelf: Shelf) -> InForce:
    """What is in force, by what a person has `chosen` and what stands on the `shelf`; nonsense is told in the log."""
    values, passed_over = {}, []
    for setting, kind in KINDS.items():
        for value in _claims(setting, chosen, shelf):
            if not value.fault or (value.is_locked and kind.holds_its_place):
                values[setting] = value
                break
            passed_over.append(value)
    for value in (*values.values(), *passed_over):
        if value.fault:
            _log.warning("setting_unusable name=%s source=%s cause=%s", value.setting, value.source, value.fault)
    return InForce(values, tuple(passed_over))


def _claims(setting: Setting, chosen: Mapping[Setting, str], shelf: Shelf) -> Iterator[Value]:
    """Everybody who says something about it, the weightiest first; the last one says something usable."""
    for source in _POLICIES:
        yield from _written(setting, source, shelf)
    installed = list(_written(setting, Source.INSTALLED, shelf))
    built_in = Value(setting, KINDS[setting].built_in)
    own = _value(setting, Source.CHOSEN, chosen.get(setting, ""))
    # Who only repeats what holds anyway, as by signing in where the installer said, has chosen nothing.
    if own.text and own.text != next(value.text for value in (*installed, built_in) if not value.fault):
        yield own
    yield from installed
    yield built_in


def _written(setting: Setting, source: Source, shelf: Shelf) -> Iterator[Value]:
    try:
        written = shelf.read(source, setting.value)
    except Unreadable:
        # It may say anything, so it counts as saying what cannot be used.
        yield Value(setting, "", source, "unreadable")
        return
    value = _value(setting, source, "" if written is None else written)
    if value.text:
        yield value


def _value(setting: Setting, source: Source, written: object) -> Value:
    try:
        return Value(setting, read(setting, written), source)
    except Nonsense as nonsense:
        return Value(setting, str(written)[:_SHOWN], source, nonsense.code)


_SHOWN: Final = 200

BUILT_IN_ONLY: Final = InForce({setting: Value(setting, kind.built_in) for setting, kind in KINDS.items()})
"""Nobody has settled anything."""
