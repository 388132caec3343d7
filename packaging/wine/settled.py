"""What an administrator settles for the machine, as the client meets it: a policy, nonsense in one, no key store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from wine.desk import SIGN_IN, START_SECONDS, SYNC_SECONDS, Desk
from wine.installer import CONSOLE_PROGRAM, SETTINGS
from wine.verdict import promise, wait_until

POLICY: Final = r"HKLM\Software\Policies\Gonghai"
_LOG_SECONDS: Final = 30
_BY_SYSTEM: Final = "系统信任"
_NO_STORE: Final = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def locked_server(desk: Desk) -> None:
    """A policy names the server: it stands in the window and cannot be typed over."""
    with (
        _policies(desk, {"ServerUrl": desk.company.address}),
        desk.opened("--profile", r"C:\users\locked") as client,
    ):
        window = desk.window(SIGN_IN)
        desk.wait_until_still()
        desk.picture("server-by-policy")
        desk.screen.focus(window)
        desk.quit(client)


def nonsense(desk: Desk) -> None:
    """Nothing of it is obeyed, nobody is led elsewhere, and the log names each."""
    written: dict[str, str | int] = {
        "ServerUrl": "javascript:alert(1)",
        "Proxy": "::::",
        "UpdateNotice": "perhaps",
    }
    with _policies(desk, written), desk.opened("--profile", r"C:\users\nonsense") as client:
        window = desk.window(SIGN_IN)
        desk.wait_until_still()
        desk.picture("nonsense-in-policy")
        log = desk.prefix.path(r"C:\users\nonsense\gonghai.log")
        wait_until(
            lambda: all(f"setting_unusable name={name}" in log.read_text("utf-8", "replace") for name in written),
            _LOG_SECONDS,
            lambda: f"each unusable setting in the log: {log.read_text('utf-8', 'replace')}",
        )
        desk.screen.focus(window)
        desk.quit(client)


def no_key_store(desk: Desk) -> None:
    """Nothing keeps a key here: the person is asked how their data is to be protected."""
    with desk.opened(
        "--profile", r"C:\users\nostore", "--user", desk.company.rep.login, environment=_NO_STORE
    ) as client:
        window = desk.type_password()
        profiles = desk.prefix.path(r"C:\users\nostore\profiles")
        wait_until(lambda: any(profiles.glob("*/profile.json")), SYNC_SECONDS, lambda: "somebody known to the server")
        desk.wait_until_still()
        desk.picture("no-key-store")
        desk.screen.focus(window)
        desk.quit(client)


def doctor(desk: Desk) -> None:
    """From the console: everything is as it should be, and it says so in Chinese."""
    said = desk.prefix.run(CONSOLE_PROGRAM, "doctor", seconds=START_SECONDS)
    for part in (desk.company.address, "服务器证书", "密钥库"):
        promise(part in said, f"the doctor tells of {part}: {said}")
    promise(_BY_SYSTEM not in said, f"it is the file that vouches for the server: {said}")


def authority_of_the_system(desk: Desk) -> None:
    """Laid among the roots of this Windows, as a group policy does: no file is needed then."""
    (before,) = desk.prefix.keys(SETTINGS).values()
    desk.prefix.trust(desk.company.authority.certificate)
    desk.prefix.set_value(SETTINGS, "CaFile", "")
    try:
        said = desk.prefix.run(CONSOLE_PROGRAM, "doctor", seconds=START_SECONDS)
        promise(_BY_SYSTEM in said, f"it is the system that vouches for the server: {said}")
    finally:
        desk.prefix.set_value(SETTINGS, "CaFile", str(before["CaFile"]))


@contextmanager
def _policies(desk: Desk, values: dict[str, str | int]) -> Iterator[None]:
    for name, value in values.items():
        desk.prefix.set_value(POLICY, name, value)
    try:
        yield
    finally:
        desk.prefix.remove_key(POLICY)


CASES: Final[dict[str, Callable[[Desk], None]]] = {
    "the server by policy": locked_server,
    "nonsense in a policy": nonsense,
    "no key store": no_key_store,
    "doctor": doctor,
    "an authority of the system": authority_of_the_system,
}
"""In the order in which they are tried."""
