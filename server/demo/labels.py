"""The demo company's tags: groups, a tag that is used no more, and what reps have asked for."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from domain.identifiers import Instant
from domain.instants import millis
from server.demo import words
from server.demo.cast import Cast
from server.demo.chance import Chance, days, drawn_id, some
from server.demo.companies import Company
from server.feed.log import Entry
from server.tags.repository import insert_tag_groups, insert_tag_requests, insert_tags
from sync.protocol.rows import TagGroupRow, TagRequestRow, TagRow


@dataclass(frozen=True, slots=True)
class Labels:
    groups: tuple[TagGroupRow, ...]
    tags: tuple[TagRow, ...]
    requests: tuple[TagRequestRow, ...]
    by_name: dict[str, str]

    def put_on(self, company: Company, chance: Chance) -> Company:
        """Its tags by their ids, with what reps have noted of it."""
        noted = some(chance, words.NOTED_TAGS, 0, 2)
        return replace(company, tags=tuple(self.by_name[name] for name in (*company.tags, *noted)))

    def insert(self, connection: Connection) -> list[Entry]:
        """Returns what the feed is to tell."""
        entries = insert_tag_groups(connection, self.groups)
        entries += insert_tags(connection, self.tags)
        return entries + insert_tag_requests(connection, self.requests)


def print_labels(chance: Chance, cast: Cast, since: Instant, now: Instant) -> Labels:
    """The same every time; requests are a few days old."""
    groups, tags = [], []
    for place, (group, names) in enumerate(words.TAG_GROUPS):
        # One after the other, for groups are listed by their age.
        row = TagGroupRow(drawn_id(chance, since + timedelta(minutes=place)), 1, group)
        groups.append(row)
        tags += [TagRow(drawn_id(chance, since), 1, name, row.id, name in words.RETIRED_TAGS) for name in names]
    requests = [
        TagRequestRow(drawn_id(chance, at), 1, name, cast.member(login).person.id, millis(at), why)
        for login, name, why in words.WANTED_TAGS
        for at in [now - days(chance, 1, 5)]
    ]
    return Labels(tuple(groups), tuple(tags), tuple(requests), {tag.name: tag.id for tag in tags})
