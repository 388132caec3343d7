"""Bringing a file in, as the window tells it: what is offered to whom, what each end says and leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.screens.cells import Tone
from desktop.screens.imports import ImportStep
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.errors import Cause, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.protocol.imports import Imported, ImportProgress, ImportRefused
from sync.state import Contact
from sync.transport import ImportOrder, Sent
from tests.desktop.presenters.above import WU
from tests.desktop.presenters.counter import FOUND, Counter
from tests.desktop.presenters.desk import NORTH, SOUTH, Desk
from tests.fakes.files import Passage

BROKEN = Unreachable("the reply was lost")
AWAY = Unreachable("no network", cause=Cause.NO_CONNECTION)


@pytest.fixture
def counter(sit: Callable[..., Desk]) -> Counter:
    """Wu's, who is admin of the south's pool."""
    return Counter(sit(WU))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "名单.xlsx"


def test_whoever_may_import_sees_the_way_in_and_their_pools(sit: Callable[..., Desk]) -> None:
    counter = Counter(sit(WU))
    counter.imports.import_asked()
    assert counter.screen.is_shown is True
    assert [pool.key for pool in counter.state.pools] == [SOUTH]


def test_a_manager_chooses_among_the_pools_of_their_teams(sit: Callable[..., Desk]) -> None:
    counter = Counter(sit())
    counter.imports.import_asked()
    assert {pool.key for pool in counter.state.pools} == {SOUTH, NORTH}
    other = next(pool.key for pool in counter.state.pools if pool.key != counter.state.pool)
    counter.imports.import_pool_chosen(other)
    assert counter.state.pool == other


def test_a_rep_has_no_way_in(sit_down: Callable[..., Desk]) -> None:
    assert Counter(sit_down()).screen.is_shown is False


def test_nothing_can_be_checked_before_a_file_is_chosen(counter: Counter, file: Path) -> None:
    counter.imports.import_asked()
    assert (counter.state.confirm, counter.state.can_confirm) == ("检查", False)
    counter.choose(file)
    assert (counter.state.file, counter.state.can_confirm) == ("名单.xlsx", True)


def test_a_check_shows_what_would_come_of_every_row_and_writes_nothing(counter: Counter, file: Path) -> None:
    heard = (Sent(0, 10), Sent(5, 10), Sent(10, 10), ImportProgress(0, 0), ImportProgress(1, 5))
    counter.check(file, Passage(FOUND, heard))
    assert counter.line.orders == [ImportOrder(SOUTH, True, "zh_CN")]
    assert counter.screen.movings == [
        "正在读取文件…", "正在上传 0%", "正在上传 50%", "正在读取文件…", "正在检查 1 / 5 行",
    ]  # fmt: skip
    state = counter.state
    assert state.step is ImportStep.CHECKED
    assert [label.text for label in state.counts] == ["新增 2", "补全 1", "重复 1", "无效 1"]
    assert [row.id for row in state.rows] == ["4", "2", "5"]
    assert (state.rows_title, state.beside) == ("需要留意的 3 行", "这些列会放进备注：企业类型")
    assert (state.confirm, state.can_confirm) == ("导入 3 位", True)
    assert counter.acts == 0


def test_the_import_sends_what_was_checked_though_the_file_has_changed(counter: Counter, file: Path) -> None:
    counter.check(file, Passage(FOUND))
    file.write_bytes(b"something else")
    counter.line.passages.append(Passage(FOUND))
    counter.imports.import_confirmed()
    assert counter.line.files == [b"a table", b"a table"]
    assert [order.is_dry_run for order in counter.line.orders] == [True, False]
    assert (counter.state.step, counter.state.tone) == (ImportStep.DONE, Tone.GOOD)
    assert counter.state.said == "已导入 2 位新客户到「华南公海」，补全 1 位已有客户。"
    assert counter.acts == 1


def test_the_result_and_the_template_are_saved_where_the_person_keeps_files(counter: Counter, file: Path) -> None:
    counter.imports.import_asked()
    counter.imports.template_asked()
    counter.check(file, Passage(FOUND))
    counter.imports.result_asked()
    assert counter.desk.files == {"客户导入模板.xlsx": b"template", "导入结果-名单.xlsx": b"workbook"}
    assert counter.state.beside == "已存为 导入结果-名单.xlsx"


def test_a_check_that_finds_nothing_to_import_offers_nothing(counter: Counter, file: Path) -> None:
    counter.check(file, Passage(Imported({"invalid": 1}, (), 1, (), b"w", 1)))
    assert (counter.state.can_confirm, counter.state.confirm) == (False, "导入 0 位")
    assert counter.state.said.startswith("检查完成，没有可以导入的行")


@pytest.mark.parametrize(
    ("error", "said", "tone"),
    [
        (AWAY, "离线：导入需要连上服务器。文件还在原处，联网后再试。", Tone.WARNING),
        (BROKEN, "连接中断，检查没有做完，什么也没有写入。联网后再检查一次。", Tone.WARNING),
        (Unreachable("busy", 9, cause=Cause.BUSY), "服务器正在处理另一份文件，9 秒后再试。", Tone.WARNING),
        (SignInNeeded("session_revoked"), "登录已失效，什么也没有写入。重新登录后再导入。", Tone.BAD),
        (UpgradeRequired("x"), "客户端版本太旧，服务器不再支持。升级后再导入。", Tone.BAD),
        (
            Mismatch("500"),
            "服务器检查这份文件时出错，什么也没有写入。再试一次；仍不行就把文件交给管理员。",
            Tone.BAD,
        ),
    ],
)
def test_a_check_that_did_not_end_says_why_and_keeps_the_file(
    counter: Counter, file: Path, error: SyncError, said: str, tone: Tone
) -> None:
    counter.check(file, Passage(error, (Sent(10, 10),)))
    assert (counter.state.step, counter.state.said, counter.state.tone) == (ImportStep.CHOOSE, said, tone)
    assert counter.state.can_confirm


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        (
            (Sent(10, 10), ImportProgress(2_000, 5_000)),
            "连接中断，断开时处理到 2,000 / 5,000 行。已导入的会保留；再导入一次，已有的会算作重复。",
        ),
        ((Sent(10, 10),), "连接中断。已导入的会保留；再导入一次，已有的会算作重复。"),
    ],
)
def test_an_import_whose_line_breaks_says_how_far_it_was_seen(
    counter: Counter, file: Path, heard: tuple[Any, ...], said: str
) -> None:
    counter.bring_in(file, Passage(BROKEN, heard))
    assert (counter.state.step, counter.state.said) == (ImportStep.CHOOSE, said)
    assert counter.acts == 1
    assert counter.state.can_confirm


def test_stopping_lets_go_at_once_and_says_what_stays(counter: Counter, file: Path) -> None:
    def stop() -> None:
        counter.imports.stop_asked()
        assert (counter.screen.movings[-1], counter.state.can_stop) == ("正在停下…", False)

    counter.bring_in(file, Passage(FOUND, (ImportProgress(1_000, 5_000),), stop))
    assert counter.line.stops == 1
    assert counter.state.said.startswith("已停下，停下时处理到 1,000 / 5,000 行。已导入的会保留")
    assert counter.state.tone is Tone.NEUTRAL


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (
            ImportRefused("pool_closed", {"pool_id": SOUTH}, "", 1),
            "公海「华南公海」已关闭。换一个公海，或联系管理员",
        ),
        (ImportRefused("not_allowed", {}, "", 1), "您的角色不能这样做。联系主管处理"),
        (ImportRefused("encrypted", {}, "有密码保护，请先去掉密码", 1), "这份文件不能导入：有密码保护，请先去掉密码。"),
        (ImportRefused("tomorrow", {}, "", 1), "服务器没有同意，原因是本版本不认识的「tomorrow」"),
    ],
)
def test_a_refusal_says_why(counter: Counter, file: Path, refused: ImportRefused, said: str) -> None:
    counter.check(file, Passage(refused))
    assert (counter.state.step, counter.state.tone) == (ImportStep.CHOOSE, Tone.BAD)
    assert counter.state.said == said


def test_a_file_that_is_empty_too_large_or_not_there_is_told_before_anything_is_sent(
    counter: Counter, file: Path
) -> None:
    counter.choose(file, b"")
    assert (counter.state.said, counter.state.can_confirm) == ("这个文件是空的。", False)
    counter.choose(file, b"x" * 1_001)
    counter.imports.import_confirmed()
    assert counter.state.said == "文件有 1 MB，最多 0 MB。拆成几份再导入。"
    counter.imports.file_chosen(str(file.with_name("gone.xlsx")))
    assert counter.state.said.startswith("打不开这个文件：No such file")
    assert counter.line.orders == []


def test_offline_the_window_says_so_at_once(counter: Counter) -> None:
    counter.desk.place.contact = Contact.UNREACHABLE
    counter.imports.import_asked()
    assert counter.state.said.startswith("离线：导入需要连上服务器")


def test_an_import_goes_on_behind_a_closed_window_and_is_told_at_the_foot(counter: Counter, file: Path) -> None:
    counter.bring_in(file, Passage(FOUND, (ImportProgress(1, 5),), counter.imports.import_closed))
    notice = counter.desk.window.notice
    assert notice is not None and notice.text.startswith("已导入 2 位新客户")
    counter.desk.presenters.window.more_asked(notice.more_key)
    assert counter.state.step is ImportStep.DONE


def test_a_check_behind_a_closed_window_is_stopped_and_forgotten(counter: Counter, file: Path) -> None:
    counter.choose(file)
    counter.line.passages.append(Passage(FOUND, (), counter.imports.import_closed))
    counter.imports.import_confirmed()
    assert counter.line.stops == 1
    counter.imports.import_asked()
    assert (counter.state.step, counter.state.file) == (ImportStep.CHOOSE, "")


def test_who_has_left_is_told_nothing_any_more(counter: Counter, file: Path) -> None:
    counter.choose(file)
    counter.line.passages.append(Passage(FOUND, (), counter.importer.end))
    counter.imports.import_confirmed()
    assert counter.screen.is_open is False
    assert counter.screen.steps[-1] is ImportStep.CHECKING


def test_the_window_says_everything_again_in_english(counter: Counter, file: Path) -> None:
    counter.check(file, Passage(FOUND))
    speak(Language.ENGLISH)
    counter.imports.refresh()
    assert (counter.state.confirm, counter.state.rows_title) == ("Import 3 customers", "3 rows to look at")
    assert [label.text for label in counter.state.counts] == ["2 new", "1 filled in", "1 duplicate", "1 invalid"]
