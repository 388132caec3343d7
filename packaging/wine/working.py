"""A rep's day with the installed client: sign in, claim, lose the network, write, find it again."""

from __future__ import annotations

from typing import Final

from wine.desk import END_SECONDS, SYNC_SECONDS, Desk
from wine.verdict import promise, wait_until

TEXT: Final = "与李经理谈了八层板，下周打样"
_NOTEPAD: Final = "记事本"


def sign_in_and_sync(desk: Desk) -> None:
    """The address is the administrator's; the certificate of a private authority is trusted as they said."""
    with desk.opened("--user", desk.company.rep.login) as client:
        desk.window("登录公海")
        desk.picture("first-start")
        desk.type_password()
        desk.window(desk.own_title)
        desk.wait_until_synced()
        desk.press("ctrl+2")
        desk.picture("signed-in-and-synced")
        desk.quit(client)


def claim(desk: Desk) -> str:
    """The first of the pool; returns whom. The server's books say so, not the window."""
    with desk.opened() as client:
        desk.window(desk.own_title)
        desk.wait_until_synced()
        desk.press("ctrl+2", "Down", "c")
        wait_until(lambda: bool(desk.company.held_by_rep()), SYNC_SECONDS, lambda: "a claim at the server")
        desk.wait_until_synced()
        desk.picture("claimed")
        desk.quit(client)
    (claimed,) = desk.company.held_by_rep()
    return claimed


def write_without_network(desk: Desk) -> None:
    """A follow-up while the cable is out: kept here, unknown there."""
    with desk.opened() as client:
        desk.window(desk.own_title)
        desk.wait_until_synced()
        desk.company.link.cut()
        desk.screen.press("F5")
        desk.screen.wait_for(desk.own_title, "离线", seconds=SYNC_SECONDS)
        desk.press("ctrl+1", "Down", "l")
        desk.screen.paste(TEXT)
        desk.wait_until_still()
        desk.picture("writing-offline")
        desk.screen.press("ctrl+Return")
        desk.screen.wait_for(desk.own_title, "1 项待发送", seconds=SYNC_SECONDS)
        desk.picture("written-offline")
        promise(not desk.company.truth().follow_ups, "nothing reaches the server through a cable that is out")
        desk.screen.press("alt+F4")
        desk.window("还有 1 项没有发送")
        desk.picture("left-unsent")
        desk.quit(client, "Return")


def come_back_and_deliver(desk: Desk, customer_id: str) -> None:
    """Still without network it opens by the key that Windows keeps; with it, what was written arrives, once."""
    with desk.opened() as client:
        desk.window(desk.own_title)
        desk.screen.wait_for(desk.own_title, "1 项待发送", seconds=SYNC_SECONDS)
        desk.picture("restarted-offline")
        desk.company.link.mend()
        desk.screen.press("F5")
        wait_until(lambda: bool(desk.company.truth().follow_ups), SYNC_SECONDS, lambda: "the follow-up at the server")
        desk.wait_until_synced()
        told = desk.company.truth().follow_ups
        promise(told == [(customer_id, TEXT)], f"the server has what was written, once: {told}")
        desk.picture("delivered")
        desk.quit(client)


def follow_a_link(desk: Desk, customer_id: str) -> None:
    """Windows itself looks up who opens such links; the client comes up with that customer."""
    desk.prefix.run("start", f"gonghai:customer/{customer_id}")
    desk.window(desk.own_title)
    desk.wait_until_synced()
    desk.picture("led-by-a-link")
    desk.screen.press("alt+F4")
    desk.screen.wait_until_gone(desk.own_title, seconds=END_SECONDS)


def start_twice(desk: Desk) -> None:
    """The second start brings the first one's window to the front and ends with 0."""
    with desk.opened() as client:
        desk.window(desk.own_title)
        desk.wait_until_synced()
        notepad = desk.prefix.start("notepad")
        desk.window(_NOTEPAD)
        front = desk.screen.windows()[0].title
        promise(_NOTEPAD in front, f"another program is in front, not {front}")
        code = desk.start().wait(END_SECONDS)
        promise(code == 0, f"a second start ends with 0, not {code}")
        wait_until(
            lambda: desk.screen.windows()[0].title.startswith("公海"),
            END_SECONDS,
            lambda: f"our window in front; there are {desk.screen.titles()}",
        )
        promise(len(desk.screen.windows(desk.own_title)) == 1, f"one window only, not {desk.screen.titles()}")
        desk.picture("second-start")
        notepad.kill()
        desk.window(desk.own_title)
        desk.quit(client)
