"""The image of a licence, wherever it is: on this machine, on its way up, or still with the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.certification import Licence
from domain.attachments import MediaType, media_type_of
from sync.protocol.attachments import Part

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.attachments import AttachmentView

type Decode = Callable[[bytes], object | None]
"""A picture of this image, for a view to show; None where it is none. Slow: for the background."""


class Licences:
    """One for each place where a licence is shown. What was decoded last is kept: it is asked for again and again."""

    def __init__(self, place: Workplace, decode: Decode) -> None:
        self._place = place
        self._decode = decode
        self._last: tuple[str, object | None] = ("", None)

    def read(self, licence_id: str) -> Licence | None:
        """As it can be shown now. Reads the cache, and decodes: for the background."""
        from sync.cache.attachments import FileState

        if not licence_id:
            return None
        files = self._place.cache.attachments
        (view,) = files.named([licence_id])
        content = files.content(licence_id)
        name = words.say("certification-licence") if view is None else view.name
        label = None if view is None else _on_its_way(view)
        if view is not None and view.state is FileState.REFUSED:
            told = explain(view.reason, view.facts, self._place.cache.directory, self._place.local_now())
            label, remark = Label(words.say("licence-refused"), Tone.BAD), told.what
        elif content is None:
            self._place.want_file(licence_id, Part.CONTENT)
            remark = words.say("licence-fetching" if self._place.is_online else "licence-not-here")
        else:
            remark = words.say("licence-pdf") if media_type_of(content) is MediaType.PDF else ""
        picture = None if content is None else self._decoded(licence_id, content)
        if content is not None and picture is None and not remark:
            remark = words.say("licence-unreadable")
        return Licence(licence_id, name, remark, label, picture, is_here=content is not None)

    def content(self, licence_id: str) -> tuple[str, bytes] | None:
        """Its name and its bytes, where they are on this machine. Reads the cache."""
        content = self._place.cache.attachments.content(licence_id)
        (view,) = self._place.cache.attachments.named([licence_id])
        name = f"{words.say('certification-licence')}{_ENDINGS.get(media_type_of(content or b''), '')}"
        return None if content is None else (name if view is None else view.name, content)

    def _decoded(self, licence_id: str, content: bytes) -> object | None:
        if self._last[0] != licence_id:
            is_image = media_type_of(content) in (MediaType.JPEG, MediaType.PNG)
            self._last = licence_id, self._decode(content) if is_image else None
        return self._last[1]


_ENDINGS: dict[MediaType | None, str] = {MediaType.JPEG: ".jpg", MediaType.PNG: ".png", MediaType.PDF: ".pdf"}


def _on_its_way(view: AttachmentView) -> Label | None:
    from sync.cache.attachments import FileState

    if view.state is FileState.SENDING:
        percent = view.sent * 100 // max(1, view.size)
        return Label(words.say("licence-sending", percent=percent), Tone.PRIMARY)
    return Label(words.say("mark-waiting"), Tone.PRIMARY) if view.state is FileState.WAITING else None
