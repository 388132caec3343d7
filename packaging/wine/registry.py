"""The registry as `reg export` writes it."""

from __future__ import annotations

import re

type Keys = dict[str, dict[str, str | int]]
"""Values by name, by key. The nameless one has the name ''. Kinds other than text and number are left out."""

_KEY = re.compile(r"^\[(.+)\]$")
_TEXT = re.compile(r'^(?:@|"(?P<name>(?:[^"\\]|\\.)*)")="(?P<value>(?:[^"\\]|\\.)*)"$')
_NUMBER = re.compile(r'^(?:@|"(?P<name>(?:[^"\\]|\\.)*)")=dword:(?P<value>[0-9a-f]{8})$')


def read_export(content: bytes) -> Keys:
    """The keys of an exported file."""
    keys: Keys = {}
    values: dict[str, str | int] = {}
    for line in content.decode("utf-16").splitlines():
        if found := _KEY.match(line):
            values = keys.setdefault(found[1], {})
        elif found := _TEXT.match(line):
            values[_plain(found["name"])] = _plain(found["value"])
        elif found := _NUMBER.match(line):
            values[_plain(found["name"])] = int(found["value"], 16)
    return keys


def _plain(written: str | None) -> str:
    return re.sub(r"\\(.)", r"\1", written or "")
