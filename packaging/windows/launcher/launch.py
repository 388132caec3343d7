"""The launcher's other half: lets Python take modules out of packs, then runs the client.

A start that opens hundreds of small files waits for each of them, and for whatever guards the machine to look into it.
So a library's modules lie in one file, `modules.pack`, in the library's own folder beside what else belongs to it. The
file holds: the length of its index in four bytes; the index, module → whether it is a package, where its code begins
and ends; the codes. Index and codes are as `marshal` writes them.
"""
# This runs for each module, and pathlib would take longer than all the rest of it:
# ruff: noqa: PTH113, PTH118, PTH120, PTH123

from __future__ import annotations

import marshal
import mmap
import os
import platform
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourcelessFileLoader
from importlib.util import spec_from_file_location
from os.path import dirname, isfile, join
from types import CodeType, ModuleType

PACK = "modules.pack"
LENGTH = 4
_FIRST_OF_11 = 22000
"""By their builds alone Windows 10 and 11 are told apart."""


class _Packed(SourcelessFileLoader):
    """Whoever asks where the module lies learns where it would lie as a file: its data are there."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = marshal.loads(self._code)
        return code


class Pack:
    """One library's modules; `name` is that of the folder's package."""

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._name = name
        with open(join(folder, PACK), "rb") as file:
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        end = LENGTH + int.from_bytes(content[:LENGTH], "little")
        self._index: dict[str, tuple[bool, int, int]] = marshal.loads(content[LENGTH:end])
        self._codes = content[end:]

    def spec(self, name: str) -> ModuleSpec | None:
        if name not in self._index:
            return None
        is_package, begin, end = self._index[name]
        place = join(self._folder, *name[len(self._name) :].split("."))
        path = join(place, "__init__.py") if is_package else f"{place}.py"
        return spec_from_file_location(
            name,
            path,
            loader=_Packed(name, path, self._codes[begin:end]),
            submodule_search_locations=[place] if is_package else None,
        )


class Packs:
    """A finder for `sys.meta_path`; what is in no pack is left to the next."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = folders
        self._packs: dict[str, Pack | None] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A pack lies with a package, or below a name that several libraries share."""
        first, _, rest = name.partition(".")
        pack = self._pack_of(first)
        if pack is None and rest:
            pack = self._pack_of(f"{first}.{rest.partition('.')[0]}")
        return pack.spec(name) if pack else None

    def _pack_of(self, package: str) -> Pack | None:
        if package not in self._packs:
            places = (join(folder, *package.split(".")) for folder in self._folders)
            found = next((place for place in places if isfile(join(place, PACK))), None)
            self._packs[package] = Pack(found, package) if found else None
        return self._packs[package]


def take_from_packs(*folders: str) -> None:
    """From now on. Before Python looks into folders: one without an `__init__.py` would do for it."""
    sys.meta_path.insert(sys.meta_path.index(PathFinder), Packs(folders))


if sys.platform == "win32":

    def tell_version() -> None:
        """Answer for Windows where `platform` would start a shell to ask it: some library does, at each start."""
        major, minor, build = sys.getwindowsversion().platform_version
        release = "11" if build >= _FIRST_OF_11 else f"{major}"
        platform.win32_ver = lambda *_: (release, f"{major}.{minor}.{build}", "", "")

else:

    def tell_version() -> None:
        """Other systems know it without asking."""


def main() -> int:
    """The client's exit code."""
    app = dirname(__file__)
    libraries = join(dirname(app), "runtime", "Lib", "site-packages")
    take_from_packs(app, libraries)
    tell_version()
    # Babel asks pytz which zone this machine is in. Its own six hundred zones are not shipped, and it would look for
    # each of them; those of tzdata are.
    os.environ |= {"PYTZ_TZDATADIR": join(libraries, "tzdata", "zoneinfo"), "PYTZ_SKIPEXISTSCHECK": "yes"}
    from desktop.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
