"""How the rules of flowing in travel: to everybody."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import select

from server.feed.sources import Source
from server.flow_in.tables import flow_in
from sync.protocol.rows import FlowInRow


def the_flow_in() -> Source:
    return Source(FlowInRow.kind, select(flow_in.c.id, flow_in.c.version, flow_in.c.settings), flow_in.c.id, _shape)


def _shape(row: Sequence[Any]) -> Sequence[Any]:
    # Stored as the JSON that travels, so it is passed on unread.
    return (*row[:-1], msgspec.Raw(row[-1].encode()))
