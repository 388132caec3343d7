"""What the person has written about a customer and the server has not told yet: shown at once, as theirs."""

from collections.abc import Iterable

import msgspec

from domain.commands import (
    ApproveCertification,
    PutTag,
    RejectCertification,
    RevokeCertification,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.customers import Standing
from sync.cache.pending import Asked
from sync.protocol.rows import CustomerRow


def written(row: CustomerRow, asked: Iterable[Asked]) -> CustomerRow:
    """The row with the note, the tags and the standing that are on their way; the same object where none are."""
    note, tags, certification = row.note, row.tags, row.certification
    for one in asked:
        if not one.is_pending:
            continue
        match one.command:
            case WriteNote(note=text):
                note = text
            case PutTag(tag_id=tag_id) if tag_id not in tags:
                tags = (*tags, tag_id)
            case TakeTag(tag_id=tag_id):
                tags = tuple(tag for tag in tags if tag != tag_id)
            case SubmitCertification():
                certification = Standing.SUBMITTED.value
            case ApproveCertification():
                certification = Standing.PROFILE.value
            case RejectCertification() | RevokeCertification():
                certification = Standing.NONE.value
            case _:
                pass
    if (note, tags, certification) == (row.note, row.tags, row.certification):
        return row
    return msgspec.structs.replace(row, note=note, tags=tags, certification=certification)
