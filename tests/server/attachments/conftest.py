"""A company whose people attach files."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from domain.identifiers import CustomerId, PersonId
from server.attachments.blobs import Blobs
from server.attachments.service import Intake
from server.attachments.showing import show
from sync.protocol.attachments import AttachmentPiece, AttachmentStanding, DeclareAttachment, FetchAttachment, Part
from tests.server.attachments.files import declared, deliver
from tests.server.company import NOW, Company


class Desk:
    """One rep who holds one customer, and the server's side of their files."""

    def __init__(self, company: Company, folder: Path) -> None:
        self.company = company
        self.blobs = Blobs(folder)
        self.now = NOW
        self.intake = Intake(company.database, self.blobs, lambda: self.now, company.ids.new)
        self.rep = company.person("林", company.south)
        self.customer_id = self.held_by(self.rep)

    def held_by(self, person_id: PersonId) -> CustomerId:
        (customer_id,) = self.company.customers(1)
        assert self.company.claim(person_id, customer_id)[0].is_accepted
        return customer_id

    def say(self, content: bytes, media_type: str, purpose: str = "follow_up", **other: object) -> DeclareAttachment:
        said = declared(self.company.ids.new(), self.customer_id, content, media_type, purpose)
        return msgspec.structs.replace(said, **other)

    def attach(
        self, content: bytes, media_type: str, purpose: str = "follow_up"
    ) -> tuple[DeclareAttachment, AttachmentStanding]:
        said = self.say(content, media_type, purpose)
        return said, deliver(self.intake, self.rep, said, content)

    def fetch(self, person_id: PersonId, attachment_id: str, part: str = Part.CONTENT) -> AttachmentPiece:
        asked = FetchAttachment(attachment_id, part, 0, 1 << 20)
        return show(self.company.database, self.blobs, person_id, asked, lambda: self.now)


@pytest.fixture
def desk(company: Company, tmp_path: Path) -> Desk:
    return Desk(company, tmp_path / "files")


@pytest.fixture
def reopened(desk: Desk) -> Callable[[], Intake]:
    """As after a restart of the server's process."""
    return lambda: Intake(desk.company.database, desk.blobs, lambda: desk.now, desk.company.ids.new)
