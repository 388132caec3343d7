"""What every list has: columns, a sort, ids, rows that arrive later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Row


class Column(StrEnum):
    """Every column of every list; its word is the message `column-<value>`."""

    NAME = "name"
    OWNER = "owner"
    TEAM = "team"
    STATE = "state"
    REGION = "region"
    TAGS = "tags"
    STATUS = "status"
    LAST_ORDER = "last-order"
    LAST_FOLLOW_UP = "last-follow-up"
    OUTFLOW = "outflow"
    OUTFLOW_AT = "outflow-at"
    MOVER = "mover"
    OUTFLOW_REASON = "outflow-reason"
    ENTERED_POOL = "entered-pool"
    CLAIMABLE = "claimable"
    RESULT = "result"
    ACT = "act"
    OBJECT = "object"
    EXPLANATION = "explanation"
    STEP = "step"
    LINE = "line"
    REQUEST_STATE = "request-state"
    REQUEST = "request"
    ASKER = "asker"
    WHERE_NOW = "where-now"
    ASKED = "asked"
    MEMBER = "member"
    ROLES = "roles"
    PLACES = "places"
    WAITING = "waiting"
    ORDER_NUMBER = "order-number"
    ORDER_CUSTOMER = "order-customer"
    ORDER_TITLE = "order-title"
    CATEGORY = "category"
    AMOUNT = "amount"
    ORDERED = "ordered"
    ORDER_STATUS = "order-status"
    ORDER_REP = "order-rep"
    CUSTOMER_OWNER = "customer-owner"
    STAGE = "stage"
    INVOICED = "invoiced"
    SHIPPED = "shipped"
    ACTION = "action"


MINE_COLUMNS = (
    Column.NAME,
    Column.REGION,
    Column.TAGS,
    Column.STATUS,
    Column.LAST_ORDER,
    Column.LAST_FOLLOW_UP,
    Column.OUTFLOW,
    Column.ACTION,
)
POOL_COLUMNS = (
    Column.NAME,
    Column.REGION,
    Column.TAGS,
    Column.STATUS,
    Column.LAST_ORDER,
    Column.OUTFLOW_REASON,
    Column.ENTERED_POOL,
    Column.CLAIMABLE,
    Column.ACTION,
)
FLOWING_COLUMNS = (
    Column.NAME,
    Column.REGION,
    Column.LAST_FOLLOW_UP,
    Column.OUTFLOW_AT,
    Column.OUTFLOW,
    Column.MOVER,
    Column.ACTION,
)
ORDINARY_COLUMNS = (
    Column.NAME,
    Column.REGION,
    Column.TAGS,
    Column.STATUS,
    Column.LAST_ORDER,
    Column.LAST_FOLLOW_UP,
    Column.ACTION,
)
PENDING_COLUMNS = (
    Column.NAME,
    Column.TEAM,
    Column.REGION,
    Column.TAGS,
    Column.STATUS,
    Column.LAST_ORDER,
    Column.ACTION,
)
ALL_COLUMNS = (
    Column.NAME,
    Column.STATE,
    Column.REGION,
    Column.TAGS,
    Column.STATUS,
    Column.LAST_FOLLOW_UP,
    Column.OUTFLOW,
    Column.ACTION,
)
SYNC_COLUMNS = (Column.RESULT, Column.ACT, Column.OBJECT, Column.EXPLANATION, Column.STEP)
REVIEW_COLUMNS = (
    Column.REQUEST_STATE,
    Column.REQUEST,
    Column.OBJECT,
    Column.ASKER,
    Column.WHERE_NOW,
    Column.ASKED,
    Column.ACTION,
)

TEAM_COLUMNS = (Column.MEMBER, Column.ROLES, Column.PLACES, Column.WAITING, Column.ACTION)

ORDER_COLUMNS = (
    Column.ORDER_NUMBER,
    Column.ORDER_CUSTOMER,
    Column.ORDER_TITLE,
    Column.CATEGORY,
    Column.AMOUNT,
    Column.ORDERED,
    Column.ORDER_STATUS,
    Column.ORDER_REP,
    Column.CUSTOMER_OWNER,
    Column.STAGE,
    Column.INVOICED,
    Column.SHIPPED,
)

AT_THE_RIGHT = frozenset({Column.AMOUNT})
"""Their cells and headings end at the right edge, so that figures stand under figures."""

UNSORTABLE = frozenset(
    {
        Column.LINE,
        Column.TAGS,
        Column.TEAM,
        Column.STATE,
        Column.OUTFLOW_AT,
        Column.MOVER,
        *SYNC_COLUMNS,
        *REVIEW_COLUMNS,
        *TEAM_COLUMNS,
    }
)
"""The days left stand in the order of the outflow's time."""


def with_owner(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The same list where several people's customers stand in it."""
    return (Column.NAME, Column.OWNER, *columns[1:])


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column the list stands."""

    column: Column
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it stands now: who is in it and in which order. Rows are asked for when they come into sight."""

    columns: tuple[Column, ...]
    ids: Sequence[str]
    sort: Sort | None = None


class ListScreen(Protocol):
    """A list that can be filled."""

    def show_listing(self, listing: Listing) -> None:
        """Replace the list; the eye stays on the same customer where it is still there."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Fill or refresh rows in place; rows of customers no longer listed are ignored."""


class ListWishes(Protocol):
    """What a list asks for."""

    def rows_asked(self, ids: tuple[str, ...]) -> None:
        """These rows are in sight and not known yet; answer with `show_rows`, at any time."""

    def sort_asked(self, sort: Sort) -> None:
        """Sort the list so; answer with `show_listing`."""
