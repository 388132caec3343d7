"""Every check, with all well and with each trouble it knows: what is said, and that something can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from socket import gaierror
from typing import Any

import pytest

from desktop.administration import Files, Setting, settled
from desktop.checks.examination import examine
from desktop.checks.findings import Check, Finding, said
from desktop.checks.machine import Keys, Machine
from desktop.presenters.kept_sessions import CACHE_KEY
from desktop.presenters.kept_stretching import PASSPHRASE
from desktop.screens.diagnosis import Outcome
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.errors import Cause, Distrust, Mismatch, Unreachable
from sync.http_transport.certificates import Certificate
from sync.http_transport.probing import NoTls, NotTrusted, ProxyRefused, Trusted
from sync.identity import RandomIdentity
from sync.profile import own, profile_of
from sync.protocol.messages import Releases
from tests.builders import NOW
from tests.fakes.clock import ManualClock
from tests.fakes.examined import SERVER, FakeAnswers, FakeStore, FakeWay, examined

SHOWN = Certificate("crm.example.com", "Example CA", NOW - timedelta(days=90), NOW + timedelta(days=200))
ENDED = Certificate("crm.example.com", "Example CA", NOW - timedelta(days=90), NOW - timedelta(days=1))
REST = [Check.PROXY, Check.NAME, Check.CONNECTION, Check.CERTIFICATE, Check.SERVER, Check.CLOCK, Check.VERSION]


@pytest.fixture(params=list(Language), autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every finding is said in both."""
    speak(request.param)
    yield
    speak(Language.CHINESE)


def found(machine: Machine) -> dict[Check, Finding]:
    """By check; whatever is to be done is said in words, and nothing else tells to do something."""
    findings = list(examine(machine))
    for finding in findings:
        line = said(finding)
        assert line.name and line.text
        assert bool(line.what_now) is (finding.outcome is Outcome.TO_DO)
    return {finding.check: finding for finding in findings}


def code(machine: Machine, check: Check) -> str:
    return found(machine)[check].code


def test_where_all_is_well_nothing_is_to_be_done(tmp_path: Path) -> None:
    findings = found(examined(tmp_path))
    assert {finding.outcome for finding in findings.values()} == {Outcome.GOOD}
    assert list(findings) == [check for check in Check if check is not Check.PENDING]


@pytest.mark.parametrize(
    ("step", "trouble", "check", "expected"),
    [
        ("resolve", gaierror(-2, "unknown"), Check.NAME, "unknown"),
        ("connect", ConnectionRefusedError(), Check.CONNECTION, "refused"),
        ("connect", TimeoutError(), Check.CONNECTION, "silent"),
        ("connect", OSError(101, "unreachable"), Check.CONNECTION, "silent"),
        ("connect", ProxyRefused(407), Check.CONNECTION, "proxy"),
        ("handshake", NotTrusted(Distrust.UNKNOWN_ISSUER, SHOWN), Check.CERTIFICATE, "unknown-issuer"),
        ("handshake", NotTrusted(Distrust.UNKNOWN_ISSUER, None), Check.CERTIFICATE, "unknown-issuer"),
        ("handshake", NotTrusted(Distrust.UNKNOWN_ISSUER, ENDED), Check.CERTIFICATE, "expired"),
        ("handshake", NotTrusted(Distrust.EXPIRED, ENDED), Check.CERTIFICATE, "expired"),
        ("handshake", NotTrusted(Distrust.NOT_YET, SHOWN), Check.CERTIFICATE, "not-yet"),
        ("handshake", NotTrusted(Distrust.WRONG_NAME, SHOWN), Check.CERTIFICATE, "wrong-name"),
        ("handshake", NoTls(), Check.CERTIFICATE, "no-tls"),
        ("handshake", ConnectionAbortedError(), Check.CERTIFICATE, "broken-off"),
    ],
)
def test_a_step_that_fails_is_named_and_what_lies_behind_it_is_not_looked_at(
    tmp_path: Path, step: str, trouble: Exception, check: Check, expected: str
) -> None:
    findings = found(examined(tmp_path, way=lambda _: FakeWay({step: trouble})))
    assert (findings[check].code, findings[check].outcome) == (expected, Outcome.TO_DO)
    behind = REST[REST.index(check) + 1 :]
    assert {findings[each].outcome for each in behind} == {Outcome.NOT_CHECKED}
    assert findings[Check.DISK].outcome is Outcome.GOOD


def test_a_certificate_about_to_end_keeps_nobody_from_going_on(tmp_path: Path) -> None:
    soon = Trusted(replace(SHOWN, ends_at=NOW + timedelta(days=5, hours=3)), by_system=False)
    findings = found(examined(tmp_path, way=lambda _: FakeWay(shown=soon)))
    assert (findings[Check.CERTIFICATE].code, findings[Check.CERTIFICATE].facts["days"]) == ("soon", 5)
    assert findings[Check.SERVER].outcome is Outcome.GOOD


def test_plain_http_on_this_machine_needs_no_certificate(tmp_path: Path) -> None:
    machine = examined(tmp_path, server="http://127.0.0.1:8420", way=lambda _: FakeWay(is_tls=False, host="127.0.0.1"))
    assert code(machine, Check.CERTIFICATE) == "plain"


def answering(tmp_path: Path, **answers: Any) -> Machine:
    clock = ManualClock(NOW)
    return examined(tmp_path, clock=clock, line=lambda _: FakeAnswers(clock, **answers))


@pytest.mark.parametrize(
    ("answers", "expected", "outcome"),
    [
        ({"ready": False}, "not-ready", Outcome.TO_DO),
        ({"trouble": Unreachable("x", cause=Cause.NOT_OUR_SERVER)}, "foreign", Outcome.TO_DO),
        ({"trouble": Unreachable("x", cause=Cause.BUSY)}, "busy", Outcome.TO_DO),
        ({"trouble": Unreachable("x")}, "silent", Outcome.TO_DO),
        ({"trouble": Mismatch("HTTP 404: malformed")}, "says-nothing", Outcome.NOT_CHECKED),
    ],
)
def test_whoever_answers_is_told_apart(
    tmp_path: Path, answers: dict[str, Any], expected: str, outcome: Outcome
) -> None:
    finding = found(answering(tmp_path, **answers))[Check.SERVER]
    assert (finding.code, finding.outcome) == (expected, outcome)


@pytest.mark.parametrize(
    ("server_ahead", "expected", "facts"),
    [
        (timedelta(seconds=-170), "right", {"seconds": 170}),
        (timedelta(minutes=12), "slow", {"minutes": 12}),
        (timedelta(days=-1), "fast", {"minutes": 1440}),
    ],
)
def test_the_clock_is_held_against_the_servers(
    tmp_path: Path, server_ahead: timedelta, expected: str, facts: dict[str, int]
) -> None:
    finding = found(answering(tmp_path, fast_by=server_ahead))[Check.CLOCK]
    assert (finding.code, finding.facts) == (expected, facts)


@pytest.mark.parametrize(
    ("own", "releases", "expected", "outcome"),
    [
        ("1.4.0", Releases("1.4.0"), "current", Outcome.GOOD),
        ("1.4.0", Releases("1.5.0", "1.4.0", "1.5.0"), "newer", Outcome.GOOD),
        ("1.4.0", Releases("1.5.0", "1.4.1", "1.5.0", r"\\files\crm"), "too-old", Outcome.TO_DO),
        ("0", Releases("1.5.0", "1.4.1", "1.5.0"), "current", Outcome.GOOD),
    ],
)
def test_the_version_is_held_against_what_the_server_asks_for(
    tmp_path: Path, own: str, releases: Releases, expected: str, outcome: Outcome
) -> None:
    finding = found(replace(answering(tmp_path, releases=releases), version=own))[Check.VERSION]
    assert (finding.code, finding.outcome) == (expected, outcome)
    assert "none" not in f"{said(finding).text}{said(finding).what_now}"


@pytest.mark.parametrize(
    ("server", "expected"), [("", "missing"), ("http://crm.example.com", "unusable"), ("a b", "unusable")]
)
def test_an_address_that_cannot_be_called_is_told_first(tmp_path: Path, server: str, expected: str) -> None:
    findings = found(examined(tmp_path, server=server))
    assert findings[Check.ADDRESS].code == expected
    assert {findings[each].outcome for each in REST} == {Outcome.NOT_CHECKED}


def policy(folder: Path, text: str) -> Files:
    (folder / "policy.json").write_text(text, encoding="utf-8")
    return Files(folder)


def test_a_policy_stands_above_the_server_that_was_asked_for(tmp_path: Path) -> None:
    shelf = policy(tmp_path, '{"ServerUrl": "https://other.example.com"}')
    machine = examined(tmp_path, settings=settled({Setting.SERVER: SERVER}, shelf))
    assert code(machine, Check.ADDRESS) == "another-settled"


@pytest.mark.parametrize("written", ['{"ServerUrl": "ftp://crm"}', "not json"])
@pytest.mark.expects_log("setting_unusable")
def test_a_spoiled_policy_lets_nobody_go_elsewhere(tmp_path: Path, written: str) -> None:
    machine = examined(tmp_path, settings=settled({Setting.SERVER: SERVER}, policy(tmp_path, written)))
    assert code(machine, Check.ADDRESS) == "settled-unusable"


@pytest.mark.expects_log("setting_unusable")
def test_a_setting_that_means_nothing_is_named_with_who_wrote_it(tmp_path: Path) -> None:
    settings = settled({}, policy(tmp_path, '{"Proxy": "socks://x", "UpdateNotice": "perhaps"}'))
    finding = found(examined(tmp_path, settings=settings))[Check.SETTINGS]
    assert (finding.code, finding.facts["n"]) == ("spoiled", 2)
    assert "Proxy (" in str(finding.facts["names"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [(None, "unreadable"), (b"hello", "nonsense"), (b"", "nonsense"), ("localhost.pem", "fit")],
)
def test_the_file_of_certificates_is_read_as_lines_read_it(
    tmp_path: Path, content: bytes | str | None, expected: str
) -> None:
    path = tmp_path / "公司 ca.pem"
    if isinstance(content, str):
        content = (Path(__file__).parents[2] / "sync" / content).read_bytes()
    if content is not None:
        path.write_bytes(content)
    settings = settled({Setting.CERTIFICATES: str(path)}, policy(tmp_path, "{}"))
    assert code(examined(tmp_path, settings=settings), Check.TRUST_FILE) == expected


def test_certificates_that_have_all_ended_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes((Path(__file__).parents[2] / "sync" / "localhost.pem").read_bytes())
    settings = settled({Setting.CERTIFICATES: str(path)}, policy(tmp_path, "{}"))
    machine = examined(tmp_path, settings=settings, clock=ManualClock(NOW + timedelta(days=365 * 150)))
    assert code(machine, Check.TRUST_FILE) == "expired"


@pytest.mark.parametrize(
    ("free", "expected"),
    [(0, "full"), (49_999_999, "full"), (50_000_000, "low"), (499_999_999, "low"), (500_000_000, "enough")],
)
def test_room_on_the_disk_is_told_before_it_runs_out(tmp_path: Path, free: int, expected: str) -> None:
    assert code(examined(tmp_path, free_bytes=lambda _: free), Check.DISK) == expected


@pytest.mark.parametrize("fault", ["network", "synced"])
def test_a_place_where_no_data_may_lie_is_told(tmp_path: Path, fault: str) -> None:
    assert code(examined(tmp_path, place_fault=lambda _: fault), Check.FOLDER) == fault


def test_a_folder_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "本机" / "Gonghai"
    findings = found(examined(folder))
    assert (findings[Check.FOLDER].code, findings[Check.DISK].code) == ("not-yet", "enough")
    assert not folder.exists()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "Gonghai"
    folder.write_text("a file where a folder should be", encoding="utf-8")
    assert code(examined(folder), Check.FOLDER) == "unwritable"


def with_store(folder: Path, store: Callable[[], FakeStore | None]) -> Machine:
    return examined(folder, keys=Keys(store, CACHE_KEY, PASSPHRASE))


def test_no_key_store_is_told_and_what_it_would_open_is_not_looked_at(tmp_path: Path) -> None:
    profile_of(tmp_path / "profiles", SERVER, "p1", "王芳", RandomIdentity())
    findings = found(with_store(tmp_path, lambda: None))
    assert (findings[Check.KEY_STORE].code, findings[Check.PROFILE].code) == ("missing", "no-store")


def test_a_store_without_the_key_is_told(tmp_path: Path) -> None:
    profile_of(tmp_path / "profiles", SERVER, "p1", "王芳", RandomIdentity())
    assert code(with_store(tmp_path, lambda: FakeStore(None)), Check.PROFILE) == "no-key"


def test_data_under_a_passphrase_is_left_alone(tmp_path: Path) -> None:
    profile = profile_of(tmp_path / "profiles", SERVER, "p1", "王芳", RandomIdentity())
    (profile.folder / PASSPHRASE).write_text("{}", encoding="utf-8")
    assert code(examined(tmp_path), Check.PROFILE) == "passphrase"


def test_data_that_a_program_has_open_is_not_disturbed(tmp_path: Path) -> None:
    profile = profile_of(tmp_path / "profiles", SERVER, "p1", "王芳", RandomIdentity())
    (profile.folder / "me.db").write_bytes(b"whatever it writes just now")
    with own(profile):
        finding = found(examined(tmp_path))[Check.PROFILE]
    assert (finding.code, finding.outcome, finding.who) == ("in-use", Outcome.NOT_CHECKED, "王芳")
    assert (profile.folder / "me.db").read_bytes() == b"whatever it writes just now"


@pytest.mark.expects_log("check_failed")
def test_a_check_that_comes_to_grief_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    def broken() -> FakeStore:
        raise RuntimeError("a bus without a daemon")

    findings = found(with_store(tmp_path, broken))
    assert (findings[Check.KEY_STORE].code, findings[Check.KEY_STORE].facts) == ("broke", {"cause": "RuntimeError"})
    assert findings[Check.PROFILE].code == "nobody"
