"""What an administrator settles for a machine, read from real files and judged by one table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from desktop.administration import BUILT_IN_ONLY, Files, InForce, Setting, Source, Value, settled

SERVER, CERTIFICATES, PROXY, NOTICE = Setting
HEADQUARTERS, BRANCH, OWN = "https://crm.example.com", "https://branch.example.com", "https://own.example.com"

type Written = Mapping[str, object]
type Settle = Callable[..., InForce]


class BothPolicies:
    """Files, and beside them the policy of a person that only Windows has."""

    def __init__(self, files: Files, person: Written) -> None:
        self._files = files
        self._person = person

    def read(self, source: Source, name: str) -> object | None:
        return self._person.get(name) if source is Source.PERSON_POLICY else self._files.read(source, name)


@pytest.fixture
def settle(tmp_path: Path) -> Settle:
    def settle(
        chosen: Mapping[Setting, str] | None = None,
        *,
        policy: Written | bytes | None = None,
        person: Written | None = None,
        installed: Written | bytes | None = None,
    ) -> InForce:
        for name, written in (("policy.json", policy), ("settings.json", installed)):
            if written is not None:
                content = written if isinstance(written, bytes) else json.dumps(written).encode()
                (tmp_path / name).write_bytes(content)
        return settled(chosen or {}, BothPolicies(Files(tmp_path), person or {}))

    return settle


def test_without_an_administrator_everything_is_built_in(settle: Settle) -> None:
    assert settle() == BUILT_IN_ONLY
    assert (settle().proxy, settle().tells_of_updates, settle().certificates) == ("system", True, None)
    assert settle().allows(OWN)


@pytest.mark.parametrize(
    ("given", "text", "source", "is_locked"),
    [
        (("policy", "person", "chosen", "installed"), "https://policy.example", Source.MACHINE_POLICY, True),
        (("person", "chosen", "installed"), "https://person.example", Source.PERSON_POLICY, True),
        (("chosen", "installed"), "https://chosen.example", Source.CHOSEN, False),
        (("installed",), "https://installed.example", Source.INSTALLED, False),
        ((), "", Source.BUILT_IN, False),
    ],
)
def test_the_weightiest_word_counts(
    settle: Settle, given: tuple[str, ...], text: str, source: Source, is_locked: bool
) -> None:
    written = {name: {"ServerUrl": f"https://{name}.example"} for name in given if name != "chosen"}
    chosen = {SERVER: "https://chosen.example"} if "chosen" in given else {}
    value = settle(chosen, **written).server
    assert (value.text, value.source, value.is_locked, value.fault) == (text, source, is_locked, "")


@pytest.mark.parametrize(
    ("setting", "written", "read"),
    [
        (SERVER, " crm.example.com/ ", HEADQUARTERS),
        (SERVER, "https://crm.example.com:8443", "https://crm.example.com:8443"),
        (CERTIFICATES, r"C:\ProgramData\公司\root.pem", r"C:\ProgramData\公司\root.pem"),
        (PROXY, "System", "system"),
        (PROXY, "none", "none"),
        (PROXY, "proxy.example.com:3128", "http://proxy.example.com:3128"),
        (PROXY, "http://[::1]:3128/", "http://[::1]:3128"),
        (NOTICE, 1, "1"),
        (NOTICE, 0, "0"),
        (NOTICE, "1", "1"),
        (NOTICE, "0", "0"),
        (NOTICE, False, "0"),
        (NOTICE, "Yes", "1"),
    ],
)
def test_values_are_read_kindly(settle: Settle, setting: Setting, written: object, read: str) -> None:
    value = settle(policy={setting.value: written})[setting]
    assert value == Value(setting, read, Source.MACHINE_POLICY)


@pytest.mark.parametrize("nothing", ["", "   ", None])
def test_an_empty_value_is_none(settle: Settle, nothing: object) -> None:
    # An installer that was told nothing writes empty values.
    policy = {} if nothing is None else {setting.value: nothing for setting in Setting}
    assert settle(policy=policy, installed=policy) == BUILT_IN_ONLY


@pytest.mark.expects_log("setting_unusable")
@pytest.mark.parametrize(
    ("setting", "written", "fault"),
    [
        (SERVER, "http://crm.example.com", "insecure"),
        (SERVER, "https://wang:secret@crm.example.com", "with-password"),
        (SERVER, "ftp://crm.example.com", "malformed"),
        (SERVER, "our server", "malformed"),
        (SERVER, ["https://crm.example.com"], "wrong-type"),
        (SERVER, "https://" + "a" * 3000, "too-long"),
        (CERTIFICATES, "root.pem\0", "malformed"),
        (CERTIFICATES, {"file": "root.pem"}, "wrong-type"),
    ],
)
def test_a_spoiled_policy_keeps_its_place_before_anything_a_person_chose(
    settle: Settle, setting: Setting, written: object, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    told = settle({SERVER: OWN, CERTIFICATES: "/home/me/mine.pem"}, policy={setting.value: written})
    assert (told[setting].source, told[setting].fault) == (Source.MACHINE_POLICY, fault)
    assert told[setting].is_locked and not told.passed_over
    if setting is SERVER:
        assert not told.allows(OWN) and not told.allows(told.server.text)
    assert f"name={setting.value} source=machine-policy cause={fault}" in caplog.text


@pytest.mark.expects_log("setting_unusable")
@pytest.mark.parametrize(
    ("setting", "written", "fault", "instead"),
    [
        (PROXY, "socks5://proxy.example.com:1080", "malformed", "none"),
        (PROXY, "proxy.example.com", "malformed", "none"),
        (PROXY, "http://wang:secret@proxy.example.com:3128", "with-password", "none"),
        (PROXY, "http://proxy.example.com:99999", "malformed", "none"),
        (NOTICE, "perhaps", "malformed", "0"),
        (NOTICE, 7, "malformed", "0"),
        (NOTICE, [], "wrong-type", "0"),
    ],
)
def test_what_leads_nobody_astray_is_passed_over_and_told(
    settle: Settle, setting: Setting, written: object, fault: str, instead: str, caplog: pytest.LogCaptureFixture
) -> None:
    told = settle(policy={setting.value: written}, installed={"Proxy": "none", "UpdateNotice": "0"})
    assert told[setting] == Value(setting, instead, Source.INSTALLED)
    assert [(value.setting, value.source, value.fault) for value in told.passed_over] == [
        (setting, Source.MACHINE_POLICY, fault)
    ]
    assert f"name={setting.value} source=machine-policy cause={fault}" in caplog.text


@pytest.mark.expects_log("setting_unusable")
@pytest.mark.parametrize("spoiled", [b"{", b"[]", b"\xff\xfe", b'"text"'])
def test_a_policy_nobody_can_read_lets_nobody_in(settle: Settle, spoiled: bytes) -> None:
    told = settle({SERVER: OWN}, policy=spoiled, installed={"ServerUrl": HEADQUARTERS})
    assert (told.server.fault, told.server.is_locked) == ("unreadable", True)
    assert not told.allows(OWN) and not told.allows(HEADQUARTERS)
    assert told.proxy == "system"


@pytest.mark.expects_log("setting_unusable")
def test_settings_nobody_can_read_only_leave_out_what_was_installed(settle: Settle) -> None:
    told = settle({SERVER: OWN}, installed=b"{")
    assert (told.server.text, told.server.source) == (OWN, Source.CHOSEN)
    assert {value.source for value in told.passed_over} == {Source.INSTALLED}


def test_a_locked_server_allows_itself_alone(settle: Settle) -> None:
    told = settle({SERVER: OWN}, policy={"ServerUrl": "crm.example.com"}, person={"ServerUrl": BRANCH})
    assert told.allows(HEADQUARTERS)
    assert not told.allows(BRANCH) and not told.allows(OWN)


def test_who_signed_in_where_the_installer_said_has_chosen_nothing(settle: Settle) -> None:
    told = settle({SERVER: HEADQUARTERS}, installed={"ServerUrl": "crm.example.com"})
    assert told.server == Value(SERVER, HEADQUARTERS, Source.INSTALLED)


def test_the_folder_of_the_system_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_text('{"Proxy": "none"}', encoding="utf-8")
    files = Files(tmp_path)
    assert files.read(Source.MACHINE_POLICY, "Proxy") == "none"
    (tmp_path / "policy.json").write_text('{"Proxy": "system"}', encoding="utf-8")
    assert files.read(Source.MACHINE_POLICY, "Proxy") == "none"


def test_nothing_that_a_person_asks_for_passes_a_policy(settle: Settle) -> None:
    policy = {"ServerUrl": HEADQUARTERS, "CaFile": "/etc/company.pem", "Proxy": "none", "UpdateNotice": 0}
    own = {SERVER: OWN, CERTIFICATES: "/home/me/mine.pem", PROXY: "system", NOTICE: "1"}
    told = settle(own, policy=policy)
    assert [told[setting].text for setting in Setting] == [HEADQUARTERS, "/etc/company.pem", "none", "0"]
    assert all(told[setting].is_locked for setting in Setting)
    assert told.certificates == Path("/etc/company.pem")
