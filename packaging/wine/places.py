"""Folders that may not hold a person's data: the client says so and why, and ends with 3 before it has written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wine.desk import END_SECONDS, Desk
from wine.verdict import promise

_REFUSED: Final = 3
_TITLE: Final = "公海"


def no_right_to_write(desk: Desk) -> None:
    """A folder of the system's that takes no files, not even root's."""
    _refused(desk, "no-right-to-write", r"Z:\sys\Gonghai")


def synchronised(desk: Desk) -> None:
    """Below a folder that another program carries from machine to machine."""
    folder = rf"C:\users\{desk.prefix.home.name}\OneDrive\公海 数据"
    _refused(desk, "synchronised-folder", folder)
    promise(not desk.prefix.path(folder).exists(), "nothing was written into a synchronised folder")


def on_a_share(desk: Desk) -> None:
    """By the name of a server in the network."""
    _refused(desk, "network-share", r"\\fileserver\profiles\lin\Gonghai")


def _refused(desk: Desk, name: str, profile: str) -> None:
    with desk.opened("--profile", profile) as client:
        desk.window(_TITLE)
        desk.wait_until_still()
        desk.picture(name)
        desk.screen.press("Return")
        code = client.wait(END_SECONDS)
    promise(code == _REFUSED, f"a start that is refused ends with {_REFUSED}, not {code}: {client.said}")


CASES: Final[dict[str, Callable[[Desk], None]]] = {
    "no right to write": no_right_to_write,
    "a synchronised folder": synchronised,
    "a network share": on_a_share,
}
"""In the order in which they are tried."""
