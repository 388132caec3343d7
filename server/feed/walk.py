"""The first way through a scope: its rows as they stand, kind by kind, ascending by id, a stretch at a time.

Rows may change while a client walks. What it then misses or has too early is in the commits after the position that
was noted before its first step, and these it follows afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from server.feed.sources import Source
from sync.protocol.messages import Upserts

_ROWS_AT_ONCE = 2_000

_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Stretch:
    """`resume` names the last row that was sent, None when the walk is over."""

    upserts: tuple[Upserts, ...]
    resume: str | None
    size: int


def walk(connection: Connection, sources: Sequence[Source], resume: str | None, byte_budget: int) -> Stretch:
    """The next stretch after `resume`, at least one row of it and about `byte_budget` bytes long."""
    kind, last_id = _place(resume)
    kinds = [source.kind for source in sources]
    if kind not in kinds:
        # It has gone from the scope since, or the walk begins: to send twice does no harm.
        kind, last_id = kinds[0], ""
    found: list[Upserts] = []
    size = 0
    for source in sources[kinds.index(kind) :]:
        chunks: list[bytes] = []
        while size < byte_budget:
            page = source.rows.where(source.id > last_id).order_by(source.id).limit(_ROWS_AT_ONCE)
            rows = connection.execute(page).all()
            if rows:
                chunk = _encoder.encode([source.shape(row) for row in rows])
                chunks.append(chunk[1:-1])
                size += len(chunk)
                last_id = rows[-1][0]
            if len(rows) < _ROWS_AT_ONCE:
                break
        else:
            return Stretch((*found, *_upserts(source.kind, chunks)), f"{source.kind}/{last_id}", size)
        found += _upserts(source.kind, chunks)
        last_id = ""
    return Stretch(tuple(found), None, size)


def encoded(kind: str, shaped: Sequence[Sequence[object]]) -> Upserts:
    return Upserts(kind, msgspec.Raw(_encoder.encode(shaped)))


def _upserts(kind: str, chunks: Sequence[bytes]) -> list[Upserts]:
    return [Upserts(kind, msgspec.Raw(b"[" + b",".join(chunks) + b"]"))] if chunks else []


def _place(resume: str | None) -> tuple[str, str]:
    kind, _, last_id = (resume or "/").partition("/")
    return kind, last_id
