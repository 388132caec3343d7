"""What is not as it should be on a person's machine: each has a sentence in the window, and does no harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wine.desk import SIGN_IN, Desk
from wine.installer import SETTINGS
from wine.verdict import promise

_FILES: Final = r"C:\公司 证书"


def another_authority(desk: Desk) -> None:
    """A certificate that has nothing to do with the server's."""
    _trusting(desk, desk.prefix.copied(desk.company.stranger.certificate, rf"{_FILES}\别家.pem"), "wrong-ca")


def no_certificate_in_file(desk: Desk) -> None:
    """The file is there, and is something else."""
    there = desk.prefix.path(rf"{_FILES}\说明.pem")
    there.write_text("这里没有证书\n", encoding="utf-8")
    _trusting(desk, rf"{_FILES}\说明.pem", "no-certificate-in-ca-file")


def missing_file(desk: Desk) -> None:
    _trusting(desk, rf"{_FILES}\没有这个文件.pem", "missing-ca-file")


def _trusting(desk: Desk, file: str, name: str) -> None:
    """Somebody new signs in on this machine while its settings name `file`: told why not, and nothing typed is lost."""
    before = desk.prefix.keys(SETTINGS)
    (values,) = before.values()
    desk.prefix.set_value(SETTINGS, "CaFile", file)
    try:
        with desk.opened("--profile", rf"C:\users\{name}", "--user", desk.company.rep.login) as client:
            window = desk.type_password()
            desk.wait_for_trouble(window)
            desk.picture(name)
            promise(bool(desk.screen.windows(SIGN_IN)), "the sign-in window stays")
            desk.screen.focus(window)
            desk.quit(client)
    finally:
        desk.prefix.set_value(SETTINGS, "CaFile", str(values["CaFile"]))


CASES: Final[dict[str, Callable[[Desk], None]]] = {
    "another authority": another_authority,
    "no certificate in the file": no_certificate_in_file,
    "a file that is not there": missing_file,
}
"""In the order in which they are tried."""
