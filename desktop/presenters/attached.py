"""Files that follow-ups name, as far as this machine knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import FileLine

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.attachments import AttachmentView

THUMBNAIL = "thumbnail"
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def file_lines(place: Workplace, attachment_ids: Sequence[str]) -> tuple[FileLine, ...]:
    """In their order. A small image that is not here is asked for, and shown once it has come. Reads the cache."""
    if not attachment_ids:
        return ()
    found = place.cache.attachments.named(attachment_ids)
    return tuple(
        FileLine(attachment_id, words.say("file-unknown")) if view is None else _line(place, view)
        for attachment_id, view in zip(attachment_ids, found, strict=True)
    )


def size_word(size: int) -> str:
    """843 KB, 1.2 MB."""
    if size < _MEGABYTE:
        return words.say("size-kilobytes", n=max(1, round(size / _KILOBYTE)))
    return words.say("size-megabytes", n=f"{size / _MEGABYTE:.1f}")


def _line(place: Workplace, view: AttachmentView) -> FileLine:
    small = place.cache.attachments.thumbnail(view.id) if view.is_image else None
    if view.is_image and small is None:
        place.want_file(view.id, THUMBNAIL)
    return FileLine(view.id, view.name, _detail(place, view), _label(view), small)


def _detail(place: Workplace, view: AttachmentView) -> str:
    if view.reason is None:
        return size_word(view.size)
    said = explain(view.reason, view.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)


def _label(view: AttachmentView) -> Label | None:
    match view.state.value:
        case "waiting":
            return Label(words.say("mark-waiting"), Tone.PRIMARY)
        case "sending":
            return Label(words.say("file-sending", n=view.sent * 100 // max(1, view.size)), Tone.PRIMARY)
        case "refused":
            return Label(words.say("mark-refused"), Tone.BAD)
        case _:
            return None
