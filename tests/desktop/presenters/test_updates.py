"""A newer program is told of quietly, once a day for each version; a floor is told by the state of things."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from desktop.presenters.pill import lead, pill
from desktop.presenters.updates import Updates, UpdateWays, version_facts
from desktop.screens.cells import Tone
from desktop.screens.customer import Draft
from desktop.screens.window import Page
from sync.protocol.messages import Releases
from sync.releases import keep_releases
from sync.report import Report
from sync.state import Contact
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import Desk, mine
from tests.desktop.presenters.test_acts import ONE

PLACE = r"\\files\软件\公海"
NEWS = Releases("1.5.0", "1.2.0", "1.4.0", PLACE)


@dataclass
class Told:
    desk: Desk
    own: str = "1.3.9"
    is_wanted: bool = True
    before: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        ways = UpdateWays(self.own, lambda: self.is_wanted)
        self.updates = Updates(self.desk.place, self.desk.presenters.window, ways)

    def hears(self, releases: Releases = NEWS, *, is_too_old: bool = False) -> str:
        """What stands at the foot because of it."""
        self.desk.presenters.window.notice_closed()
        self.updates.heard(releases, is_too_old=is_too_old)
        return "" if self.desk.window.notice is None else self.desk.window.notice.text


def test_a_newer_version_is_told_with_a_way_to_the_settings_page(sit_down: OpenDesk) -> None:
    told = Told(sit_down([mine(1)]))
    assert told.hears() == "有新版本 1.4.0，请联系管理员安装"
    notice = told.desk.window.notice
    assert notice is not None and (notice.tone, notice.more_word) == (Tone.NEUTRAL, "看详情")
    told.desk.presenters.window.more_asked(notice.more_key)
    assert told.desk.presenters.window.is_at(Page.SETTINGS)


def test_it_is_told_again_on_another_day_and_a_newer_one_at_once(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    assert Told(desk).hears()
    assert Told(desk).hears() == "", "the same again, also after a restart"
    desk.clock.time += timedelta(hours=23)
    assert Told(desk).hears() == ""
    assert "1.4.1" in Told(desk).hears(Releases("1.5.0", "", "1.4.1"))
    desk.clock.time += timedelta(hours=25)
    assert "1.4.1" in Told(desk).hears(Releases("1.5.0", "", "1.4.1"))


@pytest.mark.parametrize("own", ["1.4.0", "2.0.0", "0", "1.3.9-trial"])
def test_who_has_the_newest_or_no_version_hears_nothing(sit_down: OpenDesk, own: str) -> None:
    assert Told(sit_down([mine(1)]), own).hears() == ""


def test_where_nobody_wants_it_nothing_is_told_and_nothing_noted(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    assert Told(desk, is_wanted=False).hears() == ""
    assert Told(desk).hears(), "as soon as it is wanted again"


def test_what_can_be_undone_is_not_talked_over(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    told = Told(desk)
    desk.presenters.window.tell("已释放 1 位", undo=("c1",))
    told.updates.heard(NEWS, is_too_old=False)
    assert desk.window.notice is not None and desk.window.notice.text == "已释放 1 位"
    assert told.hears(), "and is told at the next greeting"


def test_who_is_too_old_reads_the_version_needed_and_that_work_is_still_delivered(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    told = Told(desk, "1.1.0")
    desk.presenters.customer.save_asked(ONE, Draft("phone", "wartet"))
    assert told.hears(is_too_old=True) == ""
    desk.presenters.reported(Report(contact=Contact.UPGRADE_REQUIRED, releases=NEWS))
    state = desk.states[-1]
    assert pill(state, desk.place.local_now()).tooltip == (
        "服务器要求至少 1.2.0 版。写过的工作照常发送；升级客户端后才能看到新数据"
    )
    assert "1.2.0" in lead(state, desk.place.local_now())


def test_versions_stand_on_the_settings_page_without_a_network_too(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    keep_releases(desk.cache.settings, NEWS)
    told = Told(desk)
    seen: list[Releases] = []
    told.updates.start(lambda: seen.append(desk.place.releases))
    assert seen == [NEWS]
    facts = {fact.name: fact.value for fact in version_facts("1.3.9", NEWS)}
    assert facts == {
        "这台电脑": "1.3.9",
        "服务器": "1.5.0",
        "新版本": "1.4.0，请联系管理员安装",
        "安装包": PLACE,
    }
    assert [fact.value for fact in version_facts("1.4.0", NEWS)] == ["1.4.0", "1.5.0"]


def test_what_a_server_says_beyond_all_sense_is_neither_shown_nor_kept(sit_down: OpenDesk) -> None:
    settings = sit_down([mine(1)]).cache.settings
    odd = Releases("x" * 400, "latest", "1.4", "javascript:alert(1)")
    assert keep_releases(settings, odd) == Releases("x" * 40)
    assert keep_releases(settings, Releases("1\n2")) == Releases()
