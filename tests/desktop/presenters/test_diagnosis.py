"""The diagnosis tells one thing after the other, can be closed in the middle, copied and exported."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.checks.machine import Machine
from desktop.presenters.diagnosis import Diagnosis
from desktop.screens.diagnosis import Outcome
from tests.desktop.presenters.inline import InlineBackground
from tests.desktop.presenters.machine import SERVER
from tests.desktop.presenters.machine import Machine as Computer
from tests.desktop.presenters.recorders import DiagnosisRecorder
from tests.fakes.examined import examined


class Room:
    def __init__(self, machine: Machine) -> None:
        self.screen = DiagnosisRecorder()
        self.background = InlineBackground()
        self.machine = machine
        self.diagnosis = Diagnosis(lambda: self.screen, self.background, lambda: self.machine)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(examined(tmp_path))
    yield made
    assert made.background.stray == []


def test_all_checks_are_told_in_their_order_and_summed_up(room: Room) -> None:
    room.diagnosis.diagnosis_asked()
    names = [line.name for line in room.screen.lines]
    assert names[:4] == ["管理设置", "证书文件", "服务器地址", "代理"]
    assert names[-1] == "本机数据"
    assert {line.outcome for line in room.screen.lines} == {Outcome.GOOD}
    assert (room.screen.summary, room.screen.opened) == ("一切正常", 1)


def test_looking_again_begins_with_nothing(room: Room) -> None:
    room.diagnosis.diagnosis_asked()
    seen = len(room.screen.lines)
    room.machine = replace(room.machine, free_bytes=lambda _: 0)
    room.diagnosis.diagnosis_asked()
    assert len(room.screen.lines) == seen
    (line,) = [line for line in room.screen.lines if line.outcome is Outcome.TO_DO]
    assert (line.name, line.what_now) == ("磁盘空间", "现在就腾出空间，否则新写的内容存不下来")
    assert room.screen.summary == "1 项需要处理"


def test_who_closes_it_hears_no_more_and_nothing_more_is_looked_at(room: Room) -> None:
    room.background.hold()
    room.diagnosis.diagnosis_asked()
    room.diagnosis.diagnosis_closed()
    room.background.let_go()
    assert (room.screen.lines, room.screen.summary) == ([], "")


def test_it_is_copied_as_a_text(room: Room) -> None:
    room.diagnosis.diagnosis_asked()
    room.diagnosis.copy_asked()
    assert "[正常] 服务器地址" in room.screen.copied
    assert room.screen.copied.rstrip().endswith("一切正常")


def test_it_is_exported_to_where_one_likes(room: Room, tmp_path: Path) -> None:
    room.diagnosis.diagnosis_asked()
    target = tmp_path / "诊断 1.zip"
    room.diagnosis.export_asked(target)
    assert room.screen.exported == f"已导出到 {target}"
    with zipfile.ZipFile(target) as packed:
        assert json.loads(packed.read("report.json"))["to_do"] == 0


def test_an_export_that_is_not_written_is_told(room: Room, tmp_path: Path) -> None:
    room.diagnosis.diagnosis_asked()
    room.diagnosis.export_asked(tmp_path / "nowhere" / "a.zip")
    assert room.screen.exported.startswith("没有导出")


def test_where_sign_in_fails_the_server_that_was_typed_is_looked_at(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    computer.sign_in(password="wrong", server="crm2.example.com")
    computer.desk.diagnosis.diagnosis_asked()
    told = {line.name: line.text for line in computer.screen.diagnosis.lines}
    assert told["服务器地址"] == "https://crm2.example.com"


def test_who_is_in_has_their_own_data_looked_at_without_being_disturbed(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    computer.sign_in()
    entered, *_ = computer.entered[-1]
    screen = DiagnosisRecorder()
    Diagnosis(lambda: screen, computer.background, lambda: entered.machine).diagnosis_asked()
    told = {line.name: line.text for line in screen.lines}
    assert told["服务器地址"] == SERVER
    assert told[f"本机数据 · {entered.profile.person_name}"] == "完好"
    assert told[f"未发送的工作 · {entered.profile.person_name}"] == "没有"
    computer.leave()
