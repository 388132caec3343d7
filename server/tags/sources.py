"""How tags travel: to everybody."""

from sqlalchemy import select

from server.feed.sources import Source
from server.tags.tables import tag, tag_group, tag_request
from sync.protocol.rows import TagGroupRow, TagRequestRow, TagRow


def all_tag_groups() -> Source:
    columns = [tag_group.c[name] for name in TagGroupRow.__struct_fields__]
    return Source(TagGroupRow.kind, select(*columns), tag_group.c.id)


def all_tags() -> Source:
    columns = [tag.c[name] for name in TagRow.__struct_fields__]
    return Source(TagRow.kind, select(*columns), tag.c.id)


def all_tag_requests() -> Source:
    columns = [tag_request.c[name] for name in TagRequestRow.__struct_fields__]
    return Source(TagRequestRow.kind, select(*columns), tag_request.c.id)
