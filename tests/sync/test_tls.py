"""The real server over TLS, under an authority of the company's own: who is trusted, and what is said when nobody is.

The certificates were made for these tests and are good until 2126, except those whose age is the point. The keys of
the authorities were thrown away.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.errors import Cause, Distrust, Unreachable, Untrusted
from sync.http_transport import HttpTransport
from sync.protocol.messages import Device, Session, SignIn
from tests.fakes.proxy import FakeProxy
from tests.fakes.web import Answer, FakeWeb
from tests.server_process import ServerProcess, administer

CERTIFICATES = Path(__file__).with_name("certificates")
AUTHORITY = CERTIFICATES / "authority.pem"
NAMED = "https://gonghai.example"
"""A server that is not on this machine, as far as a client can know: only the proxy brings us there."""

type Open = Callable[..., HttpTransport]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    url = f"sqlite:///{tmp_path_factory.mktemp('server') / 'server.db'}"
    administer(url, "demo-data", "--customers", "20")
    shown = str(CERTIFICATES / "server.pem")
    with ServerProcess(url, "--certificate", shown, "--key", shown) as running:
        yield running


@pytest.fixture
def open_line() -> Iterator[Open]:
    opened: list[HttpTransport] = []

    def open_line(address: str, ca_file: Path | None = AUTHORITY, proxy: str | None = None) -> HttpTransport:
        opened.append(HttpTransport(address, ca_file, proxy=proxy))
        return opened[-1]

    yield open_line
    for line in opened:
        line.close()


def address(server: ServerProcess) -> str:
    return f"https://127.0.0.1:{server.port}"


def sign_in(line: HttpTransport) -> Session:
    return line.sign_in(SignIn("wang", "gonghai-demo", Device("0" * 32, "desk")))


def distrust(line: HttpTransport) -> Untrusted:
    with pytest.raises(Untrusted) as told:
        sign_in(line)
    assert told.value.cause is Cause.CERTIFICATE
    assert told.value.was_surely_not_done
    return told.value


@pytest.mark.parametrize("name", ["authority.pem", "authority.der"])
def test_with_the_companys_authority_one_signs_in(server: ServerProcess, open_line: Open, name: str) -> None:
    assert sign_in(open_line(address(server), CERTIFICATES / name)).person_name


def test_an_authority_lies_where_it_likes(server: ServerProcess, open_line: Open, tmp_path: Path) -> None:
    folder = tmp_path / "公司 证书"
    folder.mkdir()
    file = folder / "根证书.pem"
    # As it comes out of an editor, with a remark and the lines of Windows.
    file.write_bytes("公司的根证书\r\n".encode() + AUTHORITY.read_bytes().replace(b"\n", b"\r\n"))
    assert sign_in(open_line(address(server), file)).person_name


@pytest.mark.parametrize("ca_file", [None, CERTIFICATES / "another_authority.pem"])
def test_an_authority_that_nobody_named_is_not_trusted(
    server: ServerProcess, open_line: Open, ca_file: Path | None
) -> None:
    assert distrust(open_line(address(server), ca_file)).why is Distrust.UNKNOWN_ISSUER


def test_what_the_environment_names_is_not_trusted_for_that(
    server: ServerProcess, open_line: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(AUTHORITY))
    with FakeProxy(server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert distrust(open_line(NAMED, None)).why is Distrust.UNKNOWN_ISSUER


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ("expired.pem", Distrust.EXPIRED),
        ("not_yet.pem", Distrust.NOT_YET),
        ("elsewhere.pem", Distrust.WRONG_NAME),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(open_line: Open, shown: str, why: Distrust) -> None:
    with FakeWeb(lambda _: Answer(), certificate=CERTIFICATES / shown) as web:
        told = distrust(open_line(web.address))
    assert (told.why, told.file) == (why, str(AUTHORITY))
    assert web.asked == [], "not even a name has been told"


def test_an_authority_of_the_past_is_told_as_such(open_line: Open) -> None:
    old = CERTIFICATES / "past_authority.pem"
    with FakeWeb(lambda _: Answer(), certificate=CERTIFICATES / "of_the_past.pem") as web:
        told = distrust(open_line(web.address, old))
    assert (told.why, told.file) == (Distrust.FILE_EXPIRED, str(old))


def test_an_authority_of_the_past_harms_nobody_whom_others_vouch_for(
    server: ServerProcess, open_line: Open, tmp_path: Path
) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes((CERTIFICATES / "past_authority.pem").read_bytes() + AUTHORITY.read_bytes())
    assert sign_in(open_line(address(server), both)).person_name


@pytest.mark.parametrize(
    "content", [b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_a_file_without_certificates_is_named(open_line: Open, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "root.pem"
    file.write_bytes(content)
    with pytest.raises(Untrusted) as told:
        open_line("https://127.0.0.1:1", file)
    assert (told.value.why, told.value.file) == (Distrust.FILE_WITHOUT_CERTIFICATES, str(file))


@pytest.mark.parametrize("missing", ["root.pem", "no folder/root.pem", "file/root.pem"])
def test_a_file_that_is_not_there_is_named(open_line: Open, tmp_path: Path, missing: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Untrusted) as told:
        open_line("https://127.0.0.1:1", tmp_path / missing)
    assert (told.value.why, told.value.file) == (Distrust.FILE_MISSING, str(tmp_path / missing))


def test_a_file_is_named_by_its_whole_path_or_not_at_all(
    open_line: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(AUTHORITY, tmp_path / "root.pem")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Untrusted) as told:
        open_line("https://127.0.0.1:1", Path("root.pem"))
    assert told.value.why is Distrust.FILE_MISSING


def test_a_file_that_cannot_be_read_is_named(open_line: Open, tmp_path: Path) -> None:
    # A folder of that name: whoever may do everything reads it no more than others.
    with pytest.raises(Untrusted) as told:
        open_line("https://127.0.0.1:1", tmp_path)
    assert told.value.why is Distrust.FILE_UNREADABLE


def test_a_proxy_brings_one_to_the_server_and_reads_nothing(server: ServerProcess, open_line: Open) -> None:
    with FakeProxy(server.port) as proxy:
        assert sign_in(open_line(NAMED, proxy=proxy.address)).person_name
        assert proxy.asked == ["gonghai.example:443"]


def test_the_systems_proxy_is_followed_unless_another_is_named(
    server: ServerProcess, open_line: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with FakeProxy(server.port) as system, FakeProxy(server.port) as named:
        monkeypatch.setenv("HTTPS_PROXY", system.address)
        monkeypatch.delenv("https_proxy", raising=False)
        assert sign_in(open_line(NAMED)).person_name
        assert sign_in(open_line(NAMED, proxy=named.address)).person_name
        assert (len(system.asked), len(named.asked)) == (1, 1)
        # Called by an address that its certificate does not name: it was the server itself that answered.
        directly = open_line(f"https://0.0.0.0:{server.port}", proxy="")
        assert distrust(directly).why is Distrust.WRONG_NAME
        assert (len(system.asked), len(named.asked)) == (1, 1)


def test_nobody_stands_between_two_programs_of_one_machine(server: ServerProcess, open_line: Open) -> None:
    with FakeProxy(server.port) as proxy:
        assert sign_in(open_line(address(server), proxy=proxy.address)).person_name
        assert proxy.asked == []


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_lets_nobody_through_is_told_as_such(open_line: Open, status: int) -> None:
    with FakeProxy(1, refuses=status) as proxy, pytest.raises(Unreachable) as told:
        sign_in(open_line(NAMED, proxy=proxy.address))
    assert told.value.cause is Cause.PROXY
    assert told.value.was_surely_not_done


def test_a_proxy_that_is_away_is_told_as_such(open_line: Open) -> None:
    with FakeProxy(1) as gone:
        proxy = gone.address
    with pytest.raises(Unreachable) as told:
        sign_in(open_line(NAMED, proxy=proxy))
    assert told.value.cause is Cause.PROXY


def test_a_proxy_that_shows_a_certificate_of_its_own_is_not_our_server(open_line: Open) -> None:
    with (
        FakeWeb(lambda _: Answer(), certificate=CERTIFICATES / "of_the_past.pem") as reader,
        FakeProxy(int(reader.address.rpartition(":")[2])) as proxy,
    ):
        assert distrust(open_line(NAMED, proxy=proxy.address)).why is Distrust.UNKNOWN_ISSUER
    assert reader.asked == []


@pytest.mark.skipif(os.name == "nt", reason="the file is called otherwise there")
def test_a_password_of_this_machine_for_other_programs_never_takes_the_place_of_the_token(
    server: ServerProcess, open_line: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login somebody password else\n", encoding="utf-8")
    netrc.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setenv("NETRC", str(netrc))
    with FakeProxy(server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        line = open_line(NAMED)
        line.sign_out(sign_in(line).access_token)
