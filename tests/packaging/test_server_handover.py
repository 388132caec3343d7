"""What whoever runs a server is handed: each file says what the server itself understands."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dev
from server.cli.program import program
from server.settings import Settings, load_settings
from service.build import FILES, lay_out
from service.lock import server_lock
from tests.server_process import ServerProcess, administer

SAMPLE = (FILES / "server.toml").read_text(encoding="utf-8")
CONTAINER = (FILES / "Containerfile").read_text(encoding="utf-8")
PROXY = (FILES / "example" / "nginx.conf").read_text(encoding="utf-8")
LOCK = dev.ROOT / "requirements.lock"
_MADE = "the sample with every # taken away"


def instruction(name: str) -> list[str]:
    """What stands behind each of this name, its lines joined."""
    joined = CONTAINER.replace("\\\n", " ")
    return re.findall(rf"^{name} (.*)$", joined, re.MULTILINE)


def uncommented(sample: str) -> str:
    return re.sub(r"^#(?=[a-z_]+ = )", "", sample, flags=re.MULTILINE)


def test_the_sample_has_every_setting_with_its_default(tmp_path: Path) -> None:
    told = tomllib.loads(uncommented(SAMPLE))
    assert told == asdict(Settings())
    assert list(told) == [field.name for field in fields(Settings)]


def test_the_sample_as_it_is_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(SAMPLE, encoding="utf-8")
    assert load_settings({}, file=file) == Settings()
    file.write_text(uncommented(SAMPLE), encoding="utf-8")
    assert load_settings({}, file=file) == Settings(), _MADE


@pytest.mark.parametrize("words", [["serve"], ["init"], ["person", "add"], ["backup"]])
def test_the_container_runs_commands_that_there_are(words: list[str]) -> None:
    assert json.loads(instruction("ENTRYPOINT")[0]) == ["gonghai-server"]
    assert json.loads(instruction("CMD")[0]) == ["serve"]
    assert CliRunner().invoke(program, [*words, "--help"]).exit_code == 0


def test_the_container_sets_what_the_server_knows() -> None:
    environment = dict(pair.split("=", 1) for pair in shlex.split(instruction("ENV")[0]))
    ours = {name: value for name, value in environment.items() if name.startswith("GONGHAI_")}
    settings = load_settings(ours)
    assert len(ours) == 4
    assert str(settings.port) == instruction("EXPOSE")[0]
    assert str(settings.attachment_folder).startswith(instruction("VOLUME")[0] + "/")
    assert instruction("USER") != ["root"]


def test_all_that_the_container_takes_is_laid_out(tmp_path: Path) -> None:
    wheel = lay_out(tmp_path / "server")
    for taken in instruction("COPY"):
        *sources, _ = taken.split()
        assert [source for source in sources if not list((tmp_path / "server").glob(source))] == []
    assert wheel.parent == tmp_path / "server"
    assert {"Containerfile", "server.toml", "server.lock"} <= {path.name for path in wheel.parent.iterdir()}


def test_the_containers_own_question_tells_a_well_server_from_one_that_is_away(tmp_path: Path) -> None:
    asked = re.search(r"CMD (\[.*\])", instruction("HEALTHCHECK")[0])
    assert asked is not None
    command = json.loads(asked[1])
    assert command[0] == "python"
    url = f"sqlite:///{tmp_path / 'company.db'}"
    administer(url, "init")

    def answer(port: int) -> int:
        environment = os.environ | {"GONGHAI_PORT": str(port)}
        return subprocess.run([sys.executable, *command[1:]], env=environment, stderr=subprocess.DEVNULL).returncode

    with ServerProcess(url) as served:
        assert answer(served.port) == 0
        port = served.port
    assert answer(port) != 0


def unit() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[method-assign,assignment] # systemd tells capitals apart
    read.read(FILES / "gonghai-server@.service", encoding="utf-8")
    return read["Service"]


def test_the_unit_runs_a_command_line_that_the_server_takes(tmp_path: Path) -> None:
    told = shlex.split(unit()["ExecStart"].replace("%i", "8421"))
    assert Path(told[0]).name == "gonghai-server"
    assert CliRunner().invoke(program, [*told[1:], "--help"]).exit_code == 0
    name, _, _ = unit()["Environment"].partition("=")
    with pytest.raises(Exception, match="config"):
        load_settings({name: str(tmp_path / "not there.toml")})


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit_and_thinks_well_of_it(tmp_path: Path) -> None:
    file = tmp_path / "gonghai-server@8421.service"
    shutil.copyfile(FILES / "gonghai-server@.service", file)
    judged = subprocess.run(["systemd-analyze", "verify", "--man=no", file], capture_output=True, text=True)
    # What it runs is not installed here; all else is understood.
    assert [line for line in judged.stderr.splitlines() if "is not executable" not in line] == []
    safety = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", file], capture_output=True, text=True
    )
    assert safety.returncode == 0, safety.stdout.splitlines()[-1]


def test_the_account_of_the_unit_is_the_one_that_is_made() -> None:
    made = shlex.split((FILES / "sysusers.conf").read_text(encoding="utf-8"), comments=True)
    assert made[:2] == ["u", unit()["User"]]
    assert made[-1] == f"/var/lib/{unit()['StateDirectory']}"


def test_the_proxy_lets_through_whatever_the_server_takes_and_waits_as_long() -> None:
    largest = re.search(r"client_max_body_size (\d+)m;", PROXY)
    waits = re.search(r"^    proxy_read_timeout (\d+)s;", PROXY, re.MULTILINE)
    assert largest is not None
    assert waits is not None
    assert int(largest[1]) * 1024 * 1024 > max(Settings().import_bytes, Settings().body_bytes)
    assert int(waits[1]) > Settings().hint_seconds
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in PROXY


def test_the_lock_has_what_the_server_imports_and_nothing_of_qt_or_of_the_tests() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", server_lock(LOCK), re.MULTILINE))
    assert {"litestar", "uvicorn", "psycopg", "psycopg-binary", "sqlalchemy", "alembic", "sqlcipher3"} <= pinned
    assert not pinned & {"pyside6-essentials", "keyring", "requests", "pytest", "hypothesis", "mypy", "ruff"}


def test_the_lock_has_the_projects_own_versions_and_hashes() -> None:
    ours = LOCK.read_text(encoding="utf-8")
    mine = server_lock(LOCK)
    assert mine.count("--hash=sha256:") > 100
    assert [line for line in mine.splitlines() if line not in ours] == []


def test_a_lock_that_lacks_something_is_not_handed_on(tmp_path: Path) -> None:
    short = tmp_path / "requirements.lock"
    short.write_text(re.sub(r"^uvicorn==(.*\\\n)+.*\n", "", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE))
    with pytest.raises(LookupError, match="uvicorn"):
        server_lock(short)
