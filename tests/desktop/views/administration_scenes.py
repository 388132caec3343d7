"""What an administrator has settled, and what stands in the way of starting and signing in: by the real sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.administration import BUILT_IN_ONLY, InForce, Setting, Source, Value, settled
from desktop.presenters.machine_settings import machine_lines, machine_trouble, sign_in_start
from desktop.presenters.sign_in_troubles import administered_trouble, sign_in_trouble, trouble
from desktop.presenters.updates import version_facts
from desktop.screens.customer import Fact
from desktop.screens.preferences import Density, Theme
from desktop.screens.settings import SettingsValues
from desktop.screens.window import Page
from desktop.views.main_window import MainWindow
from desktop.views.refused_dialog import RefusedDialog
from desktop.views.sign_in_window import SignInWindow
from sync.errors import Cause, Distrust, Unreachable, Untrusted
from sync.protocol.messages import Releases
from tests.desktop.views.invented import told
from tests.desktop.views.stage import window

SERVER = "https://crm.example.com"
_NO_SHARE, _NO_SYNC = r"\\files.example.com\home\wangfang\Gonghai", r"C:\Users\王芳\OneDrive - 华秋\Gonghai"


class Written:
    """A policy, and what was installed."""

    def __init__(self, policy: dict[str, object], installed: dict[str, object]) -> None:
        self._values = {Source.MACHINE_POLICY: policy, Source.INSTALLED: installed}

    def read(self, source: Source, name: str) -> object | None:
        return self._values.get(source, {}).get(name)


def settings(width: int, height: int, shelf: Written, passed_over: tuple[Value, ...] = ()) -> MainWindow:
    """The settings page with the machine's block."""
    made = window(width, height)
    in_force = replace(settled({Setting.PROXY: "proxy.example.com:3128"}, shelf), passed_over=passed_over)
    made.settings.show_settings(
        SettingsValues(
            words.spoken_language(),
            Theme.SYSTEM,
            Density.COMFORTABLE,
            (Fact(told("姓名", "Name"), "王芳"), Fact(told("服务器", "Server"), SERVER)),
            version_facts("0.1.0", Releases("0.1.0")),
            machine_lines(in_force, SERVER),
            machine_trouble(in_force),
        )
    )
    made.open_page(Page.SETTINGS)
    made.show()
    return made


def sign_in(width: int, height: int, server: str = SERVER, fault: str = "") -> SignInWindow:
    """With a server that an administrator has fixed."""
    made = SignInWindow()
    policy = Value(Setting.SERVER, server, Source.MACHINE_POLICY, fault)
    start = sign_in_start(InForce({**BUILT_IN_ONLY.values, Setting.SERVER: policy}), "", (), "wangfang")
    made.show_start(start)
    if start.server_fault:
        made.show_trouble(administered_trouble(start))
    made.show()
    return made


def elsewhere(width: int, height: int) -> SignInWindow:
    """Who worked with another server comes back."""
    made = sign_in(width, height)
    made.show_trouble(trouble("sign-in-other-server", server=SERVER, left="https://crm.old.example.com"))
    return made


def unreachable(width: int, height: int, error: Unreachable) -> SignInWindow:
    """There is no way to the server."""
    made = sign_in(width, height)
    made.show_trouble(sign_in_trouble(error, SERVER))
    return made


def refused(width: int, height: int, fault: str, folder: str) -> QWidget:
    """The program does not start."""
    made = RefusedDialog(fault, folder)
    made.show()
    return made


_LOCKED = Written(
    {"ServerUrl": SERVER, "CaFile": r"C:\ProgramData\Company\公司根证书.pem", "Proxy": "none", "UpdateNotice": 0}, {}
)
_INSTALLED = Written({}, {"ServerUrl": SERVER, "CaFile": r"C:\ProgramData\root.pem"})
_NONSENSE = (Value(Setting.PROXY, "socks5://proxy:1", Source.MACHINE_POLICY, "malformed"),)

SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "settings-administered": partial(settings, shelf=_LOCKED),
    "settings-installed": partial(settings, shelf=_INSTALLED, passed_over=_NONSENSE),
    "sign-in-fixed": sign_in,
    **{
        f"sign-in-fixed-{fault}": partial(sign_in, server=server, fault=fault)
        for fault, server in {
            "malformed": "our crm server",
            "insecure": "http://crm.example.com",
            "with-password": "https://wang:secret@crm.example.com",
            "wrong-type": "7.5",
            "too-long": f"{SERVER}/{'a' * 100}",
            "unreadable": "",
        }.items()
    },
    "sign-in-elsewhere": elsewhere,
    "sign-in-proxy": partial(unreachable, error=Unreachable("", cause=Cause.PROXY)),
    **{
        f"sign-in-{why.value}": partial(unreachable, error=Untrusted("", why, r"C:\ProgramData\Company\公司根证书.pem"))
        for why in Distrust
    },
    "refused-network": partial(refused, fault="network", folder=_NO_SHARE),
    "refused-synced": partial(refused, fault="synced", folder=_NO_SYNC),
    "refused-unwritable": partial(refused, fault="unwritable", folder=r"C:\Program Files\Gonghai\data"),
}
