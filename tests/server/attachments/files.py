"""Files as reps attach them, and as attackers do."""

import hashlib
import io
import random
import zlib

from PIL import Image

from server.attachments.service import Intake
from sync.protocol.attachments import AttachmentStanding, AttachmentState, DeclareAttachment, PutChunk

PDF = b"%PDF-1.7\n" + b"x" * 5_000
WORKBOOK = b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml.." + b"y" * 3_000


def photo(width: int = 640, height: int = 480, seed: int = 1) -> bytes:
    """A JPEG as a phone takes it: lying on its side, with where and by whom it was taken."""
    noise = Image.frombytes("RGB", (width // 8, height // 8), random.Random(seed).randbytes(width * height // 64 * 3))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 32.0, 1.0)
    written = io.BytesIO()
    noise.resize((width, height)).save(written, "JPEG", exif=exif, comment=b"SecretComment")
    return written.getvalue()


def drawing(width: int = 300, height: int = 200, mode: str = "RGBA") -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height), 128 if mode in {"L", "P"} else (10, 20, 30, 40)[: len(mode)]).save(written, "PNG")
    return written.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small PNG that says it has billions of pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    body = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def declared(
    attachment_id: str, customer_id: str, content: bytes, media_type: str, purpose: str = "follow_up", **other: object
) -> DeclareAttachment:
    fields = {"name": "照片.jpg", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **other}
    return DeclareAttachment(attachment_id, customer_id, purpose, media_type=media_type, **fields)  # type: ignore[arg-type]


def deliver(intake: Intake, person_id: object, said: DeclareAttachment, content: bytes) -> AttachmentStanding:
    """As a client does when all goes well."""
    standing = intake.declare(person_id, said)  # type: ignore[arg-type]
    while standing.state == AttachmentState.RECEIVING:
        start = standing.received
        chunk = PutChunk(said.id, start, content[start : start + 64 * 1024])
        standing = intake.take(person_id, chunk)  # type: ignore[arg-type]
        assert standing.received > start or standing.state != AttachmentState.RECEIVING
    return standing
