"""A file that nothing names goes after a month; one that something names stays, and so does what it shares."""

import os
from datetime import timedelta
from pathlib import Path

from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import AttachmentId, FollowUpId
from server.attachments.blobs import Blobs
from server.attachments.retention import UNNAMED_KEPT, forget_unnamed
from server.upkeep.tidying import tidy
from sync.protocol.attachments import AttachmentState, PutChunk
from tests.server.attachments.conftest import Desk
from tests.server.attachments.files import PDF, deliver, photo
from tests.server.company import NOW

LATER = NOW + UNNAMED_KEPT + timedelta(days=2)


def name(desk: Desk, attachment_id: str) -> None:
    command = AddFollowUp(
        desk.customer_id,
        FollowUpId(desk.company.ids.new()),
        FollowUpKind.VISIT,
        "看了样板",
        NOW,
        attachments=(AttachmentId(attachment_id),),
    )
    assert desk.company.ask(desk.rep, command)[0].is_accepted


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def age(folder: Path) -> None:
    """As if all had been written when the story was."""
    for path in folder.rglob("*"):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))


def test_what_nothing_names_goes_after_a_month_and_twice_is_once(desk: Desk, tmp_path: Path) -> None:
    named, _ = desk.attach(photo(seed=1), "image/jpeg")
    name(desk, named.id)
    kept = files_in(tmp_path / "files")
    loose, _ = desk.attach(photo(seed=2), "image/jpeg")
    half = desk.say(PDF, "application/pdf")
    desk.intake.declare(desk.rep, half)
    desk.intake.take(desk.rep, PutChunk(half.id, 0, PDF[:100]))
    age(tmp_path / "files")
    assert forget_unnamed(desk.company.database, desk.blobs, LATER - timedelta(days=3)) == 0
    assert forget_unnamed(desk.company.database, desk.blobs, LATER) == 2
    assert forget_unnamed(desk.company.database, desk.blobs, LATER) == 0
    assert files_in(tmp_path / "files") == kept
    assert [desk.fetch(desk.rep, each.id).reason for each in (named, loose)] == [None, "gone"]


def test_bytes_that_another_file_shares_stay(desk: Desk, tmp_path: Path) -> None:
    first, _ = desk.attach(PDF, "application/pdf")
    second, _ = desk.attach(PDF, "application/pdf")
    name(desk, second.id)
    assert len(files_in(tmp_path / "files")) == 1
    age(tmp_path / "files")
    assert forget_unnamed(desk.company.database, desk.blobs, LATER) == 1
    assert desk.fetch(desk.rep, second.id).content == PDF
    assert desk.fetch(desk.rep, first.id).reason == "gone"


def test_bytes_that_somebody_is_about_to_share_stay(desk: Desk, tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    desk.attach(PDF, "application/pdf")
    age(tmp_path / "files")
    sha256 = blobs.keep(PDF, "another")
    blobs.drop(sha256, LATER.replace(year=2020))
    assert blobs.has(sha256)


def test_whoever_declares_it_again_keeps_it(desk: Desk) -> None:
    said, _ = desk.attach(PDF, "application/pdf")
    desk.now = NOW + timedelta(days=20)
    assert desk.intake.declare(desk.rep, said).state == AttachmentState.THERE
    assert forget_unnamed(desk.company.database, desk.blobs, LATER) == 0


def test_the_daily_round_takes_files_with_it(desk: Desk, tmp_path: Path) -> None:
    said = desk.say(PDF, "application/pdf")
    assert deliver(desk.intake, desk.rep, said, PDF).state == AttachmentState.THERE
    age(tmp_path / "files")
    gone = tidy(desk.company.database, LATER, desk.company.ids.new, lambda: False, desk.blobs)
    assert gone is not None and gone.attachments == 1
    assert files_in(tmp_path / "files") == []
