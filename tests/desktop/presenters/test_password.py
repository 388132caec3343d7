"""Changing one's own password: what is said at which field, and what the person is asked by themselves."""

from collections.abc import Callable

import pytest

from desktop.screens.cells import Tone
from desktop.screens.password import PasswordEntries, PasswordField, PasswordForm, PasswordTrouble
from desktop.screens.preferences import Language
from desktop.words import speak
from domain.passwords import LONGEST
from sync.errors import (
    Cause,
    Departed,
    Distrust,
    Mismatch,
    SignInNeeded,
    SyncError,
    Unreachable,
    Untrusted,
    UpgradeRequired,
)
from sync.protocol.messages import ProblemCode
from sync.protocol.passwords import PasswordAnswer
from tests.desktop.presenters.changing import NEW, OLD, Changer
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import Desk, mine
from tests.fakes.transport import LOST

REVOKED = SignInNeeded(ProblemCode.SESSION_REVOKED)


@pytest.fixture
def desk(sit_down: OpenDesk) -> Desk:
    return sit_down([mine(1)])


@pytest.fixture
def changer(desk: Desk) -> Changer:
    made = Changer(desk)
    made.change.password_asked()
    return made


def test_a_changed_password_closes_the_dialog_and_says_so_at_the_foot(changer: Changer) -> None:
    changer.confirm()
    assert changer.line.of == {"wang": NEW}
    assert not changer.screen.is_open
    notice = changer.desk.window.notice
    assert notice is not None
    assert (notice.text, notice.tone) == ("密码已修改；其他设备要用新密码重新登录", Tone.GOOD)


@pytest.mark.parametrize(
    ("old", "new", "again", "trouble"),
    [
        (OLD, "kurz", "kurz", PasswordTrouble("太短，至少要 8 个字符", PasswordField.NEW)),
        (OLD, "七个字符的密码", "七个字符的密码", PasswordTrouble("太短，至少要 8 个字符", PasswordField.NEW)),
        (OLD, "x" * 257, "x" * 257, PasswordTrouble("太长，最多 256 个字符", PasswordField.NEW)),
        (OLD, NEW, f"{NEW} ", PasswordTrouble("两次输入不一样", PasswordField.AGAIN)),
        (NEW, NEW, NEW, PasswordTrouble("新密码和旧密码一样，换一个", PasswordField.NEW)),
    ],
)
def test_what_can_be_seen_at_once_costs_no_try(
    changer: Changer, old: str, new: str, again: str, trouble: PasswordTrouble
) -> None:
    changer.confirm(old, new, again)
    assert changer.trouble == trouble
    assert changer.line.asked == [] and not changer.screen.is_busy


def test_a_wrong_old_password_stands_at_its_field_and_ends_no_session(changer: Changer) -> None:
    changer.confirm("geraten!")
    assert changer.trouble == PasswordTrouble("旧密码不对", PasswordField.OLD)
    assert changer.line.of == {} and changer.transport.said == ["change_password"]
    changer.confirm()
    assert changer.line.of == {"wang": NEW}


def test_too_many_tries_say_for_how_long(changer: Changer) -> None:
    changer.line.locked_seconds = 601
    changer.confirm()
    assert changer.trouble == PasswordTrouble("试错次数太多，过 11 分钟再试", PasswordField.OLD)


@pytest.mark.parametrize(
    ("answer", "new", "said"),
    [
        (PasswordAnswer("weak", 1), "wangfang", "不能和用户名一样，换一个"),
        (PasswordAnswer("weak", 1, shortest=12), "wangfang", "太短，至少要 12 个字符"),
        (PasswordAnswer("same", 1), NEW, "新密码和旧密码一样，换一个"),
        (PasswordAnswer("of_tomorrow", 1), NEW, "服务器不接受这个密码，换一个"),
    ],
)
def test_what_the_server_does_not_take_stands_at_the_new_password(
    desk: Desk, answer: PasswordAnswer, new: str, said: str
) -> None:
    changer = Changer(desk)
    changer.transport.change_password = lambda access_token, request: answer
    changer.change.password_asked()
    changer.confirm(new=new)
    assert changer.trouble == PasswordTrouble(said, PasswordField.NEW)
    assert changer.notices == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unreachable("refused", cause=Cause.NO_CONNECTION), "连不上服务器，密码没有改；联网后再试一次"),
        (LOST, "没等到服务器的答复，不知道改了没有；联网后照样再改一次就知道"),
        (Unreachable("busy", 7, cause=Cause.BUSY), "服务器正忙，过 7 秒再试一次"),
        (
            Unreachable("portal", cause=Cause.NOT_OUR_SERVER),
            "有回应，但不是公海服务器；可能是网络登录页，先用浏览器打开看看",
        ),
        (
            Unreachable("407", cause=Cause.PROXY),
            "代理不通，连不上 https://crm.example.com。检查网络后再试；换过网络还不行，就请管理员检查代理设置",
        ),
        (
            Untrusted("ssl", Distrust.EXPIRED),
            "没有连接：https://crm.example.com 的证书已过期。先看本机的日期对不对；日期对，就请管理员更新服务器的证书",
        ),
        (REVOKED, "会话已结束，密码没有改；重新登录后再试一次"),
        (Departed(ProblemCode.DEPARTED), "这个账号已停用。有疑问请联系管理员"),
        (UpgradeRequired("426"), "服务器不再支持这个版本的客户端。升级客户端后再登录"),
        (Mismatch("HTTP 404"), "服务器的回答看不懂。客户端和服务器的版本可能不配，请联系管理员"),
    ],
)
def test_each_way_to_fail_has_its_words_and_the_dialog_stays(changer: Changer, error: SyncError, said: str) -> None:
    changer.fail(error)
    changer.confirm()
    assert changer.trouble == PasswordTrouble(said)
    assert changer.screen.is_open and not changer.screen.is_busy
    changer.confirm()
    assert changer.line.of == {"wang": NEW} and changer.notices == ["密码已修改；其他设备要用新密码重新登录"]


def test_after_a_lost_reply_the_same_once_more_tells(changer: Changer) -> None:
    changer.fail(LOST, is_after=True)
    changer.confirm()
    assert changer.trouble.text.startswith("没等到服务器的答复")
    changer.confirm()
    assert not changer.screen.is_open
    assert changer.notices == ["密码已修改；其他设备要用新密码重新登录"]


def test_an_ended_session_is_asked_for_at_once(changer: Changer) -> None:
    before = changer.desk.background.syncs_asked
    changer.fail(REVOKED)
    changer.confirm()
    assert changer.desk.background.syncs_asked == before + 1


@pytest.mark.expects_log("password_unexpected")
def test_what_nobody_expected_is_said_and_stands_in_the_log(desk: Desk) -> None:
    def breaks(access_token: str, request: object) -> PasswordAnswer:
        raise ZeroDivisionError

    changer = Changer(desk)
    changer.transport.change_password = breaks
    changer.change.password_asked()
    changer.confirm()
    assert changer.trouble.text.startswith("程序出了意外（ZeroDivisionError）")


def test_while_the_server_is_asked_nothing_is_asked_twice(changer: Changer) -> None:
    changer.desk.background.hold()
    changer.confirm()
    assert changer.screen.is_busy
    changer.confirm()
    changer.desk.background.let_go()
    assert len(changer.line.asked) == 1


@pytest.mark.parametrize(
    ("old", "said"),
    [(OLD, "密码已修改；其他设备要用新密码重新登录"), ("geraten!", "修改密码：旧密码不对")],
)
def test_who_closes_it_meanwhile_hears_at_the_foot_what_became_of_it(changer: Changer, old: str, said: str) -> None:
    changer.desk.background.hold()
    changer.confirm(old)
    changer.change.password_closed()
    changer.desk.background.let_go()
    assert changer.notices == [said]
    assert changer.screen.trouble is None


def test_who_opens_it_again_meanwhile_waits_for_the_answer(changer: Changer) -> None:
    changer.desk.background.hold()
    changer.confirm("geraten!")
    changer.change.password_closed()
    changer.screen.close_password()
    changer.change.password_asked()
    assert changer.screen.is_busy
    changer.desk.background.let_go()
    assert changer.trouble.text == "旧密码不对" and changer.notices == []


@pytest.mark.parametrize("old", [OLD, "geraten!"])
def test_whoever_has_left_hears_nothing_any_more(changer: Changer, old: str) -> None:
    changer.desk.background.hold()
    changer.confirm(old)
    changer.change.end()
    assert not changer.screen.is_open
    changer.desk.background.let_go()
    assert changer.notices == [] and changer.screen.trouble is None


def test_a_password_from_an_administrator_is_asked_for_at_once_and_later_on_demand(desk: Desk) -> None:
    changer = Changer(desk)
    changer.change.begin(is_temporary=True)
    assert changer.screen.form == PasswordForm(is_temporary=True, shortest=8)
    changer.screen.close_password()
    changer.change.password_closed()
    changer.change.password_asked()
    assert changer.screen.form == PasswordForm(is_temporary=True, shortest=8)
    changer.confirm()
    changer.change.password_asked()
    assert changer.screen.form == PasswordForm(is_temporary=False, shortest=8)


def test_a_password_of_ones_own_is_not_asked_for(desk: Desk) -> None:
    changer = Changer(desk)
    changer.change.begin(is_temporary=False)
    assert not changer.screen.is_open


def _said(changer: Changer, minutes: int) -> str:
    changer.line.locked_seconds = 60 * minutes
    changer.confirm()
    return changer.trouble.text


def test_english_counts_as_one_does(changer: Changer) -> None:
    speak(Language.ENGLISH)
    assert _said(changer, 1) == "Too many wrong tries; try again in a minute"
    assert _said(changer, 15) == "Too many wrong tries; try again in 15 minutes"


@pytest.mark.parametrize("shown", [repr, str])
def test_no_password_shows_in_a_repr(shown: Callable[[object], str]) -> None:
    entries = PasswordEntries("geheim", "geheimer", "geheimer")
    assert "geheim" not in shown(entries) and "geheim" not in shown([entries])


def test_the_longest_password_is_taken(changer: Changer) -> None:
    changer.confirm(new="x" * LONGEST)
    assert not changer.screen.is_open
