"""Pill, title, rail and sync centre say one thing, and go on being true while nothing happens."""

from datetime import timedelta
from pathlib import Path

from desktop.screens.cells import Tone
from desktop.screens.customer import Draft
from desktop.screens.window import Page
from domain.reasons import Reason
from sync.cache.errors import DiskFull
from sync.cache.intake import ENOUGH_DISAGREEMENTS
from sync.report import Report
from sync.state import Contact, Progress, Standing
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import WANG, Desk, mine
from tests.desktop.presenters.test_acts import ONE, answer, asked, settle


def said(desk: Desk) -> tuple[str, Tone]:
    """What the pill says; the others must say the same."""
    shown = desk.window.pill
    assert shown is not None
    assert desk.sync_centre.lead.startswith(shown.text) and shown.tooltip in desk.sync_centre.lead
    is_loud = shown.tone in (Tone.WARNING, Tone.BAD)
    assert desk.window.title == (f"公海 · 王芳 · {shown.text}" if is_loud else "公海 · 王芳")
    return shown.text, shown.tone


def wait(desk: Desk, time: timedelta) -> None:
    """So much time passes, and the window's second hand with it."""
    desk.clock.time += time
    for _ in range(30):
        desk.presenters.tick()


def write(desk: Desk) -> None:
    desk.presenters.customer.save_asked(ONE, Draft("phone", "王工确认 6 层板打样"))


def test_all_who_tell_how_things_stand_tell_the_same(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    assert said(desk) == ("已同步 14:02", Tone.GOOD)
    desk.go_offline()
    assert said(desk) == ("离线 · 数据截至 14:02", Tone.WARNING)
    write(desk)
    assert said(desk) == ("离线 · 数据截至 14:02 · 1 项待发送", Tone.WARNING)
    assert desk.window.rail[Page.SYNC_CENTRE].count == 1
    desk.go_online()
    assert said(desk) == ("1 项待发送", Tone.PRIMARY)
    settle(desk, answer(asked(desk)[0], Reason.GONE))
    assert said(desk) == ("1 项等您处理", Tone.BAD)
    assert desk.window.rail[Page.SYNC_CENTRE].needs_you


def test_green_fades_when_nothing_has_come_for_ten_minutes(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    wait(desk, timedelta(minutes=9))
    assert said(desk) == ("已同步 14:02", Tone.GOOD)
    wait(desk, timedelta(minutes=1))
    assert said(desk) == ("数据截至 14:02", Tone.WARNING)


def test_work_that_does_not_get_through_raises_an_alarm_after_a_quarter_of_an_hour(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    write(desk)
    wait(desk, timedelta(minutes=14))
    assert said(desk) == ("1 项待发送", Tone.PRIMARY)
    wait(desk, timedelta(minutes=1))
    assert said(desk) == ("1 项超过 15 分钟未送达", Tone.BAD)
    assert "导出" in desk.sync_centre.lead, "it says what to do"
    desk.go_offline()
    assert said(desk)[0].startswith("离线"), "without a network waiting is no alarm"
    desk.go_online()
    settle(desk, answer(asked(desk)[0]))
    assert said(desk)[1] is Tone.GOOD


def test_a_server_that_answers_nonsense_is_told_with_what_to_do(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.rested(Report(contact=Contact.MISMATCH))
    assert said(desk) == ("服务器的答复无法识别", Tone.BAD)
    assert "F5" in desk.sync_centre.lead and "管理员" in desk.sync_centre.lead
    desk.go_online()
    assert said(desk)[1] is Tone.GOOD


def test_whoever_asks_to_sync_has_a_given_up_scope_tried_once_more(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    me = f"me:{WANG}"
    for _ in range(ENOUGH_DISAGREEMENTS):
        desk.disagree(me)
    assert desk.cache.scopes.disagreements(me) == ENOUGH_DISAGREEMENTS
    desk.presenters.window.sync_asked()
    assert desk.cache.scopes.disagreements(me) == 0
    assert desk.background.syncs_asked == 1


def test_a_disk_that_takes_nothing_is_told_until_a_round_went_through(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.reported(Report(contact=Contact.GOOD, progress=Progress(1, 2)))
    assert said(desk) == ("同步中 1/2", Tone.PRIMARY)
    desk.presenters.failed(DiskFull(Path("me.db")))
    assert said(desk) == ("无法写入本机", Tone.BAD)
    desk.presenters.reported(Report(contact=Contact.GOOD))
    assert said(desk) == ("无法写入本机", Tone.BAD), "the next try has only begun"
    desk.go_online()
    assert said(desk)[1] is Tone.GOOD


def test_a_round_that_broke_is_not_shown_as_under_way_for_ever(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.reported(Report(contact=Contact.GOOD, progress=Progress(1, 2)))
    desk.presenters.failed(RuntimeError("ours"))
    assert desk.states[-1].standing is Standing.SYNCED
    assert said(desk)[1] is Tone.GOOD


def test_a_cache_that_cannot_be_read_does_not_make_its_failure_fail_again(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.background.hold()
    desk.presenters.failed(DiskFull(Path("me.db")))
    assert desk.background.held == [], "what failed may be reading itself: nothing is read to say so"
    desk.background.let_go()
    assert said(desk)[0] == "无法写入本机"
