"""What belongs into the folder: less than lies around, for Qt alone brings parts for everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Final

NOT_THE_CLIENTS: Final = [
    # the server and its libraries, as the contract `client-installs-alone` has them
    "server", "PIL", "argon2", "litestar", "phonenumbers", "prometheus_client", "psycopg", "psycopg_pool", "pypinyin",
    "python_calamine", "typer", "uvicorn", "xlsxwriter",
    # what these need, and what our own libraries would only take along
    "faker", "polyfactory", "pydantic", "pygments", "rich", "tomli_w", "yaml",
    "tests",
]  # fmt: skip

NOBODYS: Final = [
    # what stands in the environment for those who work on the product
    "_pytest", "hypothesis", "importlinter", "mypy", "pip", "pytest", "schemathesis", "setuptools", "tkinter",
    # GPL, and only for a prompt that nobody is shown
    "readline", "curses",
    # a second copy of the compressor, for other Pythons
    "zstandard._cffi", "zstandard.backend_cffi",
]  # fmt: skip

_QT_DROPPED: Final = re.compile(
    r"""
    PySide6/Qt/(
        plugins/(
            egldeviceintegrations | generic | networkinformation | printsupport | qmltooling | sqldrivers | tls
          | vectorimageformats | wayland-graphics-integration-server
          | imageformats/libq(pdf|icns|tga|wbmp|tiff).*
          | platforminputcontexts/libqtvirtualkeyboard.*
          | platforms/libq(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc).*
          | platformthemes/libqgtk3.*
        )
      | qml
      | translations/(?!qtbase_(zh_CN|en)\.qm)
    )
    """,
    re.VERBOSE,
)
_LANGUAGES_DROPPED: Final = re.compile(r"babel/locale-data/(?!(root|zh|zh_Hans|zh_Hans_CN|en|en_001|en_US)\.dat$)")
_ZONES_DROPPED: Final = re.compile(r"pytz/zoneinfo/")
_LIBRARY: Final = re.compile(r"(PySide6/Qt/lib/|PySide6/|shiboken6/)?lib[^/]+\.so(\.[\d.]+)?")
_PYTHON: Final = re.compile(r"libpython3\.\d+\.so.*")

_CODE: Final = frozenset({"BINARY", "EXTENSION"})

type Entry = tuple[str, str, str]
"""As PyInstaller has it: the place in the folder, where it comes from, its kind."""


def is_needed(place: str) -> bool:
    """Of a file by its place in the folder."""
    return not any(each.match(place) for each in (_QT_DROPPED, _LANGUAGES_DROPPED, _ZONES_DROPPED))


def linked_only(entries: Sequence[Entry], links: Callable[[str], Iterable[tuple[str, str | None]]]) -> list[Entry]:
    """Without the libraries that none of the others needs any more; `links` tells what a file needs, by name."""
    libraries = {PurePath(place).name: source for place, source, kind in entries if is_library(place) and kind in _CODE}
    wanted: set[str] = set()
    fresh = {source for place, source, kind in entries if kind in _CODE and not is_library(place)}
    while fresh:
        named = {PurePath(name).name for source in fresh for name, _ in links(source)} - wanted
        wanted |= named
        fresh = {libraries[name] for name in named if name in libraries}
    return [each for each in entries if not is_library(each[0]) or PurePath(each[0]).name in wanted]


def is_library(place: str) -> bool:
    """Whether it is there only for those that link to it. Python itself is what the executable begins with."""
    return _LIBRARY.fullmatch(place) is not None and _PYTHON.fullmatch(place) is None
