"""What is not as it should be on a person's machine: each has a sentence in the window, and does no harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wine.desk import SIGN_IN, Desk
from wine.installer import SETTINGS
from wine.verdict import promise

_FILES: Final = r"C:\公司 证书"


def missing_file(desk: Desk) -> None:
    _refused(desk, "missing-ca-file", {"CaFile": rf"{_FILES}\没有这个文件.pem"})


def no_certificate_in_file(desk: Desk) -> None:
    desk.prefix.path(rf"{_FILES}\说明.pem").write_text("这里没有证书\n", encoding="utf-8")
    _refused(desk, "no-certificate-in-ca-file", {"CaFile": rf"{_FILES}\说明.pem"})


def unknown_authority(desk: Desk) -> None:
    """A server whose authority this Windows does not know, and no file that would name it."""
    _refused(desk, "unknown-authority", {"CaFile": ""}, desk.company.strange_server)


def wrong_file(desk: Desk) -> None:
    """The same with a file that names another authority."""
    _refused(desk, "wrong-ca-file", {}, desk.company.strange_server)


def expired_file(desk: Desk) -> None:
    """The same with a file whose certificate has run out."""
    file = desk.prefix.copied(desk.company.expired_authority.certificate, rf"{_FILES}\过期.pem")
    _refused(desk, "expired-ca-file", {"CaFile": file}, desk.company.strange_server)


def expired_server(desk: Desk) -> None:
    """Of our own authority: the file is right, the certificate has run out."""
    _refused(desk, "expired-certificate", {}, desk.company.expired_server)


def _refused(desk: Desk, name: str, settings: dict[str, str], server: str = "") -> None:
    """Somebody new signs in on this machine under these settings: told why not; no password has left the machine."""
    (before,) = desk.prefix.keys(SETTINGS).values()
    for value, text in settings.items():
        desk.prefix.set_value(SETTINGS, value, text)
    try:
        words = ("--server", server) if server else ()
        with desk.opened("--profile", rf"C:\users\{name}", "--user", desk.company.rep.login, *words) as client:
            window = desk.type_password()
            desk.wait_for_trouble(window)
            desk.picture(name)
            promise(bool(desk.screen.windows(SIGN_IN)), "the sign-in window stays")
            desk.screen.focus(window)
            desk.quit(client)
    finally:
        for value in settings:
            desk.prefix.set_value(SETTINGS, value, str(before[value]))


CASES: Final[dict[str, Callable[[Desk], None]]] = {
    "a CA file that is not there": missing_file,
    "a CA file without certificates": no_certificate_in_file,
    "an unknown authority": unknown_authority,
    "a wrong CA file": wrong_file,
    "an expired CA file": expired_file,
    "an expired certificate": expired_server,
}
"""In the order in which they are tried."""
