"""Settings take effect at once, and signing out never loses work by accident."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.administration import BARE, Files, Setting, Shelf, settled
from desktop.presenters.settings import MachineWays, Settings, SignOutWays
from desktop.screens.customer import Draft
from desktop.screens.password import PasswordEntries
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.settings import SignOutChoice, SignOutQuestion
from desktop.words import speak
from tests.desktop.presenters.changing import NEW, OLD, Changer
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import Desk, mine
from tests.desktop.presenters.recorders import SettingsRecorder
from tests.desktop.presenters.test_acts import ONE
from tests.fakes.examined import examined


@dataclass
class Chosen:
    language: Language = Language.CHINESE
    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE

    def choose_language(self, language: Language) -> None:
        speak(language)
        self.language = language

    def choose_theme(self, theme: Theme) -> None:
        self.theme = theme

    def choose_density(self, density: Density) -> None:
        self.density = density


@dataclass
class Page:
    desk: Desk
    screen: SettingsRecorder = field(default_factory=SettingsRecorder)
    chosen: Chosen = field(default_factory=Chosen)
    gone: list[str] = field(default_factory=list)
    shelf: Shelf = BARE
    own: dict[Setting, str] = field(default_factory=dict)
    folder: Path = Path("nowhere")

    def __post_init__(self) -> None:
        ways = SignOutWays(*(lambda way=way: self.gone.append(way) for way in ("send", "export", "out")))
        machine = MachineWays(lambda: settled(self.own, self.shelf), self.settle)
        self.presenter = Settings(
            self.screen,
            self.desk.place,
            self.chosen,
            ways,
            machine,
            self.desk.presenters.window,
            Changer(self.desk).passwords,
            server="https://crm",
            device="d1",
            version="1.2.0",
            examined=examined(self.folder),
        )
        self.presenter.refresh()

    def settle(self, setting: Setting, text: str) -> None:
        self.own[setting] = text

    def machine(self) -> dict[str, tuple[str, str]]:
        assert self.screen.values is not None
        return {line.name: (line.value, line.source) for line in self.screen.values.machine}

    def account(self) -> dict[str, str]:
        assert self.screen.values is not None
        return {fact.name: fact.value for fact in self.screen.values.account}


def test_the_account_says_who_where_and_in_which_role(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    assert page.account() == {
        "姓名": "王芳",
        "角色": "销售",
        "团队": "华南二组",
        "服务器": "https://crm",
        "这台设备": "d1",
    }


def test_a_new_language_is_spoken_at_once(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.language_asked(Language.ENGLISH)
    assert page.account()["Role"] == "Rep"
    page.desk.presenters.say_again()
    assert page.desk.window.pill is not None and page.desk.window.pill.text.startswith("Synced")
    assert page.desk.window.title == "Gonghai · 王芳"


def test_signing_out_with_nothing_waiting_asks_nothing(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.sign_out_asked()
    assert (page.screen.question, page.gone) == (None, ["out"])


@pytest.mark.parametrize("is_online", [True, False])
def test_signing_out_with_work_waiting_asks_what_becomes_of_it(sit_down: OpenDesk, is_online: bool) -> None:
    page = Page(sit_down([mine(1)], is_online=is_online))
    page.desk.presenters.customer.save_asked(ONE, Draft("phone", "wartet"))
    page.presenter.sign_out_asked()
    assert page.screen.question == SignOutQuestion(1, can_send=is_online)
    assert page.gone == []


def test_the_account_has_a_way_to_another_password(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.password.password_asked()
    page.presenter.password.password_confirmed(PasswordEntries(OLD, NEW, NEW))
    assert page.desk.window.notices == ["密码已修改；其他设备要用新密码重新登录"]


@pytest.mark.parametrize(
    ("choice", "way"),
    [(SignOutChoice.KEEP, "out"), (SignOutChoice.EXPORT, "export"), (SignOutChoice.SEND_FIRST, "send")],
)
def test_each_choice_goes_its_way(sit_down: OpenDesk, choice: SignOutChoice, way: str) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.sign_out_chosen(choice)
    assert page.gone == [way]


def test_the_machines_settings_say_who_has_settled_them(sit_down: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"ServerUrl": "crm", "UpdateNotice": 0}', encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"CaFile": "/etc/company.pem", "Proxy": "none"}', encoding="utf-8")
    page = Page(sit_down([mine(1)]), shelf=Files(tmp_path), own={Setting.PROXY: "http://proxy:3128"})
    assert page.machine() == {
        "服务器": ("https://crm", "由管理员设置"),
        "证书": ("系统信任的证书，以及\n/etc/company.pem", "安装时设置"),
        "代理": ("http://proxy:3128", "您的选择"),
        "新版本提醒": ("不显示", "由管理员设置"),
    }


def test_without_an_administrator_the_server_is_ones_own_choice(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    assert page.machine() == {
        "服务器": ("https://crm", "您的选择"),
        "证书": ("系统信任的证书", "内置"),
        "代理": ("跟随系统", "内置"),
        "新版本提醒": ("显示", "内置"),
    }


def test_the_notice_of_new_versions_is_ones_own_to_choose(sit_down: OpenDesk) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.machine_setting_chosen("UpdateNotice", "0")
    assert page.machine()["新版本提醒"] == ("不显示", "您的选择")
    assert not settled(page.own, page.shelf).tells_of_updates
    page.presenter.machine_setting_chosen("UpdateNotice", "1")
    assert page.machine()["新版本提醒"] == ("显示", "内置")


def test_what_an_administrator_has_settled_is_nobodys_to_choose(sit_down: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"UpdateNotice": 1}', encoding="utf-8")
    page = Page(sit_down([mine(1)]), shelf=Files(tmp_path))
    assert page.screen.values is not None
    assert [line.choices for line in page.screen.values.machine] == [(), (), (), ()]
    page.presenter.machine_setting_chosen("UpdateNotice", "0")
    assert page.own == {} and page.machine()["新版本提醒"] == ("显示", "由管理员设置")


@pytest.mark.expects_log("setting_unusable")
def test_a_policy_that_means_nothing_is_told_by_name(sit_down: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"Proxy": "socks5://p:1", "UpdateNotice": "maybe"}', encoding="utf-8")
    page = Page(sit_down([mine(1)]), shelf=Files(tmp_path))
    assert page.screen.values is not None
    assert page.screen.values.machine_trouble == "管理员设置的“代理、新版本提醒”看不懂，没有采用；请告诉管理员"
