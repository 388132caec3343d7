"""Images are strangers: decoded elsewhere under limits, written anew, and nothing hidden in them is kept."""

import io

import pytest
from PIL import Image

from domain.attachments import MediaType
from domain.reasons import Reason
from domain.verdicts import Refused
from server.attachments.pictures import Picture, develop
from sync.protocol.attachments import AttachmentState, Part
from tests.server.attachments.conftest import Desk
from tests.server.attachments.files import PDF, bomb, drawing, photo


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_photo_stands_upright_and_says_nothing_of_where_it_was_taken() -> None:
    told = develop(photo(640, 480), MediaType.JPEG)
    assert isinstance(told, Picture)
    assert (told.width, told.height) == (480, 640) == opened(told.content).size
    assert not opened(told.content).getexif() and "comment" not in opened(told.content).info
    for content in (told.content, told.thumbnail):
        assert b"Secret" not in content and b"Exif" not in content
    assert opened(told.thumbnail).format == "JPEG" and max(opened(told.thumbnail).size) == 256


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "P", "1", "LA"])
def test_a_drawing_stays_a_png_of_its_size(mode: str) -> None:
    told = develop(drawing(mode=mode), MediaType.PNG)
    assert isinstance(told, Picture)
    kept = opened(told.content)
    assert (kept.format, kept.size, told.width, told.height) == ("PNG", (300, 200), 300, 200)
    assert kept.has_transparency_data is (mode in {"RGBA", "LA"})
    assert opened(told.thumbnail).mode == "RGB"


def test_colours_for_print_become_colours_for_screens() -> None:
    written = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(written, "JPEG")
    told = develop(written.getvalue(), MediaType.JPEG)
    assert isinstance(told, Picture) and opened(told.content).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (bomb(), MediaType.PNG, Reason.IMAGE_TOO_LARGE),
        (bomb(8_000, 7_000), MediaType.PNG, Reason.IMAGE_UNREADABLE),  # as many as it says do not come
        (photo()[:2_000], MediaType.JPEG, Reason.IMAGE_UNREADABLE),
        (b"\xff\xd8\xff" + b"nonsense" * 100, MediaType.JPEG, Reason.IMAGE_UNREADABLE),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), MediaType.PNG, Reason.IMAGE_UNREADABLE),
        (drawing(), MediaType.JPEG, Reason.IMAGE_UNREADABLE),
    ],
    ids=["bomb", "hollow", "cut short", "nonsense", "empty chunks", "of another kind"],
)
def test_what_harms_or_cannot_be_read_is_refused(content: bytes, kind: MediaType, reason: Reason) -> None:
    told = develop(content, kind)
    assert isinstance(told, Refused) and told.reason is reason


def test_whoever_takes_too_long_is_ended() -> None:
    assert develop(photo(), MediaType.JPEG, patience_seconds=0.01) == Refused(Reason.IMAGE_UNREADABLE)


def test_an_image_is_kept_as_it_was_written_anew_with_a_small_one(desk: Desk) -> None:
    said, standing = desk.attach(photo(), "image/jpeg")
    assert standing.state == AttachmentState.THERE
    kept, small = desk.fetch(desk.rep, said.id), desk.fetch(desk.rep, said.id, Part.THUMBNAIL)
    assert b"Secret" not in kept.content and kept.size == len(kept.content)
    assert (small.media_type, max(opened(small.content).size)) == ("image/jpeg", 256)


@pytest.mark.parametrize(
    ("content", "said_to_be", "purpose", "reason"),
    [
        (PDF, "image/jpeg", "follow_up", "file_disguised"),
        (drawing(), "image/jpeg", "licence", "file_disguised"),
        (b"MZ" + bytes(1000), "application/pdf", "follow_up", "file_kind"),
        (b"MZ" + bytes(1000), "image/png", "licence", "licence_kind"),
        (bomb(), "image/png", "licence", "image_too_large"),
        (photo()[:3_000], "image/jpeg", "follow_up", "image_unreadable"),
    ],
)
def test_disguised_files_are_refused_for_good_and_nothing_of_them_is_kept(
    desk: Desk, content: bytes, said_to_be: str, purpose: str, reason: str
) -> None:
    said, standing = desk.attach(content, said_to_be, purpose)
    assert (standing.state, standing.reason) == (AttachmentState.REFUSED, reason)
    assert desk.intake.declare(desk.rep, said) == standing
    assert desk.fetch(desk.rep, said.id).reason == "gone"
    assert desk.blobs.part(said.id) == b""


@pytest.mark.parametrize(
    ("media_type", "purpose", "reason"),
    [
        ("application/msword", "licence", "licence_kind"),
        ("image/gif", "follow_up", "file_kind"),
        ("image/png", "whatever", "file_kind"),
    ],
)
def test_what_is_never_taken_is_refused_before_a_byte_of_it_comes(
    desk: Desk, media_type: str, purpose: str, reason: str
) -> None:
    standing = desk.intake.declare(desk.rep, desk.say(PDF, media_type, purpose))
    assert (standing.state, standing.reason) == (AttachmentState.REFUSED, reason)
