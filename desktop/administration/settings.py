"""What can be settled for a machine, each with its name, its built-in value and what it must look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from desktop.server_address import UnusableAddress, normalised

PROXY_SYSTEM: Final = "system"
PROXY_NONE: Final = "none"

_LONGEST = 2048
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class Setting(StrEnum):
    """By the name it has in the registry, in a settings file and in the policy templates."""

    SERVER = "ServerUrl"
    CERTIFICATES = "CaFile"
    PROXY = "Proxy"
    UPDATE_NOTICE = "UpdateNotice"


class Nonsense(ValueError):
    """A value that means nothing. `code` says what is wrong: `malformed`, `insecure`, `relative`, `wrong-type`, …"""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kind:
    """`holds_its_place`: what is wrong here is told and nothing of less weight is used instead."""

    built_in: str
    checked: Callable[[str], str]
    holds_its_place: bool


def read(setting: Setting, written: object) -> str:
    """The value as it is to be used; empty where nothing is set. Texts and numbers are taken alike.

    Raises:
        Nonsense: it means nothing.
    """
    if isinstance(written, bool):
        text = str(int(written))
    elif isinstance(written, str | int):
        text = str(written).strip()
    else:
        raise Nonsense("wrong-type")
    if len(text) > _LONGEST:
        raise Nonsense("too-long")
    return KINDS[setting].checked(text) if text else ""


def _server(text: str) -> str:
    try:
        return normalised(text)
    except UnusableAddress as error:
        raise Nonsense(error.code) from error


def _file(text: str) -> str:
    # Whether it can be read is told by whoever opens it: it may lie on a drive that comes later.
    if any(ord(sign) < ord(" ") for sign in text):
        raise Nonsense("malformed")
    return text


def _proxy(text: str) -> str:
    if text.lower() in (PROXY_SYSTEM, PROXY_NONE):
        return text.lower()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Nonsense("malformed") from error
    if parts.username is not None or parts.password is not None:
        raise Nonsense("with-password")
    is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme != "http" or not host or port is None or not is_bare or any(sign.isspace() for sign in text):
        raise Nonsense("malformed")
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _yes_or_no(text: str) -> str:
    if text.lower() in _YES:
        return "1"
    if text.lower() in _NO:
        return "0"
    raise Nonsense("malformed")


KINDS: Mapping[Setting, Kind] = {
    # Nobody may be led to another server, or into trusting somebody else, by spoiling what an administrator wrote.
    Setting.SERVER: Kind("", _server, holds_its_place=True),
    Setting.CERTIFICATES: Kind("", _file, holds_its_place=True),
    Setting.PROXY: Kind(PROXY_SYSTEM, _proxy, holds_its_place=False),
    Setting.UPDATE_NOTICE: Kind("1", _yes_or_no, holds_its_place=False),
}
