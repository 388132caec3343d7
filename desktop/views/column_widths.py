"""How the columns of a list share the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    Column.NAME: Width(190, 240, 3),
    Column.OWNER: Width(64, 76),
    Column.TEAM: Width(88, 110),
    Column.STATE: Width(84, 92),
    Column.REGION: Width(70, 82),
    Column.TAGS: Width(104, 124, 1),
    Column.STATUS: Width(76, 80),
    Column.LAST_ORDER: Width(66, 70),
    Column.LAST_FOLLOW_UP: Width(58, 62),
    Column.OUTFLOW: Width(164, 180),
    Column.OUTFLOW_AT: Width(116, 148),
    Column.MOVER: Width(80, 96, 1),
    Column.OUTFLOW_REASON: Width(96, 128),
    Column.ENTERED_POOL: Width(66, 70),
    Column.CLAIMABLE: Width(132, 136),
    Column.RESULT: Width(94, 104),
    Column.ACT: Width(132, 132),
    Column.OBJECT: Width(180, 296, 1),
    Column.EXPLANATION: Width(180, 380, 2),
    Column.STEP: Width(140, 152),
    Column.LINE: Width(56, 64),
    Column.REQUEST_STATE: Width(92, 108),
    Column.REQUEST: Width(96, 104),
    Column.ASKER: Width(124, 150, 1),
    Column.WHERE_NOW: Width(120, 200, 2),
    Column.ASKED: Width(108, 116),
    Column.MEMBER: Width(220, 300, 2),
    Column.ROLES: Width(96, 200, 2),
    Column.PLACES: Width(120, 168),
    Column.WAITING: Width(84, 110),
    Column.ORDER_NUMBER: Width(212, 240, 1),
    Column.ORDER_CUSTOMER: Width(116, 200, 3),
    Column.ORDER_TITLE: Width(90, 116, 1),
    Column.CATEGORY: Width(60, 68),
    Column.AMOUNT: Width(108, 118),
    Column.ORDERED: Width(70, 76),
    Column.ORDER_STATUS: Width(90, 96),
    Column.ORDER_REP: Width(74, 84),
    Column.CUSTOMER_OWNER: Width(84, 96),
    Column.STAGE: Width(112, 132),
    Column.INVOICED: Width(66, 72),
    Column.SHIPPED: Width(66, 72),
    Column.ACTION: Width(70, 76),
}

FIRST_TO_GO = (
    Column.LAST_ORDER,
    Column.TAGS,
    Column.REGION,
    Column.ENTERED_POOL,
    Column.ASKED,
    Column.REQUEST,
    Column.WHERE_NOW,
    Column.ORDER_TITLE,
    Column.CATEGORY,
    Column.INVOICED,
    Column.SHIPPED,
    Column.STAGE,
    Column.ORDERED,
)
"""What a narrow window leaves out, in this order; the panel beside the list shows all of it."""


def share_width(columns: Sequence[Column], room: int, needed: Mapping[Column, int]) -> dict[Column, int]:
    """The columns that fit, with their widths: the wished one where there is room, never less than least or head."""
    shown = list(columns)
    least = {column: max(WIDTHS[column].least, needed[column]) for column in columns}
    for column in FIRST_TO_GO:
        if sum(least[kept] for kept in shown) > room and column in shown:
            shown.remove(column)
    wished = {column: max(WIDTHS[column].wished, least[column]) for column in shown}
    lacking = sum(wished.values()) - room
    if lacking <= 0:
        return _with_spare(wished, -lacking)
    squeezable = sum(wished[column] - least[column] for column in shown)
    if not squeezable:
        return wished
    part = min(lacking, squeezable)
    return {column: wish - -(-(wish - least[column]) * part // squeezable) for column, wish in wished.items()}


def _with_spare(wished: dict[Column, int], spare: int) -> dict[Column, int]:
    """What is left over goes to those that can use it; what division leaves, to the one that can use most."""
    shares = {column: WIDTHS[column].share for column in wished}
    whole = sum(shares.values())
    if not whole:
        return wished
    given = {column: width + spare * shares[column] // whole for column, width in wished.items()}
    hungriest = max(shares, key=lambda column: shares[column])
    given[hungriest] += sum(wished.values()) + spare - sum(given.values())
    return given
