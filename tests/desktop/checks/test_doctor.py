"""`gonghai doctor` with the real server, a wrong one, trouble with its certificate, and damaged data."""

from __future__ import annotations

import io
import json
import os
import ssl
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server

import pytest

from desktop import doors
from desktop.administration import Setting, settled
from desktop.credentials import SessionOnly
from desktop.doctor.command import ALL_WELL, NOT_RUN, TO_DO, Asked, main, read_options, run
from desktop.preferences import system_language
from desktop.presenters.kept_sessions import CACHE_KEY
from desktop.profile_place import usual_place
from desktop.screens.preferences import Language
from desktop.words import speak
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.profile import profile_of
from tests.desktop.checks.test_examination import policy
from tests.link import Link
from tests.server_process import ROOT, ServerProcess, administer

CERTIFICATE = ROOT / "tests" / "sync" / "localhost.pem"
KEY = "ab" * 32


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('doctored') / 'server.db'}"
    administer(url, "init")
    with ServerProcess(url) as running:
        yield running


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak(Language.ENGLISH)
    yield
    speak(Language.CHINESE)


class Kept(SessionOnly):
    """A key store that knows every profile's key."""

    def read(self, account: str, name: str) -> str | None:
        return KEY if name == CACHE_KEY else None


class Visit:
    """The doctor at a machine with a real way to the server, and no more of it invented than its key store."""

    def __init__(self, folder: Path, server: str, *options: str, settings: dict[Setting, str] | None = None) -> None:
        self.asked = read_options(["--profile", str(folder), "--server", server, *options])
        known = settled(self.asked.settings | (settings or {}), policy(folder, "{}"))
        self.machine = doors.machine(Kept, "0.1.0", known, folder, server)
        self.output = io.StringIO()

    def run(self) -> int:
        return run(self.asked, self.machine, self.output)

    def told(self) -> dict[str, str]:
        """The code of each check by its name, from the JSON."""
        self.asked = replace(self.asked, is_json=True)
        self.run()
        return {check["check"]: check["code"] for check in json.loads(self.output.getvalue())["checks"]}


def test_a_healthy_machine_is_told_so(server: ServerProcess, tmp_path: Path) -> None:
    visit = Visit(tmp_path, server.address)
    assert visit.run() == ALL_WELL
    told = visit.output.getvalue()
    assert told.rstrip().endswith("Everything is fine")
    assert "[ ok ] Gonghai server" in told and "[ ok ] Clock" in told


def test_what_is_told_comes_while_it_looks(server: ServerProcess, tmp_path: Path) -> None:
    visit = Visit(tmp_path, server.address)
    seen: list[int] = []

    def free_bytes(_: Path) -> int:
        seen.append(len(visit.output.getvalue()))
        return 10**12

    run(visit.asked, replace(visit.machine, free_bytes=free_bytes), visit.output)
    assert 0 < seen[0] < len(visit.output.getvalue())


def test_a_cut_line_and_a_wrong_port_are_told(server: ServerProcess, tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    visit = Visit(tmp_path, f"http://127.0.0.1:{free}")
    assert visit.run() == TO_DO
    assert "refuses the connection" in visit.output.getvalue()
    with Link(server.port) as link:
        assert Visit(tmp_path, f"http://127.0.0.1:{link.port}").told()["server"] == "ready"
        link.cut()
        told = Visit(tmp_path, f"http://127.0.0.1:{link.port}").told()
    # The line breaks at once, or a moment after it stood.
    assert "silent" in (told["connection"], told["server"])


class SomebodyElse(BaseHTTPRequestHandler):
    """A page that says yes to everything, as a hotel's network does."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>Welcome!</html>")

    def log_request(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def somebody_else(context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[int]:
    """Listens on a port of its own."""
    with ThreadingHTTPServer((host, 0), SomebodyElse) as site:
        if context is not None:
            site.socket = context.wrap_socket(site.socket, server_side=True)
        thread = threading.Thread(target=site.serve_forever, name="somebody-else")
        thread.start()
        try:
            yield site.server_address[1]
        finally:
            site.shutdown()
            thread.join()


def test_whoever_is_not_our_server_is_told_apart(tmp_path: Path) -> None:
    with somebody_else() as port:
        assert Visit(tmp_path, f"http://127.0.0.1:{port}").told()["server"] == "foreign"


def test_a_port_without_encryption_is_told(tmp_path: Path) -> None:
    with somebody_else() as port:
        told = Visit(tmp_path, f"https://127.0.0.1:{port}").told()
    assert (told["connection"], told["certificate"], told["server"]) == ("open", "no-tls", "after")


def test_a_certificate_is_told_by_who_issued_it_and_by_whom_it_is_trusted(
    tmp_path: Path, server: ServerProcess, tls: ssl.SSLContext
) -> None:
    with somebody_else(tls) as port:
        address = f"https://localhost:{port}"
        assert Visit(tmp_path, address).told()["certificate"] == "unknown-issuer"
        visit = Visit(tmp_path, address, "--ca-file", str(CERTIFICATE))
        assert visit.run() == TO_DO
        assert "Issued by localhost" in visit.output.getvalue()
        assert Visit(tmp_path, address, "--ca-file", str(CERTIFICATE)).told()["certificate"] == "by-file"
        nowhere = Visit(tmp_path, address, "--ca-file", str(tmp_path / "nowhere.pem")).told()
    assert (nowhere["trust-file"], nowhere["certificate"]) == ("unreadable", "file-unusable")


def test_a_certificate_for_another_name_is_told(tmp_path: Path, tls: ssl.SSLContext) -> None:
    with somebody_else(tls, "127.0.0.2") as port:
        told = Visit(tmp_path, f"https://127.0.0.2:{port}", "--ca-file", str(CERTIFICATE)).told()
    assert (told["certificate"], told["server"]) == ("wrong-name", "after")


@pytest.fixture
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class Refusing(BaseHTTPRequestHandler):
    """A proxy that wants somebody to sign in."""

    def do_CONNECT(self) -> None:
        self.send_response(407)
        self.end_headers()

    def log_request(self, *_: object) -> None:
        """Quiet."""


def test_a_proxy_that_lets_nobody_through_is_told(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, name="proxy")
        thread.start()
        visit = Visit(tmp_path, "https://crm.example.com", "--proxy", f"http://127.0.0.1:{proxy.server_address[1]}")
        visit.run()
        proxy.shutdown()
        thread.join()
    told = visit.output.getvalue()
    assert "does not let us through (HTTP 407)" in " ".join(told.split())


def worked_at(folder: Path) -> Path:
    """Somebody's data, closed; returns where it lies."""
    profile = profile_of(folder / "profiles", "https://crm.example.com", "p1", "王芳", RandomIdentity(), login="wang")
    open_cache(profile.folder, KEY, person_id="p1", identity=RandomIdentity()).close()
    return profile.folder


def test_damaged_data_is_told_with_what_becomes_of_it(server: ServerProcess, tmp_path: Path) -> None:
    folder = worked_at(tmp_path)
    assert Visit(tmp_path, server.address).told()["profile"] == "whole"
    with (folder / "me.db").open("r+b") as file:
        file.seek(4096 * 3 + 50)
        file.write(b"\xa5" * 64)
    before = (folder / "me.db").read_bytes()
    visit = Visit(tmp_path, server.address)
    assert visit.run() == TO_DO
    told = " ".join(visit.output.getvalue().split())
    assert "Local data · 王芳 Damaged" in told and "Just open Gonghai" in told
    assert (folder / "me.db").read_bytes() == before


def test_a_bundle_is_written_where_one_says(server: ServerProcess, tmp_path: Path) -> None:
    worked_at(tmp_path)
    target = tmp_path / "for help.zip"
    visit = Visit(tmp_path, server.address, "--bundle", str(target))
    assert visit.run() == ALL_WELL
    with zipfile.ZipFile(target) as packed:
        assert "王芳" not in packed.read("report.txt").decode()
        assert json.loads(packed.read("report.json"))["checks"]


def test_a_bundle_that_cannot_be_written_ends_with_a_code_of_its_own(
    server: ServerProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = Visit(tmp_path, server.address, "--bundle", str(tmp_path / "nowhere" / "a.zip"))
    assert visit.run() == NOT_RUN
    assert "cannot be written" in capsys.readouterr().err


def test_the_json_is_one_object_without_anybodys_name(server: ServerProcess, tmp_path: Path) -> None:
    worked_at(tmp_path)
    visit = Visit(tmp_path, server.address, "--json")
    assert visit.run() == ALL_WELL
    assert "王芳" not in visit.output.getvalue()
    assert json.loads(visit.output.getvalue())["format"] == 1


@pytest.mark.parametrize("wrong", [["--colour"], ["--language", "fr"], ["more"]])
def test_an_option_that_nobody_knows_ends_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == NOT_RUN
    assert "gonghai doctor" in capsys.readouterr().err


def test_without_options_the_usual_place_is_looked_at_in_the_systems_language() -> None:
    assert read_options([]) == Asked(usual_place(), {}, system_language(), is_json=False, bundle=None)


def test_the_program_itself_examines_without_loading_qt(server: ServerProcess, tmp_path: Path) -> None:
    options = ["doctor", "--profile", str(tmp_path), "--server", server.address, "--language", "zh_CN"]
    code = (
        f"import sys; from desktop.__main__ import main; ended = main({options!r});"
        "sys.stderr.write(f'{ended} {[name for name in sys.modules if name.startswith(\"PySide6\")]}')"
    )
    surroundings = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )
    assert ended.stderr == "1 []"
    assert "[处理] 密钥库" in ended.stdout and "[正常] 公海服务器" in ended.stdout
