"""Nobody is led to another server than an administrator has settled for, and nothing of what they have is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.administration import Files, settled
from desktop.presenters.entrance import ServerNotAllowed
from sync.errors import Cause, Distrust, Unreachable, Untrusted
from sync.profile import known_profiles
from tests.desktop.presenters.machine import SERVER, Machine

OTHER = "https://elsewhere.example"

CERTIFICATES = {
    Distrust.UNKNOWN_ISSUER: f"没有连接：不认识给 {SERVER} 签发证书的机构",
    Distrust.EXPIRED: f"没有连接：{SERVER} 的证书已过期",
    Distrust.NOT_YET: f"没有连接：{SERVER} 的证书还没到生效日期",
    Distrust.WRONG_NAME: f"没有连接：证书不是发给 {SERVER} 的",
    Distrust.FILE_MISSING: "没有连接：找不到证书文件 /etc/root.pem",
    Distrust.FILE_UNREADABLE: "没有连接：读不了证书文件 /etc/root.pem",
    Distrust.FILE_WITHOUT_CERTIFICATES: "没有连接：证书文件 /etc/root.pem 里没有证书",
    Distrust.FILE_EXPIRED: "没有连接：证书文件 /etc/root.pem 里的证书都已过期",
}


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    while made.entered:
        made.leave()


def administer(machine: Machine, **policy: object) -> None:
    """An administrator writes, and the program is started anew."""
    (machine.folder / "policy.json").write_text(json.dumps(policy), encoding="utf-8")
    machine.settings = settled({}, Files(machine.folder))
    machine.start()


def test_a_fixed_server_is_shown_and_cannot_be_typed_over(machine: Machine) -> None:
    administer(machine, ServerUrl="crm.example.com/")
    start = machine.screen.start
    assert start is not None
    assert (start.server, start.servers, start.is_server_fixed, start.server_fault) == (SERVER, (), True, "")
    machine.sign_in(server=OTHER)
    ((entered, _, _),) = machine.entered
    assert entered.profile.server == SERVER


def test_who_worked_elsewhere_does_not_come_back_and_loses_nothing(machine: Machine) -> None:
    machine.sign_in(server=OTHER)
    folder = machine.leave()
    before = {file: file.read_bytes() for file in machine.folder.rglob("*.db")}
    administer(machine, ServerUrl=SERVER)
    with pytest.raises(ServerNotAllowed) as told:
        machine.entrance.come_back(folder)
    machine.desk.tell(told.value)
    assert machine.trouble == f"这台电脑现在只能登录 {SERVER}"
    assert machine.screen.trouble is not None
    assert OTHER in machine.screen.trouble.what_to_do and "没有丢" in machine.screen.trouble.what_to_do
    assert before and {file: file.read_bytes() for file in before} == before
    assert [profile.server for profile in known_profiles(machine.folder / "profiles")] == [OTHER]


def test_once_the_policy_is_gone_one_goes_on_where_one_was(machine: Machine) -> None:
    machine.sign_in(server=OTHER)
    folder = machine.leave()
    administer(machine, ServerUrl=SERVER)
    with pytest.raises(ServerNotAllowed):
        machine.entrance.come_back(folder)
    administer(machine)
    entered = machine.entrance.come_back(folder)
    assert entered is not None
    machine.entered.append((entered, "wang", True))
    assert entered.sessions.person_id == "wang"


def test_no_passphrase_opens_what_belongs_to_another_server(tmp_path: Path) -> None:
    machine = Machine(tmp_path, has_store=False)
    machine.sign_in(server=OTHER)
    machine.desk.passphrase_chosen("correct horse")
    ((entered, _, _),) = machine.entered
    profile, folder = entered.profile, machine.leave()
    administer(machine, ServerUrl=SERVER)
    with pytest.raises(ServerNotAllowed):
        machine.entrance.come_back(folder)
    with pytest.raises(ServerNotAllowed):
        machine.entrance.unlock(profile, "correct horse")


@pytest.mark.expects_log("setting_unusable")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("our crm server", "管理员设置的服务器地址无法使用：our crm server"),
        ("http://crm.example.com", "管理员设置的服务器地址无法使用：http://crm.example.com"),
        ("https://wang:secret@crm.example.com", "管理员设置的服务器地址无法使用"),
        (7.5, "管理员设置的服务器地址无法使用"),
        (f"{SERVER}/{'a' * 3000}", "管理员设置的服务器地址无法使用：太长"),
    ],
)
def test_with_a_policy_that_means_nothing_nobody_signs_in_anywhere(
    machine: Machine, written: object, said: str
) -> None:
    machine.sign_in()
    folder = machine.leave()
    lines = len(machine.lines)
    administer(machine, ServerUrl=written)
    assert machine.trouble == said
    assert machine.screen.trouble is not None and "请告诉管理员" in machine.screen.trouble.what_to_do
    for server in (SERVER, OTHER, str(written)):
        machine.sign_in(server=server)
        assert machine.trouble == said and machine.entered == []
    with pytest.raises(ServerNotAllowed) as told:
        machine.entrance.come_back(folder)
    machine.desk.tell(told.value)
    assert machine.trouble == said
    assert len(machine.lines) == lines, "nobody was called"
    assert "secret" not in str(machine.screen.start)


@pytest.mark.expects_log("setting_unusable")
def test_with_a_policy_that_cannot_be_read_nobody_signs_in(machine: Machine) -> None:
    (machine.folder / "policy.json").write_bytes(b"{")
    machine.settings = settled({}, Files(machine.folder))
    machine.start()
    machine.sign_in()
    assert machine.trouble == "管理员的策略读不出来，不能登录"
    assert machine.entered == [] and machine.lines == []


@pytest.mark.parametrize("why", list(Distrust))
def test_what_is_wrong_with_a_certificate_is_said_and_what_to_do(machine: Machine, why: Distrust) -> None:
    machine.fault = Untrusted("handshake", why, "/etc/root.pem")
    machine.sign_in()
    assert machine.trouble == CERTIFICATES[why]
    assert machine.screen.trouble is not None and machine.screen.trouble.what_to_do
    assert machine.entered == []


def test_a_proxy_that_lets_nobody_through_is_said_to_be_one(machine: Machine) -> None:
    machine.fault = Unreachable("407", cause=Cause.PROXY)
    machine.sign_in()
    assert machine.trouble == f"代理不通，连不上 {SERVER}"
