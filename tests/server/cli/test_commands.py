"""`gonghai-server` as an operator uses it: real processes, their words and their exit codes."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest
import requests
from sqlalchemy import func, select
from typer.testing import CliRunner, Result

from server.cli.ending import ExitCode
from server.cli.program import program
from server.customers.tables import customer
from server.database import open_database
from server.demo.cast import POOL
from sync.protocol.messages import Hello, Hint, HintWait, Pull, Pulled, ScopeCursor, Welcome
from sync.protocol.passwords import ChangePassword, PasswordAnswer, PasswordOutcome
from sync.protocol.scopes import REFERENCE, person_scope
from tests.server.http.conftest import Speaker
from tests.server.imports.files import CODES, HEADING, xlsx
from tests.server_process import ROOT, ServerProcess, administer, password_in

ROW = ["深圳试验电路有限公司", CODES[0], "2005-06-01", "N/A", "100万人民币", "电路板", "广东", "深圳", "无名路1号"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'gonghai.db'}"


def run(*words: str, language: str = "en", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", "--language", language, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def ask(*words: str) -> Result:
    """The same program without a process of its own: quicker, and nothing else is different."""
    return CliRunner().invoke(program, ["--language", "en", *words])


def done(*words: str) -> str:
    """What a command that must succeed says."""
    ended = ask(*words)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_an_operator_makes_a_company_from_nothing(database_url: str, tmp_path: Path) -> None:
    here = ("--database", database_url)
    admin = password_in(done("init", "--company", "测试公司", *here))
    assert "changed" in done("init", *here)
    done("team", "add", "华南", *here)
    said = done("person", "add", "lin", "林晓", "--team", "华南", "--role", "rep", *here)
    assert "choose their own" in said
    rep = password_in(said)
    done("pool", "add", "公海", "--nobody", *here)
    done("pool", "members", "公海", "--team", "华南", "--person", "admin", *here)
    done("pool", "open", "公海", *here)
    assert "公海" in done("pool", "list", *here)
    people = done("person", "list", *here)
    assert "林晓" in people and "system admin" in people
    file = xlsx(tmp_path / "客户.xlsx", [HEADING, ROW])
    assert "1 new" in done("import-customers", str(file), "--pool", "公海", *here)
    with ServerProcess(database_url) as server:
        for login, password, is_temporary in (("admin", admin, False), ("lin", rep, True)):
            assert Speaker(server.address).sign_in(login, password).is_password_temporary is is_temporary
        rep_at_work = Speaker(server.address)
        rep_at_work.sign_in("lin", rep)
        changed = rep_at_work.ask("password", ChangePassword(rep, "battery staple"), PasswordAnswer)
        assert changed.outcome == PasswordOutcome.CHANGED
        assert not Speaker(server.address).sign_in("lin", "battery staple").is_password_temporary
        # In a process beside the server's, as an operator would.
        said = administer(database_url, "person", "reset-password", "lin")
        assert "choose their own" in said
        assert Speaker(server.address).sign_in("lin", password_in(said)).is_password_temporary


def test_a_dry_run_writes_nothing_and_the_result_book_has_the_reasons(url: str, tmp_path: Path) -> None:
    here = ("--database", url)
    done("init", *here)
    done("pool", "add", "公海", *here)
    file = xlsx(tmp_path / "a.xlsx", [HEADING, ROW, ["", CODES[1]]])
    said = ["import-customers", str(file), "--pool", "公海", "--result", str(tmp_path / "result.xlsx"), *here]
    assert "1 new, 0 updated, 0 duplicate, 1 invalid" in done(*said, "--dry-run")
    assert (tmp_path / "result.xlsx").stat().st_size > 0
    assert "1 new" in done(*said)
    assert "0 new, 0 updated, 1 duplicate" in done(*said)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("serve", "--host", "0.0.0.0"), ExitCode.BAD_SETTING, "--certificate"),
        (("serve", "--certificate", "a.pem"), ExitCode.BAD_SETTING, "certificate"),
        (("serve", "--host", "no.such.host.invalid"), ExitCode.BAD_SETTING, "--certificate"),
        (("person", "add", "LIN", "x"), ExitCode.REFUSED, "already"),
        (("person", "add", "a b", "x"), ExitCode.REFUSED, "1 to 64"),
        (("person", "add", "new", "x", "--team", "无此团队"), ExitCode.REFUSED, "公海演示"),
        (("person", "reset-password", "nobody"), ExitCode.REFUSED, "nobody"),
        (("team", "add", "华南大区"), ExitCode.REFUSED, "already"),
        (("pool", "add", "电子行业公海"), ExitCode.REFUSED, "already"),
        (("pool", "add", "x", "--zone", "Mars/Olympus"), ExitCode.BAD_SETTING, "Mars/Olympus"),
        (("pool", "open", "无此公海"), ExitCode.REFUSED, "电子行业公海"),
        (("pool", "members", "电子行业公海", "--person", "nobody"), ExitCode.REFUSED, "nobody"),
        (("import-customers", "nowhere.xlsx", "--pool", "电子行业公海"), ExitCode.FILE, "not there"),
        (("import-customers", "nowhere.xlsx", "--pool", "无此公海"), ExitCode.REFUSED, "电子行业公海"),
        (("demo-data",), ExitCode.REFUSED, "already holds"),
        (("backup", "."), ExitCode.FILE, "not written over"),
        (("backup", "/nowhere/at/all.db"), ExitCode.FILE, "cannot be written"),
        (("person", "add", "new"), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence_and_a_code(
    demo_url: str, words: tuple[str, ...], code: int, told: str
) -> None:
    ended = ask(*words, "--database", demo_url)
    assert (ended.exit_code, told in ended.stderr) == (code, True), ended.output


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "20")
    return url


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("sqlite:////nowhere/at/all.db", "init"),
        ("mysql://x/y", "mysql"),
        ("no url", "cannot be used"),
        ("postgresql+psycopg://127.0.0.1:1/none", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used_is_named(database: str, told: str) -> None:
    ended = ask("person", "list", "--database", database)
    assert (ended.exit_code, told in ended.stderr) == (ExitCode.DATABASE, True), ended.output


def test_a_database_of_a_newer_server_is_left_as_it_is(url: str) -> None:
    done("init", "--database", url)
    database = open_database(url, writer="inline")
    database.write(lambda connection: connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    ended = ask("serve", "--port", "0", "--database", url)
    assert (ended.exit_code, "newer server" in ended.stderr) == (ExitCode.DATABASE, True), ended.output
    shape = "SELECT version_num FROM alembic_version"
    assert database.read(lambda connection: connection.exec_driver_sql(shape).scalar()) == "9999"
    database.close()


def test_a_mistyped_path_makes_no_empty_database(tmp_path: Path) -> None:
    ask("person", "list", "--database", f"sqlite:///{tmp_path / 'typo.db'}")
    assert list(tmp_path.iterdir()) == []


def test_sentences_follow_the_terminal_or_the_option(demo_url: str) -> None:
    assert "没有人用" in run("person", "reset-password", "x", "--database", demo_url, language="zh").stderr
    command = [sys.executable, "-m", "server", "person", "reset-password", "x", "--database", demo_url]
    for locale, told in (("zh_CN.UTF-8", "没有人用"), ("en_US.UTF-8", "Nobody signs in")):
        environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "1"}
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert told in ended.stderr


def test_settings_come_from_the_environment_and_a_file(demo_url: str, tmp_path: Path) -> None:
    assert "林晓" in run("person", "list", GONGHAI_DATABASE=demo_url).stdout
    config = tmp_path / "gonghai.toml"
    config.write_text(f'database = "{demo_url}"\n')
    assert "林晓" in run("--config", str(config), "person", "list").stdout
    config.write_text("databse = 1\n")
    ended = run("--config", str(config), "person", "list")
    assert (ended.returncode, "databse" in ended.stderr) == (ExitCode.BAD_SETTING, True)


def test_a_port_in_use_is_named(demo_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", "--port", str(port), "--database", demo_url)
    assert (ended.returncode, str(port) in ended.stderr) == (ExitCode.BAD_SETTING, True)


def test_a_server_that_is_asked_to_end_ends_in_order_while_somebody_waits(demo_url: str, tmp_path: Path) -> None:
    server = ServerProcess(demo_url, log=tmp_path / "log")
    assert requests.get(f"{server.address}/health/ready", timeout=30).text == "ready"
    server.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.address}/health/ready", timeout=5)
    assert "Finished server process" in (tmp_path / "log").read_text()


def test_a_server_that_is_asked_to_end_lets_nobody_wait_for_news(demo_url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with ServerProcess(demo_url, log=log) as server, closing(HTTPConnection("127.0.0.1", server.port)) as connection:
        speaker = Speaker(server.address)
        me = person_scope(speaker.sign_in("lin", "gonghai-demo").person_id)
        pulled = speaker.ask("pull", Pull((ScopeCursor(me),), 1_000_000), Pulled)
        welcome = speaker.ask("hello", Hello("1", (1, 1), "desk"), Welcome)
        cursors = tuple(ScopeCursor(scope, position=pulled.pages[0].position) for scope in welcome.scopes)
        headers = {"Authorization": f"Bearer {speaker.token}", "Content-Type": "application/json"}
        connection.request("POST", "/api/v1/hint", msgspec.json.encode(HintWait(cursors, 50)), headers)
        # Answered after the hint's bytes were read.
        assert requests.get(f"{server.address}/health/ready", timeout=30).text == "ready"
        server.stop()
        told = connection.getresponse()
        assert told.status == 200
        assert msgspec.json.decode(told.read(), type=Hint).moved == ()
    # Nobody was cut off, which is how it ends where they wait for their news instead.
    assert '"error"' not in log.read_text()


def test_a_backup_taken_while_the_server_serves_can_be_served_from(demo_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "backup.db"
    with ServerProcess(demo_url) as server:
        before = Speaker(server.address).sign_in("lin", "gonghai-demo").person_id
        said = administer(demo_url, "backup", str(copy))
    assert str(copy) in said
    with ServerProcess(f"sqlite:///{copy}") as server:
        assert Speaker(server.address).sign_in("lin", "gonghai-demo").person_id == before


def test_pulls_are_answered_by_the_replica_that_a_setting_names(
    demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup stands still, which makes it a replica that lags."""
    here, copy = tmp_path / "here.db", tmp_path / "replica.db"
    administer(demo_url, "backup", str(here))
    administer(demo_url, "backup", str(copy))
    administer(f"sqlite:///{here}", "team", "add", "新组")
    pull = Pull((ScopeCursor(REFERENCE),), 1_000_000)

    def teams_served() -> bytes:
        with ServerProcess(f"sqlite:///{here}") as server:
            speaker = Speaker(server.address)
            speaker.sign_in("lin", "gonghai-demo")
            return b"".join(bytes(each.rows) for each in speaker.ask("pull", pull, Pulled).pages[0].upserts)

    assert "新组" in teams_served().decode()
    monkeypatch.setenv("GONGHAI_REPLICA", f"sqlite:///{copy}")
    assert "新组" not in teams_served().decode()
    monkeypatch.setenv("GONGHAI_REPLICA", "postgresql+psycopg://127.0.0.1:1/none")
    ended = run("serve", "--database", f"sqlite:///{here}")
    assert (ended.returncode, "replica" in ended.stderr) == (ExitCode.DATABASE, True)


def test_what_is_past_its_time_goes_on_request(demo_url: str) -> None:
    assert "are gone" in done("tidy", "--database", demo_url)
    assert "Tidied: 0 old commits of the log and 0 old receipts" in done("tidy", "--database", demo_url)


def test_an_attached_server_does_not_outlive_whoever_started_it(demo_url: str) -> None:
    server = ServerProcess(demo_url)
    server.abandon()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.address}/health/ready", timeout=5)


def test_somebody_leaves_and_a_pool_is_closed(url: str) -> None:
    done("demo-data", "--customers", "60", "--database", url)
    assert "wait to be assigned" in done("person", "depart", "lin", "--database", url)
    database = open_database(url)
    try:
        pending = select(func.count()).where(customer.c.pool_state == "pending")
        assert database.read(lambda connection: connection.execute(pending).scalar_one()) > 0
        refused = ask("pool", "close", POOL, "--database", url)
        assert refused.exit_code == ExitCode.REFUSED
        assert "It holds 60 customers" in refused.output
        said = done("pool", "close", POOL, "--to-team", "华南一组", "--database", url)
        assert "60 customers moved out" in said
        left = database.read(
            lambda connection: connection.execute(select(func.count()).where(customer.c.pool_id.is_not(None))).scalar()
        )
        assert left == 0
    finally:
        database.close()
    assert "last system administrator" in ask("person", "depart", "admin", "--database", url).output
