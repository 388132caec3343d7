"""A bundle helps whoever is asked for help, and holds nothing of customers and nobody's name."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import pytest

from desktop.checks.bundle import bundle, scrubber_of
from desktop.checks.columns import width_of, wrapped
from desktop.checks.examination import examine
from desktop.checks.machine import Machine
from desktop.checks.report import Report, as_text
from desktop.checks.scrubbing import HIDDEN, Scrubber
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.identity import RandomIdentity
from sync.profile import profile_of
from tests.fakes.examined import SERVER, examined

PRIVATE = (
    "王芳", "wangfang", "Li Ming", "liming7", "13812345678", "138-1234-5678", "0755-83261234", "8326123",
    "wang@example.cn", "wxid_8a7b", "91440300MA5EXAMPL1", "深圳市华强北电子有限公司", "福田区",
    "3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789ab", "ab" * 32, "geheim", "hunter2",
)  # fmt: skip

LINES = (
    "round_ended_early cause=Unreachable failures=3",
    "customer=深圳市华强北电子有限公司 phone=13812345678 tel=0755-83261234 short=8326123",
    "contact 王芳 at 福田区 also Li Ming <wang@example.cn> wxid_8a7b mobile 138-1234-5678",
    "uscc 91440300MA5EXAMPL1 in the register",
    "Authorization: Bearer 3q2-7wAbCdEfGhIjKlMnOpQrStUvWxYz0123456789ab",
    "key x'" + "ab" * 32 + "' for liming7, password=geheim",
    r"opened C:\Users\wangfang\AppData\Local\Gonghai\profiles\0a1b\me.db",
    r"folder \\files.example.com\home$\wangfang\Gonghai is far away",
    "folder /home/wangfang/.local/share/Gonghai",
    "proxy http://wangfang:hunter2@proxy.example.com:8080",
)


class Quoting(Exception):
    """Says what it should not."""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """With two people on it and everything in its log that must not be there."""
    for person, name, login in (("p1", "王芳", "wangfang"), ("p2", "Li Ming", "liming7")):
        profile_of(tmp_path / "profiles", SERVER, person, name, RandomIdentity(), login=login)
    file = RotatingFileHandler(tmp_path / "gonghai.log", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for line in LINES:
        file.handle(_record(line))
    try:
        raise Quoting("Zhao Liu said\nZhaoLiu\nCall him: 13912345678")
    except Quoting as error:
        file.handle(_record("unexpected", (type(error), error, error.__traceback__)))
    file.close()
    (tmp_path / "gonghai.log.1").write_text("2026-11-21 10:00:00,000 INFO desktop older 王芳\n", encoding="utf-8")
    return examined(tmp_path)


def _record(message: str, trouble: Any = None) -> logging.LogRecord:
    """As the program's log takes it, past the log of this test."""
    return logging.LogRecord("desktop.presenters.rounds", logging.WARNING, __file__, 1, message, None, trouble)


def unpacked(machine: Machine) -> dict[str, str]:
    report = Report(list(examine(machine)), machine.settings, machine.version, machine.clock.now())
    with zipfile.ZipFile(io.BytesIO(bundle(machine, report))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_nothing_of_anybody_is_in_it(machine: Machine) -> None:
    for name, text in unpacked(machine).items():
        assert [word for word in (*PRIVATE, "Zhao", "13912345678") if word.lower() in text.lower()] == [], name


def test_what_helps_is_in_it(machine: Machine) -> None:
    found = unpacked(machine)
    assert sorted(found) == ["logs/gonghai.log", "logs/gonghai.log.1", "report.json", "report.txt", "versions.txt"]
    log = found["logs/gonghai.log"]
    assert "round_ended_early cause=Unreachable failures=3" in log
    assert "test_bundle.py" in log and "\ntests.desktop.checks.test_bundle.Quoting\n" in log
    assert "sqlcipher3 " in found["versions.txt"] and "python 3." in found["versions.txt"]
    report = json.loads(found["report.json"])
    assert (report["format"], report["version"], report["to_do"]) == (1, "1.4.0", 0)
    told = {(check["check"], check["profile"]): check["code"] for check in report["checks"]}
    assert (told["profile", 1], told["profile", 2], told["version", 0]) == ("whole", "whole", "current")
    assert [line["name"] for line in report["settings"]] == ["ServerUrl", "CaFile", "Proxy", "UpdateNotice"]
    assert "https://crm.example.com" in found["report.txt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cause=Unreachable failures=3", "cause=Unreachable failures=3"),
        ("019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b", "019a1b2c-3d4e-7f60-8a9b-0c1d2e3f4a5b"),
        ("Gonghai/1.4.0 on Windows 10.0.22631", "Gonghai/1.4.0 on Windows 10.0.22631"),
        ("administration", "administration"),
        ("signed in as admin", f"signed in as {HIDDEN}"),
        ("D:/Users/李 明/x.db", f"D:/Users/{HIDDEN}/x.db"),
    ],
)
def test_what_is_nobodys_stays(text: str, expected: str) -> None:
    assert Scrubber(["admin", "x", ""]).foreign(text) == expected


def test_the_person_at_the_machine_is_known_by_the_folder_they_live_in(tmp_path: Path) -> None:
    name = Path.home().name
    if len(name) > 1:
        assert name not in scrubber_of(examined(tmp_path)).text(f"cache of {name} is full")


@pytest.mark.parametrize("language", list(Language))
def test_a_report_fits_a_console_of_eighty_columns(machine: Machine, language: Language) -> None:
    speak(language)
    try:
        report = Report(list(examine(machine)), machine.settings, machine.version, machine.clock.now())
        text = as_text(report)
    finally:
        speak(Language.CHINESE)
    assert max(map(width_of, text.splitlines())) <= 80
    assert "王芳" in text, "at this machine one may read whose data it is"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["| short"]),
        ("one two three four", ["| one two", "  three four"]),
        ("一二三四五六七", ["| 一二三四五", "  六七"]),
        ("一二三四五，六", ["| 一二三四", "  五，六"]),
        ("https://a.example.com/b", ["| https://a.", "  example.co", "  m/b"]),
        ("", ["|"]),
    ],
)
def test_lines_are_broken_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert wrapped(text, "|", width=12, at=2) == expected
