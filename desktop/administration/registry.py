"""Windows' registry, as its 64-bit programs see it: loaded there and nowhere else."""

from __future__ import annotations

import sys
from typing import Final

from desktop.administration.shelves import Source, Unreadable

assert sys.platform == "win32"

import winreg  # noqa: E402 - only Windows has it

_POLICIES: Final = r"Software\Policies\Gonghai"
_INSTALLED: Final = r"Software\Gonghai"

_KEYS: Final = {
    Source.MACHINE_POLICY: (winreg.HKEY_LOCAL_MACHINE, _POLICIES),
    Source.PERSON_POLICY: (winreg.HKEY_CURRENT_USER, _POLICIES),
    Source.INSTALLED: (winreg.HKEY_LOCAL_MACHINE, _INSTALLED),
}


class Registry:
    """Mirrors `Shelf`: texts, also with %variables% in them, and numbers."""

    def read(self, source: Source, name: str) -> object | None:
        if source not in _KEYS:
            return None
        hive, path = _KEYS[source]
        try:
            with winreg.OpenKey(hive, path, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                written, kind = winreg.QueryValueEx(key, name)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unreadable(name) from error
        is_to_be_filled_in = kind == winreg.REG_EXPAND_SZ and isinstance(written, str)
        value: object = winreg.ExpandEnvironmentStrings(written) if is_to_be_filled_in else written
        return value
