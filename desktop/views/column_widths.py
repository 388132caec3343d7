"""How the columns of a list share the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.screens.lists import Column

TICK_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Width:
    """Least and wished width in pixels, and the share of what is left over."""

    least: int
    wished: int
    share: int = 0


WIDTHS: dict[Column, Width] = {
    Column.NAME: Width(168, 240, 3),
    Column.REGION: Width(74, 82),
    Column.TAGS: Width(64, 116, 1),
    Column.STATUS: Width(64, 68),
    Column.LAST_ORDER: Width(56, 62),
    Column.LAST_FOLLOW_UP: Width(56, 62),
    Column.OUTFLOW: Width(136, 164),
    Column.OUTFLOW_REASON: Width(96, 128),
    Column.ENTERED_POOL: Width(62, 76),
    Column.CLAIMABLE: Width(84, 148),
    Column.RESULT: Width(84, 92),
    Column.ACT: Width(80, 108),
    Column.OBJECT: Width(180, 296, 1),
    Column.EXPLANATION: Width(200, 380, 2),
    Column.STEP: Width(104, 124),
    Column.ACTION: Width(70, 76),
}


def share_width(columns: tuple[Column, ...], room: int, needed: Mapping[Column, int]) -> list[int]:
    """A width for each column: the wished one where there is room, never less than the least or its head needs."""
    least = [max(WIDTHS[column].least, needed[column]) for column in columns]
    wished = [max(WIDTHS[column].wished, low) for column, low in zip(columns, least, strict=True)]
    if sum(wished) <= room:
        shares = [WIDTHS[column].share for column in columns]
        spare, whole = room - sum(wished), max(1, sum(shares))
        given = [width + spare * share // whole for width, share in zip(wished, shares, strict=True)]
        if given and any(shares):
            given[shares.index(max(shares))] += room - sum(given)
        return given
    squeezable = sum(wished) - sum(least)
    lacking = min(sum(wished) - room, squeezable)
    if not squeezable:
        return least
    return [wish - -(-(wish - low) * lacking // squeezable) for wish, low in zip(wished, least, strict=True)]
