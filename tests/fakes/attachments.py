"""Files with a server in memory, and the line to it. Mirrors `sync.transport.AttachmentLine`."""

import hashlib
from collections.abc import Callable
from typing import Any

from domain.attachments import MediaType, media_type_of
from domain.instants import millis
from sync.protocol.attachments import (
    AttachmentPiece,
    AttachmentStanding,
    AttachmentState,
    DeclareAttachment,
    FetchAttachment,
    Part,
    PutChunk,
)
from tests.fakes.clock import ManualClock

THUMBNAIL = b"\xff\xd8\xffsmall"


class FakeAttachments:
    """`files` are whole ones by id; `refuses` by media type with its reason; `hidden` are told of to nobody."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.declared: dict[str, DeclareAttachment] = {}
        self.coming: dict[str, bytearray] = {}
        self.files: dict[str, bytes] = {}
        self.refuses: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.arrivals: list[str] = []
        """Ids in the order in which they became whole, each as often as it did."""

    def declare(self, request: DeclareAttachment) -> AttachmentStanding:
        self.declared.setdefault(request.id, request)
        self.coming.setdefault(request.id, bytearray())
        return self._standing(request.id)

    def put(self, request: PutChunk) -> AttachmentStanding:
        coming = self.coming[request.id]
        if request.id not in self.files and request.offset <= len(coming) < request.offset + len(request.content):
            coming[request.offset :] = request.content
            said = self.declared[request.id]
            if len(coming) == said.size:
                assert hashlib.sha256(coming).hexdigest() == said.sha256, "other bytes than declared"
                if said.media_type not in self.refuses:
                    self.files[request.id] = bytes(coming)
                self.arrivals.append(request.id)
        return self._standing(request.id)

    def fetch(self, request: FetchAttachment) -> AttachmentPiece:
        now = millis(self._clock.now())
        content = self.files.get(request.id)
        if content is None or request.id in self.hidden:
            return AttachmentPiece(request.id, "", "", 0, "", b"", now, "gone")
        kind = media_type_of(content)
        if request.part == Part.THUMBNAIL:
            content, kind = THUMBNAIL, MediaType.JPEG
        piece = content[request.offset : request.offset + request.length]
        sha256 = hashlib.sha256(content).hexdigest()
        return AttachmentPiece(request.id, "文件", str(kind), len(content), sha256, piece, now)

    def forget(self, attachment_id: str) -> None:
        """As after a restore from an older backup."""
        for known in (self.files, self.coming, self.declared):
            known.pop(attachment_id, None)

    def _standing(self, attachment_id: str) -> AttachmentStanding:
        said, received = self.declared[attachment_id], len(self.coming[attachment_id])
        reason = self.refuses.get(said.media_type) if received == said.size else None
        is_there = attachment_id in self.files
        state = AttachmentState.THERE if is_there else AttachmentState.REFUSED if reason else AttachmentState.RECEIVING
        return AttachmentStanding(attachment_id, state, received, millis(self._clock.now()), reason)


class FakeAttachmentLine:
    """`struck` lets the transport's faults strike here as everywhere."""

    def __init__(self, server: FakeAttachments, struck: Callable[..., Any]) -> None:
        self._server = server
        self._struck = struck

    def declare_attachment(self, access_token: str, request: DeclareAttachment) -> AttachmentStanding:
        standing: AttachmentStanding = self._struck("declare", lambda: self._server.declare(request), access_token)
        return standing

    def put_chunk(self, access_token: str, request: PutChunk) -> AttachmentStanding:
        standing: AttachmentStanding = self._struck("chunk", lambda: self._server.put(request), access_token)
        return standing

    def fetch_attachment(self, access_token: str, request: FetchAttachment) -> AttachmentPiece:
        piece: AttachmentPiece = self._struck("fetch", lambda: self._server.fetch(request), access_token)
        return piece
