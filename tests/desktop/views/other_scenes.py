"""Sync centre, settings, sign-in and the help, filled with invented values."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.administration import BUILT_IN_ONLY
from desktop.presenters.machine_settings import machine_lines
from desktop.presenters.updates import version_facts
from desktop.screens.cells import Label, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact
from desktop.screens.details import Details
from desktop.screens.lists import SYNC_COLUMNS, Listing
from desktop.screens.preferences import Density, Theme
from desktop.screens.settings import SettingsValues, SignOutQuestion
from desktop.screens.sign_in import SignInStart, Trouble
from desktop.screens.sync_centre import SyncCount, SyncTab
from desktop.screens.window import Page, StatusLine, SyncPill
from desktop.views.main_window import MainWindow
from desktop.views.sign_in_window import SignInWindow
from sync.protocol.messages import Releases
from tests.desktop.views.invented import SYNC_IDS, sync_rows, told
from tests.desktop.views.stage import dialog_of, window


def sync_centre(width: int, height: int) -> MainWindow:
    """Every kind of fate, a batch opened, a refused text in full."""
    made = window(width, height)
    fill_sync_centre(made)
    made.show()
    return made


def fill_sync_centre(made: MainWindow) -> None:
    """Turn to the sync centre."""
    page = made.sync_centre
    counts = {SyncTab.ALL: 8, SyncTab.WAITING: 3, SyncTab.CHECKING: 1, SyncTab.REFUSED: 2, SyncTab.DONE: None}
    tabs = [SyncCount(tab, count, needs_you=tab is SyncTab.REFUSED) for tab, count in counts.items()]
    page.show_tabs(tabs, SyncTab.ALL)
    page.show_lead(
        told(
            "您的工作都已保存在本机。联网后自动发送，每一项都会有结果。",
            "Your work is kept on this computer. It is sent once online; every act gets its result.",
        )
    )
    page.show_listing(Listing(SYNC_COLUMNS, SYNC_IDS))
    page.show_rows(sync_rows())
    page.table.go_to_place(0)
    made.open_page(Page.SYNC_CENTRE)
    made.show_pill(
        SyncPill(told("离线 · 数据截至 13:21 · 3 项待发送", "Offline · as of 13:21 · 3 waiting"), Tone.WARNING)
    )
    made.show_status(StatusLine(told("8 项", "8 acts"), "", told("上次成功同步 13:21", "Last sync 13:21")))


def sync_details(width: int, height: int) -> MainWindow:
    """The details of a refused follow-up."""
    made = sync_centre(width, height)
    made.sync_centre.show_details(
        Details(
            "r1",
            "厦门信达光电股份有限公司",
            Label(told("被拒绝", "Refused"), Tone.BAD),
            told(
                "已被陈晓（华南二组）于 13:58 领取。您写的跟进没有丢，可以复制。",
                "Taken by Chen Xiao (South 2) at 13:58. What you wrote is not lost; copy it.",
            ),
            (
                Fact(told("操作", "Act"), told("认领并跟进", "Claim and follow up")),
                Fact(told("提出", "Asked"), told("今天 13:40", "today 13:40")),
                Fact(told("答复", "Answered"), told("今天 14:02", "today 14:02")),
            ),
            told(
                "王工确认 6 层板打样，周五给 Gerber；对方希望账期 30 天。",
                "Mr Wang confirmed the 6-layer samples; Gerber on Friday; wants 30 days to pay.",
            ),
            (Choice("similar", told("看相似客户", "See similar")), Choice("done", told("知道了", "Got it"))),
        )
    )
    return made


def nothing_to_sync(width: int, height: int) -> MainWindow:
    """Nothing waits."""
    made = sync_centre(width, height)
    made.sync_centre.show_nothing(
        told("没有等待的事项", "Nothing waits"), told("做过的事都已有结果。", "Everything you did has its result.")
    )
    return made


def settings(width: int, height: int) -> MainWindow:
    """The settings page."""
    made = window(width, height)
    made.settings.show_settings(
        SettingsValues(
            words.spoken_language(),
            Theme.SYSTEM,
            Density.COMFORTABLE,
            (
                Fact(told("姓名", "Name"), "王芳"),
                Fact(told("角色", "Role"), told("销售", "Rep")),
                Fact(told("团队", "Team"), told("华南一组", "South 1")),
                Fact(told("服务器", "Server"), "https://crm.example.com"),
                Fact(told("设备", "Device"), "WANGFANG-PC"),
            ),
            version_facts("1.4.0", Releases("1.5.0", "1.2.0", "1.5.0", r"\\files\软件\公海")),
            machine_lines(BUILT_IN_ONLY, "https://crm.example.com"),
        )
    )
    made.open_page(Page.SETTINGS)
    made.show()
    return made


def sign_out(width: int, height: int) -> QWidget:
    """Work waits."""
    made = settings(width, height)
    made.settings.ask_sign_out(SignOutQuestion(3))
    return dialog_of(made.settings)


def shortcut_help(width: int, height: int) -> QWidget:
    """All keys."""
    made = window(width, height)
    made.show()
    made.show_help()
    return dialog_of(made)


def sign_in(width: int, height: int, state: str = "start") -> SignInWindow:
    """The sign-in window in one of its states."""
    made = SignInWindow()
    made.show_start(SignInStart(("https://crm.example.com",), "https://crm.example.com", "wangfang"))
    if state == "trouble":
        made.account.password.setText("geheim")
        made.show_trouble(
            Trouble(
                told("用户名或密码不对", "User name or password is wrong"),
                told(
                    "再试 3 次后，这个账号会锁定 15 分钟。忘了密码找系统管理员。",
                    "After 3 more tries this account is locked for 15 minutes. A system admin can reset it.",
                ),
            )
        )
    elif state == "busy":
        made.account.password.setText("geheim")
        made.show_busy(told("正在连接 crm.example.com…", "Connecting to crm.example.com…"))
    elif state == "storage":
        made.ask_storage()
    elif state == "unlock":
        made.ask_unlock("wangfang · crm.example.com")
    made.show()
    return made
