"""Getting in, with and without a network, and everything that may stand in the way."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.credentials import SecretsUnavailable, SessionOnly
from desktop.presenters.entrance import PassphraseNeeded
from sync.cache.errors import Damaged, TroubleCode, WrongKey
from sync.errors import Cause, Departed, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.protocol.messages import ProblemCode
from tests.desktop.presenters.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    while made.entered:
        made.leave()


def test_the_right_password_opens_the_data(machine: Machine) -> None:
    machine.sign_in()
    ((entered, login, is_lasting),) = machine.entered
    assert (entered.profile.person_id, login, is_lasting) == ("wang", "wang", True)
    assert machine.screen.has_left
    assert entered.sessions.person_id == "wang"


def test_who_was_in_comes_back_without_a_server(machine: Machine) -> None:
    machine.sign_in()
    folder = machine.leave()
    machine.start()
    machine.fault = Unreachable("no network")
    entered = machine.entrance.come_back(folder)
    assert entered is not None
    machine.entered.append((entered, "wang", True))
    assert entered.sessions.person_id == "wang", "the session is still there"


def test_nobody_comes_back_without_the_key(machine: Machine) -> None:
    machine.sign_in()
    folder = machine.leave()
    machine.store = SessionOnly()
    machine.start()
    assert machine.entrance.come_back(folder) is None


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Unreachable("refused", cause=Cause.NO_CONNECTION), "连不上服务器 https://crm.example.com"),
        (Unreachable("portal", cause=Cause.NOT_OUR_SERVER), "https://crm.example.com 有回应，但不是公海服务器"),
        (Unreachable("ssl", cause=Cause.CERTIFICATE), "服务器的证书不可信，没有连接"),
        (Unreachable("busy", 7, cause=Cause.BUSY), "服务器正忙"),
        (SignInNeeded(ProblemCode.LOCKED_OUT, {"retry_after_seconds": 601}), "试错次数太多，暂时不能登录"),
        (Departed(ProblemCode.DEPARTED), "这个账号已停用"),
        (UpgradeRequired("426"), "服务器不再支持这个版本的客户端"),
        (Mismatch("nonsense"), "服务器的回答看不懂"),
    ],
)
def test_each_way_to_fail_has_its_own_words(machine: Machine, fault: SyncError, said: str) -> None:
    machine.fault = fault
    machine.sign_in()
    assert machine.trouble == said
    assert machine.screen.trouble is not None and machine.screen.trouble.what_to_do
    assert machine.entered == [] and not machine.screen.has_left
    machine.fault = None
    machine.sign_in()
    assert len(machine.entered) == 1


def test_a_lock_out_says_for_how_long(machine: Machine) -> None:
    machine.fault = SignInNeeded(ProblemCode.LOCKED_OUT, {"retry_after_seconds": 601})
    machine.sign_in()
    assert machine.screen.trouble is not None
    assert machine.screen.trouble.what_to_do == "过 11 分钟再试，或请管理员重置密码"


def test_a_wrong_password_is_told_as_such(machine: Machine) -> None:
    machine.sign_in(password="guess")
    assert machine.trouble == "用户名或密码不对"


def test_a_password_is_never_sent_to_an_address_in_the_open(machine: Machine) -> None:
    machine.sign_in(server="http://crm.example.com")
    assert machine.trouble == "这个地址没有加密，密码会被看见"
    assert machine.lines == []


def test_an_answer_after_cancelling_is_not_heard(machine: Machine) -> None:
    machine.background.hold()
    machine.sign_in()
    assert machine.screen.busy
    machine.desk.cancel_asked()
    assert not machine.screen.busy
    machine.background.let_go()
    assert machine.entered == [] and not machine.screen.has_left


def test_without_a_safe_key_store_a_passphrase_protects_the_data(tmp_path: Path) -> None:
    machine = Machine(tmp_path, has_store=False)
    machine.sign_in()
    assert machine.screen.asks == "storage"
    machine.desk.passphrase_chosen("correct horse")
    folder = machine.leave()
    machine.start()
    with pytest.raises(PassphraseNeeded) as asked:
        machine.entrance.come_back(folder)
    machine.desk.ask_unlock(asked.value.profile)
    assert machine.screen.asks == "passphrase of wang"
    machine.desk.unlock_asked("correct house")
    assert machine.trouble == "本机数据打不开，口令或密钥不对"
    machine.desk.unlock_asked("correct horse")
    ((entered, _, _),) = machine.entered
    assert entered.sessions.person_id == "wang", "the session lies under the passphrase too"
    text = "".join(file.read_text("latin-1") for file in tmp_path.rglob("*") if file.is_file())
    assert "correct horse" not in text and "refresh-" not in text
    machine.leave()


def test_a_session_only_stay_leaves_nothing_that_can_be_opened(tmp_path: Path) -> None:
    machine = Machine(tmp_path, has_store=False)
    machine.sign_in()
    machine.desk.session_only_chosen()
    ((entered, _, is_lasting),) = machine.entered
    assert not is_lasting
    assert entered.profile.folder.is_relative_to(machine.temporary[0])
    folder = machine.leave()
    machine.start()
    assert machine.entrance.come_back(folder) is None


def test_signing_in_again_renews_the_session_of_who_is_in(machine: Machine) -> None:
    machine.sign_in()
    machine.start()
    machine.sign_in()
    assert machine.renewals == 1
    assert len(machine.entered) == 1


def test_a_password_from_an_administrator_is_known_as_such_until_the_next_start(machine: Machine) -> None:
    machine.is_password_temporary = True
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert entered.is_password_temporary
    folder = machine.leave()
    machine.start()
    again = machine.entrance.come_back(folder)
    assert again is not None
    machine.entered.append((again, "wang", True))
    assert not again.is_password_temporary


@pytest.mark.parametrize("is_temporary", [True, False])
def test_signing_in_again_tells_anew_who_made_the_password(machine: Machine, is_temporary: bool) -> None:
    machine.is_password_temporary = not is_temporary
    machine.sign_in()
    machine.is_password_temporary = is_temporary
    machine.start()
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert (machine.renewals, entered.is_password_temporary) == (1, is_temporary)


def test_a_second_program_is_told_that_the_data_is_in_use(machine: Machine, tmp_path: Path) -> None:
    machine.sign_in()
    second = Machine(tmp_path)
    second.store = machine.store
    second.start()
    second.sign_in()
    assert second.trouble == "另一个程序正在使用这份数据"


def test_data_whose_key_was_lost_is_set_aside_and_said(machine: Machine) -> None:
    machine.sign_in()
    machine.leave()
    (profile,) = (machine.folder / "profiles").iterdir()
    machine.store.keep(profile.name, "cache key", "cd" * 32)
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert isinstance(entered.trouble, WrongKey)
    assert list(profile.glob("me.unreadable-*.db")), "not erased: somebody may find the key"


def test_damaged_data_is_rescued_and_said(machine: Machine) -> None:
    machine.sign_in()
    machine.leave()
    (profile,) = (machine.folder / "profiles").iterdir()
    content = bytearray((profile / "me.db").read_bytes())
    content[8192:12288] = bytes(4096)
    (profile / "me.db").write_bytes(content)
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert isinstance(entered.trouble, Damaged) and entered.trouble.code is TroubleCode.DAMAGED


def test_a_key_store_that_is_silent_is_not_taken_for_something_else(machine: Machine) -> None:
    class Silent(SessionOnly):
        def read(self, account: str, name: str) -> str | None:
            raise SecretsUnavailable("locked")

    machine.store = Silent()
    machine.start()
    machine.sign_in()
    assert machine.trouble == "系统密钥库没有回应"


def test_a_machine_whose_clock_is_wrong_hears_of_it(machine: Machine) -> None:
    machine.clock.jump(timedelta(minutes=-12))
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert entered.minutes_off == 12


def test_signing_out_forgets_the_session_even_without_a_server(machine: Machine) -> None:
    machine.sign_in()
    entered, _, _ = machine.entered.pop()
    for line in machine.lines:
        line.is_offline = True
    machine.entrance.leave(entered, erase=False)
    machine.start()
    again = machine.entrance.come_back(entered.profile.folder.name)
    assert again is not None
    machine.entered.append((again, "wang", True))
    assert again.sessions.person_id is None


def test_a_wipe_leaves_nothing_on_the_machine(machine: Machine) -> None:
    machine.sign_in()
    entered, _, _ = machine.entered.pop()
    machine.entrance.leave(entered, erase=True)
    assert list((machine.folder / "profiles").iterdir()) == []
    assert machine.store.read(entered.profile.folder.name, "cache key") is None
