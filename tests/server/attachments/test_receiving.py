"""Files on their way in: in any order, any number of times, cut short anywhere, each arrives intact once."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from server.attachments.repository import note_received
from server.attachments.service import MOST_TRIES, Intake
from sync.protocol.attachments import AttachmentState, DeclareAttachment, Part, PutChunk
from tests.server.attachments.conftest import Desk
from tests.server.attachments.files import PDF, WORKBOOK, deliver, photo

THERE, RECEIVING, REFUSED = AttachmentState.THERE, AttachmentState.RECEIVING, AttachmentState.REFUSED
SEED = 20_260_302


def test_a_document_is_kept_as_it_is(desk: Desk) -> None:
    said, standing = desk.attach(PDF, "application/pdf")
    assert (standing.state, standing.received) == (THERE, len(PDF))
    piece = desk.fetch(desk.rep, said.id)
    assert (piece.content, piece.size, piece.media_type) == (PDF, len(PDF), "application/pdf")
    assert piece.sha256 == hashlib.sha256(PDF).hexdigest()


def test_said_twice_is_said_once_and_a_third_time_answers_the_same(desk: Desk) -> None:
    said, first = desk.attach(PDF, "application/pdf")
    assert desk.intake.declare(desk.rep, said) == first
    assert desk.intake.take(desk.rep, PutChunk(said.id, 0, PDF[:100])) == first
    assert desk.fetch(desk.rep, said.id).content == PDF


def test_the_server_says_where_to_go_on(desk: Desk) -> None:
    said = desk.say(PDF, "application/pdf")
    desk.intake.declare(desk.rep, said)
    assert desk.intake.take(desk.rep, PutChunk(said.id, 0, PDF[:1000])).received == 1000
    assert desk.intake.take(desk.rep, PutChunk(said.id, 3000, PDF[3000:])).received == 1000
    assert desk.intake.take(desk.rep, PutChunk(said.id, 0, PDF[:400])).received == 1000
    assert desk.intake.take(desk.rep, PutChunk(said.id, 500, PDF[500:1500])).received == 1500
    assert desk.intake.declare(desk.rep, said).received == 1500
    assert desk.intake.take(desk.rep, PutChunk(said.id, 1500, PDF[1500:] + b"and more")).state == THERE
    assert desk.fetch(desk.rep, said.id).content == PDF


def test_chunks_by_chance_repeated_and_out_of_order_make_the_file(desk: Desk, reopened: Callable[[], Intake]) -> None:
    chance = random.Random(SEED)
    content = b"%PDF-" + chance.randbytes(200_000)
    said = desk.say(content, "application/pdf")
    desk.intake.declare(desk.rep, said)
    intake, rounds = desk.intake, 0
    while intake.declare(desk.rep, said).state == RECEIVING:
        rounds += 1
        start = chance.randrange(len(content)) if chance.random() < 0.5 else intake.declare(desk.rep, said).received
        intake.take(desk.rep, PutChunk(said.id, start, content[start : start + chance.randrange(1, 20_000)]))
        if chance.random() < 0.2:
            intake = reopened()
        assert rounds < 2_000, f"seed {SEED}"
    assert desk.fetch(desk.rep, said.id).size == len(content)
    assert desk.blobs.read(said.sha256, 0, len(content)) == content


def test_what_was_lost_from_the_disk_is_asked_for_again(desk: Desk) -> None:
    said = desk.say(PDF, "application/pdf")
    desk.intake.declare(desk.rep, said)
    desk.intake.take(desk.rep, PutChunk(said.id, 0, PDF[:2000]))
    desk.blobs.drop_part(said.id)
    standing = desk.intake.take(desk.rep, PutChunk(said.id, 2000, PDF[2000:]))
    assert (standing.state, standing.received) == (RECEIVING, 0)
    assert deliver(desk.intake, desk.rep, said, PDF).state == THERE
    assert desk.fetch(desk.rep, said.id).content == PDF


def test_a_folder_that_forgot_a_file_is_given_it_once_more(desk: Desk, tmp_path: Path) -> None:
    said, _ = desk.attach(photo(), "image/jpeg")
    for path in (tmp_path / "files" / "kept").rglob("*"):
        if path.is_file():
            path.unlink()
    assert desk.fetch(desk.rep, said.id).reason == "gone"
    assert desk.intake.declare(desk.rep, said).received == 0
    assert deliver(desk.intake, desk.rep, said, photo()).state == THERE
    assert desk.fetch(desk.rep, said.id, Part.THUMBNAIL).size > 0


def test_what_is_never_what_was_declared_is_refused_in_the_end(desk: Desk) -> None:
    said = desk.say(PDF, "application/pdf", sha256="0" * 64)
    standing = desk.intake.declare(desk.rep, said)
    for number in range(1, MOST_TRIES + 1):
        standing = desk.intake.take(desk.rep, PutChunk(said.id, 0, PDF))
        assert standing.state == (REFUSED if number == MOST_TRIES else RECEIVING)
    assert standing.reason == "file_damaged"
    assert desk.intake.declare(desk.rep, said) == standing


def test_whoever_dies_between_the_last_byte_and_the_look_is_helped_by_declaring(desk: Desk) -> None:
    said = desk.say(WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    desk.intake.declare(desk.rep, said)
    desk.blobs.write_part(said.id, 0, WORKBOOK)
    desk.company.database.write(lambda each: note_received(each, said.id, 0, len(WORKBOOK), desk.now))
    assert desk.intake.declare(desk.rep, said).state == THERE


@pytest.mark.parametrize(
    "other",
    [{"sha256": "1" * 64}, {"size": len(PDF) + 1}, {"customer_id": "another"}],
    ids=["hash", "size", "customer"],
)
def test_an_id_stands_for_one_file_for_ever(desk: Desk, other: dict[str, object]) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    if "customer_id" in other:
        other = {"customer_id": desk.held_by(desk.rep)}
    standing = desk.intake.declare(desk.rep, msgspec.structs.replace(said, **other))
    assert (standing.state, standing.reason) == (REFUSED, "id_reused")


def test_no_file_is_larger_than_was_said(desk: Desk) -> None:
    standing = desk.intake.declare(desk.rep, replace_size(desk, 10 * 1024 * 1024 + 1))
    assert (standing.state, standing.reason, standing.facts) == (REFUSED, "file_too_large", {"limit": 10, "size": 11})
    assert desk.intake.declare(desk.rep, replace_size(desk, 0)).reason == "file_empty"


def replace_size(desk: Desk, size: int) -> DeclareAttachment:
    return msgspec.structs.replace(desk.say(PDF, "application/pdf"), size=size)
