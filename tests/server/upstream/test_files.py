"""`gonghai-server feed FILE` as an operator uses it: lines, an array, a CSV; what was not taken is told by its line."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from server.cli.ending import ExitCode
from server.cli.program import program
from tests.server.upstream.telling import customer, order


@pytest.fixture
def url(database_url: str) -> str:
    assert ask("en", "init", "--company", "测试", "--database", database_url).exit_code == 0
    assert ask("en", "pool", "add", "公海", "--database", database_url).exit_code == 0
    return database_url


def ask(language: str, *words: str) -> Result:
    return CliRunner().invoke(program, ["--language", language, *words])


def test_bad_lines_are_told_with_their_number_and_a_sentence(url: str, tmp_path: Path) -> None:
    file = tmp_path / "told.jsonl"
    lines = [msgspec.json.encode(one) for one in (customer("HQ1"), order("P1", "HQ1"), order("P2", "HQ404"))]
    file.write_bytes(b"\n\n".join([*lines, b'{"kind": "order", "number": "P3"}', b"no json"]))
    ended = ask("zh", "feed", str(file), "--database", url)
    assert ended.exit_code == ExitCode.REFUSED
    assert "共 5 条：已收 2，无变化 0，较旧 0，等待 1，无效 2，冲突 0。" in ended.stdout
    assert "第 5 行：等待：客户还没有告知，已留存，等客户到了再收" in ended.stderr
    assert "第 7 行：无效：缺少 revision" in ended.stderr
    assert "第 9 行：无效：整条记录 的格式不对" in ended.stderr


def test_arrays_and_tables_of_orders_are_taken_too(url: str, tmp_path: Path) -> None:
    array, table = tmp_path / "told.json", tmp_path / "orders.csv"
    array.write_bytes(msgspec.json.encode([customer("HQ1"), order("P1", "HQ1")]))
    table.write_text(
        "number,revision,customer,ordered_at,amount_cents,title\n"
        "P2,1,HQ1,2026-02-03T10:00:00+08:00,12000,六层板打样\n"
        "P3,x,HQ1,2026-02-03T10:00:00+08:00,12000,\n",
        encoding="utf-8-sig",
    )
    assert "2 taken" not in ask("en", "feed", str(table), "--database", url).stdout
    done = ask("en", "feed", str(array), "--database", url)
    assert (done.exit_code, "2 records: taken 2" in done.stdout) == (0, True)
    again = ask("en", "feed", str(table), "--database", url)
    assert "2 records: taken 0, unchanged 1, older 0, waiting 0, invalid 1" in again.stdout
    assert "line 3: invalid: revision is malformed" in again.stderr


@pytest.mark.parametrize("name", ["missing.jsonl", "broken.json"])
def test_a_file_that_cannot_be_read_is_said_so(url: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.json").write_bytes(b'{"not": "an array"}')
    assert ask("en", "feed", str(tmp_path / name), "--database", url).exit_code == ExitCode.FILE


def test_a_key_is_shown_once_and_its_name_is_never_given_again(url: str) -> None:
    here = ("--database", url)
    made = ask("en", "feed-key", "shop", *here).stdout
    assert len(made.split()[-1]) == 43
    assert ask("en", "feed-key", "shop", *here).exit_code == ExitCode.REFUSED
    assert ask("en", "feed-key", "shop", "--revoke", *here).exit_code == 0
    assert ask("en", "feed-key", "shop", "--revoke", *here).exit_code == ExitCode.REFUSED
    assert ask("en", "feed-key", "shop", *here).exit_code == ExitCode.REFUSED
    assert ask("en", "feed-key", "x" * 65, *here).exit_code == ExitCode.REFUSED
