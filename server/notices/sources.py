"""How notices travel: to whom they tell something, and to nobody else."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import literal, select

from server.feed.sources import Source
from server.notices.repository import NOTICE_VERSION
from server.notices.tables import notice
from sync.protocol.rows import NoticeRow

_COLUMNS = (
    notice.c.id,
    literal(NOTICE_VERSION),
    *(notice.c[name] for name in NoticeRow.__struct_fields__[2:]),
)


def own_notices(person_id: str) -> Source:
    rows = select(*_COLUMNS).where(notice.c.person_id == person_id)
    return Source(NoticeRow.kind, rows, notice.c.id, _with_numbers)


def _with_numbers(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so it is passed on unread.
    return (*row[:-1], msgspec.Raw(row[-1].encode()))
