"""Is this company known? What the window says at each answer, with the server's word and without it."""

import pytest

from desktop.screens.cells import Tone
from desktop.screens.preferences import Language
from desktop.screens.window import Page
from desktop.words import speak
from domain.commands import Claim, RegisterCustomer
from domain.identifiers import CustomerId, PoolId
from sync.errors import Cause, Mismatch, SignInNeeded, Unreachable
from sync.protocol.known import Company, KnownCompany
from sync.protocol.rows import PersonRow
from sync.protocol.scopes import REFERENCE
from tests.desktop.presenters.asker import Asker
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, TEAM, WANG, customer_id, in_pool, mine
from tests.desktop.presenters.test_acts import asked

NAME = "深圳市创芯科技有限公司"
ONE, TWO = customer_id(1), customer_id(2)
BOSS = "d" * 32


@pytest.fixture
def asker(sit_down: OpenDesk) -> Asker:
    desk = sit_down([mine(1, name="我的公司")], [in_pool(2, name="东莞永辉电子厂")])
    desk.store(REFERENCE, [PersonRow(BOSS, 1, "吴靖", TEAM, ("manager",))])
    return Asker(desk)


def keys(asker: Asker) -> list[str]:
    return [step.key for step in asker.answer.steps]


@pytest.mark.parametrize(
    ("told", "label", "said", "steps"),
    [
        (KnownCompany("mine", "name", "我的公司", ONE, WANG, SOUTH), "我的客户", "您已持有", [f"open:{ONE}"]),
        (KnownCompany("held_by", "name", NAME, None, CHEN), "已有负责人", "由陈晓（华南二组）持有", []),
        (
            KnownCompany("in_pool", "name", "东莞永辉电子厂", TWO, None, SOUTH), "在公海", "在「华南公海」",
            [f"claim:{TWO}", f"open:{TWO}"],
        ),
        (KnownCompany("in_pool", "name", NAME, TWO, None, NORTH), "在公海", "您不能从这个公海认领", [f"open:{TWO}"]),
        (KnownCompany("pending", "name", NAME, None, None, None, TEAM), "待分配", "由吴靖（华南二组）分配", []),
        (KnownCompany("pending", "name", NAME), "待分配", "等主管分配", []),
        (KnownCompany("registered_not_in_crm", "phone"), "已注册，未进入 CRM", "（电话相同）", []),
        (KnownCompany("unknown"), "未找到", "可以登记", ["enter:"]),
        (KnownCompany("of_tomorrow", "name", NAME), "已在系统里", "升级客户端", []),
    ],
)  # fmt: skip
def test_each_answer_has_its_sentence_and_its_next_step(
    asker: Asker, told: KnownCompany, label: str, said: str, steps: list[str]
) -> None:
    asker.line.answers[NAME] = told
    card = asker.ask(NAME)
    assert card.label.text == label and said in card.text
    assert keys(asker) == steps
    assert (asker.state.source, asker.state.tone) == ("服务器的答复 · 今天 14:02", Tone.NEUTRAL)


def test_the_cache_answers_while_the_server_is_asked(asker: Asker) -> None:
    asker.known.known_asked()
    asker.desk.background.hold()
    asker.known.known_typed("我的公司")
    while asker.state.answer is None:
        asker.desk.background.step()
    assert asker.state.source == "正在问服务器…" and asker.answer.label.text == "我的客户"
    asker.line.answers["我的公司"] = KnownCompany("held_by", "name", "我的公司", None, CHEN)
    asker.desk.background.let_go()
    assert asker.answer.label.text == "已有负责人", "the server's word replaces ours"


def test_nobody_is_led_to_the_form_before_the_server_was_heard(asker: Asker) -> None:
    asker.known.known_asked()
    asker.desk.background.hold()
    asker.known.known_typed("全新公司")
    while asker.state.answer is None:
        asker.desk.background.step()
    assert asker.answer.label.text == "查询中" and asker.answer.steps == ()
    asker.desk.background.let_go()
    assert keys(asker) == ["enter:"]


def test_what_is_typed_meanwhile_is_asked_next_and_the_former_answer_dropped(asker: Asker) -> None:
    asker.line.answers["甲公司"] = KnownCompany("held_by", "name", "甲公司", None, CHEN)
    asker.known.known_asked()
    asker.desk.background.hold()
    for text in ("甲公司", "甲公司 ", "甲公司乙", "甲公司乙丙"):
        asker.known.known_typed(text)
    asker.desk.background.let_go()
    assert [each.name for each in asker.line.asked] == ["甲公司", "甲公司乙丙"]
    assert (asker.state.typed, asker.answer.label.text) == ("甲公司乙丙", "未找到")


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (" 91440300708461136t ", Company(uscc="91440300708461136t")),
        ("0755-2660 1234", Company(phone="0755-2660 1234")),
        ("139 0000 3333", Company(phone="139 0000 3333")),
        ("2024", Company(name="2024")),
        ("创芯科技", Company(name="创芯科技")),
    ],
)
def test_one_field_takes_names_codes_and_phones(asker: Asker, text: str, company: Company) -> None:
    asker.ask(text)
    assert asker.line.asked == [company]


def test_a_code_that_cannot_be_right_is_said_and_leads_to_no_form(asker: Asker) -> None:
    card = asker.ask("914403007084611360")
    assert "末位是校验码" in card.text and card.steps == ()


def test_offline_it_answers_from_this_computer_and_says_that_it_cannot_be_sure(sit_down: OpenDesk) -> None:
    asker = Asker(sit_down([mine(1, name="我的公司")], is_online=False))
    assert asker.ask("我的公司").label.text == "我的客户"
    assert (asker.state.source, asker.state.tone) == ("离线 · 仅本机数据，不能确定", Tone.WARNING)
    card = asker.ask("全新公司")
    assert (card.label.text, keys(asker)) == ("本机未找到", ["enter:"])
    assert asker.line.asked == []
    asker.desk.go_online()
    asker.known.refresh()
    assert asker.state.source.startswith("服务器的答复") and asker.answer.label.text == "未找到"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unreachable("no network", cause=Cause.NO_CONNECTION), "离线"),
        (SignInNeeded("session_revoked"), "登录已失效"),
        (Mismatch("HTTP 500"), "服务器没能回答"),
    ],
)
def test_a_question_that_goes_wrong_says_so_and_can_be_asked_again(
    asker: Asker, error: Unreachable | SignInNeeded | Mismatch, said: str
) -> None:
    asker.fail(error)
    card = asker.ask("我的公司")
    assert asker.state.source.startswith(said) and asker.state.retry and card.label.text == "我的客户"
    asker.known.known_retry_asked()
    assert asker.state.source.startswith("服务器的答复") and not asker.state.retry


def test_names_like_it_are_offered_each_with_its_step(asker: Asker) -> None:
    asker.line.near["创芯"] = (
        KnownCompany("in_pool", "name", "东莞永辉电子厂", TWO, None, SOUTH),
        KnownCompany("held_by", "name", NAME, None, CHEN),
    )
    asker.ask("创芯")
    assert [(card.name, card.label.text) for card in asker.state.near] == [
        ("东莞永辉电子厂", "在公海"), (NAME, "已有负责人"),
    ]  # fmt: skip
    assert [step.key for step in asker.state.near[0].steps] == [f"claim:{TWO}", f"open:{TWO}"]


def test_a_free_one_is_claimed_from_here_and_shown(asker: Asker) -> None:
    asker.line.answers["东莞永辉电子厂"] = KnownCompany("in_pool", "name", "东莞永辉电子厂", TWO, None, SOUTH)
    asker.ask("东莞永辉电子厂")
    asker.known.known_step_asked(f"claim:{TWO}")
    (item,) = asked(asker.desk)
    assert isinstance(item.command, Claim) and item.subject_id == TWO
    assert asker.desk.window.notice is not None and "等待服务器裁定" in asker.desk.window.notice.text
    assert asker.acts == 1 and not asker.screen.is_open


def test_a_claim_that_the_rules_refuse_says_why(asker: Asker) -> None:
    asker.ask("我的公司")
    asker.known.known_step_asked(f"claim:{customer_id(99)}")
    assert asked(asker.desk) == []
    assert asker.desk.window.notice is not None and asker.desk.window.notice.tone is Tone.BAD


def test_what_one_has_entered_and_waits_leads_to_the_sync_centre(asker: Asker) -> None:
    new = RegisterCustomer(CustomerId("7" * 32), PoolId(SOUTH), "全新公司")
    asker.desk.cache.outbox.submit([new], asker.desk.place.now(), is_online=True)
    assert asker.ask("全新公司").label.text == "登记待确认", "the server does not know of it yet"
    assert keys(asker) == ["outbox:"]
    asker.known.known_step_asked("outbox:")
    assert asker.desk.window.page is Page.SYNC_CENTRE and not asker.screen.is_open


def test_who_may_hold_no_customers_may_look_up_and_not_enter(asker: Asker) -> None:
    asker.desk.store(REFERENCE, [PersonRow(WANG, 2, "王芳", TEAM, ("sales_support",))])
    assert asker.ask("全新公司").label.text == "未找到" and keys(asker) == []


def test_another_language_says_the_same_anew(asker: Asker) -> None:
    asker.ask("全新公司")
    speak(Language.ENGLISH)
    asker.known.refresh()
    assert asker.answer.label.text == "Not found"


def test_a_closed_window_is_told_nothing_and_who_leaves_takes_it_with_them(asker: Asker) -> None:
    asker.ask("全新公司")
    asker.known.known_closed()
    told = len(asker.screen.states)
    asker.known.refresh()
    assert len(asker.screen.states) == told
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    assert asker.desk.place.inquirer is not None
    asker.desk.place.inquirer.end()
    assert asker.entry_screen.form is None and not asker.screen.is_open
