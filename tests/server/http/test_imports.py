"""A file sent to a real server, on both databases: told line by line, judged, brought in, refused, stopped."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from python_calamine import load_workbook

from sync.protocol.imports import AskImportTerms, ImportTerms
from sync.protocol.messages import Hello, Pull, Pulled, ScopeCursor, Welcome
from tests.server.http.conftest import Speaker, problem
from tests.server.imports.files import CODES, HEADING, bomb, xlsx
from tests.server_process import ServerProcess, administer

TRIES = 600


@dataclass
class Office:
    """A server over a demo company; `pool_id` is its only pool."""

    address: str
    log: Path
    pool_id: str = ""

    def __post_init__(self) -> None:
        rows = self.rows("wu", "pool")
        self.pool_id = str(rows[0][0])

    def speaker(self, login: str, device: str = "desk") -> Speaker:
        speaker = Speaker(self.address, device=device)
        speaker.sign_in(login)
        return speaker

    def send(
        self,
        speaker: Speaker,
        file: bytes | Iterator[bytes],
        *,
        is_dry_run: bool = False,
        pool_id: str = "",
        **headers: str,
    ) -> requests.Response:
        asked = {"pool_id": pool_id or self.pool_id, "is_dry_run": str(is_dry_run).lower(), "language": "en"}
        headers |= {"Authorization": f"Bearer {speaker.token}"}
        return requests.post(
            f"{self.address}/api/v1/imports", params=asked, data=file, headers=headers, stream=True, timeout=60
        )

    def told(self, speaker: Speaker, file: bytes, **how: Any) -> dict[str, Any]:
        """The last line."""
        replies = (self.send(speaker, file, **how) for _ in range(TRIES))
        # Whoever hung up in the test before may have their turn a moment longer.
        reply = next(reply for reply in replies if reply.status_code != 503)
        assert reply.status_code == 200, reply.text
        lines = [msgspec.json.decode(line) for line in reply.iter_lines()]
        assert {line["type"] for line in lines[:-1]} <= {"progress"}
        return dict(lines[-1])

    def rows(self, login: str, kind: str) -> list[list[object]]:
        """What a client of this person holds of a kind."""
        speaker = self.speaker(login, "another")
        scopes = speaker.ask("hello", Hello("1.0", (1, 1), "desk"), Welcome).scopes
        found: list[list[object]] = []
        for scope in scopes:
            pulled = speaker.ask("pull", Pull((ScopeCursor(scope),), 4_000_000), Pulled)
            for page in pulled.pages:
                for part in page.upserts:
                    found += msgspec.json.decode(part.rows) if part.kind == kind else []
        return found


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One for all tests, because they bring in companies that no other does: see `new_names`."""
    folder = tmp_path_factory.mktemp("office")
    url = f"sqlite:///{folder / 'gonghai.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").fresh_database()
    administer(url, "demo-data", "--customers", "40")
    with ServerProcess(url, log=folder / "log") as process:
        yield Office(process.address, folder / "log")


def book(tmp_path: Path, *rows: Sequence[object]) -> bytes:
    return xlsx(tmp_path / "book.xlsx", [HEADING, *rows]).read_bytes()


_numbers = count(1)


def new_names() -> list[str]:
    return [f"深圳试验{next(_numbers)}有限公司" for _ in range(3)]


@pytest.fixture
def names() -> list[str]:
    return new_names()


@pytest.fixture
def file(tmp_path: Path, names: list[str]) -> bytes:
    """Three customers, one row without a name, one whose code lost its last digits."""
    return book(tmp_path, *([name] for name in names), ["", CODES[3]], ["坏号有限公司", 914403001234567800])


def test_a_dry_run_tells_what_the_import_then_does_and_writes_nothing(
    office: Office, file: bytes, names: list[str]
) -> None:
    wu, before = office.speaker("wu"), len(office.rows("wu", "customer"))
    dry = office.told(wu, file, is_dry_run=True)
    assert dry["counts"] == {"new": 3, "invalid": 2}
    assert [(row["row"], row["name"], row["verdict"]) for row in dry["rows"]] == [
        (5, "", "invalid"),
        (6, "坏号有限公司", "invalid"),
    ]
    assert "changed" in dry["rows"][1]["reason"]
    assert len(office.rows("wu", "customer")) == before
    real = office.told(wu, file)
    assert (real["counts"], real["rows"]) == (dry["counts"], dry["rows"])
    assert {row[2] for row in office.rows("wu", "customer")} >= set(names)
    again = office.told(wu, file)
    assert again["counts"] == {"duplicate": 3, "invalid": 2}


def test_the_result_workbook_names_the_reason_of_every_bad_row(office: Office, file: bytes) -> None:
    workbook = msgspec.convert(office.told(office.speaker("wu"), file)["workbook"], bytes)
    rows = load_workbook(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows[4:]] == [
        ["5", "invalid", "The company name is missing"],
        ["6", "invalid", rows[5][2]],
    ]


def test_a_file_without_a_flaw_needs_no_workbook(office: Office, tmp_path: Path) -> None:
    told = office.told(office.speaker("admin"), book(tmp_path, new_names()[:1]))
    assert (told["counts"], told["rows"], told["workbook"]) == ({"new": 1}, [], None)


@pytest.mark.parametrize(
    ("login", "reason"),
    [
        ("lin", "not_allowed"),
        ("wu", None),
        ("zhou", None),
        ("sun", "not_allowed"),
        ("qian", "not_allowed"),
        ("admin", None),
    ],
)
def test_each_role_may_or_may_not(office: Office, file: bytes, login: str, reason: str | None) -> None:
    before = len(office.rows("wu", "customer"))
    assert office.told(office.speaker(login), file).get("reason") == reason
    assert len(office.rows("wu", "customer")) - before == (0 if reason else 3)


def test_a_pool_that_there_is_not_takes_nothing(office: Office, file: bytes) -> None:
    told = office.told(office.speaker("admin"), file, pool_id="elsewhere\x00")
    assert (told["type"], told["reason"]) == ("refused", "no_such_pool")


def test_what_cannot_be_read_is_refused_with_its_reason(office: Office, tmp_path: Path) -> None:
    wu = office.speaker("wu")
    for content, reason in (
        (b"", "no_heading"),
        (b"%PDF-1.7 no table", "unknown_format"),
        (b"PK\x03\x04 no archive", "damaged"),
        ("城市,电话\n深圳,1".encode(), "no_heading"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (bomb(tmp_path / "bomb.xlsx", 300).read_bytes(), "unfolds_too_far"),
    ):
        told = office.told(wu, content, is_dry_run=True)
        assert (told["type"], told["reason"]) == ("refused", reason)
        assert told["said"]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(office: Office) -> None:
    wu = office.speaker("wu")
    limit = wu.ask("imports/terms", AskImportTerms("en"), ImportTerms).largest_bytes

    def pieces() -> Iterator[bytes]:
        for _ in range(limit // 2**20 + 1):
            yield bytes(2**20)

    # In pieces, so that no length is announced: it is found out on the way.
    try:
        reply = office.send(wu, pieces())
    except requests.ConnectionError:
        return  # hung up in the middle of it
    assert problem(reply) == (413, "too_large")
    assert reply.json()["facts"] == {"limit": limit}


def test_the_template_that_is_given_out_can_be_imported(office: Office) -> None:
    wu = office.speaker("wu")
    terms = wu.ask("imports/terms", AskImportTerms("zh_CN"), ImportTerms)
    assert zipfile.is_zipfile(io.BytesIO(terms.template))
    assert office.told(wu, terms.template, is_dry_run=True)["counts"] == {}


def test_a_second_file_of_the_same_person_is_told_to_come_again(office: Office, file: bytes) -> None:
    wu = office.speaker("wu")
    refused: list[requests.Response] = []

    def slowly() -> Iterator[bytes]:
        yield file[:10]
        replies = [office.send(wu, file, is_dry_run=True) for _ in range(3)]
        refused.extend(reply for reply in replies if reply.status_code != 200)
        yield file[10:]

    # Which of the two comes first is not known: the one that was begun first has to, some time.
    firsts = (office.send(wu, slowly(), is_dry_run=True) for _ in range(TRIES))
    next(first for first in firsts if first.status_code == 200 and refused)
    assert problem(refused[-1]) == (503, "busy")
    assert int(refused[-1].headers["Retry-After"]) > 0


def test_hanging_up_stops_it_and_what_was_brought_in_is_known_again(office: Office, tmp_path: Path) -> None:
    wu, large = office.speaker("wu"), many(tmp_path)
    # As `told` has it, and let go at the first word.
    replies = (office.send(wu, large) for _ in range(TRIES))
    with next(reply for reply in replies if reply.status_code == 200) as reply:
        next(reply.iter_content(None))
    told = office.told(wu, large)
    kept = told["counts"].get("duplicate", 0)
    assert kept % 1_000 == 0 and kept < ROWS
    assert told["counts"]["new"] == ROWS - kept
    assert "import_given_up" in office.log.read_text(encoding="utf-8")


def test_the_log_says_that_it_happened_and_nothing_of_the_rows(office: Office, file: bytes, names: list[str]) -> None:
    office.told(office.speaker("wu"), file)
    log = office.log.read_text(encoding="utf-8")
    *_, line = [each for each in map(msgspec.json.decode, log.splitlines()) if each["event"] == "imported"]
    assert (line["counts"], line["pool_id"], line["is_dry_run"]) == ({"new": 3, "invalid": 2}, office.pool_id, False)
    assert not any(private in log for private in (*names, *CODES, "坏号"))
    figures = requests.get(f"{office.address}/metrics", timeout=60).text
    assert 'gonghai_imported_rows_total{verdict="new"}' in figures


def test_nobody_imports_without_a_session(office: Office, file: bytes) -> None:
    assert problem(office.send(Speaker(office.address), file)) == (401, "session_expired")


ROWS = 25_000


def many(tmp_path: Path) -> bytes:
    path = tmp_path / "many.csv"
    path.write_text("公司名称\n" + "\n".join(f"第{number}号试验有限公司" for number in range(ROWS)), encoding="utf-8")
    return path.read_bytes()
