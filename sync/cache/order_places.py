"""Where orders stand in a list: out of two files into one, and sub-orders under their parents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select

from sync.cache.lookup import among
from sync.cache.tables import customer_order


@dataclass(frozen=True, slots=True)
class Place:
    """An order in a list: what it is sorted by, and what it stands under."""

    id: str
    key: Any
    parent_id: str | None = None
    ordered_at: int = 0


def places(connection: Connection, rows: Select[Any]) -> list[Place]:
    return [Place(*row) for row in connection.execute(rows)]


def woven(lists: Iterable[list[Place]], *, is_descending: bool) -> list[Place]:
    """One list out of several that stand in the same order."""
    by_id = sorted((place for some in lists for place in some), key=lambda place: place.id)
    told = sorted((place for place in by_id if place.key is not None), key=_key, reverse=is_descending)
    return [*told, *(place for place in by_id if place.key is None)]


def as_tree(listed: Sequence[Place]) -> list[str]:
    """Each followed by those under it, the earliest first; whatever hangs together in a circle comes at the end."""
    known = {place.id for place in listed}
    below: dict[str, list[Place]] = {}
    heads = []
    for place in listed:
        if place.parent_id in known:
            below.setdefault(str(place.parent_id), []).append(place)
        else:
            heads.append(place)
    ids: dict[str, None] = {}
    for head in [*heads, *(place for some in below.values() for place in some)]:
        left = [head]
        while left:
            place = left.pop()
            if place.id not in ids:
                ids[place.id] = None
                left += sorted(below.get(place.id, ()), key=lambda each: (each.ordered_at, each.id), reverse=True)
    return list(ids)


def first_of_tree(connection: Connection, rows: Select[Any], ranked: Select[Any], limit: int) -> list[Place]:
    """Enough to show the first `limit` of the tree, without reading all of it: the first in rank that stand under
    none, and what stands under those. All of it where that is too little to be sure of."""
    first = places(connection, ranked.limit(2 * limit))
    known = {place.id for place in first}
    above = {place.parent_id for place in first if place.parent_id and place.parent_id not in known}
    away = {place.id for place in places(connection, rows.where(among(customer_order.c.id, above)))}
    found = {place.id: place for place in first}
    # Whatever stands under one that is further down goes there with it, and so does what stands under that.
    while away := {place.id for place in found.values() if place.parent_id in away}:
        found = {place.id: place for place in found.values() if place.id not in away}
    if len(found) < limit:
        return first if len(first) < 2 * limit else places(connection, ranked)
    left = set(found)
    while left:
        under = places(connection, rows.where(among(customer_order.c.parent_id, left)))
        left = {place.id for place in under} - set(found)
        found |= {place.id: place for place in under if place.id in left}
    return list(found.values())


def _key(place: Place) -> Any:
    return place.key
