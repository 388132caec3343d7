"""Every screen in every state, filled with invented values: a gallery, and the ground for tests of the whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.screens.actions import Action
from desktop.screens.cells import Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Draft
from desktop.screens.deeds import Question, Weighed
from desktop.screens.lists import MINE_COLUMNS, POOL_COLUMNS, Column, Listing, Sort
from desktop.screens.preferences import Density
from desktop.screens.register import (
    BatchAct,
    BatchBar,
    BatchResult,
    Blank,
    BlankKind,
    FilterChoice,
    Filters,
    Progress,
    RegisterTab,
    ResultRow,
    TabCount,
)
from desktop.screens.selection import These
from desktop.screens.window import Notice, StatusLine, SyncPill
from desktop.views.main_window import MainWindow
from tests.desktop.views import (
    above_scenes,
    administration_scenes,
    certification_scenes,
    customer_lost_scenes,
    customer_scenes,
    diagnosis_scenes,
    flow_in_scenes,
    import_scenes,
    known_scenes,
    order_scenes,
    other_scenes,
    password_scenes,
    pool_scenes,
    quit_scenes,
    review_scenes,
    tag_scenes,
    team_scenes,
    today_scenes,
)
from tests.desktop.views.invented import (
    MINE_IDS,
    NOW,
    POOL_IDS,
    mine_panel,
    mine_row,
    pool_panel,
    pool_row,
    told,
)
from tests.desktop.views.stage import dialog_of, server_time, window


def _tabs(made: MainWindow, tab: RegisterTab) -> None:
    made.register.show_tabs(
        [
            TabCount(RegisterTab.ASSIGNED, 431),
            TabCount(RegisterTab.UNASSIGNED, 12_431),
            TabCount(RegisterTab.FLOWING, 9, needs_you=True),
            TabCount(RegisterTab.ALL, 493),
        ],
        tab,
    )


def _filters(*, is_on: bool) -> Filters:
    status, now = told("成交状态", "Deal status"), told("其他", "Other")
    chips = (
        Choice("status:lapsed", told("状态：断约", "Status: lapsed")),
        Choice("now", told("现在可认领", "Claimable now")),
    )
    return Filters(
        chips if is_on else (),
        (
            FilterChoice("status:deal", told("成交", "Deal"), status),
            FilterChoice("status:lapsed", told("断约", "Lapsed"), status, is_on),
            FilterChoice("now", told("现在可认领", "Claimable now"), now, is_on),
        ),
    )


def mine(width: int, height: int) -> MainWindow:
    """公海已分配."""
    made = window(width, height)
    _tabs(made, RegisterTab.ASSIGNED)
    page = made.register
    page.show_filters(_filters(is_on=False))
    page.show_listing(Listing(MINE_COLUMNS, MINE_IDS, Sort(Column.OUTFLOW)))
    page.show_rows([mine_row(row_id) for row_id in MINE_IDS[:60]])
    page.panel.show_customer(mine_panel())
    made.show()
    return made


def ticked(width: int, height: int) -> MainWindow:
    """Three ticked, the batch bar, a notice with undo."""
    made = mine(width, height)
    made.register.show_ticks(These(MINE_IDS[:3]))
    made.register.show_batch(
        BatchBar(
            told("已选 3 位", "3 ticked"),
            told("或选择全部符合条件的 431 位", "or all 431 that match"),
            told(
                "3 位可释放；释放后 72 小时内您不能再认领",
                "3 can be released; you cannot claim them again for 72 hours",
            ),
            (BatchAct(Action.RELEASE, told("批量释放", "Release 3"), is_weightiest=True),),
        )
    )
    made.show_status(StatusLine(told("431 条", "431 customers"), told("选中 3", "3 ticked"), server_time()))
    made.show_notice(
        Notice(told("已释放 40 位，联网后生效", "40 customers released; takes effect online"), "k", Tone.GOOD)
    )
    return made


def pool(width: int, height: int) -> MainWindow:
    """公海, with chips, a pool chooser, the changed strip and a claim card."""
    made = window(width, height)
    fill_pool(made)
    made.show()
    return made


def fill_pool(made: MainWindow) -> None:
    """Turn the register to the pool."""
    _tabs(made, RegisterTab.UNASSIGNED)
    page = made.register
    page.show_pools([Choice("1", told("华南公海", "South")), Choice("2", told("华东公海", "East"))], "1")
    page.show_filters(_filters(is_on=True))
    page.show_listing(Listing(POOL_COLUMNS, POOL_IDS, Sort(Column.ENTERED_POOL, is_descending=True)))
    page.show_rows([pool_row(row_id) for row_id in POOL_IDS[:60]])
    page.show_changed(12)
    page.panel.show_customer(pool_panel())
    made.show_pill(SyncPill(told("正在同步 3,200 / 12,431", "Syncing 3,200 / 12,431"), Tone.PRIMARY))
    made.show_status(StatusLine(told("12,431 条", "12,431 customers"), "", server_time()))


def pool_profile(width: int, height: int) -> MainWindow:
    """The masked profile; compact rows; most rows still on their way."""
    made = pool(width, height)
    made.set_density(Density.COMPACT)
    made.register.panel.tabs.open("profile")
    return made


def drafting(width: int, height: int) -> MainWindow:
    """A draft with times of its own, offline, an entry that could not be kept."""
    made = mine(width, height)
    text = told("采购换人了，新联系人李工，下周带样板过去。", "New buyer: Ms Li. Bring samples next week.")
    draft = Draft("visit", text, NOW, NOW.date().replace(day=18))
    made.register.panel.show_customer(mine_panel(MINE_IDS[1], draft))
    made.register.panel.show_entry_trouble(
        MINE_IDS[1],
        told(
            "磁盘已满，没有存下。文字还在，腾出空间后再保存。",
            "Disk full, not saved. Your text stays; free some space, then save.",
        ),
    )
    made.show_pill(
        SyncPill(told("离线 · 数据截至 13:21 · 3 项待发送", "Offline · as of 13:21 · 3 waiting"), Tone.WARNING)
    )
    return made


def blank(kind: BlankKind, tab: RegisterTab, width: int, height: int) -> MainWindow:
    """A list that is not there."""
    made = window(width, height)
    _tabs(made, tab)
    made.register.show_filters(_filters(is_on=kind is BlankKind.FILTERED_EMPTY))
    made.register.show_blank(Blank(kind, told("数据截至 13:21", "As of 13:21") if kind is BlankKind.OFFLINE else ""))
    made.show()
    return made


def first_sync(width: int, height: int) -> MainWindow:
    """The first sync on its way."""
    made = blank(BlankKind.NEVER_SYNCED, RegisterTab.UNASSIGNED, width, height)
    progress = Progress(32_000, 100_000, told("32,000 / 100,000 位", "32,000 of 100,000"))
    made.register.show_blank(Blank(BlankKind.NEVER_SYNCED, progress=progress))
    return made


def release(width: int, height: int) -> QWidget:
    """Before a release."""
    made = mine(width, height)
    made.register.ask(
        Question(
            Action.RELEASE,
            These(MINE_IDS[:40]),
            told("释放 40 位客户？", "Release 40 customers?"),
            Weighed(
                told(
                    "释放后回到公海，其他人马上可以认领。您要到 9 月 15 日 14:02 才能再认领他们。",
                    "They go back to the pool for others to claim at once. You cannot claim them until 15 Sep 14:02.",
                ),
                told("释放 40 位", "Release 40"),
            ),
            (told("暂无需求", "No demand"), told("联系不上", "Cannot reach"), told("不在我的区域", "Not my region")),
            has_note=True,
        )
    )
    return dialog_of(made.register)


def result(width: int, height: int) -> QWidget:
    """After a batch."""
    made = mine(width, height)
    taken = told("已被陈晓（华南二组）于 13:58 领取", "Taken by Chen Xiao (South 2) at 13:58")
    full = told("今天的 300 次认领已用完，明天 0:00 重新计数", "All 300 claims of today are used; anew at midnight")
    made.register.show_result(
        BatchResult(
            told("批量认领", "Batch claim"),
            told("287 位已经是您的客户。", "287 customers are yours now."),
            (
                ResultRow(MINE_IDS[0], "厦门信达光电股份有限公司", taken, told("看相似客户", "See similar")),
                ResultRow(MINE_IDS[1], "南昌航信通信设备有限公司", full),
                ResultRow(MINE_IDS[2], "内蒙古自治区呼和浩特市金川开发区北方智能电气设备有限责任公司", full),
            ),
        )
    )
    return dialog_of(made.register)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    **above_scenes.SCENES,
    **administration_scenes.SCENES,
    **customer_scenes.SCENES,
    **customer_lost_scenes.SCENES,
    **diagnosis_scenes.SCENES,
    **team_scenes.SCENES,
    **order_scenes.SCENES,
    **pool_scenes.SCENES,
    **flow_in_scenes.SCENES,
    **tag_scenes.SCENES,
    **today_scenes.SCENES,
    **review_scenes.SCENES,
    **certification_scenes.SCENES,
    **import_scenes.SCENES,
    **known_scenes.SCENES,
    **password_scenes.SCENES,
    **quit_scenes.SCENES,
    "register-mine": mine,
    "register-ticked": ticked,
    "register-pool": pool,
    "register-pool-profile": pool_profile,
    "register-draft": drafting,
    "register-first-sync": first_sync,
    **{f"blank-{kind.value}": partial(blank, kind, RegisterTab.ASSIGNED) for kind in BlankKind},
    "blank-pool-empty": partial(blank, BlankKind.EMPTY, RegisterTab.UNASSIGNED),
    "dialog-release": release,
    "dialog-result": result,
    "sync-centre": other_scenes.sync_centre,
    "sync-details": other_scenes.sync_details,
    "sync-nothing": other_scenes.nothing_to_sync,
    "settings": other_scenes.settings,
    "dialog-sign-out": other_scenes.sign_out,
    "dialog-help": other_scenes.shortcut_help,
    **{
        f"sign-in-{state}": partial(other_scenes.sign_in, state=state)
        for state in ("start", "trouble", "busy", "storage", "unlock")
    },
}
