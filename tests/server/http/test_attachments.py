"""Files over the real wire: whole and in pieces, by whoever left too, and nothing of them in a log."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.attachments.handlers import LARGEST_CHUNK
from sync.protocol.attachments import (
    AttachmentPiece,
    AttachmentStanding,
    DeclareAttachment,
    FetchAttachment,
    Part,
    PutChunk,
)
from sync.protocol.messages import Hello, Pull, Pulled, ScopeCursor, Welcome
from sync.protocol.scopes import person_scope
from tests.server.attachments.files import bomb, photo
from tests.server.http.conftest import Served, Speaker, problem
from tests.server_process import ServerProcess, administer

ID = "0" * 20 + "a77ac4ed0000"
SECRET = b"%PDF-1.7 contract over 8,000,000 with 15400001234"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """A company of this file alone: somebody leaves it."""
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "40")
    with ServerProcess(url, log=folder / "log") as process:
        yield Served(process.address, folder / "log"), url


def customer_of(speaker: Speaker, person_id: str) -> str:
    speaker.ask("hello", Hello("1.0", (1, 1), speaker.device), Welcome)
    pulled = speaker.ask("pull", Pull((ScopeCursor(person_scope(person_id)),), 4_000_000), Pulled)
    rows = [each for each in pulled.pages[0].upserts if each.kind == "customer"]
    return str(msgspec.json.decode(rows[0].rows)[0][0])


def said(customer_id: str, content: bytes, media_type: str, number: int = 0) -> DeclareAttachment:
    sha256 = hashlib.sha256(content).hexdigest()
    return DeclareAttachment(
        f"{number:08x}{ID[8:]}", customer_id, "follow_up", "林晓的合同.pdf", media_type, len(content), sha256
    )


def bring(speaker: Speaker, declared: DeclareAttachment, content: bytes) -> AttachmentStanding:
    speaker.ask("attachments/declare", declared, AttachmentStanding)
    return speaker.ask("attachments/chunk", PutChunk(declared.id, 0, content), AttachmentStanding)


def test_a_photo_goes_up_and_comes_down_with_a_small_one(own: tuple[Served, str], tmp_path: Path) -> None:
    speaker = own[0].speaker("lin")
    person_id = speaker.sign_in("lin").person_id
    declared = said(customer_of(speaker, person_id), photo(), "image/jpeg", 1)
    assert bring(speaker, declared, photo()).state == "there"
    small = speaker.ask("attachments/fetch", FetchAttachment(declared.id, Part.THUMBNAIL, 0, 10**6), AttachmentPiece)
    whole = [
        speaker.ask("attachments/fetch", FetchAttachment(declared.id, Part.CONTENT, start, 5_000), AttachmentPiece)
        for start in range(0, 150_000, 5_000)
    ]
    content = b"".join(piece.content for piece in whole)
    assert hashlib.sha256(content).hexdigest() == whole[0].sha256 and len(content) == whole[0].size
    assert b"Secret" not in content and 0 < small.size < 40_000


def test_a_bomb_is_an_answer_and_the_server_serves_on(own: tuple[Served, str]) -> None:
    speaker = own[0].speaker()
    person_id = speaker.sign_in("wang").person_id
    declared = said(customer_of(speaker, person_id), bomb(), "image/png", 2)
    standing = bring(speaker, declared, bomb())
    assert (standing.state, standing.reason, standing.facts) == ("refused", "image_too_large", {"limit": 64})
    assert own[0].get("/health/live").status_code == 200


@pytest.mark.parametrize(
    ("route", "message", "answer"),
    [
        ("declare", DeclareAttachment("x", ID, "follow_up", "n", "image/png", 1, "0" * 64), (422, "malformed")),
        ("declare", DeclareAttachment(ID, "../x", "follow_up", "n", "image/png", 1, "0" * 64), (422, "malformed")),
        ("declare", DeclareAttachment(ID, ID, "follow_up", "n", "image/png", 1, "../etc"), (422, "malformed")),
        ("declare", DeclareAttachment(ID, ID, "follow_up", "n", "image/png", -1, "0" * 64), (422, "malformed")),
        ("declare", DeclareAttachment(ID, ID, "follow_up", "n", "image/png", 1 << 60, "0" * 64), (422, "malformed")),
        ("chunk", PutChunk("../../etc/passwd", 0, b"x"), (422, "malformed")),
        ("chunk", PutChunk(ID, -1, b"x"), (422, "malformed")),
        ("chunk", PutChunk(ID, 0, bytes(LARGEST_CHUNK + 1)), (413, "too_large")),
        ("chunk", b'{"id":"x","offset":0,"content":"no base64!"}', (422, "malformed")),
        ("fetch", FetchAttachment("..", "content", 0, 1), (422, "malformed")),
        ("fetch", FetchAttachment(ID, "content", 1 << 62, 1), (422, "malformed")),
    ],
)
def test_what_makes_no_sense_is_declined(
    own: tuple[Served, str], route: str, message: object, answer: tuple[int, str]
) -> None:
    assert problem(own[0].speaker("lin").say(f"attachments/{route}", message)) == answer


@pytest.mark.parametrize("route", ["declare", "chunk", "fetch"])
def test_nobody_passes_without_a_session(own: tuple[Served, str], route: str) -> None:
    assert problem(own[0].speaker().say(f"attachments/{route}", b"{}")) == (401, "session_expired")


def test_nothing_of_a_file_stands_in_the_log(own: tuple[Served, str]) -> None:
    speaker = own[0].speaker()
    person_id = speaker.sign_in("lin").person_id
    declared = said(customer_of(speaker, person_id), SECRET, "application/pdf", 3)
    assert bring(speaker, declared, SECRET).state == "there"
    speaker.say("attachments/declare", msgspec.structs.replace(declared, size=7))
    log = own[0].log.read_text(encoding="utf-8")
    assert "/attachments/chunk" in log
    for private in ("合同", "contract", "15400001234", declared.sha256, speaker.token):
        assert private not in log


def test_a_disk_that_takes_nothing_is_no_refusal_of_the_file(own: tuple[Served, str]) -> None:
    speaker = own[0].speaker()
    person_id = speaker.sign_in("lin").person_id
    declared = said(customer_of(speaker, person_id), SECRET, "application/pdf", 5)
    assert speaker.ask("attachments/declare", declared, AttachmentStanding).received == 0
    coming = Path(f"{own[1].removeprefix('sqlite:///')}.attachments") / "coming"
    coming.rename(coming.with_name("away"))
    coming.write_bytes(b"in the way")
    refused = speaker.say("attachments/chunk", PutChunk(declared.id, 0, SECRET))
    assert (problem(refused), refused.headers["Retry-After"]) == ((503, "busy"), "60")
    coming.unlink()
    assert bring(speaker, declared, SECRET).state == "there"


def test_whoever_has_left_still_delivers_what_they_wrote_and_sees_nothing(own: tuple[Served, str]) -> None:
    served, url = own
    speaker = served.speaker()
    person_id = speaker.sign_in("wang").person_id
    declared = said(customer_of(speaker, person_id), SECRET, "application/pdf", 4)
    speaker.ask("attachments/declare", declared, AttachmentStanding)
    administer(url, "person", "depart", "wang")
    standing = speaker.ask("attachments/chunk", PutChunk(declared.id, 0, SECRET), AttachmentStanding)
    assert standing.state == "there"
    assert speaker.ask("attachments/declare", declared, AttachmentStanding).state == "there"
    asked = FetchAttachment(declared.id, Part.CONTENT, 0, 1_000)
    assert problem(speaker.say("attachments/fetch", asked)) == (403, "departed")
