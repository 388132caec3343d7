"""Settings take effect at once, and signing out never loses work by accident."""

from dataclasses import dataclass, field

import pytest

from desktop.presenters.settings import Settings, SignOutWays
from desktop.screens.customer import Draft
from desktop.screens.preferences import Density, Language, Theme
from desktop.screens.settings import SignOutChoice, SignOutQuestion
from desktop.words import speak
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import Desk, mine
from tests.desktop.presenters.recorders import SettingsRecorder
from tests.desktop.presenters.test_acts import ONE


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

    def __post_init__(self) -> None:
        ways = SignOutWays(*(lambda way=way: self.gone.append(way) for way in ("send", "export", "out")))
        self.presenter = Settings(
            self.screen, self.desk.place, self.chosen, ways, server="https://crm", device="d1", version="1.2"
        )
        self.presenter.refresh()

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


@pytest.mark.parametrize(
    ("choice", "way"),
    [(SignOutChoice.KEEP, "out"), (SignOutChoice.EXPORT, "export"), (SignOutChoice.SEND_FIRST, "send")],
)
def test_each_choice_goes_its_way(sit_down: OpenDesk, choice: SignOutChoice, way: str) -> None:
    page = Page(sit_down([mine(1)]))
    page.presenter.sign_out_chosen(choice)
    assert page.gone == [way]
